/* A plugin that offers no table. */
#include "plugins/abi/isnad_plugin.h"

__attribute__((visibility("default"))) const isnad_plugin* isnad_plugin_entry_v1(void) { return NULL; }
