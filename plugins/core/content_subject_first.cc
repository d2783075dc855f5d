#include "plugins/core/content.h"

namespace isnad::core {
namespace {

constexpr uint32_t kMaxLead = 14;    // words before the cue of a further report
constexpr uint32_t kMaxMeasure = 4;  // a day after, more than two weeks before
constexpr uint32_t kMaxRemark = 5;   // a reversal that

bool IsReport(const Report& report) { return report.opening != Opening::kNothing; }

// but on Wednesday he said: the words before the subject of a further report.
uint32_t BehindLead(const Scene& scene, uint32_t at, uint32_t limit) {
  while (at < limit && (scene.Is(at, kAlso | kContrast | kWhile | kAdverb) || scene.time_at[at] != kNone ||
                        (scene.Is(at, kPrep) && at + 1 < limit && scene.time_at[at + 1] != kNone)))
    ++at;
  return at;
}

// Whether a further report begins at `at`: while the union said, she said that.
bool BeginsReport(const Scene& scene, Reports& reports, uint32_t at, uint32_t limit, bool strong) {
  const uint32_t subject = BehindLead(scene, at, limit);
  const bool joined = subject > at && scene.Is(at, kAlso | kContrast | kWhile);
  if (scene.IsParticiple(at) && !scene.IsFinite(at)) return true;
  for (uint32_t t = subject; t < limit && t < subject + kMaxLead; ++t) {
    if (scene.IsComma(t) || scene.Opens(t) || scene.IsStop(t) || scene.Is(t, kRelative) || scene.IsThat(t))
      return false;
    if (!scene.IsFinite(t) || scene.IsCapital(t) || scene.IsNegated(t)) continue;
    const Report& report = reports.At(t);
    if (t == subject) return joined && (IsReport(report) || scene.sights[t].cue->entry->Is("cue.react"));
    if (report.subject.empty() || report.subject.first != subject) return false;
    return IsReport(report) && (joined || strong);
  }
  return false;
}

// , but he has since declined to comment: what was not said.
bool BeginsSilence(const Scene& scene, uint32_t at, uint32_t limit) {
  constexpr uint32_t kNear = 7;
  if (!scene.Is(at, kContrast | kAlso)) return false;
  bool silent = false;
  for (uint32_t t = at + 1; t < limit && t < at + kNear && scene.IsWord(t); ++t) {
    if (silent && scene.Is(t, kCue)) return true;
    silent |= scene.Is(t, kNot);
  }
  return false;
}

// and praised, and denied that: the subject of the sentence goes on.
bool GoesOnWithVerb(const Scene& scene, Reports& reports, uint32_t at) {
  if (!scene.Is(at, kAlso)) return false;
  uint32_t cue = at + 1;
  while (scene.Is(cue, kAdverb)) ++cue;
  if (!scene.IsFinite(cue) || scene.IsNegated(cue) || !(scene.sights[cue].cue->features & kPerfect))
    return false;
  const Entry& entry = *scene.sights[cue].cue->entry;
  if (entry.Is("cue.react")) return true;
  const Opening opening = reports.At(cue).opening;
  return opening == Opening::kThat || opening == Opening::kQuotation ||
         (opening == Opening::kBare && entry.Is("cue.say"));
}

// , comme l’avait écrit le journal: who else told it.
bool BeginsComparison(const Scene& scene, uint32_t at, uint32_t limit) {
  constexpr uint32_t kNear = 6;
  if (!scene.rules->that_always() || !scene.Is(at, kAs)) return false;
  for (uint32_t t = at + 1; t < limit && t < at + kNear && scene.IsWord(t); ++t) {
    if (scene.IsFinite(t)) return true;
  }
  return false;
}

// after its founder left, and not: after the storm
bool HoldsVerb(const Scene& scene, uint32_t first, uint32_t limit) {
  for (uint32_t t = first; t < limit && t < first + kMaxLead && !scene.IsComma(t); ++t) {
    if (!scene.IsWord(t)) continue;
    if (scene.Is(t, kAspect | kPassiveWord) || scene.IsFinite(t) || scene.EndsAs(t, Ending::kPast))
      return true;
  }
  return false;
}

// , a day after its founder left; , a reversal that stunned: what the outlet tells of the saying.
bool BeginsRemark(const Scene& scene, uint32_t at, uint32_t limit) {
  for (uint32_t t = at; t < limit && t <= at + kMaxMeasure; ++t) {
    if (t > at && scene.Is(t, kWhen))
      return !scene.Is(at, kPrep | kSince | kPersonal) && HoldsVerb(scene, t + 1, limit);
    if (!scene.IsWord(t) && scene.words[t].kind != ISNAD_TOKEN_NUMBER) break;
    if (scene.Is(t, kDefiniteWord | kPassiveWord | kAspect) || scene.IsCapital(t)) break;
  }
  if (scene.Is(at, kPrep) && scene.Is(at + 1, kWhat)) return true;  // , in what she called
  if (!scene.Is(at, kIndefiniteWord)) return false;
  for (uint32_t t = at + 1; t < limit && t <= at + kMaxRemark && scene.IsWord(t); ++t) {
    if (scene.words[t].As("remark") != nullptr) return true;
  }
  return false;
}

}  // namespace

uint32_t EndOfContentSubjectFirst(const Scene& scene, Reports& reports, uint32_t first, uint32_t limit) {
  for (uint32_t t = first; t < limit; ++t) {
    if (scene.words[t].kind == ISNAD_TOKEN_LINE_BREAK) return t;
    if (scene.Opens(t) && t > first && (scene.IsStop(t - 1) || scene.IsMark(t - 1, "."))) return t;
    const bool quoted = scene.Opens(t) && scene.closing[t] < limit;
    if (quoted) t = scene.closing[t];
    if (!quoted && scene.Closes(t) && scene.opening[t] < first) return t;
    const uint32_t next = t + 1;
    if (scene.IsComma(t) || (quoted && scene.IsComma(t - 1))) {
      const bool strong = scene.IsMark(t, ";") || scene.IsMark(t, "—");
      if (scene.Is(next, kSourceBy | kSourceWhat | kSourceOwn | kAside) || BeginsRemark(scene, next, limit) ||
          BeginsSilence(scene, next, limit) || BeginsComparison(scene, next, limit) ||
          BeginsReport(scene, reports, next, limit, strong))
        return quoted ? next : t;
    } else if (t > first && !quoted && (GoesOnWithVerb(scene, reports, t) || scene.Is(t, kSourceBy))) {
      return t;
    }
  }
  return limit;
}

}  // namespace isnad::core
