// Judging: by whom pairs of claims are judged, and from which score on that counts.
#pragma once

#include <optional>

#include "server/compare/judge.h"
#include "server/compare/view.h"

namespace isnad::compare {

// A judge of the operator's own, asked before the built-in one. Thread-safe.
class OwnJudge {
 public:
  virtual ~OwnJudge() = default;

  // What the claims say of each other, as Judge() tells it: a verdict of UNSPECIFIED where they say nothing
  // of each other. Nothing where it has no answer, because it failed or took too long; the built-in judge is
  // then asked.
  virtual std::optional<Judgement> Judge(const v1::Claim& a, const v1::Claim& b, bool same_matter) = 0;
};

// Borrows `own`, which outlives it; null: there is none.
struct Judging {
  Thresholds thresholds;
  OwnJudge* own = nullptr;

  // The own judge's answer, where there is one that has any.
  std::optional<Judgement> Own(const View& a, const View& b, bool same_matter = false) const {
    if (own == nullptr || a.claim->name() == b.claim->name()) return std::nullopt;
    return own->Judge(*a.claim, *b.claim, same_matter);
  }

  // That, else the built-in judge's.
  Judgement Judge(const View& a, const View& b, bool same_matter = false) const {
    std::optional<Judgement> judgement = Own(a, b, same_matter);
    return judgement ? *std::move(judgement) : compare::Judge(a, b, same_matter);
  }
};

}  // namespace isnad::compare
