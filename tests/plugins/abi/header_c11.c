/* The header by itself is strict C11. */
#include "plugins/abi/isnad_plugin.h"

_Static_assert(ISNAD_PART_COUNT == 2, "articles have a text and a title");
_Static_assert(sizeof(isnad_token) == 20 && sizeof(isnad_span) == 12,
               "views are packed arrays of 32-bit numbers");

typedef struct {
  uint32_t size;
  uint32_t known;
  uint32_t added;
} grown;

/* A reader of a grown struct must be able to ask an older writer's. */
int has_added(const grown* p);
int has_added(const grown* p) { return ISNAD_HAS(p, grown, added); }
