// Reads reports of languages whose subject stands before the verb: `the mayor said on Monday that`, `“...,”
// said Ann Poe`.
#pragma once

#include "plugins/core/report.h"
#include "plugins/core/subject_finder.h"

namespace isnad::core {

// One report, from its cue to the beginning of what was said, or to the end of what is told of who said it
// and when. To be used once; what it is given must outlive it.
class SubjectFirstReader {
 public:
  SubjectFirstReader(const Scene& scene, const Phrases& phrases, uint32_t cue, uint32_t limit);

  Report Read();
  // The content stands before `first`, and the cue at or behind it.
  Report ReadBehind(uint32_t first);
  // The `cue` is where who stands behind `according to` begins.
  Report ReadSource();

 private:
  void TakeCue();
  void Open(Opening opening, uint32_t content);
  bool Skip(uint32_t to);
  bool EndsClause(uint32_t at) const;
  void TimeBefore();
  void TakeQuoter();
  void TakeHearer();
  void TakeSubjectBehind();
  uint32_t EndOfHearer(uint32_t at) const;
  bool TakeProgram();
  void AddOutlet(const NounPhrase& phrase);

  // Each looks at what stands here and returns whether reading goes on.
  bool Step();
  bool AsksWhat() const;
  bool AsksNot() const;
  bool StepQuotation();
  bool StepThat();
  bool StepTime();
  bool StepComma();
  bool StepPreposition();
  bool TakePreposition();
  bool TellsPlace(uint32_t at) const;
  uint32_t BehindNoun(uint32_t at) const;
  bool StepBare();
  bool IsAboutNumber(uint32_t at) const;
  bool BeginsNoun(uint32_t at) const;
  bool MayBeClause(uint32_t at) const;
  bool BeginsClause(uint32_t at) const;
  bool BeginsInfinitive(uint32_t at) const;
  bool StepBehind();

  const Scene& scene_;
  const Phrases& phrases_;
  const uint32_t cue_;
  const uint32_t limit_;
  uint32_t at_;
  const CueFrame frame_;
  bool passed_ = false;     // a preposition stands between the cue and here
  bool interview_ = false;  // what stands here belongs to an interview: with the Herald
  int skipped_ = 0;
  Report report_;
};

}  // namespace isnad::core
