/* The plugin ABI of Isnad, version 0.1: what a shared object must offer to be loaded as a plugin.
 *
 * C11, and C++20 by inclusion; nothing of C++, protobuf, Abseil or ICU crosses it.
 *
 * Five conventions hold everywhere:
 *  1. Every struct begins with `size`, its sizeof in the writer's header. Structs only grow at the end; a
 * reader touches a field only if ISNAD_HAS says that it is there. Writers zero what they do not set.
 *  2. Everything that is passed is borrowed until the call returns. Nobody frees what the other side made.
 * The one object that outlives a call is the instance: made by create(), ended by destroy().
 *  3. Text is valid UTF-8, never NUL-terminated and never copied; a place in it is a pair of byte offsets
 * into the publisher's own bytes (not the folded view), half-open, on code-point boundaries. The host checks
 * every span of every record: one bad span, and all that the plugin gave for that article is dropped and the
 * plugin is reported as failed for it.
 *  4. One instance is called by one thread at a time; the host makes as many instances as it has threads. The
 * table and what it points at must be readable from any thread.
 *  5. No exception and no longjmp may cross. Results are deterministic: same text, language and
 * configuration, same records in the same order.
 *
 * A plugin exports exactly one symbol, isnad_plugin_entry_v1. Beside NAME.so stands NAME.plugin.json, its
 * manifest, which the host checks before it loads anything.
 */
#ifndef ISNAD_PLUGINS_ABI_ISNAD_PLUGIN_H_
#define ISNAD_PLUGINS_ABI_ISNAD_PLUGIN_H_

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this header. While MAJOR is 0 a plugin loads only with the same MINOR. */
#define ISNAD_ABI_MAJOR 0
#define ISNAD_ABI_MINOR 1

/* Whether *p, as its writer knew it, has the field f. */
#define ISNAD_HAS(p, type, f) ((p)->size >= offsetof(type, f) + sizeof(((type*)0)->f))

/* Borrowed bytes, not NUL-terminated; data may be NULL where size is 0. */
typedef struct {
  const char* data;
  uint64_t size;
} isnad_str;

/* What a call says of itself: 0, or a number of google.rpc.Code (3 INVALID_ARGUMENT, 13 INTERNAL, ...). */
typedef int32_t isnad_code;
#define ISNAD_OK 0
#define ISNAD_CANCELLED 1
#define ISNAD_INVALID_ARGUMENT 3
#define ISNAD_RESOURCE_EXHAUSTED 8
#define ISNAD_FAILED_PRECONDITION 9
#define ISNAD_INTERNAL 13

/* ------------------------------------------------------------------ input */

/* The parts of an article. */
#define ISNAD_PART_TEXT 0u
#define ISNAD_PART_TITLE 1u
#define ISNAD_PART_COUNT 2u

/* A place in a part: bytes [begin, end) of its original text. */
typedef struct {
  uint32_t part;
  uint32_t begin;
  uint32_t end;
} isnad_span;

/* Kinds of token. */
#define ISNAD_TOKEN_WORD 1u
#define ISNAD_TOKEN_NUMBER 2u
#define ISNAD_TOKEN_QUOTE_MARK 3u
#define ISNAD_TOKEN_PUNCTUATION 4u
#define ISNAD_TOKEN_SYMBOL 5u
#define ISNAD_TOKEN_LINE_BREAK 6u

/* A token: bytes [begin, end) of the original and [folded_begin, folded_end) of the folded view. */
typedef struct {
  uint32_t begin, end;
  uint32_t folded_begin, folded_end;
  uint32_t kind;
} isnad_token;

/* A sentence: tokens [first_token, end_token). */
typedef struct {
  uint32_t first_token, end_token;
  uint32_t paragraph;
} isnad_sentence;

#define ISNAD_UNCLOSED UINT32_MAX

/* A pair of quotation marks, as indexes of tokens; close_token is ISNAD_UNCLOSED where none closes it. */
typedef struct {
  uint32_t open_token, close_token;
  uint32_t depth;
} isnad_quotation;

