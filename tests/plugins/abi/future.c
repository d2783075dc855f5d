/* A plugin from the future of the same major: its table is larger than ours, and among what it emits are a
 * kind, a key and a role that we do not know. */
#include <string.h>

#include "plugins/abi/isnad_plugin.h"

typedef struct {
  isnad_plugin known;
  void (*added)(void);
  uint64_t added_number;
} future_plugin;

static char the_instance; /* it keeps nothing */

static isnad_code create(const isnad_host* host, isnad_str config, const isnad_sink* errors,
                         isnad_instance** out) {
  (void)config;
  (void)errors;
  if (host->abi_major != ISNAD_ABI_MAJOR) return ISNAD_INVALID_ARGUMENT;
  *out = (isnad_instance*)&the_instance;
  return ISNAD_OK;
}

static isnad_code extract(isnad_instance* instance, const isnad_input* input, const isnad_sink* sink) {
  const isnad_ref ref = {31, input->first_id};
  isnad_attribute attributes[2];
  isnad_record record;
  isnad_code code;
  (void)instance;
  memset(attributes, 0, sizeof(attributes));
  attributes[0].key = 999;
  attributes[0].type = 99;
  attributes[1].key = ISNAD_KEY_VALUE;
  attributes[1].type = ISNAD_TYPE_REAL;
  attributes[1].value.real = 3;
  memset(&record, 0, sizeof(record));
  record.size = sizeof(record);
  record.id = input->first_id;
  record.kind = 99;
  code = sink->emit(sink->context, &record);
  if (code != ISNAD_OK) return code;
  record.id = input->first_id + 1;
  record.kind = ISNAD_RECORD_QUANTITY;
  record.attributes = attributes;
  record.n_attributes = 2;
  record.refs = &ref;
  record.n_refs = 1;
  return sink->emit(sink->context, &record);
}

static void destroy(isnad_instance* instance) { (void)instance; }

__attribute__((visibility("default"))) const isnad_plugin* isnad_plugin_entry_v1(void) {
  static const future_plugin table = {
      .known = {.size = sizeof(future_plugin),
                .abi_major = ISNAD_ABI_MAJOR,
                .abi_minor = ISNAD_ABI_MINOR + 9,
                .kind = ISNAD_KIND_EXTRACTOR,
                .stage = 5,
                .name = {"future", 6},
                .version = {"1.0.0", 5},
                .create = create,
                .extract = extract,
                .destroy = destroy},
  };
  return &table.known;
}
