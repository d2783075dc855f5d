// A pair of claims with all that the judge's rules ask of it, and how a rule says what it found.
#pragma once

#include <initializer_list>
#include <string>

#include "server/compare/judge.h"
#include "server/compare/view.h"

namespace isnad::compare {

// Contents of a claim that the other's article is not about, up to which both may speak of one thing.
inline constexpr int kFewForeign = 3;
inline constexpr int kManyForeign = 5;
inline constexpr int kLongApart = 14;  // days after which a state has had time to change

// Two claims, `a` the earlier. Borrows both.
struct Pair {
  Pair(const View& first, const View& second);

  // Whether the later claim may tell what has become of the earlier one's matter, so that both can have been
  // right.
  bool TimeForChange() const;

  // Whether the claims say little beside what they share: neither much that the other's article doesn't know.
  bool Near(double likeness, int foreign) const;

  // An article contradicts itself where it lets two people speak.
  bool TwoVoices() const;

  // Whether what the later claim tells of had happened by the time that the earlier one speaks of.
  bool HadHappened() const;

  // Whether both tell the time of what they claim, and it is the same, or is not.
  bool OfOneTime() const { return a.Scope("c:dated") && b.Scope("c:dated") && times_meet; }
  bool DatedApart() const { return a.Scope("c:dated") && b.Scope("c:dated") && !times_meet; }

  const View& a;
  const View& b;
  Overlap overlap;
  int days = 0;  // between the publications
  bool times_meet = true;
  bool same_holder = false;
};

// A judgement of the pair: `base` is how sure the rule is in hundredths, to which comes what the claims
// share.
Judgement Make(const Pair& pair, v1::RelationVerdict verdict, v1::ContradictionKind kind, int base,
               std::string code, std::initializer_list<std::string> arguments);

// A conflict is a contradiction, or a change where there was time for one; then its code ends in _changed.
Judgement Conflict(const Pair& pair, v1::ContradictionKind kind, int base, const std::string& code,
                   std::initializer_list<std::string> arguments);

// Whether a quantity counts or measures, and is no ordinal.
bool IsCount(const v1::Quantity& quantity);

}  // namespace isnad::compare
