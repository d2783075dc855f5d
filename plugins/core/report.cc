#include "plugins/core/report.h"

#include "plugins/core/report_reader.h"

namespace isnad::core {
namespace {

constexpr uint32_t kMaxSourceTail = 14;  // words behind a source that tell time and outlet

}  // namespace

bool IsOutletName(const Scene& scene, const NounPhrase& outlet) {
  bool seldom = false;
  for (const WordAnalysis& analysis : scene.words[outlet.head].analyses) {
    seldom |= analysis.entry->Is("body.outlet") && analysis.entry->Note("outlet") == "seldom";
  }
  if (!seldom) return true;
  for (uint32_t t = outlet.head + 1; t < outlet.end; ++t) {
    if (scene.Opens(t)) return true;
    if (scene.IsWord(t) && !scene.sights[t].definite && !scene.sights[t].known) return true;
  }
  return false;
}

void Phrases::Add(const NounPhrase& phrase, size_t size) {
  if (at_.empty()) at_.assign(size, kNoPhrase);
  const auto index = static_cast<uint32_t>(all_.size());
  for (uint32_t t = phrase.first; t < phrase.end && t < at_.size(); ++t) at_[t] = index;
  all_.push_back(phrase);
}

const NounPhrase* Phrases::Covering(uint32_t at) const {
  return at < at_.size() && at_[at] != kNoPhrase ? &all_[at_[at]] : nullptr;
}

const NounPhrase* Phrases::EndingAt(uint32_t end) const {
  const NounPhrase* phrase = end == 0 ? nullptr : Covering(end - 1);
  return phrase != nullptr && phrase->end == end ? phrase : nullptr;
}

Gender VerbGender(const Report& report) {
  const uint32_t features = report.verb == nullptr ? 0 : report.verb->features;
  if (features & kPlural) return Gender::kUnknown;
  if (features & kFeminine) return Gender::kFeminine;
  return features & kMasculine ? Gender::kMasculine : Gender::kUnknown;
}

Report ReadReport(const Scene& scene, const Cast& cast, const Phrases& phrases, uint32_t cue,
                  uint32_t limit) {
  if (scene.rules->subject_first()) return ReadReportSubjectFirst(scene, phrases, cue, limit);
  return ReportReader(scene, cast, phrases, cue, limit).Read();
}

Report ReadSource(const Scene& scene, const Cast& cast, uint32_t at, uint32_t limit) {
  Report report;
  report.cue = {scene.part, at, at};
  uint32_t t = at;
  if (t >= limit) return report;
  // وفق ما ذكره لـ«كذا» فلان
  if (scene.Is(t, kPrep) && scene.Opens(t + 1) && scene.IsNameLike(t + 1) &&
      scene.closing[t + 1] + 1 < limit) {
    report.via.push_back(PhraseAt(scene, t + 1, limit));
    t = scene.closing[t + 1] + 1;
  }
  const bool bound = scene.sights[t].bound;
  if (const uint32_t known = cast.KnownNameAt(scene, t); known > 0) {
    report.subject = PhraseAt(scene, t, t + known);
  } else if (bound && (scene.Is(t, kTitle | kBody | kSourceNoun | kPaper) ||
                       (scene.sights[t].definite && !scene.sights[t].known))) {  // وفقا لوزارة كذا, للفلاني
    report.subject = PhraseBehindClitic(scene, t, limit);
  } else {
    report.subject = PhraseAt(scene, t, limit);
  }
  if (!report.subject.empty()) t = report.subject.end;
  // وفق حصيلة أعلنها فلان
  if (t < limit && scene.IsFinite(t) && scene.sights[t].possessed) {
    report.cue = {scene.part, t, t + 1};
    report.verb = scene.sights[t].cue;
    const NounPhrase subject = PhraseAt(scene, t + 1, limit);
    if (!subject.empty()) {
      report.subject = subject;
      t = subject.end;
    }
  }
  // مصدر تحدث إلى كذا, مسؤول طلب عدم ذكر اسمه: a clause about who it is.
  if (t == report.subject.end && t < limit && scene.IsFinite(t) && !scene.sights[t].joined) ++t;
  // What follows until the sentence's end tells time and outlet: في مقابلة مع وكالة «كذا» أمس.
  for (uint32_t steps = 0; t < limit && steps < kMaxSourceTail && !scene.IsStop(t); ++steps) {
    if (scene.IsComma(t) && !scene.Is(t + 1, kPrep | kOutlet) &&
        (t + 1 >= limit || scene.time_at[t + 1] == kNone))
      break;
    if (scene.time_at[t] != kNone) {
      if (report.time == kNone) report.time = scene.time_at[t];
      ++t;
      continue;
    }
    // بحسب النقابة و٢٧٪ بحسب الوزارة: what another source is given for begins.
    if (scene.IsGluedToNumber(t) && t + 1 < limit) break;
    if (scene.Is(t, kCue | kContrast | kWhile | kThat) && !scene.Is(t, kPrep)) break;
    if (scene.Is(t, kOutlet) || (scene.Opens(t) && scene.IsNameLike(t))) {
      const NounPhrase outlet = PhraseAt(scene, t, limit);
      if (!outlet.empty()) {
        if (IsOutletName(scene, outlet)) report.via.push_back(outlet);
        t = outlet.end;
        continue;
      }
    }
    if (scene.Opens(t)) break;
    ++t;
  }
  report.end = t;
  return report;
}

}  // namespace isnad::core
