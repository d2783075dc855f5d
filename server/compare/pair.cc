#include "server/compare/pair.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace isnad::compare {

Pair::Pair(const View& first, const View& second)
    : a(first),
      b(second),
      overlap(a, b),
      days(DaysBetween(a.published, b.published)),
      times_meet(compare::TimesMeet(a, b)),
      same_holder(SameHolder(a, b)) {}

bool Pair::TimeForChange() const {
  if (days < 1 || OfOneTime() || HadHappened()) return false;
  if (days >= kLongApart || same_holder) return true;
  // Who says that he won't and then that he will has changed his mind; who says of another's plan that it
  // is none, not.
  const auto person = [](const View& view) { return view.claim->holder().kind() == v1::ENTITY_KIND_PERSON; };
  if (a.planned && b.planned) return a.negative && !b.negative && !(person(a) && person(b));
  return a.planned || b.planned || a.Scope("c:so_far") || b.Scope("c:final") ||
         (a.Scope("c:dated") && !times_meet);
}

bool Pair::Near(double likeness, int foreign) const {
  return overlap.likeness >= likeness && std::max(overlap.foreign_a, overlap.foreign_b) <= foreign;
}

bool Pair::TwoVoices() const {
  return !overlap.same_article || (a.claim->has_holder() && b.claim->has_holder());
}

bool Pair::HadHappened() const {
  return !a.planned && !b.planned && b.Scope("c:dated") && !b.end.empty() && b.end < a.start &&
         !a.start.starts_with(b.end);
}

Judgement Make(const Pair& pair, v1::RelationVerdict verdict, v1::ContradictionKind kind, int base,
               std::string code, std::initializer_list<std::string> arguments) {
  Judgement judgement;
  judgement.verdict = verdict;
  if (verdict == v1::RELATION_VERDICT_CONTRADICTION) judgement.kind = kind;
  double score = base + 5 + 20 * pair.overlap.containment + 3 * std::min(pair.overlap.shared, 5.0);
  judgement.score = std::clamp(std::round(score), 1.0, 99.0) / 100;
  judgement.reason.set_code(std::move(code));
  for (const std::string& argument : arguments) judgement.reason.add_arguments(argument);
  return judgement;
}

// A conflict is a contradiction, or a change where there was time for one.
Judgement Conflict(const Pair& pair, v1::ContradictionKind kind, int base, const std::string& code,
                   std::initializer_list<std::string> arguments) {
  if (!pair.TimeForChange()) {
    return Make(pair, v1::RELATION_VERDICT_CONTRADICTION, kind, base, code, arguments);
  }
  return Make(pair, v1::RELATION_VERDICT_CHANGED_OVER_TIME, kind, base, code + "_changed", arguments);
}

bool IsCount(const v1::Quantity& quantity) { return quantity.unit_key() != "ordinal"; }

}  // namespace isnad::compare
