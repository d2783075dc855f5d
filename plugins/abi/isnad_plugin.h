/* The plugin ABI of Isnad, version 1.0: what a shared object must offer to be loaded as a plugin.
 *
 * C11, and C++20 by inclusion; nothing of C++, protobuf, Abseil or ICU crosses it. Frozen: what stands here
 * keeps its number, its place and its meaning as long as MAJOR is 1.
 *
 *  1. Growth. A struct that is handed over alone (plugin, host, sink, input, pair, claim) begins with `size`,
 *     its sizeof in the writer's header, and only grows at the end; a reader touches a field only if
 *     ISNAD_HAS says that it is there, and needs to ask that only of fields that came after 1.0. Writers
 *     zero what they do not set.
 *  2. Arrays. What stands in arrays (part, token, sentence, quotation, record, attribute, ref, str) never
 *     grows, as its size is the step from one to the next. What a later minor has to add comes as a new key,
 *     or as a further array in the struct that holds the first.
 *  3. Numbers. Kinds, keys, roles, types and values of enums are only ever appended. A plugin skips what it
 *     does not know in what it reads. A host skips kinds, keys and roles that it does not know if they come
 *     from a plugin whose table says a later minor than the host's; from others they are faults. New types,
 *     new values of an old key and new keys that change what an old one means are emitted only to hosts
 *     whose minor has them (host.abi_minor).
 *  4. Versions. A plugin loads where MAJOR is the host's, whichever MINOR it has. One that can't do without
 *     what a later minor brought says so in create() and fails there.
 *  5. Ownership. Everything that is passed, in either direction, is borrowed until the call returns; who
 *     needs it longer copies it. Nobody frees what the other side made. Two things live longer: the
 *     instance, from create() to destroy(), and the host's table, as long as the instance.
 *  6. Text is valid UTF-8, never NUL-terminated, and may hold any code point, U+0000 too. A place in it is a
 *     pair of byte offsets into the publisher's own bytes (not the folded view), half-open, on code-point
 *     boundaries.
 *  7. Checks. The host checks every record. One bad one, and all that the plugin gave in that call is
 *     dropped and the plugin is reported as failed for it; the article's other results stand.
 *  8. Threads. An instance is called by one thread at a time, not always the same one; the host makes as many
 *     instances as it needs, so instances must not share what they change. The plugin's table, and the
 *     strings in it, must be readable from any thread. create() may run in several threads at once.
 *     Sinks are called from within the call that was given them, on its thread; log() from any thread.
 *  9. Ends. A call ends soon after cancelled() or emit() says so; what it returns then is the code that it
 *     was told, or ISNAD_CANCELLED. Nobody waits for ever: a host may end a process whose call goes on.
 * 10. Faults. No exception and no longjmp may cross, and no call may end the process. An instance whose call
 *     failed is destroyed and another is made.
 * 11. Results depend on nothing but what was passed and the configuration: not on the time, on chance, on the
 *     instance, or on earlier calls. Same input, same records in the same order.
 * 12. Limits are the host's: records and bytes a call, time and memory. Beyond them emit() returns
 *     ISNAD_RESOURCE_EXHAUSTED and the call has failed. Plugins may run in a process of their own, without
 *     network and, once create() has returned, without files: read data in create().
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

/* The version of this header (conventions 3 and 4). */
#define ISNAD_ABI_MAJOR 1
#define ISNAD_ABI_MINOR 0

/* Whether *p, as its writer knew it, has the field f. */
#define ISNAD_HAS(p, type, f) ((p)->size >= offsetof(type, f) + sizeof(((type*)0)->f))

/* Borrowed bytes (conventions 5 and 6); data may be NULL where size is 0. */
typedef struct {
  const char* data;
  uint64_t size;
} isnad_str;

/* What a call says of itself: 0, or a number of google.rpc.Code; others than these are allowed and mean that
 * the call failed. */
typedef int32_t isnad_code;
#define ISNAD_OK 0
#define ISNAD_CANCELLED 1
#define ISNAD_INVALID_ARGUMENT 3
#define ISNAD_DEADLINE_EXCEEDED 4
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

/* One part of the article with the views that the host has built of it, borrowed until the call returns and
 * never written to. Arrays are ordered by place. `size` is sizeof(isnad_part) at every minor.
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

#define ISNAD_RECORD_JUDGEMENT \
  10u /* judges alone; empty span: VERDICT[r], CONTRADICTION_KIND, CONFIDENCE[r], REASON[r], ARGUMENT+ */

/* Keys of attributes, with their type. Append only. An extractor does not emit ENTITY. */
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
#define ISNAD_KEY_ENTITY \
  27u /* str: what a mention names, alike in all articles; set by the host for judges */
#define ISNAD_KEY_VERDICT 28u            /* int: ISNAD_VERDICT_* */
#define ISNAD_KEY_CONTRADICTION_KIND 29u /* int: ISNAD_CONTRADICTION_*; where VERDICT is CONTRADICTION */

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

