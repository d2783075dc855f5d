#include "plugins/core/times.h"

#include <algorithm>
#include <string>
#include <vector>

#include "plugins/core/memo.h"
#include "plugins/core/time_chart.h"
#include "plugins/core/time_resolve.h"

namespace isnad::core {
namespace {

constexpr uint32_t kTenseWindow = 10;  // words in front of a time that may tell that it is to come
constexpr uint32_t kMaxStretch = 200;  // a longer run of time words is read in pieces

class TimeFinder {
 public:
  TimeFinder(const TimeRules& rules, const NumberRules& numbers, Reading& reading, uint32_t part_index,
             std::vector<Range>& taken)
      : rules_(rules),
        numbers_(numbers.words()),
        reading_(reading),
        part_(reading.parts[part_index]),
        part_index_(part_index),
        chart_(rules, numbers_),
        taken_(taken) {
    reference_.published = ParseIsoDate(reading.publish_time);
    reference_.minute = ParseIsoMinute(reading.publish_time);
  }

  void Run(Memo& memo) {
    WordIds(part_, rules_.table(), memo.time_words, time_ids_);
    WordIds(part_, numbers_.table(), memo.number_words, number_ids_);
    const auto n = static_cast<uint32_t>(part_.words.size());
    for (uint32_t at = 0; at < n;) {
      if (!Known(at)) {
        ++at;
        continue;
      }
      bool anchor = false;
      uint32_t end = at;
      for (; end < n && end - at < kMaxStretch && Known(end) &&
             part_.words[end].sentence == part_.words[at].sentence;
           ++end) {
        anchor |= IsAnchor(end);
      }
      if (anchor) ReadStretch(at, end);
      at = end;
    }
    DateClocks();
  }

 private:
  struct Found {
    TimeMention mention;
    ResolvedTime time;
    bool counts = false;
  };

  bool Known(uint32_t at) const {
    return time_ids_[at] != 0 || number_ids_[at] != 0 ||
           (part_.words[at].kind == ISNAD_TOKEN_NUMBER && !part_.words[at].boilerplate);
  }

  // A word of the rules that may make a time, a year, 8.30 or 10:30.
  bool IsAnchor(uint32_t at) const {
    if ((rules_.table().Classes(time_ids_[at]) & TimeRules::kAnchor) != 0) return true;
    const Word& word = part_.words[at];
    if (word.kind != ISNAD_TOKEN_NUMBER) return false;
    if (word.folded.size() == 4 || word.folded.find('.') != std::string_view::npos) return true;
    return at + 2 < part_.words.size() && part_.words[at + 2].kind == ISNAD_TOKEN_NUMBER &&
           part_.words[at + 2].begin == word.end + 1;
  }

  void ReadStretch(uint32_t first, uint32_t end) {
    chart_.Read(part_, time_ids_, number_ids_, first, end);
    for (const TimeAtom* atom : chart_.Times()) {
      if (Add(*atom)) continue;
      // A range that makes none, as 'from Sunday the 11th to Saturday' may, still has two ends.
      for (const TimeField side : {kFrom, kTo}) {
        if (atom->fields.Has(side)) Add(chart_.atom(atom->fields.Get(side)));
      }
    }
  }

  bool Add(const TimeAtom& atom) {
    reference_.tense = atom.fields.Has(kWay) ? 0 : Tense(atom);
    const std::optional<TimeReference> reference = ReferenceOf(atom);
    if (!reference) return false;
    const auto time = ResolveTime(atom.fields, *reference,
                                  [&](int i) -> const TimeFields& { return chart_.atom(i).fields; });
    if (!time) return false;
    Found found{{}, *time};
    found.mention.range = {part_index_, atom.first, atom.end};
    found.mention.lasting = atom.fields.Get(kLasting) == 1 && atom.fields.Has(kToward);
    // 'Ten years from now' tells a length of time as well.
    found.counts = atom.fields.Get(kToward) == 1 && !atom.fields.Has(kSpan);
    found_.push_back(std::move(found));
    return true;
  }

  // The following day, the week before and that year are counted from what was told last, in this sentence or
  // the one before it; without it from the publication, where 'the following day' has to be one to come.
  std::optional<TimeReference> ReferenceOf(const TimeAtom& atom) const {
    const int follow = atom.fields.Get(kFollow);
    if (follow == 0) return reference_;
    const bool of_day = atom.fields.Get(kUnit) == kUnitDay || atom.fields.Has(kWeekday);
    const bool of_month = atom.fields.Get(kUnit) == kUnitMonth;
    const bool same = atom.fields.Get(kShift) == 0;
    TimeReference reference = reference_;
    for (size_t i = found_.size(); i-- > 0;) {
      const Found& found = found_[i];
      const uint32_t told = part_.words[found.mention.range.first].sentence;
      if (part_.words[atom.first].sentence - told > 1) break;
      if (found.time.wants_day || (of_day && found.time.first != found.time.last)) continue;
      if (of_month && (found.time.grain == ISNAD_GRAIN_YEAR || found.time.grain == ISNAD_GRAIN_DECADE))
        continue;
      // Last year's quarter, and the quarter before this one; but in August next, and the fifth of the same
      // month.
      if (!of_day && !(of_month && same) && found.time.relative) continue;
      reference.published = follow > 0 ? found.time.last : found.time.first;
      return reference;
    }
    if (same) return std::nullopt;  // 'that day', and none was told
    if (atom.fields.Get(kUnit) == kUnitDay && follow > 0 && Tense(atom) <= 0) return std::nullopt;
    return reference;
  }

