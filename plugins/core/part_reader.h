// Reads the quotes of one part of an article, sentence by sentence.
#pragma once

#include <optional>
#include <vector>

#include "plugins/core/content.h"
#include "plugins/core/mentions.h"
#include "plugins/core/occasions.h"
#include "plugins/core/report.h"
#include "plugins/core/scene.h"
#include "plugins/core/speakers.h"

namespace isnad::core {

// Reads a part from its first sentence to its last and adds its quotes, and the mentions that they need, to
// the reading. Linear in the part. To be used once; what it is given must outlive it.
class PartReader {
 public:
  PartReader(const Scene& scene, const Cast& cast, const Phrases& phrases, Reading& reading)
      : scene_(scene),
        cast_(cast),
        reading_(reading),
        speakers_(scene, cast, phrases, reading),
        occasions_(scene, reading),
        phrases_(phrases) {}

  void ReadPart();

 private:
  // Words between who is the source and what is said.
  static constexpr uint32_t kMaxLead = 30;
  // Reports within one content.
  static constexpr uint32_t kMaxNested = 16;

  // What is known of the sentence that is being read.
  struct Clause {
    int speaker = kNone;  // index into reading.mentions
    Gender gender = Gender::kUnknown;
    std::vector<int> via;
    int time = kNone;
    bool occasion = false;   // the sentence begins with one: في مقابلة مع
    size_t first_quote = 0;  // of the sentence, in reading.quotes
    uint32_t free_from = 0;  // behind the last content
    uint32_t nested = 0;     // reports read within it
  };

  uint32_t ReadNamedLine(uint32_t first, uint32_t index);
  // Sentences and cues. What reads a step returns the token to go on with.
  void DateBackward(uint32_t first, uint32_t end);
  void ReadSentence(uint32_t first, uint32_t end, uint32_t index);
  uint32_t HeadlineColon(uint32_t first, uint32_t end);
  uint32_t BehindCapitalDateline(uint32_t first, uint32_t end) const;
  uint32_t Next(Reports& reports, uint32_t t, uint32_t first, uint32_t end);
  uint32_t NextCue(Reports& reports, uint32_t cue, uint32_t first, uint32_t end);
  uint32_t VerbOfPronoun(const Report& report) const;
  bool HasSubjectBefore(uint32_t cue, uint32_t begin) const;
  uint32_t VerbBegin(uint32_t cue, uint32_t first) const;
  uint32_t InvertedSubject(uint32_t cue, uint32_t first, uint32_t end) const;
  uint32_t EmitInverted(uint32_t cue, uint32_t subject_end, uint32_t first, uint32_t end);
  bool IsProof(uint32_t cue) const;
  bool IsAboutSomebody(uint32_t time, uint32_t first) const;
  bool IsLead(const Report& report, uint32_t first) const;
  bool IsHimself(const Report& report, const Speaker& speaker) const;
  bool IsManner(const Report& report) const;
  bool IsThing(const NounPhrase& subject) const;
  uint32_t LeadingOutlet(uint32_t t, uint32_t first, uint32_t end);
  bool HasOutlet(const NounPhrase& phrase) const;
  uint32_t LeadingOutletBehindBy(uint32_t t, uint32_t end);
  void FindOccasion(const Report& report, const Speaker& speaker, uint32_t first);
  bool StandsBehind(const Report& report, uint32_t first) const;
  void Remember(const Report& report, const Speaker& speaker);
  void AddVia(int via);

  // Quotations that no cue before them has taken.
  uint32_t NextQuotation(Reports& reports, uint32_t open, uint32_t first, uint32_t end);
  std::optional<Report> ReportBehind(Reports& reports, uint32_t next, uint32_t end);
  uint32_t EmitUnderColon(uint32_t open, uint32_t close, uint32_t end);
  std::optional<Report> ReportBehindSubjectFirst(Reports& reports, uint32_t next, uint32_t end) const;
  uint32_t MarkAlone(Reports& reports, uint32_t mark, uint32_t first, uint32_t end);
  bool GoesOn(uint32_t open, uint32_t first) const;
  bool GoesOnFromClause(uint32_t open, uint32_t first) const;
  void GoOn(uint32_t first, uint32_t stop);

  // Sources: according to.
  uint32_t NextSource(Reports& reports, uint32_t at, uint32_t first, uint32_t end);
  uint32_t LeadingSource(Reports& reports, const Report& source, uint32_t end);
  uint32_t TrailingSource(Reports& reports, const Report& source, uint32_t at, uint32_t first, uint32_t end);
  uint32_t OwnSaying(uint32_t at, uint32_t behind, uint32_t end);
  uint32_t CarriedBy(const Report& report);
  bool IsBackReference(uint32_t at) const;
  bool IsSomebody(const NounPhrase& phrase) const;
  uint32_t EmitAsTold(const Report& source, uint32_t first, uint32_t at, uint32_t end);
  uint32_t BehindSource(uint32_t at, uint32_t end) const;
  uint32_t BehindLeadingSource(const Report& source, uint32_t end) const;
  bool IsParenthesis(uint32_t begin, uint32_t stop, uint32_t behind, uint32_t end) const;
  bool IsFurtherNumber(uint32_t begin, uint32_t stop) const;
  uint32_t SplitAtContrast(const Report& source, uint32_t stop);
  uint32_t BehindDateline(uint32_t begin) const;
  uint32_t BehindLead(uint32_t begin, uint32_t stop) const;

  // What is found becomes a quote.
  uint32_t Emit(Reports& reports, const Report& report, const Speaker& speaker, bool nested, uint32_t end);
  uint32_t EmitBefore(const Report& report, uint32_t first, uint32_t stop, int kind, uint32_t end);
  uint32_t EmitBehind(Reports& reports, const Report& source, uint32_t begin, uint32_t end);
  uint32_t EmitClauseBefore(const Report& report, uint32_t first, uint32_t end);
  int TimeBehind(const Report& report) const;
  void Keep(QuoteReading quote);
  bool GoesOnElsewhere(uint32_t close, uint32_t end) const;
  uint32_t BehindAside(uint32_t begin, uint32_t end) const;
  bool IsBareThat(uint32_t at) const;
  bool HoldsSpeech(uint32_t first, uint32_t end) const;
  uint32_t ConjunctionBytes(uint32_t at) const;
  static double Confidence(const Report& report, const Speaker& speaker);

  const Scene& scene_;
  const Cast& cast_;
  Reading& reading_;
  Speakers speakers_;
  Occasions occasions_;
  const Phrases& phrases_;
  Clause clause_;
  uint32_t sentence_ = 0;
  int last_direct_ = kNone;  // the last direct quote, and the sentence that it stands in
  uint32_t last_sentence_ = 0;
  bool last_unclosed_ = false;  // its closing mark is missing: it may go on in the next paragraph
};

}  // namespace isnad::core
