// Times: 'yesterday', 'Monday 18 February', 'late last year', 'the 19th of Shaban 1440'.
#pragma once

#include "plugins/core/numbers.h"
#include "plugins/core/reading.h"
#include "plugins/core/time_rules.h"

namespace isnad::core {

// Adds the times of all parts to reading.times, in order and without overlap, and takes the quantities that
// are part of one out of reading.quantities ('18' of '18 February'); the durations that tell of no day stay
// quantities ('within two weeks'). Relative times are counted from the publisher's own day; where the
// publication is not known, or the words don't tell the day, there is no mention. To be called after
// FindQuantities. Linear; about 0.1 µs a word.
void FindTimes(const TimeRules& rules, const NumberRules& numbers, Memo& memo, Reading& reading);

}  // namespace isnad::core
