#include "plugins/core/content.h"

namespace isnad::core {
namespace {

bool IsReport(const Report& report) { return report.opening != Opening::kNothing; }

// متوهماً أن: a word that nobody listed, right before `that`, goes on with the subject.
bool IsUnknownParticiple(const Scene& scene, uint32_t at) {
  if (!scene.IsWord(at) || scene.sights[at].known) return false;
  const Sight& sight = scene.sights[at];
  if (sight.definite || sight.perhaps_joined || scene.sights[at].perhaps_bound) return false;
  return scene.IsThat(at + 1) && !scene.sights[at + 1].joined;
}

// ..., وانتقدت كذا: what else the speaker did with words, though nothing tells which.
bool TakesStand(const Scene& scene, const Report& report, uint32_t cue, Gender speaker) {
  const Entry& entry = *report.verb->entry;
  const bool stand = entry.Is("cue.react") || entry.Is("cue.ask") || entry.Is("cue.warn") ||
                     entry.Is("cue.promise") || entry.Is("cue.accuse");
  return stand && scene.sights[cue].joined && !scene.sights[cue].possessed &&
         (report.verb->features & kPerfect) && speaker != Gender::kUnknown && VerbGender(report) == speaker;
}

// Whether a further report of the sentence begins at `at`, behind a comma or not.
bool BeginsReport(const Scene& scene, Reports& reports, uint32_t at, uint32_t limit, bool behind_comma,
                  Gender speaker) {
  if (at >= limit) return false;
  if (scene.IsParticiple(at)) {
    if (behind_comma) return true;
    const Opening opening = reports.At(at).opening;
    // ... قائلا: his own words
    const bool speech = opening == Opening::kColon || opening == Opening::kQuotation;
    return scene.sights[at].joined ? opening != Opening::kNothing
                                   : speech && reports.At(at).content <= at + 2;
  }
  if (behind_comma && IsUnknownParticiple(scene, at)) return true;
  uint32_t cue = at;
  if (behind_comma && scene.Is(cue, kPrep) && scene.Is(cue + 1, kWhile)) ++cue;  // في حين قال
  if (behind_comma && scene.Is(cue, kAlso | kWhile | kSince)) ++cue;
  if (behind_comma && scene.Is(cue, kPrep) && scene.IsThat(cue + 1)) cue += 2;  // قبل أن يضيف
  if (behind_comma && scene.IsThat(cue) && scene.sights[cue].joined) ++cue;     // وإن كانت ترى
  if (behind_comma && scene.Is(cue, kAspect)) ++cue;
  if (!scene.IsFinite(cue) || scene.IsNegated(cue)) return false;
  if (!behind_comma && !scene.sights[cue].joined) return false;
  const Report& report = reports.At(cue);
  if (!IsReport(report)) {
    const bool goes_on = scene.IsFinite(cue + 1) && IsReport(reports.At(cue + 1));  // ومضى يقول
    return behind_comma && (goes_on || TakesStand(scene, report, cue, speaker));
  }
  // ... تعد ملحمة، وتؤكد أن: a verb of another gender is of what he speaks about
  if (report.subject.empty() && !Agrees(VerbGender(report), speaker)) return false;
  // Without a comma only speech that is marked as such counts.
  return behind_comma || report.opening != Opening::kObject;
}

// ..., في أقوال نقلتها الصحف: who carried it is told behind the comma.
bool BeginsCarrier(const Scene& scene, uint32_t at) {
  constexpr uint32_t kNear = 3;
  if (!scene.Is(at, kPrep) || !scene.Is(at + 1, kOccasion)) return false;
  for (uint32_t t = at + 2; t < at + 2 + kNear && t < scene.size(); ++t) {
    if (scene.IsFinite(t) && scene.sights[t].possessed) return scene.sights[t].cue->entry->Is("cue.relay");
  }
  return false;
}

// ..., دون أن يحدد عددها and ..., ولم يوضح من أين: the outlet's own remark that something was not said.
bool BeginsSilence(const Scene& scene, uint32_t at) {
  uint32_t cue = at;
  while (cue < at + 2 && scene.Is(cue, kPrep)) ++cue;
  if (cue > at && scene.IsThat(cue)) return scene.IsFinite(cue + 1) && scene.Is(cue - 1, kWithout);
  return cue == at && scene.Is(at, kNot) && scene.sights[at].joined && scene.IsFinite(at + 1);
}

// ..., إلا أن المجموعة أعلنت أن: somebody else is reported to say otherwise.
bool BeginsOtherReport(const Scene& scene, Reports& reports, uint32_t at, uint32_t limit) {
  constexpr uint32_t kNear = 9;
  if (scene.rules->subject_first() || !scene.Is(at, kContrast)) return false;
  const uint32_t begin = scene.IsThat(at + 1) ? at + 2 : at + 1;
  if (scene.IsFinite(begin) && begin < limit && IsReport(reports.At(begin))) return true;
  for (uint32_t t = begin + 1; t < limit && t < begin + kNear && scene.IsWord(t); ++t) {
    if (!scene.IsFinite(t) || scene.IsNegated(t)) continue;
    const Report& report = reports.At(t);
    return IsReport(report) && !report.subject.empty() && report.subject.first == begin;
  }
  return false;
}

bool BeginsSource(const Scene& scene, uint32_t at) {
  return scene.Is(at, kSourceBy | kSourceWhat | kSourceOwn) && !scene.sights[at].Is(kAlso);
}

}  // namespace

const Report& Reports::At(uint32_t cue) {
  const auto found = read_.find(cue);
  if (found != read_.end()) return found->second;
  return read_.emplace(cue, ReadReport(scene_, cast_, phrases_, cue, limit_)).first->second;
}

uint32_t EndOfContent(const Scene& scene, Reports& reports, uint32_t first, uint32_t limit, Gender speaker) {
  if (scene.rules->subject_first()) return EndOfContentSubjectFirst(scene, reports, first, limit);
  for (uint32_t t = first; t < limit; ++t) {
    if (scene.words[t].kind == ISNAD_TOKEN_LINE_BREAK) return t;
    if (scene.Opens(t) && scene.closing[t] < limit) {
      t = scene.closing[t];
      continue;
    }
    if (scene.Closes(t) && scene.opening[t] < first) return t;
    if (scene.IsComma(t)) {
      const uint32_t next = t + 1;
      if (BeginsSource(scene, next) || BeginsCarrier(scene, next) || BeginsSilence(scene, next) ||
          scene.Is(next, kAside))
        return t;
      if (BeginsReport(scene, reports, next, limit, true, speaker)) return t;
      if (BeginsOtherReport(scene, reports, next, limit)) return t;
      continue;
    }
    if (t > first && BeginsReport(scene, reports, t, limit, false, speaker)) return t;
    // بأن تسعة وافقوا: «...»: his own words follow
    if (scene.IsColon(t) && t > first && !scene.Is(t - 1, kPersonal | kRelative) && scene.Opens(t + 1) &&
        scene.closing[t + 1] < limit && !scene.IsNameLike(t + 1))
      return t;
    const bool own = scene.Is(t, kSourceOwn) ||  // على حد قوله, حسب وصفه
                     (scene.Is(t, kSourceBy) && scene.Is(t + 1, kOwnNoun | kCueNoun) &&
                      scene.sights[t + 1].possessed && (t + 2 >= limit || scene.IsStop(t + 2)));
    if (t > first && own) return t;
  }
  return limit;
}

uint32_t Trimmed(const Scene& scene, uint32_t first, uint32_t end) {
  while (end > first) {
    const uint32_t last = end - 1;
    const bool stop = scene.IsComma(last) || (scene.IsStop(last)) || scene.IsColon(last) ||
                      scene.words[last].kind == ISNAD_TOKEN_LINE_BREAK ||
                      (scene.Opens(last) && scene.closing[last] >= end);
    if (!stop) break;
    --end;
  }
  return end;
}

}  // namespace isnad::core
