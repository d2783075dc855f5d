#include "plugins/core/mentions.h"

#include <algorithm>
#include <span>

namespace isnad::core {
namespace {

constexpr uint64_t kOffices = kTitle | kBody | kSourceNoun | kPaper;
constexpr size_t kMaxTitles = 64;  // words that are kept of one member's titles
constexpr size_t kMaxAlike = 200;  // of so many who share a name or an office the one who is meant is found

// The lemmas that tell an office: متحدثة is متحدث, and whoever else it may be called.
void AddOffices(const Scene& scene, uint32_t at, std::vector<std::string>& out) {
  for (const WordAnalysis& analysis : scene.words[at].analyses) {
    if (!(scene.rules->ClassesOf(*analysis.entry) & kOffices) || analysis.entry->Is("title.source.some"))
      continue;
    const std::string like(analysis.entry->Note("like"));
    for (const std::string& office : {analysis.entry->lemma, like}) {
      if (!office.empty() && std::find(out.begin(), out.end(), office) == out.end()) out.push_back(office);
    }
  }
}

bool Contains(const std::vector<std::string>& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

std::string Joined(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
  return joined;
}

std::string Display(const Scene& scene, uint32_t first, uint32_t end, uint32_t clitic_bytes) {
  std::string display;
  const char* original = scene.reading->parts[scene.part].input->original.data;
  uint32_t behind = 0;  // where the last word taken ends
  for (uint32_t t = first; t < end; ++t) {
    const Word& word = scene.words[t];
    if (word.kind == ISNAD_TOKEN_QUOTE_MARK || word.kind == ISNAD_TOKEN_LINE_BREAK) continue;
    const uint32_t from = t == first ? scene.ByteAfter(first, clitic_bytes) : word.begin;
    if (!display.empty() && behind != from) display += ' ';
    display.append(original + from, word.end - from);
    behind = word.end;
  }
  return display;
}

}  // namespace

bool Cast::Matches(const std::vector<std::string>& all, const std::vector<std::string>& some) {
  // Some words of a name in their order; the last one must be there, be it family name or only name.
  size_t found = 0;
  for (const std::string& word : all) found += found < some.size() && word == some[found];
  return found == some.size();
}

std::vector<std::string> Cast::NameOf(const Scene& scene, uint32_t first, uint32_t end) const {
  std::vector<std::string> name;
  bool join = false;
  for (uint32_t t = first; t < end; ++t) {
    if (!scene.IsWord(t) && scene.words[t].kind != ISNAD_TOKEN_NUMBER) continue;
    const std::string_view folded =
        scene.rules->capitals() ? scene.WithoutPossessive(t) : scene.words[t].folded;
    if (join) {
      name.back() += folded;
    } else {
      name.emplace_back(folded);
    }
    join = scene.Is(t, kNamePart) && t > first - 1;
  }
  return name;
}

int Cast::ByName(const std::vector<std::string>& name, int kind) const {
  if (name.empty()) return kNone;
  const auto found = by_word_.find(name.back());
  if (found == by_word_.end()) return kNone;
  const std::vector<int>& bearers = found->second;
  for (size_t i = bearers.size(); i > 0 && i + kMaxAlike > bearers.size(); --i) {
    const Member& member = members_[bearers[i - 1]];
    if (kind != 0 && member.kind != kind) continue;
    if (Matches(member.name, name) || Matches(name, member.name)) return bearers[i - 1];
  }
  return kNone;
}

int Cast::Unnamed(const std::vector<std::string>& words) const {
  const auto found = words.empty() ? by_word_.end() : by_word_.find(words.front());
  if (found == by_word_.end()) return kNone;
  const std::vector<int>& bearers = found->second;
  for (size_t i = 0; i < std::min(bearers.size(), kMaxAlike); ++i) {
    if (members_[bearers[i]].name == words) return bearers[i];
  }
  return kNone;
}

void Cast::AddTitles(const Scene& scene, const NounPhrase& phrase, Member& member) {
  const auto add = [&](uint32_t first, uint32_t end) {
    for (uint32_t t = first; t < end; ++t) {
      if (!scene.IsWord(t)) continue;
      AddOffices(scene, t, member.offices);
      const std::string_view stem = scene.Stem(t);
      if (member.titles.size() < kMaxTitles && !Contains(member.titles, stem))
        member.titles.emplace_back(stem);
    }
  };
  add(phrase.first, phrase.title_end);
  add(phrase.apposition_first, phrase.apposition_end);
}

int Cast::Meet(const Scene& scene, const NounPhrase& phrase) {
  if (phrase.empty() || phrase.pronoun || phrase.paper) return kNone;
  const bool named = phrase.named();
  if (!named) {
    // Bodies and unnamed sources of several words are members; single words refer to one.
    if (phrase.kind != ISNAD_ENTITY_BODY && phrase.kind != ISNAD_ENTITY_ANONYMOUS) return kNone;
    const uint32_t words = scene.WordsBetween(phrase.first, phrase.end);
    // the company; a cloud company
    const bool alone =
        scene.rules->capitals() && (phrase.definite ? words <= 2 : phrase.kind == ISNAD_ENTITY_BODY);
    if (words < 2 || alone) return kNone;
  }
  const uint32_t first = named ? phrase.name_first : phrase.first;
  const uint32_t end = named ? phrase.name_end : phrase.end;
  std::vector<std::string> name = NameOf(scene, first, end);
  if (!named) {
    for (uint32_t t = first, i = 0; t < end; ++t) {
      if (scene.IsWord(t) && i < name.size()) name[i++] = scene.Stem(t);
    }
  }
  if (name.empty()) return kNone;
  const bool capitals = named && scene.rules->capitals();
  int member = !named     ? Unnamed(name)
               : capitals ? ByCapitals(name, phrase)
                          : ByName(name, ISNAD_ENTITY_PERSON);
  if (member == kNone) {
    member = static_cast<int>(members_.size());
    members_.push_back({});
    members_.back().kind = phrase.kind;
  }
  Member& known = members_[member];
  if (capitals) MeetByCapitals(scene, phrase, name, known);
  if (name.size() > known.name.size()) {
    known.name = name;
    known.ends_in_part = end > first + 1 && scene.Is(end - 2, kNamePart);
    known.display = Display(scene, first, end, named ? 0 : phrase.clitic_bytes);
  }
  if (known.gender == Gender::kUnknown) known.gender = phrase.gender;
  if (named) AddTitles(scene, phrase, known);
  if (!named) AddOffices(scene, phrase.head, known.offices);
  known.outlet |= !named && scene.Is(phrase.head, kOutlet);
  if (scene.part == ISNAD_PART_TEXT) known.places.push_back(phrase.first);
  AddToIndex(scene, named ? name.back() : name.front(), member);
  if (named && scene.sights[end - 1].definite) by_family_stem_[std::string(scene.Stem(end - 1))] = member;
  if (known.outlet) AddToIndex(scene, name.back(), member);
  if (capitals) AddToIndex(scene, name.front(), member);
  return member;
}

void Cast::AddToIndex(const Scene& scene, const std::string& word, int member) {
  std::vector<int>& indexed = by_word_[word];
  if (indexed.empty()) forms_.insert(scene.memo->FormHere(word));
  if (indexed.empty() || indexed.back() != member) indexed.push_back(member);
}

// للعتيبي: a family name whose article a preposition has swallowed.
int Cast::PersonByStem(const Scene& scene, const NounPhrase& phrase) const {
  const Sight& sight = scene.sights[phrase.first];
  if (phrase.end != phrase.first + 1 || !sight.bound || !sight.definite) return kNone;
  const auto found = by_family_stem_.find(scene.Stem(phrase.first));
  return found == by_family_stem_.end() ? kNone : found->second;
}

// الأناضول: an outlet that was named in full goes by the last word of its name.
int Cast::OutletByLastWord(const Scene& scene, const NounPhrase& phrase) const {
  const std::string_view word = scene.Stem(phrase.first);
  const auto found = phrase.end == phrase.first + 1 ? by_word_.find(word) : by_word_.end();
  if (found == by_word_.end()) return kNone;
  const std::vector<int>& bearers = found->second;
  for (size_t i = bearers.size(); i > 0 && i + kMaxAlike > bearers.size(); --i) {
    const Member& member = members_[bearers[i - 1]];
    if (member.outlet && member.name.back() == word) return bearers[i - 1];
  }
  return kNone;
}

int Cast::ByOffice(const Scene& scene, const NounPhrase& phrase) const {
  std::vector<std::string> offices;
  AddOffices(scene, phrase.head, offices);
  if (offices.empty()) return kNone;
  // In `the minister` the office is enough; in `minister of supply` all words must be of the member's.
  std::vector<std::string> wanted;
  for (uint32_t t = phrase.first; t < phrase.end; ++t) {
    if (scene.IsWord(t)) wanted.emplace_back(scene.Stem(t));
  }
  int best = kNone;
  uint32_t best_place = 0;
  bool best_exact = false;  // وزير الخارجية, where another one is وزير خارجية كذا
  for (const int i : Holders(offices, phrase.first)) {
    const Member& member = members_[i];
    if (member.kind != phrase.kind &&
        !(phrase.kind == ISNAD_ENTITY_PERSON && member.kind == ISNAD_ENTITY_ANONYMOUS))
      continue;
    if (member.gender != Gender::kUnknown && phrase.gender != Gender::kUnknown &&
        member.gender != phrase.gender)
      continue;
    const auto& words = member.kind == ISNAD_ENTITY_PERSON ? member.titles : member.name;
    if (!phrase.definite &&
        !std::all_of(wanted.begin() + 1, wanted.end(), [&](const auto& w) { return Contains(words, w); }))
      continue;
    if (member.places.empty()) {  // met in the headline alone
      if (best == kNone && member.kind == ISNAD_ENTITY_BODY) best = i;
      continue;
    }
    const auto behind = std::lower_bound(member.places.begin(), member.places.end(), phrase.first);
    const bool before = scene.part == ISNAD_PART_TEXT && behind != member.places.begin();
    // Before the phrase the nearest one counts, behind it the first.
    const uint32_t place = before ? *(behind - 1) + 1 : 0;
    const bool exact = !phrase.definite && std::all_of(words.begin(), words.end(),
                                                       [&](const auto& w) { return Contains(wanted, w); });
    if (best == kNone || exact > best_exact || (exact == best_exact && place > best_place)) {
      best = i;
      best_place = place;
      best_exact = exact;
    }
  }
  return best;
}

// The members that hold one of the offices, in the order in which they were met; of very many those that were
// met last before `place`.
std::vector<int> Cast::Holders(const std::vector<std::string>& offices, uint32_t place) const {
  std::vector<int> holders;
  for (const std::string& office : offices) {
    const auto found = by_office_.find(office);
    if (found == by_office_.end()) continue;
    const std::span<const int> all = found->second;
    size_t end = all.size();
    if (end > kMaxAlike) {
      const auto behind = std::partition_point(all.begin(), all.end(), [&](int i) {
        return !members_[i].places.empty() && members_[i].places.front() < place;
      });
      end = std::max(static_cast<size_t>(behind - all.begin()), kMaxAlike);
    }
    const auto last = all.first(end).last(std::min(end, kMaxAlike));
    holders.insert(holders.end(), last.begin(), last.end());
  }
  std::sort(holders.begin(), holders.end());
  holders.erase(std::unique(holders.begin(), holders.end()), holders.end());
  return holders;
}

int Cast::Resolve(const Scene& scene, const NounPhrase& phrase) const {
  if (phrase.empty()) return kNone;
  if (phrase.named()) {
    const std::vector<std::string> name = NameOf(scene, phrase.name_first, phrase.name_end);
    return scene.rules->capitals() ? ByCapitals(name, phrase) : ByName(name, ISNAD_ENTITY_PERSON);
  }
  if (phrase.kind == ISNAD_ENTITY_BODY || phrase.kind == ISNAD_ENTITY_ANONYMOUS) {
    std::vector<std::string> name;
    for (uint32_t t = phrase.first; t < phrase.end; ++t) {
      if (scene.IsWord(t)) name.emplace_back(scene.Stem(t));
    }
    const int known = name.size() > 1 ? Unnamed(name) : kNone;
    if (known != kNone) return known;
    // وأكد "الفلاني": a person whom the house writes in quotation marks
    if (scene.Opens(phrase.first)) {
      const int person = ByName(NameOf(scene, phrase.first, phrase.end), ISNAD_ENTITY_PERSON);
      if (person != kNone) return person;
    }
    if (const int person = PersonByStem(scene, phrase); person != kNone) return person;
    const int office = phrase.definite || phrase.kind == ISNAD_ENTITY_BODY ? ByOffice(scene, phrase) : kNone;
    return office == kNone && scene.rules->capitals() ? LastBody(scene, phrase) : office;
  }
  if (phrase.kind == ISNAD_ENTITY_PERSON) {
    // الحاج, where somebody of that family was met: no form of address
    const bool alone = phrase.end == phrase.first + 1 && scene.Is(phrase.first, kHonorific);
    const int family = alone ? ByName(NameOf(scene, phrase.first, phrase.end), ISNAD_ENTITY_PERSON) : kNone;
    return family != kNone ? family : ByOffice(scene, phrase);
  }
  // A definite word that nothing is known of: a family name, or somebody by himself.
  const int person = ByName(NameOf(scene, phrase.first, phrase.end), ISNAD_ENTITY_PERSON);
  if (person != kNone) return person;
  return OutletByLastWord(scene, phrase);
}

std::string Cast::ShortKey(const Member& member) {
  const std::vector<std::string>& name = member.name;
  if (member.kind != ISNAD_ENTITY_PERSON || name.size() < 3) return Joined(name);
  // فلان بن فلان آل كذا goes by his own name and his father's.
  return Joined({name.front(), member.ends_in_part ? name[1] : name.back()});
}

void Cast::Close() {
  MakeKeys();
  IndexOffices();
}

void Cast::MakeKeys() {
  SettleKinds();
  WordMap<int> bearers;
  for (const Member& member : members_) ++bearers[ShortKey(member)];
  for (Member& member : members_) {
    member.key = ShortKey(member);
    if (bearers[member.key] > 1) member.key = Joined(member.name);
  }
}

void Cast::IndexOffices() {
  for (size_t i = 0; i < members_.size(); ++i) {
    for (const std::string& office : members_[i].offices) by_office_[office].push_back(static_cast<int>(i));
  }
}

uint32_t Cast::KnownNameAt(const Scene& scene, uint32_t at) const {
  if (!scene.IsWord(at)) return 0;
  uint32_t longest = 0;
  std::vector<std::string> words;
  for (uint32_t end = at + 1; end <= at + 4 && end <= scene.size() && scene.IsWord(end - 1); ++end) {
    if (scene.Is(end - 1, kNamePart)) continue;
    if (!forms_.contains(scene.words[end - 1].form)) continue;
    words = NameOf(scene, at, end);
    const int member = ByName(words, ISNAD_ENTITY_PERSON);
    if (member != kNone && Matches(members_[member].name, words)) longest = end - at;
  }
  return longest;
}

int Cast::LastAddressed(std::string_view address, uint32_t before) const {
  int last = kNone;
  uint32_t last_place = 0;
  for (size_t i = 0; i < members_.size(); ++i) {
    const Member& member = members_[i];
    if (member.kind != ISNAD_ENTITY_PERSON || !Contains(member.titles, address)) continue;
    const auto behind = std::lower_bound(member.places.begin(), member.places.end(), before);
    if (behind == member.places.begin() || *(behind - 1) < last_place) continue;
    last = static_cast<int>(i);
    last_place = *(behind - 1);
  }
  return last;
}

int Cast::Mention(const Scene& scene, const NounPhrase& phrase, Reading& reading) const {
  return MentionOf(Resolve(scene, phrase), scene, phrase, reading);
}

int Cast::MentionOf(int member, const Scene& scene, const NounPhrase& phrase, Reading& reading) const {
  const Range range{scene.part, phrase.first, phrase.end};
  for (size_t i = reading.mentions.size(); i-- > 0 && i + 8 > reading.mentions.size();) {
    const Range& other = reading.mentions[i].range;
    if (other.part == range.part && other.first == range.first && other.end == range.end)
      return static_cast<int>(i);
  }
  MentionReading mention;
  mention.range = range;
  mention.clitic_bytes = phrase.clitic_bytes;
  if (member != kNone) {
    const Member& known = members_[member];
    mention.display_name = known.display;
    mention.kind = known.kind;
    mention.entity_key = known.key;
  } else {
    mention.display_name = Display(scene, phrase.first, phrase.end, phrase.clitic_bytes);
    mention.kind = phrase.kind == 0 ? ISNAD_ENTITY_BODY : phrase.kind;
    if (mention.kind == ISNAD_ENTITY_BODY || mention.kind == ISNAD_ENTITY_ANONYMOUS)
      mention.entity_key = Joined(NameOf(scene, phrase.first, phrase.end));
  }
  if (mention.kind == ISNAD_ENTITY_ANONYMOUS && IsAnyone(scene, phrase)) mention.entity_key.clear();
  reading.mentions.push_back(std::move(mention));
  return static_cast<int>(reading.mentions.size()) - 1;
}

}  // namespace isnad::core
