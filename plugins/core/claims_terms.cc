#include "plugins/core/claims_terms.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "server/text/fold.h"

namespace isnad::core {
namespace {

constexpr size_t kTopicTerms = 20;
constexpr int kTitleWeight = 3;
constexpr int kLeadWeight = 2;
constexpr int kLead = 50;  // tokens at the head of a text, which tell what it is about

Range RangeOf(const ClaimText& text, int i, int length) {
  return Range{text.part, static_cast<uint32_t>(i), static_cast<uint32_t>(i + length)};
}

constexpr int kBesideBound = 2;  // tokens
constexpr size_t kIsoDay = 10;   // letters of an ISO 8601 date, the last two of which are the day

// Collects the terms of one clause.
class Collector {
 public:
  Collector(const ClaimRules& rules, const ClaimText& text, const Reading& reading)
      : data_(rules.data()), text_(text), reading_(reading) {}

  std::vector<TermReading> Collect(const Clause& clause) {
    first_ = clause.first;
    for (int i = clause.first; i < clause.end;) {
      if (text_.IsComma(i)) bound_ = false;
      if (text_.info[i].Clause("bound") && i > clause.first) bound_ = true;
      i += Read(i);
    }
    ChoosePredicate();
    ChooseHead(clause);
    return std::move(terms_);
  }

 private:
  // Reads the word at i; returns how many tokens it took.
  int Read(int i) {
    const ClaimWord& here = text_.info[i];
    relative_ |= BeginsRelative(i);
    if (here.time != kNone) {
      if (here.Clause("scope") && !here.clause->note.empty()) AddScope(here.clause->key, i, 1);
      if (!TellsWhen(text_, first_, i)) return 1;
      if (!dated_) AddScope("c:dated", i, 1);
      if (!dated_ && ToldFromPublication(reading_.times[here.time])) AddScope("c:relative", i, 1);
      dated_ = true;
      return 1;
    }
    if (here.clause && !here.clause->note.empty() && (here.Clause("scope") || here.Clause("verb"))) {
      AddScope(here.clause->key, i, here.clause_length);
      return here.clause_length;
    }
    if (here.mark && here.mark->meaning != "none") {
      if (here.mark->meaning == "negation" && here.mark->note.starts_with("none")) {
        AddScope("c:none", i, here.mark_length);
      } else if (here.mark->meaning == "negation" && here.mark->note == "past") {
        AddScope("c:not_yet", i, here.mark_length);
      } else if (here.mark->meaning == "exclusive" && !here.mark->note.empty()) {
        AddScope(here.mark->key, i, here.mark_length);
      }
      return here.mark_length;
    }
    if (text_.IsNumber(i) && here.quantity == kNone) Add(here.form->key, i);
    if (!text_.IsWord(i) || here.stop()) return 1;
    if (here.quantity != kNone && !SaysMoreThanItsNumber(i)) return 1;
    AddWord(i);
    return 1;
  }

  // "Yesterday", and not "March 3", whose year alone is told by the publication, nor "Friday".
  bool ToldFromPublication(const TimeMention& time) const {
    if (time.written_weekday != 0 && time.weekday_matches) return false;
    if (!time.relative || time.range.part != text_.part || time.start.size() < kIsoDay) return time.relative;
    const std::string_view day = std::string_view(time.start).substr(kIsoDay - 2, 2);
    for (uint32_t i = time.range.first; i < time.range.end; ++i) {
      const std::string_view written = text_.word(static_cast<int>(i)).folded;
      if (written == day || (day.front() == '0' && written == day.substr(1))) return false;
    }
    return true;
  }

  // Whether a word of a quantity names what is counted: no measure, no part of the number. Of an ordinal only
  // what makes an event the only one of its kind counts: the first, the last.
  bool SaysMoreThanItsNumber(int i) const {
    const QuantityMention& quantity = reading_.quantities[text_.info[i].quantity];
    const Lexeme* lexeme = text_.info[i].sense().lexeme;
    const bool means = lexeme && !lexeme->concepts.empty();
    if (quantity.unit_key == "ordinal") {
      return means && data_.concepts.at(lexeme->concepts.front()).kind == ConceptClass::kScope;
    }
    if (!means && !quantity.unit_key.starts_with("s:")) return false;
    const std::string unit = text::FoldText(quantity.unit);
    if (unit.empty()) return false;
    return unit.find(text_.word(i).folded) != std::string::npos ||
           i + 1 == static_cast<int>(quantity.range.end);
  }

