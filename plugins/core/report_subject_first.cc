#include <algorithm>

#include "plugins/core/report.h"

namespace isnad::core {
namespace {

constexpr uint32_t kMaxAhead = 40;
constexpr uint32_t kMaxBack = 40;

// Reports of languages whose subject stands before the verb: `the mayor said on Monday that`, `", said Ann
// Poe`.
class Reader {
 public:
  Reader(const Scene& scene, const Phrases& phrases, uint32_t cue, uint32_t limit)
      : scene_(scene),
        phrases_(phrases),
        cue_(cue),
        limit_(std::min({limit, scene.size(), cue + kMaxAhead})),
        at_(cue + 1),
        frame_(scene.sights[cue].frame) {
    report_.cue = {scene.part, cue, cue + scene.sights[cue].length};
    report_.verb = scene.sights[cue].cue;
    at_ = report_.cue.end;
  }

  Report Read() {
    FindSubject();
    if (frame_.to) SkipHearer();
    while (at_ < limit_ && Step()) {
    }
    report_.end = at_;
    return report_;
  }

 private:
  void Open(Opening opening, uint32_t content) {
    report_.opening = opening;
    report_.content = content;
  }

  bool EndsClause(uint32_t at) const {
    return scene_.words[at].kind == ISNAD_TOKEN_LINE_BREAK || scene_.IsStop(at) || scene_.Closes(at) ||
           scene_.Opens(at) || scene_.IsMark(at, ";");
  }

  void FindSubject() {
    uint32_t end = cue_;
    while (end > 0 && scene_.Is(end - 1, kAspect | kAdverb)) --end;
    if (end == 0) return;
    if (scene_.Is(end - 1, kPersonal)) {
      report_.subject = PhraseAt(scene_, end - 1, end);
      return;
    }
    // quotes Whitlock as saying
    if (scene_.IsParticiple(cue_) && scene_.Is(end - 1, kAs)) {
      if (const NounPhrase* before = phrases_.EndingAt(end - 1)) report_.subject = *before;
      return;
    }
    if (scene_.IsParticiple(cue_) && !scene_.IsFinite(cue_)) return;
    if (scene_.IsComma(end - 1)) return SubjectBeforeAside(end - 1);
    SubjectFrom(ClauseStart(end), end);
  }

  // Ann Poe, a chemist, said
  void SubjectBeforeAside(uint32_t comma) {
    for (uint32_t t = comma; t-- > 0 && t + kMaxBack > comma;) {
      if (EndsClause(t)) return;
      const NounPhrase* phrase = phrases_.EndingAt(t);
      if (!scene_.IsComma(t) || phrase == nullptr) continue;
      report_.subject = *phrase;
      return;
    }
    // its founder, Ann Poe, said
    if (const NounPhrase* phrase = phrases_.EndingAt(comma)) report_.subject = *phrase;
  }

  uint32_t ClauseStart(uint32_t end) const {
    uint32_t t = end;
    while (t > 0 && t + kMaxBack > end) {
      const uint32_t before = t - 1;
      if (EndsClause(before) || scene_.IsComma(before) ||
          scene_.Is(before, kThat | kSince | kWhile | kContrast))
        break;
      t = before;
    }
    return t;
  }

  void SubjectFrom(uint32_t begin, uint32_t end) {
    while (begin < end && scene_.Is(begin, kContrast | kAlso)) ++begin;
    if (scene_.Is(begin, kPrep) || scene_.time_at[begin] != kNone) return;
    const NounPhrase* known = phrases_.EndingAt(end);
    if (known != nullptr && known->first >= begin && known->named()) {
      report_.subject = *known;
      return;
    }
    report_.subject = PhraseAt(scene_, begin, end);
  }

