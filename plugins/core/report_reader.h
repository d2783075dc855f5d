// Reads what stands between a cue and what was said, where the verb comes first.
#pragma once

#include <string_view>

#include "plugins/core/report.h"

namespace isnad::core {

// One reading of one cue, step by step to the right: who says it, to whom, when, through whom, and where what
// was said begins. Looks at a bounded number of words. To be used once; what it is given must outlive it.
class ReportReader {
 public:
  ReportReader(const Scene& scene, const Cast& cast, const Phrases& phrases, uint32_t cue, uint32_t limit);

  Report Read();

 private:
  const Sight& See(uint32_t at) const { return scene_.sights[at]; }

  // Steps. Each returns whether reading goes on, from at_.
  bool Step();
  bool Skip(uint32_t to);
  bool StepThat();
  bool StepColon();
  bool StepQuotation();
  bool StepComma();
  bool StepTime();
  bool StepSource();
  bool StepMouth();
  bool StepParticiple();
  bool StepCueNoun();
  bool SkipToComma();
  bool StepOther();
  void Open(Opening opening, uint32_t content, uint32_t bytes = 0);
  bool MayOpenClause() const { return frame_.needs != Needs::kQuotation; }
  bool NeedsClause() const { return frame_.needs != Needs::kNothing; }
  bool AfterTo(uint32_t at) const;
  void AddVia(uint32_t at);

  // Who says it.
  const NounPhrase* SubjectBefore();
  const NounPhrase* SubjectTurnedTo() const;
  bool HasAuthor(const NounPhrase& paper) const;
  bool HoldsSubject() const;
  bool TakesObject(uint32_t at) const;
  bool MayTakeSubject() const;
  NounPhrase NumberOfPeople() const;
  bool StepSubject();
  void TakePartner();
  void TakeTimeOfOccasion();
  bool StepVerb();
  bool Disagrees(const NounPhrase& phrase) const;
  bool IsSubjectsOffice() const;
  bool IsSpokenTo() const;
  bool TakesObjectAtOnce() const;
  bool ClauseAhead() const;
  bool MayBePrayer() const;
  void FindAuthor();
  // Whether it is known who speaks, so that what follows can be said and not the speaker.
  bool Settled() const { return !subject_open_ || !report_.subject.empty(); }

  // What is said where no `that` and no quotation mark begins it, and what prepositions bring.
  bool StepPreposition();
  bool BelongsToTitle(bool word) const;
  bool StepPerhapsBound();
  bool StepOutlet(uint32_t noun);
  bool StepRelayed(bool word);
  bool OpensNext(uint32_t at) const;
  uint32_t BytesOfPreposition(uint32_t at) const;
  bool IsObject(uint32_t at) const;
  bool IsMasdarOfCue(uint32_t at) const;
  bool IsMasdarLike(uint32_t at) const;
  bool IsOwnSaying(uint32_t at) const;
  std::string_view WithoutPronoun(uint32_t at) const;
  bool KeepsName() const;
  void OwnSayingThat();
  void DeniedNoun();
  void Hearsay();
  void BareClause();
  void ClauseBehindComma();

  const Scene& scene_;
  const Cast& cast_;
  const Phrases& phrases_;
  const uint32_t cue_;
  const uint32_t limit_;
  uint32_t at_;
  CueFrame frame_;
  bool relay_ = false;
  bool finite_ = false;
  bool continuing_ =
      false;  // goes on with what was told, so that its subject may be dropped: و, كما, وكان قد
  bool document_ = false;
  bool subject_open_ = false;
  bool occasion_ = false;  // what stands here belongs to the occasion: في مقابلة مع
  bool paper_ = false;     // and that is something written
  bool passed_ = false;    // a preposition stands between the cue and here
  uint32_t object_ = 0;
  uint32_t object_bytes_ = 0;
  NounPhrase quoted_;
  int unknown_ = 0;
  uint32_t behind_comma_ = 0;  // the first comma behind the subject, one past it
  Report report_;
};

}  // namespace isnad::core