/* One part of the article with the views that the host has built of it. Arrays are ordered by place.
 * `folded_map` has folded.size + 1 entries: the original offset of the code point behind each folded byte. */
typedef struct {
  uint32_t size;
  isnad_str original;
  isnad_str folded;
  const uint32_t* folded_map;
  const isnad_token* tokens;
  uint64_t n_tokens;
  const isnad_sentence* sentences;
  uint64_t n_sentences;
  const isnad_quotation* quotations;
  uint64_t n_quotations;
} isnad_part;

/* ---------------------------------------------------------------- records */

/* Kinds of record, with the attributes and refs that each may carry. [r] is required, + may be repeated.
 * A time with an empty span is told by no words: it is referred to, not listed.
 */
#define ISNAD_RECORD_TIME 1u     /* a point or span of time: GRAIN[r], START[r], END[r], APPROXIMATE */
#define ISNAD_RECORD_QUANTITY 2u /* a number: one of VALUE, MIN, MAX [r]; UNIT, UNIT_KEY, APPROXIMATE */
#define ISNAD_RECORD_MENTION 3u  /* a person, body or place: DISPLAY_NAME[r], ENTITY_KEY, ENTITY_KIND */
#define ISNAD_RECORD_QUOTE \
  4u /* span = content; QUOTE_KIND[r], CUE[r], CONFIDENCE; refs SPEAKER, VIA+, TIME, MARK+ */
#define ISNAD_RECORD_CLAIM \
  5u /* span = evidence; POLARITY[r], MODALITY[r], CONFIDENCE; refs HOLDER, QUANTITY+, TIME, */
     /* QUOTE, TERM+, MARK+ */
#define ISNAD_RECORD_FINDING \
  6u /* span = first evidence; FINDING_KIND[r], EVIDENCE+ (further ones), REASON[r], ARGUMENT+ */
#define ISNAD_RECORD_TERM 7u /* what a claim is about: KEY[r], TERM_ROLE[r], OPPOSITE+, HEAD */
#define ISNAD_RECORD_MARK 8u /* a word that turns a sense: MARK_KIND[r] */
#define ISNAD_RECORD_BOILERPLATE \
  9u /* words that are not the article's: navigation, comment forms, 'read also' */

/* Keys of attributes, with their type. Append only. */
#define ISNAD_KEY_GRAIN 1u /* int: ISNAD_GRAIN_* */
#define ISNAD_KEY_START \
  2u /* str: ISO 8601, as fine as the grain (2019, 2019-02, 2019-02-18, 2019-02-18T14:30) */
#define ISNAD_KEY_END 3u      /* str: the last moment, inclusive, likewise */
#define ISNAD_KEY_VALUE 4u    /* real */
#define ISNAD_KEY_MIN 5u      /* real: at least */
#define ISNAD_KEY_MAX 6u      /* real: at most */
#define ISNAD_KEY_UNIT 7u     /* str: the counted noun or unit as a reader would write it */
#define ISNAD_KEY_UNIT_KEY 8u /* str: the same in any inflection and language: 'percent', 'USD', 's:مصاب' */
#define ISNAD_KEY_APPROXIMATE 9u   /* int: 1 where the text says about; or a day off, of a time */
#define ISNAD_KEY_DISPLAY_NAME 10u /* str: the fullest name or description in the article */
#define ISNAD_KEY_ENTITY_KEY 11u   /* str: the folded name without titles; ANONYMOUS: the description */
#define ISNAD_KEY_ENTITY_KIND 12u  /* int: ISNAD_ENTITY_* */
#define ISNAD_KEY_QUOTE_KIND 13u   /* int: ISNAD_QUOTE_* */
#define ISNAD_KEY_CUE 14u          /* span: the word that reports */
#define ISNAD_KEY_CONFIDENCE 15u   /* real: 0 to 1 */
#define ISNAD_KEY_POLARITY 16u     /* int: ISNAD_POLARITY_* */
#define ISNAD_KEY_MODALITY 17u     /* int: ISNAD_MODALITY_* */
#define ISNAD_KEY_FINDING_KIND 18u /* int: ISNAD_FINDING_* */
#define ISNAD_KEY_EVIDENCE 19u     /* span */
#define ISNAD_KEY_REASON 20u   /* str: a code of the message catalogue, or a sentence of the plugin's own */
#define ISNAD_KEY_ARGUMENT 21u /* str: what fills the message, in order */
#define ISNAD_KEY_KEY 22u      /* str: concept ('c:open') or stem ('s:معبر'), alike in every inflection */
#define ISNAD_KEY_TERM_ROLE 23u /* int: ISNAD_TERM_* */
#define ISNAD_KEY_OPPOSITE 24u  /* str: a key that can't hold of the same thing at once */
#define ISNAD_KEY_HEAD 25u      /* int: 1 for the term that the claim's first quantity counts */
#define ISNAD_KEY_MARK_KIND 26u /* int: ISNAD_MARK_* */