  // told reporters, told him
  void SkipHearer() {
    uint32_t t = at_;
    while (t < limit_ && scene_.IsWord(t) && !scene_.Is(t, kThat | kPrep) && scene_.time_at[t] == kNone &&
           t < at_ + 8) {
      if (t > at_ && scene_.Is(t, kPersonal)) break;
      if (scene_.Is(t, kDefiniteWord | kIndefiniteWord) && t > at_) break;
      ++t;
    }
    at_ = t;
  }

  bool Step() {
    if (scene_.Opens(at_)) {
      Open(Opening::kQuotation, at_);
      return false;
    }
    if (EndsClause(at_)) return false;
    if (scene_.IsColon(at_)) {
      if (at_ + 1 < limit_) Open(scene_.Opens(at_ + 1) ? Opening::kQuotation : Opening::kColon, at_ + 1);
      return false;
    }
    if (scene_.IsThat(at_)) return StepThat();
    if (scene_.time_at[at_] != kNone) return StepTime();
    if (scene_.IsComma(at_)) return scene_.Opens(at_ + 1) ? Skip(at_ + 1) : false;
    if (scene_.Is(at_, kAdverb)) return Skip(at_ + 1);
    if (scene_.Is(at_, kPrep)) return StepPreposition();
    if (passed_) return Skip(at_ + 1);
    return StepBare();
  }

  bool Skip(uint32_t to) {
    at_ = to;
    return true;
  }

  bool StepThat() {
    if (frame_.needs == Needs::kQuotation) return false;
    Open(Opening::kThat, at_ + 1);
    return false;
  }

  bool StepTime() {
    const int time = scene_.time_at[at_];
    if (report_.time == kNone) report_.time = time;
    while (at_ < limit_ && scene_.time_at[at_] == time) ++at_;
    return true;
  }

  bool StepPreposition() {
    const bool object = (scene_.sights[at_].preposition & frame_.objects) != 0;
    if (object && !(at_ + 1 < limit_ && scene_.Is(at_ + 1, kOccasion | kOutlet))) {
      if (scene_.Opens(at_ + 1)) {
        Open(Opening::kQuotation, at_ + 1);
      } else {
        Open(Opening::kObject, at_ + 1);
      }
      return false;
    }
    passed_ = true;
    // in an interview with the Herald
    for (uint32_t t = at_ + 1; t < limit_ && t < at_ + 12 && scene_.IsWord(t) && !scene_.IsThat(t); ++t) {
      if (!scene_.Is(t, kOccasion)) continue;
      occasion_ = true;
      break;
    }
    if (occasion_ && scene_.Is(at_, kPrepName) && scene_.IsCapital(at_ + 1)) {
      const NounPhrase outlet = PhraseAt(scene_, at_ + 1, limit_);
      if (!outlet.empty()) report_.via.push_back(outlet);
    }
    return Skip(at_ + 1);
  }

  // Without `that`: a clause, or what is denied or promised.
  bool StepBare() {
    if (frame_.needs == Needs::kQuotation) {  // called it “...”
      if (++skipped_ > 4) return false;
      return Skip(at_ + 1);
    }
    if (scene_.Is(at_, kRumour) && scene_.IsThat(at_ + 1)) {
      Open(Opening::kThat, at_ + 2);
      return false;
    }
    if (frame_.needs == Needs::kClause || scene_.WordsBetween(at_, limit_) < 2) {
      if (++skipped_ > 10) return false;
      return Skip(at_ + 1);
    }
    Open(frame_.bare ? Opening::kObject : Opening::kBare, at_);
    return false;
  }

  const Scene& scene_;
  const Phrases& phrases_;
  const uint32_t cue_;
  const uint32_t limit_;
  uint32_t at_;
  const CueFrame frame_;
  bool passed_ = false;
  bool occasion_ = false;
  int skipped_ = 0;
  Report report_;
};

}  // namespace

Report ReadReportSubjectFirst(const Scene& scene, const Phrases& phrases, uint32_t cue, uint32_t limit) {
  return Reader(scene, phrases, cue, limit).Read();
}

}  // namespace isnad::core
