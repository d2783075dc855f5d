#include <algorithm>

#include "plugins/core/mentions.h"

namespace isnad::core {
namespace {

constexpr size_t kMaxAlike = 200;  // of so many the one who is meant is found
constexpr uint64_t kOfficers = kTitle | kSourceNoun;

// who of World Health Organization
bool AreInitials(std::string_view word, const std::vector<std::string>& name) {
  return word.size() >= 3 && word.size() == name.size() &&
         std::equal(word.begin(), word.end(), name.begin(),
                    [](char letter, const std::string& part) { return part.starts_with(letter); });
}

bool Begins(const std::vector<std::string>& all, const std::vector<std::string>& some) {
  return some.size() <= all.size() && std::equal(some.begin(), some.end(), all.begin());
}

}  // namespace

bool Cast::MeansByCapitals(const Member& member, const std::vector<std::string>& name,
                           const NounPhrase& phrase) const {
  const int kind = phrase.kind;
  if (member.name.empty() ||
      (member.kind != 0 && member.kind != ISNAD_ENTITY_PERSON && member.kind != ISNAD_ENTITY_BODY))
    return false;
  if (kind != 0 && member.kind != 0 && kind != member.kind) return false;
  // Ms. Price is not Ansel Price.
  if (member.gender != Gender::kUnknown && phrase.gender != Gender::kUnknown &&
      member.gender != phrase.gender)
    return false;
  if (member.name == name) return true;
  const bool person = kind == ISNAD_ENTITY_PERSON || member.kind == ISNAD_ENTITY_PERSON;
  const bool body = kind == ISNAD_ENTITY_BODY || member.kind == ISNAD_ENTITY_BODY;
  if (!body && member.name.back() == name.back() &&
      (Matches(member.name, name) || Matches(name, member.name)))
    return true;
  return !person && (Begins(member.name, name) || Begins(name, member.name) ||
                     (name.size() == 1 && AreInitials(name.front(), member.name)));
}

int Cast::ByCapitals(const std::vector<std::string>& name, const NounPhrase& phrase) const {
  int best = kNone;
  if (name.empty()) return best;
  for (const std::string* word : {&name.back(), &name.front()}) {
    const auto found = by_word_.find(*word);
    if (found == by_word_.end()) continue;
    const std::vector<int>& bearers = found->second;
    for (size_t i = bearers.size(); i > 0 && i + kMaxAlike > bearers.size(); --i) {
      const Member& member = members_[bearers[i - 1]];
      if (!MeansByCapitals(member, name, phrase)) continue;
      if (member.name == name) return bearers[i - 1];
      if (best == kNone) best = bearers[i - 1];
      break;
    }
  }
  return best;
}

void Cast::MeetByCapitals(const Scene& scene, const NounPhrase& phrase, const std::vector<std::string>& name,
                          Member& member) {
  if (member.kind == 0) member.kind = phrase.kind;
  std::string initials;
  for (const std::string& word : name) initials += word[0];
  if (name.size() > 2 && member.kind != ISNAD_ENTITY_PERSON)
    AddToIndex(scene, initials, static_cast<int>(&member - members_.data()));
  const uint32_t end = phrase.name_end;
  const bool owner =
      scene.sights[end - 1].possessed && (scene.Is(end, kOfficers) || scene.Is(end + 1, kOfficers));
  member.acts |=
      owner || scene.IsFinite(end) || (scene.Is(end, kAspect | kAdverb) && scene.IsFinite(end + 1));
  member.first_alone |= name.size() < member.name.size() && name.back() != member.name.back();
  if (owner && member.kind == 0) member.kind = ISNAD_ENTITY_BODY;
  for (uint32_t t = phrase.name_first; t < phrase.name_end; ++t) {
    if (phrase.kind != ISNAD_ENTITY_BODY || !scene.Is(t, kBody)) continue;
    for (const WordAnalysis& analysis : scene.words[t].analyses) {
      if (!analysis.entry->Is("body")) continue;
      for (const std::string_view office :
           {std::string_view(analysis.entry->lemma), analysis.entry->Note("like")}) {
        const bool known =
            std::find(member.offices.begin(), member.offices.end(), office) != member.offices.end();
        if (!office.empty() && !known) member.offices.emplace_back(office);
      }
    }
  }
}

// one, two people, a neighbor: somebody else each time.
bool Cast::IsAnyone(const Scene& scene, const NounPhrase& phrase) {
  return scene.rules->capitals() && scene.Is(phrase.first, kIndefiniteWord | kQuantifier);
}

// Who is called by the first words of the name, or has but one, is a body; the rest are persons.
void Cast::SettleKinds() {
  for (size_t i = 0; i < members_.size(); ++i) {
    Member& member = members_[i];
    const bool body = member.first_alone || member.name.size() == 1;
    if (member.kind == 0) member.kind = body ? ISNAD_ENTITY_BODY : ISNAD_ENTITY_PERSON;
    const bool untold =
        member.kind == ISNAD_ENTITY_BODY && !member.outlet && member.acts && member.offices.empty();
    if (untold && untold_.size() < kMaxAlike) untold_.push_back(static_cast<int>(i));
  }
}

// the company: the last body before the phrase, else the first behind it, that acts and whose name does not
// tell what it is.
int Cast::LastBody(const Scene& scene, const NounPhrase& phrase) const {
  if (!phrase.definite || phrase.kind != ISNAD_ENTITY_BODY || phrase.end > phrase.first + 2) return kNone;
  bool general = false;
  for (const WordAnalysis& analysis : scene.words[phrase.head].analyses)
    general |= analysis.entry->Note("any") == "yes";
  if (!general) return kNone;
  int best = kNone;
  uint32_t best_place = 0;
  for (const int i : untold_) {
    const Member& member = members_[i];
    const auto behind = std::lower_bound(member.places.begin(), member.places.end(), phrase.first);
    const bool before = scene.part == ISNAD_PART_TEXT && behind != member.places.begin();
    const uint32_t place = before ? *(behind - 1) + 1 : 0;
    if (best == kNone || place > best_place) {
      best = i;
      best_place = place;
    }
  }
  return best;
}

}  // namespace isnad::core
