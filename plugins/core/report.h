// Reports: from a word that reports to the beginning of what was said, and from there to its end.
#pragma once

#include <cstdint>
#include <vector>

#include "plugins/core/mentions.h"
#include "plugins/core/noun_phrase.h"
#include "plugins/core/scene.h"

namespace isnad::core {

enum class Opening : uint8_t {
  kNothing,    // nothing that was said could be found
  kThat,       // a clause
  kColon,      // speech without quotation marks
  kQuotation,  // speech in quotation marks
  kObject,     // a noun phrase: نفى وجود
  kBare,       // a clause without `that`
};

// What stands between a cue and its content.
struct Report {
  Opening opening = Opening::kNothing;
  Range cue;
  const WordAnalysis* verb = nullptr;
  NounPhrase subject;            // who says it, as written with the cue; empty where it is dropped
  NounPhrase source;             // in a relay: whose words are passed on
  bool source_is_known = false;  // in a relay: a pronoun stands for the source
  bool aside = false;            // stands in a clause about somebody: , who said
  bool untold = false;           // a subject stands there, and who it is can't be told
  std::vector<NounPhrase> via;   // outlets that are told so
  int time = kNone;              // index into reading.times
  uint32_t content = 0;          // the first token of the content; of a quotation, its opening mark
  uint32_t content_bytes = 0;    // folded bytes of that token which are not content (a preposition)
  uint32_t end = 0;              // where reading stopped
};

// Where noun phrases stand in a part, found beforehand.
class Phrases {
 public:
  static constexpr uint32_t kNoPhrase = UINT32_MAX;
  void Add(const NounPhrase& phrase, size_t size);
  const NounPhrase* Covering(uint32_t at) const;  // nullptr where none
  const NounPhrase* EndingAt(uint32_t end) const;
  const std::vector<NounPhrase>& all() const { return all_; }

 private:
  std::vector<NounPhrase> all_;
  std::vector<uint32_t> at_;
};

// Whether a phrase that begins with an outlet's word names one: موقع الحادث and البرنامج do not, as these
// words are seldom an outlet's.
bool IsOutletName(const Scene& scene, const NounPhrase& outlet);

// The gender that the reporting verb tells of its subject; of a plural none.
Gender VerbGender(const Report& report);

// Reads the report whose cue stands at `cue`, within a sentence that ends at `limit`. Looks at most 70 words
// ahead.
Report ReadReport(const Scene& scene, const Cast& cast, const Phrases& phrases, uint32_t cue, uint32_t limit);

// The same for languages whose subject stands first.
Report ReadReportSubjectFirst(const Scene& scene, const Phrases& phrases, uint32_t cue, uint32_t limit);

// The same where the content stands before the cue: `..., said X`, or `..., X said` with X from `first` on.
Report ReadReportBehind(const Scene& scene, const Phrases& phrases, uint32_t cue, uint32_t first,
                        uint32_t limit);

// What ReadSource reads, where the subject stands first.
Report ReadSourceSubjectFirst(const Scene& scene, const Phrases& phrases, uint32_t at, uint32_t limit);

// Reads who stands behind `according to`, `as` or at the end of a sentence behind a cue (`..., said X`):
// subject, via and time, from `at` on.
Report ReadSource(const Scene& scene, const Cast& cast, uint32_t at, uint32_t limit);

}  // namespace isnad::core
