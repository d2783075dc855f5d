/* A plugin in C that does what its configuration's "fault" says. Each extraction first emits one good mention
 * of the whole text, so that a test can see whether it is dropped. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plugins/abi/isnad_plugin.h"

#ifndef TABLE_SIZE
#define TABLE_SIZE sizeof(isnad_plugin)
#endif
#ifndef TABLE_MAJOR
#define TABLE_MAJOR ISNAD_ABI_MAJOR
#endif
#ifndef TABLE_MINOR
#define TABLE_MINOR ISNAD_ABI_MINOR
#endif
#ifndef TABLE_KIND
#define TABLE_KIND ISNAD_KIND_EXTRACTOR
#endif
#ifndef TABLE_LACKS_EXTRACT
#define TABLE_LACKS_EXTRACT 0
#endif

struct isnad_instance {
  char fault[32];
  int number; /* of instances so far */
  int calls;
};

static isnad_str str(const char* text) {
  isnad_str s = {text, strlen(text)};
  return s;
}

static int is(const isnad_instance* instance, const char* fault) {
  return strcmp(instance->fault, fault) == 0;
}

/* Reads "fault":"..." of a flat object. */
static void read_fault(isnad_str config, char* out, size_t size) {
  static const char key[] = "\"fault\":\"";
  const size_t length = sizeof(key) - 1;
  size_t n = 0;
  for (uint64_t i = 0; i + length <= config.size; ++i) {
    if (memcmp(config.data + i, key, length) != 0) continue;
    for (i += length; i < config.size && config.data[i] != '"' && n + 1 < size; ++i)
      out[n++] = config.data[i];
    break;
  }
  out[n] = '\0';
}

static isnad_code create(const isnad_host* host, isnad_str config, const isnad_sink* errors,
                         isnad_instance** out) {
  isnad_instance* instance = calloc(1, sizeof(*instance));
  if (instance == NULL) return ISNAD_RESOURCE_EXHAUSTED;
  read_fault(config, instance->fault, sizeof(instance->fault));
  if (is(instance, "create")) {
    errors->error(errors->context, str("words.tsv:7: no such paradigm\ntry another"));
    free(instance);
    return ISNAD_INVALID_ARGUMENT;
  }
  if (is(instance, "create-silent")) {
    free(instance);
    return ISNAD_OK;
  }
  host->log(host->context, 0, str("ready"));
  if (is(instance, "counts-instances")) {
    static int instances;
    instance->number = ++instances;
  }
  *out = instance;
  return ISNAD_OK;
}

static isnad_code emit(const isnad_sink* sink, uint32_t id, uint32_t begin, uint32_t end,
                       isnad_attribute attribute) {
  isnad_record record;
  memset(&record, 0, sizeof(record));
  record.size = sizeof(record);
  record.id = id;
  record.kind = ISNAD_RECORD_MENTION;
  record.span.begin = begin;
  record.span.end = end;
  record.attributes = &attribute;
  record.n_attributes = 1;
  return sink->emit(sink->context, &record);
}

static isnad_code emit_quote(const isnad_sink* sink, uint32_t id, uint32_t speaker) {
  const isnad_ref ref = {ISNAD_ROLE_SPEAKER, speaker};
  isnad_attribute attributes[2];
  isnad_record record;
  memset(attributes, 0, sizeof(attributes));
  attributes[0].key = ISNAD_KEY_QUOTE_KIND;
  attributes[0].type = ISNAD_TYPE_INT;
  attributes[0].value.integer = ISNAD_QUOTE_DIRECT;
  attributes[1].key = ISNAD_KEY_CUE;
  attributes[1].type = ISNAD_TYPE_SPAN;
  memset(&record, 0, sizeof(record));
  record.size = sizeof(record);
  record.id = id;
  record.kind = ISNAD_RECORD_QUOTE;
  record.attributes = attributes;
  record.n_attributes = 2;
  record.refs = &ref;
  record.n_refs = 1;
  return sink->emit(sink->context, &record);
}

/* A number that says how often it was called, or which instance it is. */
static isnad_code emit_number(const isnad_sink* sink, uint32_t id, double number) {
  isnad_attribute value;
  isnad_record record;
  memset(&value, 0, sizeof(value));
  value.key = ISNAD_KEY_VALUE;
  value.type = ISNAD_TYPE_REAL;
  value.value.real = number;
  memset(&record, 0, sizeof(record));
  record.size = sizeof(record);
  record.id = id;
  record.kind = ISNAD_RECORD_QUANTITY;
  record.attributes = &value;
  record.n_attributes = 1;
  return sink->emit(sink->context, &record);
}

static isnad_code emit_fault(isnad_instance* instance, const isnad_input* input, const isnad_sink* sink,
                             isnad_attribute name) {
  const uint32_t size = (uint32_t)input->parts[ISNAD_PART_TEXT].original.size;
  const uint32_t next = input->first_id + 1;
  if (is(instance, "behind-text")) return emit(sink, next, 0, size + 1, name);
  if (is(instance, "inside-code-point")) return emit(sink, next, 1, size, name);
  if (is(instance, "duplicate-id")) return emit(sink, input->first_id, 0, size, name);
  if (is(instance, "wrong-type")) {
    name.type = ISNAD_TYPE_INT;
    return emit(sink, next, 0, size, name);
  }
  if (is(instance, "counts")) return emit_number(sink, next, ++instance->calls);
  if (is(instance, "counts-instances")) return emit_number(sink, next, instance->number);
  if (is(instance, "dangling-ref")) return emit_quote(sink, next, next + 500);
  if (is(instance, "flood")) { /* and does not stop when it is told to */
    isnad_code code = ISNAD_OK;
    for (uint32_t i = 0; i < 100000; ++i) code = emit(sink, next + i, 0, size, name);
    return code;
  }
  if (is(instance, "endless")) {
    while (!sink->cancelled(sink->context)) continue;
    return ISNAD_CANCELLED;
  }
  if (is(instance, "fails")) {
    sink->error(sink->context, str("lost its way"));
    return ISNAD_INTERNAL;
  }
  return is(instance, "fails-silently") ? ISNAD_INTERNAL : ISNAD_OK;
}

static isnad_code extract(isnad_instance* instance, const isnad_input* input, const isnad_sink* sink) {
  isnad_attribute name;
  memset(&name, 0, sizeof(name));
  name.key = ISNAD_KEY_DISPLAY_NAME;
  name.type = ISNAD_TYPE_STR;
  name.value.str = str("somebody");
  const uint32_t size = (uint32_t)input->parts[ISNAD_PART_TEXT].original.size;
  const isnad_code code = emit(sink, input->first_id, 0, size, name);
  return code != ISNAD_OK ? code : emit_fault(instance, input, sink, name);
}

static void destroy(isnad_instance* instance) { free(instance); }

__attribute__((visibility("default"))) const isnad_plugin* isnad_plugin_entry_v1(void) {
  static const isnad_plugin table = {
      .size = TABLE_SIZE,
      .abi_major = TABLE_MAJOR,
      .abi_minor = TABLE_MINOR,
      .kind = TABLE_KIND,
      .stage = 10,
      .name = {"faulty", 6},
      .version = {"1.0.0", 5},
      .create = create,
      .extract = TABLE_LACKS_EXTRACT ? NULL : extract,
      .destroy = destroy,
  };
  return &table;
}
