#include "plugins/core/occasions.h"

#include <algorithm>

namespace isnad::core {
namespace {

constexpr uint32_t kMaxBehind = 12;  // words between an occasion and its time
constexpr uint32_t kMaxLead = 40;    // words before what was said that are looked at
constexpr size_t kMaxKinds = 8;

}  // namespace

// التقى الوزير نظيره اليوم: a verb that makes an occasion, which later sentences speak of as a noun.
std::string_view Occasions::MadeBy(uint32_t at) const {
  const WordAnalysis* event = scene_.words[at].As("event");
  return event == nullptr ? std::string_view() : event->entry->Note("occasion");
}

const Entry* Occasions::KindOf(uint32_t at) const {
  if (!scene_.Is(at, kOccasion)) return nullptr;
  for (const WordAnalysis& analysis : scene_.words[at].analyses) {
    if (analysis.entry->Is("occasion") && !analysis.entry->Is("occasion.page")) return analysis.entry;
  }
  return nullptr;
}

bool Occasions::IsDay(int time) const {
  constexpr size_t kDateBytes = 10;
  const TimeMention& mention = reading_.times[static_cast<size_t>(time)];
  return mention.start.size() >= kDateBytes &&
         mention.start.compare(0, kDateBytes, mention.end, 0, kDateBytes) == 0;
}

int Occasions::TimeBehind(uint32_t at, uint32_t end) const {
  for (uint32_t t = at + 1; t < end && t <= at + kMaxBehind; ++t) {
    if (scene_.time_at[t] != kNone) {
      return IsDay(scene_.time_at[t]) ? scene_.time_at[t] : kNone;
    }
    if (scene_.IsStop(t) || scene_.IsThat(t) || scene_.Opens(t) || scene_.IsColon(t)) return kNone;
  }
  return kNone;
}

void Occasions::Remember(uint32_t first, uint32_t end) {
  int lead = kNone;
  for (uint32_t t = first; t < end; ++t) {
    if (lead == kNone && scene_.time_at[t] != kNone && t < first + kMaxBehind && IsDay(scene_.time_at[t]))
      lead = scene_.time_at[t];
    const Entry* noun = KindOf(t);
    const std::string_view kind = noun != nullptr ? std::string_view(noun->lemma) : MadeBy(t);
    if (kind.empty()) continue;
    int time = TimeBehind(t, end);
    if (time == kNone) time = lead;
    if (time == kNone) continue;
    std::erase_if(past_, [&](const Past& past) { return past.kind == kind; });
    if (past_.size() == kMaxKinds) past_.erase(past_.begin());
    past_.push_back({kind, time});
  }
}

bool Occasions::IsDefinite(uint32_t at) const {
  return scene_.sights[at].definite || scene_.sights[at].possessed || scene_.Is(at + 1, kSame) ||
         (at > 0 && scene_.Is(at - 1, kDefiniteWord | kPossessive));
}

int Occasions::TimeOf(uint32_t first, uint32_t end) const {
  for (uint32_t t = first; t < end && t < first + kMaxLead; ++t) {
    const Entry* kind = scene_.IsParticiple(t) ? nullptr : KindOf(t);
    if (kind == nullptr || !IsDefinite(t)) continue;
    for (auto past = past_.rbegin(); past != past_.rend(); ++past) {
      if (past->kind == kind->lemma) return past->time;
    }
    const bool within = scene_.sights[t].bound || (t > 0 && scene_.Is(t - 1, kPrep));
    if (!past_.empty() && within && !kind->Is("occasion.document")) return past_.back().time;
  }
  return kNone;
}

int Occasions::TimeOfDay(uint32_t first, uint32_t end) {
  constexpr uint32_t kNear = 3;
  constexpr size_t kDateBytes = 10;
  if (reading_.publish_time.size() < kDateBytes) return kNone;
  uint32_t occasion = end;
  for (uint32_t t = first; t < end && t < first + kMaxLead; ++t) {
    if (KindOf(t) != nullptr) occasion = t;
    if (!scene_.Is(t, kDayPart) || scene_.time_at[t] != kNone || t > occasion + kNear || occasion == end)
      continue;
    TimeMention time;
    time.range = {scene_.part, t, t + 1};
    time.start = time.end = reading_.publish_time.substr(0, kDateBytes);
    time.grain = ISNAD_GRAIN_DAY;
    time.relative = true;
    reading_.times.push_back(std::move(time));
    return static_cast<int>(reading_.times.size()) - 1;
  }
  return kNone;
}

bool Occasions::GoesOn(uint32_t first, uint32_t end) const {
  for (uint32_t t = first; t < end && t < first + kMaxLead; ++t) {
    const Entry* kind = KindOf(t);
    if (kind != nullptr && (kind->Is("occasion.reply") || !IsDefinite(t))) return true;
  }
  return false;
}

}  // namespace isnad::core