#define ISNAD_GRAIN_YEAR 1
#define ISNAD_GRAIN_MONTH 2
#define ISNAD_GRAIN_WEEK 3
#define ISNAD_GRAIN_DAY 4
#define ISNAD_GRAIN_HOUR 5
#define ISNAD_GRAIN_MINUTE 6
#define ISNAD_GRAIN_DECADE 7

#define ISNAD_ENTITY_PERSON 1
#define ISNAD_ENTITY_BODY 2
#define ISNAD_ENTITY_PLACE 3
#define ISNAD_ENTITY_ANONYMOUS 4 /* described, not named: 'a senior official' */

#define ISNAD_QUOTE_DIRECT 1
#define ISNAD_QUOTE_INDIRECT 2
#define ISNAD_QUOTE_MIXED 3

#define ISNAD_POLARITY_POSITIVE 1
#define ISNAD_POLARITY_NEGATIVE 2

#define ISNAD_MODALITY_ASSERTED 1
#define ISNAD_MODALITY_DENIED 2
#define ISNAD_MODALITY_PLANNED 3
#define ISNAD_MODALITY_POSSIBLE 4
#define ISNAD_MODALITY_CONDITIONAL 5
#define ISNAD_MODALITY_REQUESTED 6

#define ISNAD_FINDING_DATE_CONFLICT 1
#define ISNAD_FINDING_WEEKDAY_MISMATCH 2
#define ISNAD_FINDING_UNBALANCED_QUOTATION 3
#define ISNAD_FINDING_UNATTRIBUTED_QUOTATION 4
#define ISNAD_FINDING_NUMBER_CONFLICT 5

#define ISNAD_TERM_PREDICATE 1 /* what is said to happen or to hold */
#define ISNAD_TERM_ARGUMENT 2  /* who and what takes part */
#define ISNAD_TERM_PLACE 3
#define ISNAD_TERM_SCOPE 4 /* what bounds a number or a statement: 'in the city', 'only', 'all' */
#define ISNAD_TERM_TOPIC 5 /* what the whole article is about, where the claim itself does not say it */

#define ISNAD_MARK_NEGATION 1
#define ISNAD_MARK_CONDITION 2
#define ISNAD_MARK_EXCEPTION 3
#define ISNAD_MARK_HEDGE 4     /* barely, perhaps, until now */
#define ISNAD_MARK_CONTRAST 5  /* but, not X but Y */
#define ISNAD_MARK_EXCLUSIVE 6 /* only, all, none but */

/* Types of an attribute's value. */
#define ISNAD_TYPE_INT 1u
#define ISNAD_TYPE_REAL 2u
#define ISNAD_TYPE_STR 3u
#define ISNAD_TYPE_SPAN 4u

typedef struct {
  uint32_t key;
  uint32_t type;
  union {
    int64_t integer;
    double real;
    isnad_str str;
    isnad_span span;
  } value;
} isnad_attribute;

