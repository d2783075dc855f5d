// Content: how far what somebody said goes.
#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

#include "plugins/core/report.h"

namespace isnad::core {

// The reports of one sentence, each read once.
class Reports {
 public:
  Reports(const Scene& scene, const Cast& cast, const Phrases& phrases, uint32_t limit)
      : scene_(scene), cast_(cast), phrases_(phrases), limit_(limit) {}
  const Report& At(uint32_t cue);

 private:
  const Scene& scene_;
  const Cast& cast_;
  const Phrases& phrases_;
  const uint32_t limit_;
  std::unordered_map<uint32_t, Report> read_;
};

// One past the last token of an indirect content that begins at `first`: the sentence's end, a further report
// of the same sentence (مضيفاً, وقال), who else said so (وفق ما), or the closing mark of a quotation around it
// all.
uint32_t EndOfContent(const Scene& scene, Reports& reports, uint32_t first, uint32_t limit, Gender speaker);

// The same in languages whose subject stands first: a further report with its own subject, or what the outlet
// itself remarks (`, a day after ...`), ends it as well.
uint32_t EndOfContentSubjectFirst(const Scene& scene, Reports& reports, uint32_t first, uint32_t limit);

// Without the punctuation and the conjunction that the end of a content does not need.
uint32_t Trimmed(const Scene& scene, uint32_t first, uint32_t end);

}  // namespace isnad::core
