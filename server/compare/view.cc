#include "server/compare/view.h"

#include <algorithm>
#include <cstdlib>

namespace isnad::compare {
namespace {

using Keys = std::vector<std::string_view>;

// Of a folded word of ordinary length, so much behind a negation is within the next two words.
constexpr int64_t kNextBehind = 24;

constexpr size_t kBriefTopic =
    12;  // of an article's topic, fewer of which are no more than a sentence or two
constexpr size_t kLeastDenied = 2;  // contents besides the saying, for what was not said to be known

bool StandsBehindNegation(const v1::Claim& claim, const v1::Span& span) {
  return std::any_of(claim.marks().begin(), claim.marks().end(), [&](const v1::Mark& mark) {
    if (mark.kind() != v1::MARK_KIND_NEGATION || mark.span().part() != span.part()) return false;
    return span.start() >= mark.span().end() && span.start() <= mark.span().end() + kNextBehind;
  });
}

void AddSorted(Keys& keys, std::string_view key) {
  const auto place = std::lower_bound(keys.begin(), keys.end(), key);
  if (place == keys.end() || *place != key) keys.insert(place, key);
}

bool Contains(const Keys& keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool Meet(const Keys& a, const Keys& b) {
  return std::any_of(a.begin(), a.end(), [&](std::string_view key) { return Contains(b, key); });
}

// Whether one says what the other does or entails it; what entails the same third is not the same: who trains
// and who arms somebody both support him.
bool SameMeaning(const Content& a, const Content& b) {
  return Contains(b.keys, a.keys.front()) || Contains(a.keys, b.keys.front());
}

double Weight(const Content& content) { return content.head || content.place ? 0.5 : 1.0; }

double Total(const std::vector<Content>& contents) {
  double total = 0;
  for (const Content& content : contents) total += Weight(content);
  return total;
}

// Whether a content close behind a.contents[i], or next before it, says what one in the same place by
// b.contents[k] does.
bool Beside(const View& a, size_t i, const View& b, size_t k,
            const std::vector<const Content*>& partner_of_a) {
  const auto close = [](size_t at, size_t to) { return at != to && at + 1 >= to && at <= to + 2; };
  for (size_t x = 0; x < a.contents.size(); ++x) {
    if (!close(x, i) || !partner_of_a[x]) continue;
    if (close(static_cast<size_t>(partner_of_a[x] - b.contents.data()), k)) return true;
  }
  return false;
}

// "It will not exceed five": the no is the limit's.
bool TellsLimit(const v1::Claim& claim) {
  return std::any_of(claim.quantities().begin(), claim.quantities().end(), [](const v1::Quantity& quantity) {
    return quantity.has_max() && !quantity.has_value() && !quantity.has_min();
  });
}

// Days since 1970-01-01 in the proleptic Gregorian calendar.
int DayNumber(int year, int month, int day) {
  year -= month <= 2;
  const int era = year / 400;
  const int of_era = year - era * 400;
  const int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

bool ReadDay(std::string_view iso, int& day_number) {
  if (iso.size() < 4) return false;
  const auto number = [&](size_t at, size_t digits, int otherwise) {
    return iso.size() >= at + digits ? std::atoi(std::string(iso.substr(at, digits)).c_str()) : otherwise;
  };
  const int year = number(0, 4, 0);
  if (year <= 0) return false;
  day_number = DayNumber(year, number(5, 2, 1), number(8, 2, 1));
  return true;
}

// المعبر مفتوح: without a verb the first word that has an opposite is what is said.
void StateWithoutVerb(std::vector<Content>& contents) {
  if (std::any_of(contents.begin(), contents.end(), [](const Content& content) { return content.predicate; }))
    return;
  const auto state = std::find_if(contents.begin(), contents.end(), [](const Content& content) {
    return !content.opposites.empty() && !content.place && !content.head;
  });
  if (state != contents.end()) state->predicate = true;
}

// "will stay open", يبقى المعبر مفتوحا: the state is what is said.
void StateOfStaying(std::vector<Content>& contents) {
  for (size_t i = 0; i < contents.size(); ++i) {
    if (!contents[i].predicate || !Contains(contents[i].keys, "c:stay")) continue;
    const auto state = std::find_if(contents.begin() + static_cast<std::ptrdiff_t>(i) + 1, contents.end(),
                                    [](const Content& content) { return !content.opposites.empty(); });
    if (state == contents.end() || state->place) continue;
    state->predicate = true;
    contents[i].predicate = false;
  }
}

// "There is no evidence": what there is none of is what is said no to.
void StateOfThereBeingNone(std::vector<Content>& contents) {
  if (std::any_of(contents.begin(), contents.end(), [](const Content& content) { return content.predicate; }))
    return;
  const auto none = std::find_if(contents.begin(), contents.end(),
                                 [](const Content& content) { return content.negated && !content.place; });
  if (none != contents.end()) none->predicate = true;
}

}  // namespace

View::View(const v1::Claim& of) : claim(&of) {
  const v1::Term* before = nullptr;
  for (const v1::Term& term : of.terms()) {
    if (term.role() == v1::TERM_ROLE_SCOPE) {
      AddSorted(scopes, term.key());
      continue;
    }
    if (term.role() == v1::TERM_ROLE_TOPIC) {
      AddSorted(topic, term.key());
      continue;
    }
    const bool same_word = before && before->span().start() == term.span().start() &&
                           before->span().part() == term.span().part() && term.span().has_start();
    if (!same_word) contents.push_back({});
    Content& content = contents.back();
    content.keys.push_back(term.key());
    content.opposites.insert(content.opposites.end(), term.opposites().begin(), term.opposites().end());
    content.words = term.span().text();
    content.begin = term.span().start();
    content.predicate |= term.role() == v1::TERM_ROLE_PREDICATE;
    content.place |= term.role() == v1::TERM_ROLE_PLACE;
    content.head |= term.head();
    content.negated |= StandsBehindNegation(of, term.span());
    before = &term;
  }
  StateOfStaying(contents);
  StateWithoutVerb(contents);
  denied = of.modality() == v1::MODALITY_DENIED;
  negative = (of.polarity() == v1::POLARITY_NEGATIVE && !TellsLimit(of)) != denied;
  excepted = std::any_of(of.marks().begin(), of.marks().end(),
                         [](const v1::Mark& mark) { return mark.kind() == v1::MARK_KIND_EXCEPTION; });
  says_no = std::any_of(of.marks().begin(), of.marks().end(),
                        [](const v1::Mark& mark) { return mark.kind() == v1::MARK_KIND_NEGATION; });
  if (negative && Scope("c:none")) StateOfThereBeingNone(contents);
  // A word that denies by itself ("absent", "lacks") turns the predicate.
  if (of.polarity() == v1::POLARITY_NEGATIVE && !says_no) {
    for (Content& content : contents) content.negated |= content.predicate;
  }
  planned = of.modality() == v1::MODALITY_PLANNED;
  firm = denied || planned || of.modality() == v1::MODALITY_ASSERTED;
  published = std::string_view(of.publish_time()).substr(0, 10);
  start = of.time().start().empty() ? published : std::string_view(of.time().start());
  end = of.time().end().empty() ? start : std::string_view(of.time().end());
  if (Scope("c:since")) end = std::max(end, published);
  open_start = Scope("c:until");
  const auto states = [&](std::string_view key) {
    return std::any_of(contents.begin(), contents.end(), [&](const Content& content) {
      return content.predicate && Contains(content.keys, key);
    });
  };
  // To deny that somebody said a thing is to deny it; so is to tell that it was denied.
  if (denied) return;
  if (states("c:deny")) {
    denied = true;
    negative = !negative;
    std::erase_if(contents, [](const Content& content) { return Contains(content.keys, "c:deny"); });
  } else if (negative && contents.size() > kLeastDenied && states("c:say")) {
    denied = unsaid = true;
    std::erase_if(contents, [](const Content& content) { return Contains(content.keys, "c:say"); });
  }
}

bool View::Scope(std::string_view key) const { return std::binary_search(scopes.begin(), scopes.end(), key); }

bool View::Says(std::string_view key) const {
  return std::any_of(contents.begin(), contents.end(),
                     [&](const Content& content) { return Contains(content.keys, key); });
}

bool View::Knows(std::string_view key) const {
  return std::binary_search(topic.begin(), topic.end(), key) || Says(key);
}

bool View::Brief() const { return topic.size() < kBriefTopic; }

bool View::Moves() const { return Says("c:increase") || Says("c:decrease") || Says("c:reduce"); }

SharedTopic::SharedTopic(const View& a, const View& b) {
  for (const std::string_view key : a.topic) {
    if (!std::binary_search(b.topic.begin(), b.topic.end(), key)) continue;
    ++keys;
    if (key.starts_with(kOwnStem)) ++specific;
  }
}

Overlap::Overlap(const View& a, const View& b) {
  // Predicates choose first, so that a noun of the same kind doesn't take their place.
  Partners partner_of_a(a.contents.size()), partner_of_b(b.contents.size());
  for (const bool predicates : {true, false}) {
    for (size_t i = 0; i < a.contents.size(); ++i) {
      for (size_t k = 0; k < b.contents.size() && !partner_of_a[i]; ++k) {
        const Content& mine = a.contents[i];
        const Content& theirs = b.contents[k];
        const bool states = mine.predicate || theirs.predicate;
        if (partner_of_b[k] || states != predicates || !SameMeaning(mine, theirs)) continue;
        partner_of_a[i] = &theirs;
        partner_of_b[k] = &mine;
        Match(mine, theirs);
      }
    }
  }
  Cross(a, b, partner_of_a, partner_of_b);
  CompareModifiers(a, b, partner_of_a, partner_of_b);
  CountNegated(a, partner_of_a);
  CountNegated(b, partner_of_b);
  for (size_t i = 0; i < a.contents.size(); ++i) {
    if (!partner_of_a[i]) only_a.push_back(&a.contents[i]);
  }
  for (size_t k = 0; k < b.contents.size(); ++k) {
    if (!partner_of_b[k]) only_b.push_back(&b.contents[k]);
  }
  const auto foreign = [](const View& other) {
    return [&](const Content* content) {
      return std::none_of(content->keys.begin(), content->keys.end(),
                          [&](std::string_view key) { return other.Knows(key); });
    };
  };
  const auto name = [](const Content* content) {
    return !content->predicate && content->keys.front().starts_with(kOwnStem);
  };
  const auto count = [&](std::vector<const Content*> only, const View& other, int& all, int& names) {
    std::erase_if(only, [&](const Content* content) { return !foreign(other)(content); });
    all = static_cast<int>(only.size());
    names = static_cast<int>(std::count_if(only.begin(), only.end(), name));
  };
  count(only_a, b, foreign_a, names_a);
  count(only_b, a, foreign_b, names_b);
  const double smaller = std::min(Total(a.contents), Total(b.contents));
  const double both = Total(a.contents) + Total(b.contents) - shared;
  of_a = Total(a.contents) > 0 ? std::min(1.0, shared / Total(a.contents)) : 0;
  of_b = Total(b.contents) > 0 ? std::min(1.0, shared / Total(b.contents)) : 0;
  containment = smaller > 0 ? std::min(1.0, shared / smaller) : 0;
  likeness = both > 0 ? shared / both : 0;
  same_article = a.claim->article() == b.claim->article();
}

void Overlap::Match(const Content& mine, const Content& theirs) {
  shared += std::min(Weight(mine), Weight(theirs));
  const bool states = mine.predicate || theirs.predicate;
  if (shared_a.empty() || (states && !predicate)) {
    shared_a = mine.words;
    shared_b = theirs.words;
  }
  predicate |= states;
  negated |= mine.negated || theirs.negated;
  same_predicate |= mine.predicate && theirs.predicate;
}

// "Not one cent" is no more than a strong no: what stands there need not be told by the other.
void Overlap::CountNegated(const View& view, const Partners& partners) {
  const auto one = [&](const Content& content) {
    const auto& quantities = view.claim->quantities();
    return content.head && std::any_of(quantities.begin(), quantities.end(),
                                       [](const v1::Quantity& quantity) { return quantity.value() == 1; });
  };
  double all = 0;
  double said = 0;
  for (size_t i = 0; i < view.contents.size(); ++i) {
    if (!view.contents[i].negated || (!partners[i] && one(view.contents[i]))) continue;
    ++all;
    said += partners[i] != nullptr;
  }
  if (all > 0) negated_share = std::max(negated_share, said / all);
}

// What stands right behind a word in either claim, where the other doesn't say it.
void Overlap::CompareModifiers(const View& a, const View& b, const Partners& partner_of_a,
                               const Partners& partner_of_b) {
  const auto modifier = [](const View& view, size_t i, const Partners& partners) {
    if (i + 1 >= view.contents.size()) return false;
    const Content& word = view.contents[i];
    const Content& next = view.contents[i + 1];
    const auto end = word.begin + static_cast<int64_t>(word.words.size());
    return !word.predicate && !word.head && !next.predicate && !next.head && !partners[i + 1] &&
           next.begin - end <= 1;
  };
  for (size_t i = 0; i < a.contents.size(); ++i) {
    if (!partner_of_a[i] || partner_of_a[i]->keys.front() != a.contents[i].keys.front()) continue;
    if (!modifier(a, i, partner_of_a)) continue;
    modified_apart |= modifier(b, static_cast<size_t>(partner_of_a[i] - b.contents.data()), partner_of_b);
  }
}

// Predicates that say the same are not opposed by what else stands in the claims: "the cut will raise costs"
// and "the rise in costs"; nor are words that each have their like: "gold falls as the dollar rises".
void Overlap::Cross(const View& a, const View& b, const Partners& partner_of_a,
                    const Partners& partner_of_b) {
  for (size_t i = 0; i < a.contents.size(); ++i) {
    for (size_t k = 0; k < b.contents.size(); ++k) {
      const Content& mine = a.contents[i];
      const Content& theirs = b.contents[k];
      if (!Meet(mine.keys, theirs.opposites) && !Meet(theirs.keys, mine.opposites)) continue;
      if (!mine.predicate && !theirs.predicate) {
        set_apart |= !partner_of_a[i] && !partner_of_b[k];
        continue;
      }
      if (same_predicate || (partner_of_a[i] && partner_of_b[k])) continue;
      if (mine.negated != theirs.negated) continue;  // what will not stop goes on
      const bool both = mine.predicate && theirs.predicate;
      if (!opposed || (both && !opposed_predicates)) {
        opposed_a = mine.words;
        opposed_b = theirs.words;
      }
      opposed = true;
      opposed_predicates |= both;
      same_object |= Beside(a, i, b, k, partner_of_a);
    }
  }
}

int DaysBetween(std::string_view from, std::string_view to) {
  int first = 0;
  int second = 0;
  return ReadDay(from, first) && ReadDay(to, second) ? second - first : 0;
}

bool TimesMeet(const View& a, const View& b) {
  if (a.start.empty() || b.start.empty()) return true;
  return (b.open_start || DaysBetween(a.end, b.start) <= 0) &&
         (a.open_start || DaysBetween(b.end, a.start) <= 0);
}

bool SameHolder(const View& a, const View& b) {
  const v1::Mention& one = a.claim->holder();
  const v1::Mention& other = b.claim->holder();
  if (!one.entity().empty() && !other.entity().empty()) return one.entity() == other.entity();
  if (!one.entity_key().empty() && !other.entity_key().empty()) return one.entity_key() == other.entity_key();
  return !one.display_name().empty() && one.display_name() == other.display_name();
}

}  // namespace isnad::compare