  bool Has(uint32_t at, TimeCategory category) const {
    if (time_ids_[at] == 0) return false;
    std::vector<WordMatch> matches;
    rules_.table().Match(time_ids_, at, matches);
    return std::any_of(matches.begin(), matches.end(),
                       [&](const WordMatch& m) { return rules_.word(m.value).category == category; });
  }

  enum class Verb { kNone, kPast, kPresent, kFuture };
  Verb VerbAt(uint32_t at) const {
    if (Has(at, kFutureCategory)) return Verb::kFuture;
    if (Has(at, kPastCategory)) return Verb::kPast;
    if (Has(at, kPresentCategory)) return Verb::kPresent;
    const Word& word = part_.words[at];
    if (word.analyses.empty() && time_ids_[at] == 0 && word.kind == ISNAD_TOKEN_WORD &&
        rules_.LooksLikeFuture({part_.input->original.data + word.begin, word.end - word.begin})) {
      return Verb::kFuture;
    }
    for (const WordAnalysis& analysis : word.analyses) {
      if ((analysis.division.clitics & kFuture) != 0 && (analysis.features & kImperfect) != 0)
        return Verb::kFuture;
      if ((analysis.features & kPerfect) != 0) return Verb::kPast;
    }
    return Verb::kNone;
  }

  static int TenseOf(Verb verb) { return verb == Verb::kFuture ? 1 : verb == Verb::kPresent ? -1 : 0; }

  // That of the nearest verb that tells, 1 where it is one of the future: in front within the clause, or
  // right behind the time.
  int Tense(const TimeAtom& atom) const {
    const Word& first = part_.words[atom.first];
    for (uint32_t back = 1; back <= kTenseWindow && back <= atom.first; ++back) {
      const uint32_t at = atom.first - back;
      const Word& word = part_.words[at];
      if (word.sentence != first.sentence || word.kind == ISNAD_TOKEN_LINE_BREAK) break;
      if (word.kind == ISNAD_TOKEN_PUNCTUATION && word.folded != "/" && word.folded != "(") break;
      const Verb verb = VerbAt(at);
      if (verb != Verb::kNone) return TenseOf(verb);
    }
    for (uint32_t at = atom.end; at < atom.end + 2 && at < part_.words.size(); ++at) {
      if (part_.words[at].sentence != first.sentence) break;
      const Verb verb = VerbAt(at);
      if (verb != Verb::kNone) return TenseOf(verb);
    }
    return 0;
  }

  uint32_t SentenceOf(const Found& found) const { return part_.words[found.mention.range.first].sentence; }

  // Of the days before and behind a clock the one that is nearer, if it stands in the same sentence.
  const Found* NearestDay(const Found& clock, const Found* before, const Found* behind) const {
    if (before != nullptr && SentenceOf(*before) != SentenceOf(clock)) before = nullptr;
    if (behind != nullptr && SentenceOf(*behind) != SentenceOf(clock)) behind = nullptr;
    if (before == nullptr || behind == nullptr) return before != nullptr ? before : behind;
    const uint32_t at = clock.mention.range.first;
    return behind->mention.range.first - at < at - before->mention.range.first ? behind : before;
  }

  // An hour by itself is of the nearest day in its sentence, else of the day of publication.
  void DateClocks() {
    const auto is_day = [](const Found& found) {
      return !found.time.wants_day && found.time.first == found.time.last;
    };
    const Found* before = nullptr;
    size_t next = 0;  // the first day that stands behind
    for (size_t i = 0; i < found_.size(); ++i) {
      Found& clock = found_[i];
      if (is_day(clock)) before = &clock;
      if (!clock.time.wants_day) continue;
      next = std::max(next, i);
      while (next < found_.size() && !is_day(found_[next])) ++next;
      const Found* nearest = NearestDay(clock, before, next < found_.size() ? &found_[next] : nullptr);
      if (nearest == nullptr) continue;
      const std::chrono::days past_midnight = clock.time.last - clock.time.first;
      clock.time.first = nearest->time.first;
      clock.time.last = clock.time.first + past_midnight;
    }
    for (Found& found : found_) {
      TimeMention& mention = found.mention;
      mention.start = found.time.Start();
      mention.end = found.time.End();
      mention.grain = found.time.grain;
      mention.written_weekday = found.time.written_weekday;
      mention.weekday_matches = found.time.weekday_matches;
      mention.relative = found.time.relative;
      mention.approximate = found.time.approximate;
      if (!found.counts) taken_.push_back(mention.range);
      reading_.times.push_back(std::move(mention));
    }
  }

  const TimeRules& rules_;
  const NumberWords& numbers_;
  Reading& reading_;
  const Part& part_;
  const uint32_t part_index_;
  TimeReference reference_;
  TimeChart chart_;
  std::vector<Range>& taken_;  // the words that count nothing, being part of a time
  std::vector<uint32_t> time_ids_, number_ids_;
  std::vector<Found> found_;
};

// Both are ordered by part and place.
void RemoveQuantitiesWithin(const std::vector<Range>& taken, std::vector<QuantityMention>& quantities) {
  const auto before = [](const Range& a, const Range& b) {
    return a.part < b.part || (a.part == b.part && a.end <= b.first);
  };
  size_t next = 0;
  std::erase_if(quantities, [&](const QuantityMention& quantity) {
    while (next < taken.size() && before(taken[next], quantity.range)) ++next;
    return next < taken.size() && !before(quantity.range, taken[next]);
  });
}

}  // namespace

void FindTimes(const TimeRules& rules, const NumberRules& numbers, Memo& memo, Reading& reading) {
  std::vector<Range> taken;
  for (uint32_t part = 0; part < ISNAD_PART_COUNT; ++part) {
    TimeFinder(rules, numbers, reading, part, taken).Run(memo);
  }
  RemoveQuantitiesWithin(taken, reading.quantities);
}

}  // namespace isnad::core
