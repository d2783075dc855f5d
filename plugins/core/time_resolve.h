// Which day a phrase of time means.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "plugins/core/calendar.h"
#include "plugins/core/time_fields.h"

namespace isnad::core {

// What the fields are counted from.
struct TimeReference {
  std::optional<Day> published;  // the publisher's own day
  std::optional<int> minute;     // of that day
  int tense = 0;                 // 1 where the words around tell that it is to come, -1 where it may be
};

// Days [first, last], both included.
struct ResolvedTime {
  Day first, last;
  int grain = 0;                              // ISNAD_GRAIN_*
  std::optional<int> from_minute, to_minute;  // of the first and of the last day
  int written_weekday = 0;
  bool weekday_matches = true;
  bool relative = false;
  bool approximate = false;  // perhaps a day off: see calendar.h
  bool wants_day = false;    // an hour, given the day of publication for want of another

  std::string Start() const;
  std::string End() const;
};

// Nothing where it can't be told: no such day, or counted from a publication that is not known. What the
// words leave open is filled in as news is read: the nearest day before the publication, or after it where
// `tense` says so; a month or a date without a year may also be a near one to come. Weeks begin on Monday.
//
// `child` gives the fields of a range's two ends.
std::optional<ResolvedTime> ResolveTime(const TimeFields& fields, const TimeReference& reference,
                                        const std::function<const TimeFields&(int)>& child);

}  // namespace isnad::core