  void AddWord(int i) {
    const Sense& sense = text_.info[i].sense();
    if (!sense.lexeme || sense.lexeme->concepts.empty()) {
      Add(sense.lexeme ? std::string_view(sense.lexeme->key) : text_.info[i].form->key, i);
      if (text_.info[i].Verb() && !bound_) AddVerb(terms_.size() - 1, i);
      return;
    }
    for (const int named : sense.lexeme->concepts) {
      for (const int index : data_.concepts.WithEntailed(named)) {
        const Concept& meant = data_.concepts.at(index);
        if (meant.kind == ConceptClass::kScope) {
          AddScope(meant.key, i, 1);
          terms_.back().opposites = meant.opposites;
          continue;
        }
        Add(meant.key, i);
        terms_.back().opposites = meant.opposites;
        const size_t added = terms_.size() - 1;
        if (bound_) continue;
        if (meant.kind >= ConceptClass::kWeak) {
          weak_.push_back(added);
          if (!text_.info[i].Verb()) continue;
          if (meant.kind == ConceptClass::kLight && light_ == kNone && relative_verb_ != i) light_ = i;
        } else if (text_.info[i].Verb()) {
          AddVerb(added, i);
        } else if (meant.kind == ConceptClass::kEvent) {
          // "the road open": what is said of something has no article in languages that write it with the
          // word.
          ((sense.clitics & kArticle) ? named_events_ : events_).push_back(added);
        }
      }
    }
  }

  // "The man who", الرجل الذي; "the ferry that sank".
  bool BeginsRelative(int i) const {
    const ClaimWord& here = text_.info[i];
    if (i == first_ || !here.clause) return false;
    if (here.Clause("relative")) return true;
    if (here.clause->note != "that-relative" || i + 1 >= text_.size()) return false;
    const Sense& before = text_.info[i - 1].sense();
    return text_.IsWord(i - 1) && !text_.info[i - 1].cue() && before.nominal && text_.info[i + 1].Verb();
  }

  // The first verb behind a relative is that of its clause.
  void AddVerb(size_t term, int i) {
    if (relative_) relative_verb_ = i;
    relative_ = false;
    (relative_verb_ == i ? relative_verbs_ : verbs_).push_back(term);
  }

  void Add(std::string_view key, int i) {
    TermReading term;
    term.range = RangeOf(text_, i, 1);
    term.key = key;
    term.role = bound_ ? ISNAD_TERM_SCOPE : ISNAD_TERM_ARGUMENT;
    if (text_.info[i].place && !bound_) term.role = ISNAD_TERM_PLACE;
    terms_.push_back(term);
  }

  void AddScope(std::string_view key, int i, int length) {
    TermReading term;
    term.range = RangeOf(text_, i, length);
    term.key = key;
    term.role = ISNAD_TERM_SCOPE;
    terms_.push_back(term);
  }

  // What the first light verb carries.
  std::vector<size_t> Carried() const {
    std::vector<size_t> carried;
    if (light_ == kNone) return carried;
    std::copy_if(events_.begin(), events_.end(), std::back_inserter(carried),
                 [&](size_t i) { return static_cast<int>(terms_[i].range.first) > light_; });
    return carried;
  }

  // All that the predicate's word says is predicate too: what it entails, and its other readings.
  void ChoosePredicate() {
    std::vector<size_t> candidates = verbs_;
    for (const auto& others : {Carried(), relative_verbs_, events_, named_events_, weak_}) {
      if (candidates.empty()) candidates = others;
    }
    std::vector<bool> drop(terms_.size());
    if (!candidates.empty()) {
      const uint32_t word = terms_[candidates.front()].range.first;
      for (TermReading& term : terms_) {
        if (term.range.first == word && term.role == ISNAD_TERM_ARGUMENT) term.role = ISNAD_TERM_PREDICATE;
      }
    }
    for (const size_t weak : weak_) drop[weak] = terms_[weak].role != ISNAD_TERM_PREDICATE;
    size_t kept = 0;
    for (size_t i = 0; i < terms_.size(); ++i) {
      if (!drop[i]) terms_[kept++] = terms_[i];
    }
    terms_.resize(kept);
  }

