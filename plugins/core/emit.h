// Emitting: a reading written out as records.
#pragma once

#include "plugins/core/reading.h"
#include "plugins/sdk/emitter.hpp"

namespace isnad::core {

// Emits all that was read: boilerplate, times, quantities, mentions, marks, then what names them. Stops where
// the host says so.
void EmitReading(const Reading& reading, sdk::Emitter& out);

}  // namespace isnad::core