#define ISNAD_VERDICT_SUPPORTS 1
#define ISNAD_VERDICT_CONTRADICTION 2 /* both can't be true of the same time */
#define ISNAD_VERDICT_CHANGED_OVER_TIME 3

#define ISNAD_CONTRADICTION_NEGATION 1
#define ISNAD_CONTRADICTION_OPPOSITION 2
#define ISNAD_CONTRADICTION_NUMBER 3
#define ISNAD_CONTRADICTION_DATE 4
#define ISNAD_CONTRADICTION_ATTRIBUTION 5
#define ISNAD_CONTRADICTION_WORDING 6
#define ISNAD_CONTRADICTION_DENIAL 7
#define ISNAD_CONTRADICTION_EXCLUSIVE 8

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
 * refs name ids that were emitted before, by this plugin or an earlier stage. Borrowed with all that it
 * points at (convention 5). `size` is sizeof(isnad_record) at every minor. A judgement's id is 1. */
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
 * `outlet`, `uri` and `author` may be empty. `records` are those of earlier stages, in the order in which
 * they were emitted; their ids are below first_id. Borrowed until extract() returns, written to by nobody. */
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
  isnad_str uri;
  isnad_str author;
} isnad_input;

/* One claim of a pair. `records` are the claim, whose id is `claim_id`, and all that it refers to, each
 * before what names it; words[i] are the publisher's words of records[i], as the article's text is not at
 * hand (its spans are places in it none the less). What the host does not know of the article is empty;
 * `publish_time` and `language` are as in isnad_input. Borrowed until judge() returns, written to by nobody.
 */
typedef struct {
  uint32_t size;
  uint32_t claim_id;
  const isnad_record* records;
  const isnad_str* words;
  uint64_t n_records;
  isnad_str claim;   /* articles/ID/claims/N */
  isnad_str article; /* articles/ID */
  isnad_str title;
  isnad_str outlet;
  isnad_str publish_time;
  isnad_str language;
} isnad_claim;

/* Two claims to be compared, in no order that means anything: a judge says the same of (b, a), but for the
 * order of the arguments. `same_matter` is 1 where the host knows that both are about one event. Borrowed
 * until judge() returns. */
typedef struct {
  uint32_t size;
  uint32_t same_matter;
  const isnad_claim* a;
  const isnad_claim* b;
} isnad_pair;

/* Where results go. The host copies what it is given before a function of it returns. Each is set. They are
 * called within the call that was given the sink and on its thread, never after it (convention 8). A code
 * other than ISNAD_OK from emit() means stop: return that code at once. cancelled() is cheap and not 0 once
 * the caller has gone or its time is over; ask it about once a sentence. */
typedef struct {
  uint32_t size;
  void* context;
  isnad_code (*emit)(void* context, const isnad_record* record);
  void (*error)(void* context,
                isnad_str message); /* one sentence for the log and the caller; at most 1 KiB is kept */
  int32_t (*cancelled)(void* context);
} isnad_sink;

/* Severities of what is logged. */
#define ISNAD_LOG_DEBUG 0
#define ISNAD_LOG_INFO 1
#define ISNAD_LOG_WARNING 2
#define ISNAD_LOG_ERROR 3

/* What the host offers to a plugin: its version and a log. It lives as long as the instance (convention 5),
 * so that an instance may keep the pointer. log() may be called from any thread; a host may drop what is too
 * much and cut what is longer than 1 KiB. Texts of articles do not belong in a log. */
typedef struct {
  uint32_t size;
  uint32_t abi_major, abi_minor;
  void* context;
  void (*log)(void* context, int32_t severity, isnad_str message); /* ISNAD_LOG_* */
} isnad_host;

/* ----------------------------------------------------------------- plugin */

typedef struct isnad_instance isnad_instance; /* the plugin's own */

#define ISNAD_KIND_EXTRACTOR 1u
#define ISNAD_KIND_JUDGE 2u /* a host without use for it refuses it */

/* The plugin's table, one kind to a table. It and the strings in it live as long as the shared object, are
 * the same at every call of the entry, and are read from any thread. create and destroy are set in every
 * table; extract in an extractor's, judge in a judge's; the other is NULL. */
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

  /* Emits what the two claims say of each other: one ISNAD_RECORD_JUDGEMENT, or nothing where they say
   * nothing of each other. */
  isnad_code (*judge)(isnad_instance* instance, const isnad_pair* pair, const isnad_sink* sink);
} isnad_plugin;

/* The one exported symbol. Never NULL; the same table at every call. */
const isnad_plugin* isnad_plugin_entry_v1(void);

#ifdef __cplusplus
}
#endif

#endif /* ISNAD_PLUGINS_ABI_ISNAD_PLUGIN_H_ */