  void ChooseHead(const Clause& clause) {
    int quantity = kNone;
    for (int i = clause.first; i < clause.end && quantity == kNone; ++i) {
      const int here = text_.info[i].quantity;
      if (here != kNone && reading_.quantities[here].unit_key != "ordinal") quantity = here;
    }
    if (quantity == kNone) return;
    const Range& range = reading_.quantities[quantity].range;
    TermReading* head = nullptr;
    for (TermReading& term : terms_) {
      if (term.role == ISNAD_TERM_SCOPE) continue;
      const bool inside = term.range.first >= range.first && term.range.end <= range.end;
      // "the number of the dead is 611": what is counted stands before a number that has no noun of its own.
      const bool bare = reading_.quantities[quantity].unit_key.empty();
      if (inside || (bare && term.range.end <= range.first && term.role != ISNAD_TERM_PREDICATE))
        head = &term;
      if (inside) break;
    }
    if (!head) return;
    const uint32_t word = head->range.first;
    for (TermReading& term : terms_) term.head |= term.range.first == word && term.role != ISNAD_TERM_SCOPE;
  }

  const ClaimRules::Data& data_;
  const ClaimText& text_;
  const Reading& reading_;
  std::vector<TermReading> terms_;
  std::vector<size_t> verbs_, relative_verbs_, events_, named_events_, weak_;  // indexes into terms_
  int first_ = 0;
  int light_ = kNone;          // the first light verb
  int relative_verb_ = kNone;  // the last verb of a relative clause
  bool relative_ = false;      // the verb of a relative clause is still to come
  bool dated_ = false;
  bool bound_ = false;  // within words that tell when, not what
};

}  // namespace

bool TellsWhen(const ClaimText& text, int first, int i) {
  const int time = text.info[i].time;
  while (i > first && text.info[i - 1].time == time) --i;
  for (int k = i - 1; k >= first && !text.IsComma(k); --k) {
    if (text.info[k].Clause("bound")) return k == first || i - k <= kBesideBound;
  }
  return true;
}

std::vector<TermReading> TermsOf(const ClaimRules& rules, const ClaimText& text, const Clause& clause,
                                 const Reading& reading) {
  return Collector(rules, text, reading).Collect(clause);
}

std::vector<TermReading> TopicOf(const std::vector<ClaimText>& parts) {
  struct Count {
    std::string_view key;
    int count = 0;
    Range first;
  };
  absl::flat_hash_map<uint32_t, Count> counts;
  for (const ClaimText& text : parts) {
    for (int i = 0; i < text.size(); ++i) {
      const ClaimWord& here = text.info[i];
      const ClaimForm& form = *here.form;
      if (!text.IsWord(i) || !form.topical || form.stop || here.mark || form.cue || here.time != kNone ||
          here.quantity != kNone || text.word(i).boilerplate)
        continue;
      Count& count = counts[form.key_id];
      if (count.count == 0) count = {form.key, 0, RangeOf(text, i, 1)};
      count.count += text.part == ISNAD_PART_TITLE ? kTitleWeight : i < kLead ? kLeadWeight : 1;
    }
  }
  std::vector<Count> ranked;
  for (const auto& [id, count] : counts) {
    if (count.count > 1) ranked.push_back(count);
  }
  const size_t kept = std::min(ranked.size(), kTopicTerms);
  std::partial_sort(
      ranked.begin(), ranked.begin() + static_cast<ptrdiff_t>(kept), ranked.end(),
      [](const Count& a, const Count& b) { return a.count != b.count ? a.count > b.count : a.key < b.key; });
  std::vector<TermReading> topic(kept);
  for (size_t i = 0; i < kept; ++i) {
    topic[i].key = ranked[i].key;
    topic[i].role = ISNAD_TERM_TOPIC;
    topic[i].range = ranked[i].first;
  }
  return topic;
}

}  // namespace isnad::core