/* Roles in which a record names an earlier one. */
#define ISNAD_ROLE_SPEAKER 1u /* quote -> mention: the innermost source */
#define ISNAD_ROLE_VIA 2u     /* quote -> mention: who carried it, outermost last */
#define ISNAD_ROLE_TIME 3u    /* quote -> time of the utterance; claim -> time of what is claimed */
#define ISNAD_ROLE_HOLDER 4u  /* claim -> mention */
#define ISNAD_ROLE_QUANTITY 5u
#define ISNAD_ROLE_QUOTE 6u /* claim -> the quote that it stands in */
#define ISNAD_ROLE_TERM 7u
#define ISNAD_ROLE_MARK 8u

typedef struct {
  uint32_t role;
  uint32_t id;
} isnad_ref;

/* One result. `id` is the plugin's own number for it, at least input.first_id and unique within the call;
 * refs name ids that were emitted before, by this plugin or an earlier stage. */
typedef struct {
  uint32_t size;
  uint32_t id;
  uint32_t kind;
  isnad_span span;
  const isnad_attribute* attributes;
  uint64_t n_attributes;
  const isnad_ref* refs;
  uint64_t n_refs;
} isnad_record;

/* One article. parts[ISNAD_PART_TITLE] may be empty. `publish_time` is RFC 3339 with the publisher's own
 * offset, or empty where it is not known (relative times then stay unresolved); `language` a BCP 47 tag;
 * `outlet` may be empty. `records` are those of earlier stages, in the order in which they were emitted. */
typedef struct {
  uint32_t size;
  const isnad_part* parts;
  uint64_t n_parts;
  isnad_str publish_time;
  isnad_str language;
  isnad_str outlet;
  const isnad_record* records;
  uint64_t n_records;
  uint32_t first_id;
} isnad_input;

/* Where results go. The host copies what it is given before a call returns. A code other than ISNAD_OK from
 * emit() means stop: return that code at once. cancelled() is cheap; ask it about once a sentence. */
typedef struct {
  uint32_t size;
  void* context;
  isnad_code (*emit)(void* context, const isnad_record* record);
  void (*error)(void* context,
                isnad_str message); /* one sentence for the log and the caller; at most 1 KiB is kept */
  int32_t (*cancelled)(void* context);
} isnad_sink;

/* What the host offers to a plugin. An instance may keep a copy: its context lives as long as the instance.
 */
typedef struct {
  uint32_t size;
  uint32_t abi_major, abi_minor;
  void* context;
  void (*log)(void* context, int32_t severity,
              isnad_str message); /* 0 debug, 1 info, 2 warning, 3 error; any thread */
} isnad_host;

/* ----------------------------------------------------------------- plugin */

typedef struct isnad_instance isnad_instance; /* the plugin's own */

#define ISNAD_KIND_EXTRACTOR 1u
#define ISNAD_KIND_JUDGE 2u /* reserved: comparing two claims */

/* The plugin's table. It and the strings in it live as long as the shared object. */
typedef struct {
  uint32_t size;
  uint32_t abi_major, abi_minor;
  uint32_t kind;
  uint32_t stage;    /* extractors run in ascending stages; the analysis engine is stage 100 */
  isnad_str name;    /* as in the manifest */
  isnad_str version; /* as in the manifest */

  /* Makes an instance from `config` (a JSON object, "{}" at least, with the manifest's directory as
   * "directory"). On success *out is set and ISNAD_OK returned; else *out stays NULL and `errors->error` has
   * been called, once for each fault. What it logs as info here is what a check of the plugin shows. */
  isnad_code (*create)(const isnad_host* host, isnad_str config, const isnad_sink* errors,
                       isnad_instance** out);

  /* Emits what it finds in one article. */
  isnad_code (*extract)(isnad_instance* instance, const isnad_input* input, const isnad_sink* sink);

  /* Ends an instance; NULL is allowed. */
  void (*destroy)(isnad_instance* instance);
} isnad_plugin;

/* The one exported symbol. Never NULL; the same table at every call. */
const isnad_plugin* isnad_plugin_entry_v1(void);

#ifdef __cplusplus
}
#endif

#endif /* ISNAD_PLUGINS_ABI_ISNAD_PLUGIN_H_ */
