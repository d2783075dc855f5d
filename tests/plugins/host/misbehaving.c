/* A plugin that does what the text of an article begins with, such as "crash". Whatever returns is told in a
 * quantity of the whole text, whose unit is what became of it. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "plugins/abi/isnad_plugin.h"

struct isnad_instance {
  const isnad_host* host;
};

enum { kSocket = 3 }; /* see plugins/host/wire.h: nobody is to write to it */

static isnad_str str(const char* text) {
  isnad_str s = {text, strlen(text)};
  return s;
}

static isnad_code tell(const isnad_input* input, const isnad_sink* sink, uint32_t id, const char* what) {
  const isnad_attribute attributes[] = {{ISNAD_KEY_VALUE, ISNAD_TYPE_REAL, {.real = 1}},
                                        {ISNAD_KEY_UNIT, ISNAD_TYPE_STR, {.str = str(what)}}};
  const isnad_record record = {.size = sizeof(record),
                               .id = id,
                               .kind = ISNAD_RECORD_QUANTITY,
                               .span = {ISNAD_PART_TEXT, 0, (uint32_t)input->parts[0].original.size},
                               .attributes = attributes,
                               .n_attributes = 2};
  return sink->emit(sink->context, &record);
}

static void write_all(const void* data, size_t size) {
  if (write(kSocket, data, size) < 0) _exit(9);
}

static void wait_for(int seconds) {
  struct timespec time = {seconds, 0};
  while (nanosleep(&time, &time) != 0) {
  }
}

/* Until there is no more: each page is touched. */
static const char* eat_memory(void) {
  const size_t size = 16u << 20;
  for (;;) {
    char* more = malloc(size);
    if (more == NULL) return "malloc gave nothing";
    memset(more, 1, size);
  }
}

static const char* tried(int result) { return result >= 0 ? "done" : strerror(errno); }

/* What was done, where it returns. */
static const char* act(const char* deed, const isnad_instance* instance, const isnad_input* input,
                       const isnad_sink* sink) {
  volatile int* nowhere = NULL;
  if (strcmp(deed, "crash") == 0) *nowhere = 1;
  if (strcmp(deed, "abort") == 0) abort();
  if (strcmp(deed, "exit") == 0) exit(3);
  if (strcmp(deed, "spin") == 0) {
    for (volatile unsigned i = 0;; i = i + 1) {
    }
  }
  if (strcmp(deed, "sleep") == 0) wait_for(3600);
  if (strcmp(deed, "memory") == 0) return eat_memory();
  if (strcmp(deed, "flood") == 0) {
    for (uint32_t id = input->first_id;; ++id) tell(input, sink, id, "one more"); /* whatever it is told */
  }
  if (strcmp(deed, "log") == 0) {
    for (;;) instance->host->log(instance->host->context, ISNAD_LOG_INFO, str("something to tell"));
  }
  if (strcmp(deed, "rubbish") == 0) {
    for (int i = 0; i < 1000; ++i) write_all("HTTP/1.1 200 OK\r\n\r\n", 19);
    wait_for(3600);
  }
  if (strcmp(deed, "half") == 0) {
    const uint32_t head[2] = {17, 1000000};
    write_all(head, sizeof(head));
    _exit(0);
  }
  if (strcmp(deed, "huge") == 0) {
    const uint32_t head[2] = {17, 4000000000u};
    write_all(head, sizeof(head));
    wait_for(3600);
  }
  if (strcmp(deed, "close") == 0) {
    close(kSocket);
    wait_for(3600);
  }
  if (strcmp(deed, "open") == 0) return tried(open("/etc/hostname", O_RDONLY));
  if (strcmp(deed, "create") == 0) return tried(open("/tmp/isnad-misbehaving", O_CREAT | O_RDWR, 0600));
  if (strcmp(deed, "connect") == 0) return tried(socket(AF_INET, SOCK_STREAM, 0));
  if (strcmp(deed, "fork") == 0) return tried(fork());
  if (strcmp(deed, "run") == 0) return tried(execl("/bin/true", "true", NULL));
  if (strcmp(deed, "kill") == 0) return tried(kill(getppid(), SIGKILL));
  if (strcmp(deed, "shrink") == 0) return tried(ftruncate(4, 0));
  return "nothing";
}

static isnad_code create(const isnad_host* host, isnad_str config, const isnad_sink* errors,
                         isnad_instance** out) {
  (void)config;
  (void)errors;
  *out = calloc(1, sizeof(**out));
  if (*out == NULL) return ISNAD_RESOURCE_EXHAUSTED;
  (*out)->host = host;
  return ISNAD_OK;
}

static isnad_code extract(isnad_instance* instance, const isnad_input* input, const isnad_sink* sink) {
  char deed[16] = "";
  const isnad_str text = input->parts[ISNAD_PART_TEXT].original;
  for (size_t i = 0; i < text.size && i + 1 < sizeof(deed) && text.data[i] >= 'a'; ++i)
    deed[i] = text.data[i];
  return tell(input, sink, input->first_id, act(deed, instance, input, sink));
}

static void destroy(isnad_instance* instance) { free(instance); }

static const isnad_plugin kPlugin = {.size = sizeof(isnad_plugin),
                                     .abi_major = ISNAD_ABI_MAJOR,
                                     .abi_minor = ISNAD_ABI_MINOR,
                                     .kind = ISNAD_KIND_EXTRACTOR,
                                     .stage = 50,
                                     .name = {"misbehaving", 11},
                                     .version = {"1.0.0", 5},
                                     .create = create,
                                     .extract = extract,
                                     .destroy = destroy};

__attribute__((visibility("default"))) const isnad_plugin* isnad_plugin_entry_v1(void) { return &kPlugin; }
