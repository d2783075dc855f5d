// A plugin that breaks the fifth convention: it throws.
#include <stdexcept>

#include "plugins/abi/isnad_plugin.h"

namespace {

isnad_code Create(const isnad_host*, isnad_str, const isnad_sink*, isnad_instance** out) {
  *out = reinterpret_cast<isnad_instance*>(new int(0));
  return ISNAD_OK;
}

isnad_code Extract(isnad_instance*, const isnad_input* input, const isnad_sink*) {
  if (input->parts[ISNAD_PART_TITLE].original.size != 0) throw 42;
  throw std::runtime_error("the cat sat\non it");
}

void Destroy(isnad_instance* instance) { delete reinterpret_cast<int*>(instance); }

constexpr isnad_plugin kTable = {sizeof(isnad_plugin),
                                 ISNAD_ABI_MAJOR,
                                 ISNAD_ABI_MINOR,
                                 ISNAD_KIND_EXTRACTOR,
                                 10,
                                 {"throwing", 8},
                                 {"1.0.0", 5},
                                 &Create,
                                 &Extract,
                                 &Destroy,
                                 nullptr};

}  // namespace

extern "C" __attribute__((visibility("default"))) const isnad_plugin* isnad_plugin_entry_v1(void) {
  return &kTable;
}
