// ISO times: the shape in which plugins tell times.
#pragma once

#include <string_view>

namespace isnad::plugin {

// Whether `text` is a year, month, day, hour or minute of the proleptic Gregorian calendar as ISO 8601 writes
// it: 2019, 2019-02, 2019-02-18, 2019-02-18T14, 2019-02-18T14:30. The day must exist.
bool IsIsoTime(std::string_view text);

// Whether the span from `start` to `end`, inclusive and both good, ends before it begins. Of two that are
// told to different grains only what both tell is compared.
bool EndsBeforeItBegins(std::string_view start, std::string_view end);

}  // namespace isnad::plugin
