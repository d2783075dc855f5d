#include "plugins/core/claims_sense.h"

#include <algorithm>
#include <string>

namespace isnad::core {
namespace {

// What was met on the way through a clause.
struct Signs {
  bool negative = false;
  bool condition = false;
  bool requested = false;
  bool possible = false;
  bool planned = false;
  bool finite = false;
  bool perfect = false;  // tells what has happened
  bool decides = false;
};

constexpr int kNearVerb = 2;  // words within which a negation has its verb

bool PlainVerbBehind(const ClaimText& text, int i, int end) {
  for (end = std::min(end, i + kNearVerb); i < end; ++i) {
    if (text.info[i].Verb()) return true;
    if (text.info[i].Clause("verb") || text.info[i].Clause("planned")) return true;
  }
  return false;
}

bool TurnsPolarity(const ClaimText& text, const Clause& clause, int i) {
  const ClaimWord& here = text.info[i];
  if (here.mark->note == "adverb") return false;
  const int next = i + here.mark_length;
  if (here.mark->note == "adjective") {
    return next < clause.end && text.IsWord(next) && !text.info[next].stop() &&
           !(text.info[next].sense().clitics & (kArticle | kPronoun));
  }
  int before = i - 1;
  while (before > clause.first && text.IsQuoteMark(before)) --before;
  const bool set_apart = i > clause.first && (text.IsComma(before) || here.sense().conjunction_bytes > 0);
  return !set_apart || PlainVerbBehind(text, next, clause.end);
}

void ReadMark(const ClaimText& text, const Clause& clause, int i, Signs& signs) {
  const Phrase& mark = *text.info[i].mark;
  const int next = i + text.info[i].mark_length;
  if (mark.meaning == "negation" && TurnsPolarity(text, clause, i)) signs.negative = true;
  if (mark.meaning == "condition") signs.condition = true;
  if (mark.note == "planned" || mark.note == "none-planned") signs.planned = true;
  if (mark.note == "possible") signs.possible = true;
  if (mark.note == "possible-imperfect" && next < clause.end && text.info[next].sense().imperfect &&
      !text.info[next].sense().perfect)
    signs.possible = true;
}

Signs ReadSigns(const ClaimText& text, const Clause& clause) {
  Signs signs;
  bool main = true;  // not inside a relative clause or a condition
  bool leading_condition = false;
  for (int i = clause.first; i < clause.end; ++i) {
    const ClaimWord& here = text.info[i];
    if (text.IsComma(i)) main = true;
    // The verb that answers a condition carries its own conjunction.
    if (leading_condition && here.sense().conjunction_bytes > 0 && i > clause.first) main = true;
    if (here.mark && here.mark->meaning == "condition") {
      signs.condition = true;
      leading_condition = i == clause.first;
      main = false;
    } else if (here.mark && main) {
      ReadMark(text, clause, i, signs);
    }
    // What is said to be said has a manner of its own: "he did not say that prices will rise".
    if (here.Clause("relative") ||
        (here.Clause("lead") && here.clause->note.starts_with("that") && signs.finite)) {
      main = main && i == clause.first;
    }
    if (main) {
      signs.requested |= here.Clause("requested");
      signs.possible |= here.Clause("possible");
      signs.planned |= here.Clause("planned") || (here.sense().clitics & kFuture);
      signs.finite |= here.Verb();
      signs.perfect |= here.sense().perfect && !here.sense().imperfect && here.Verb();
      signs.decides |= here.Clause("decides");
    }
    if (here.mark) i += here.mark_length - 1;
  }
  return signs;
}

// Whether a time in the clause lies behind the day of publication.
bool ToldForLater(const ClaimText& text, const Clause& clause, const Reading& reading) {
  const std::string today = reading.publish_time.substr(0, 10);
  if (today.empty()) return false;
  for (int i = clause.first; i < clause.end; ++i) {
    if (text.info[i].time == kNone) continue;
    const std::string& start = reading.times[text.info[i].time].start;
    if (start.substr(0, 10) > today.substr(0, start.size())) return true;
  }
  return false;
}

bool Is(std::string_view cue_class, std::string_view prefix) {
  return cue_class.starts_with(prefix) &&
         (cue_class.size() == prefix.size() || cue_class[prefix.size()] == '.');
}

}  // namespace

ClauseSense SenseOf(const ClaimText& text, const Clause& clause, std::string_view cue_class,
                    const Reading& reading) {
  const Signs signs = ReadSigns(text, clause);
  ClauseSense sense;
  sense.polarity = signs.negative ? ISNAD_POLARITY_NEGATIVE : ISNAD_POLARITY_POSITIVE;
  const bool predicted = Is(cue_class, "cue.predict");
  const bool promised = Is(cue_class, "cue.promise") || Is(cue_class, "cue.threaten");
  if (Is(cue_class, "cue.deny")) {
    sense.modality = ISNAD_MODALITY_DENIED;
  } else if (signs.condition) {
    sense.modality = ISNAD_MODALITY_CONDITIONAL;
  } else if (Is(cue_class, "cue.ask") || signs.requested) {
    sense.modality = ISNAD_MODALITY_REQUESTED;
  } else if (signs.possible) {
    sense.modality = ISNAD_MODALITY_POSSIBLE;
  } else if (signs.planned || (promised && !signs.finite) || (predicted && !signs.perfect) ||
             ((!signs.perfect || signs.decides) && ToldForLater(text, clause, reading))) {
    sense.modality = ISNAD_MODALITY_PLANNED;
  }
  return sense;
}

}  // namespace isnad::core
