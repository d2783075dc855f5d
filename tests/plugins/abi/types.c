/* All types of the ABI behind one exported symbol each, for abidiff to compare with the kept baseline. */
#include "plugins/abi/isnad_plugin.h"

__attribute__((visibility("default"))) isnad_plugin isnad_abi_plugin;
__attribute__((visibility("default"))) isnad_input isnad_abi_input;
__attribute__((visibility("default"))) isnad_pair isnad_abi_pair;
__attribute__((visibility("default"))) isnad_sink isnad_abi_sink;
__attribute__((visibility("default"))) isnad_host isnad_abi_host;
