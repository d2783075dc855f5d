// When a claim holds: the time of what is claimed, not of the saying.
#pragma once

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "plugins/core/claims_clauses.h"
#include "plugins/core/claims_rules.h"
#include "plugins/core/reading.h"

namespace isnad::core {

// The days that an article's nouns were given: 'a closed meeting on the 11th' dates what 'the meeting' says
// of later. Made once an article; what it is given has to outlive it. Linear.
class ClaimTimes {
 public:
  ClaimTimes(const std::vector<ClaimText>& texts, const Reading& reading);

  // Sets claim.time, else, of what is asserted or denied, claim.derived_time; the first of these that there
  // is:
  //   - a time in the clause itself, unless it tells how long something has been so, or belongs to words that
  //     tell when (TellsWhen)
  //   - the day of a noun that the clause takes up with the article
  //   - the time at which the quote was said
  //   - of the outlet's own words, the day that their sentence tells in front of the clause
  //   - the day of a noun that the sentence, or the paragraph's narration in front of it, takes up
  //   - the publication
  // Needs claim.evidence, quote and modality.
  void Tell(const ClaimText& text, const Clause& clause, ClaimReading& claim) const;

 private:
  struct Dated {
    int at = 0;     // the noun
    int until = 0;  // the token up to which it may be taken up
    int time = kNone;
  };

  void DateNouns(const ClaimText& text);
  void DateNounsBefore(const ClaimText& text, int at, int time);
  void DateNounsOfSentence(const ClaimText& text, int at, int time);
  bool IsPastDay(int time) const;
  bool OwnTime(const ClaimText& text, int first, int end, ClaimReading& claim) const;
  int TakenUp(const ClaimText& text, int first, int end, bool narration) const;
  int ToldBefore(const ClaimText& text, int first) const;

  const Reading& reading_;
  absl::flat_hash_map<uint32_t, std::vector<Dated>> dated_;  // by ClaimForm::key_id, ascending
};

}  // namespace isnad::core
