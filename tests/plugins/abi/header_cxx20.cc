// The header by itself is strict C++20, with the same layout as in C.
#include <type_traits>

#include "plugins/abi/isnad_plugin.h"

static_assert(std::is_standard_layout_v<isnad_plugin> && std::is_trivial_v<isnad_record>);
static_assert(sizeof(isnad_token) == 20 && sizeof(isnad_span) == 12);
static_assert(offsetof(isnad_plugin, size) == 0 && offsetof(isnad_input, size) == 0 &&
              offsetof(isnad_sink, size) == 0);
