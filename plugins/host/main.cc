// isnad-plugin-host: the process that a plugin runs in when it is not the server's own. Started by the
// server, with a socket and a piece of memory that both have (wire.h); ends when the server's end of the
// socket does.
#include <dlfcn.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <string>
#include <thread>

#include "plugins/host/sandbox.h"
#include "plugins/host/wire.h"

namespace isnad::host {
namespace {

constexpr size_t kBatch = 128u << 10;  // bytes of records that are gathered before they are sent
constexpr size_t kMaxLine = 1024;
constexpr std::chrono::milliseconds kBetweenLooks{1};  // at whether to stop

// The server has gone: so does this process, whatever the plugin is at.
[[noreturn]] void End() { _exit(0); }

void WriteAll(const char* data, size_t size) {
  while (size > 0) {
    const ssize_t written = write(kSocket, data, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) End();
    data += written;
    size -= static_cast<size_t>(written);
  }
}

void ReadAll(char* data, size_t size) {
  while (size > 0) {
    const ssize_t got = read(kSocket, data, size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) End();
    data += got;
    size -= static_cast<size_t>(got);
  }
}

std::mutex socket_mutex;  // log() may be called from any thread

void Send(FrameType type, const std::string& payload) {
  const FrameHead head = {static_cast<uint32_t>(type), static_cast<uint32_t>(payload.size())};
  const std::lock_guard<std::mutex> lock(socket_mutex);
  WriteAll(reinterpret_cast<const char*>(&head), sizeof(head));
  WriteAll(payload.data(), payload.size());
}

FrameType Receive(std::string& payload) {
  FrameHead head;
  ReadAll(reinterpret_cast<char*>(&head), sizeof(head));
  if (head.size > kMaxFrame) End();
  payload.resize(head.size);
  ReadAll(payload.data(), payload.size());
  return static_cast<FrameType>(head.type);
}

void Done(isnad_code code) {
  Writer out;
  out.Pod(code);
  Send(FrameType::kDone, out.bytes());
}

void Complain(std::string_view message) { Send(FrameType::kError, std::string(message.substr(0, kMaxLine))); }

void Log(void*, int32_t severity, isnad_str message) noexcept {
  if (severity < ISNAD_LOG_INFO || message.data == nullptr) return;
  Writer out;
  out.Pod(severity);
  out.Str(std::string_view(message.data, message.size).substr(0, kMaxLine));
  Send(FrameType::kLog, out.bytes());
}

// Takes what a call emits. The server checks it: here only what can't be sent is refused.
class Sink {
 public:
  Sink() : abi_{sizeof(isnad_sink), this, &Emit, &Error, &Cancelled} {}

  const isnad_sink& abi() const { return abi_; }

  isnad_code Finish(isnad_code code) {
    Flush();
    return refused_ != ISNAD_OK ? refused_ : code;
  }

 private:
  static isnad_code Emit(void* context, const isnad_record* record) noexcept {
    return static_cast<Sink*>(context)->Take(record);
  }
  static void Error(void*, isnad_str message) noexcept {
    if (message.data != nullptr) Complain({message.data, message.size});
  }
  static int32_t Cancelled(void* context) noexcept {
    return static_cast<Sink*>(context)->Stopped() != ISNAD_OK ? 1 : 0;
  }

  isnad_code Take(const isnad_record* record) {
    if (refused_ != ISNAD_OK) return refused_;
    if (record == nullptr || record->size < sizeof(isnad_record)) {
      Complain(record == nullptr ? "emitted no record"
                                 : "emitted a record of another size than isnad_record's");
      return refused_ = ISNAD_INVALID_ARGUMENT;
    }
    const size_t before = out_.bytes().size();
    Write(out_, *record);
    if (out_.bytes().size() - before > kMaxFrame / 2) {
      Complain("emitted a record of more than 8 MiB");
      return refused_ = ISNAD_RESOURCE_EXHAUSTED;
    }
    if (out_.bytes().size() < kBatch) return ISNAD_OK;
    Flush();
    return Stopped();
  }

  void Flush() {
    if (!out_.bytes().empty()) Send(FrameType::kRecords, out_.bytes());
    out_.clear();
  }

  // During a call the server sends nothing but the order to stop.
  isnad_code Stopped() {
    char byte = 0;
    if (refused_ != ISNAD_OK) return refused_;
    const auto now = std::chrono::steady_clock::now();  // no call of the kernel, as the look at the socket is
    if (now < look_at_) return ISNAD_OK;
    look_at_ = now + kBetweenLooks;
    if (recv(kSocket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) <= 0) return ISNAD_OK;
    std::string payload;
    if (Receive(payload) != FrameType::kStop) End();
    Reader in(payload);
    refused_ = in.Pod<isnad_code>();
    if (refused_ == ISNAD_OK) refused_ = ISNAD_CANCELLED;
    return refused_;
  }

  isnad_sink abi_;
  Writer out_;
  isnad_code refused_ = ISNAD_OK;
  std::chrono::steady_clock::time_point look_at_ = {};
};

// The memory that holds the input of a call, as long as the call.
class Input {
 public:
  explicit Input(uint64_t size) : size_(size) {
    if (size_ > 0) data_ = mmap(nullptr, size_, PROT_READ, MAP_SHARED, kMemory, 0);
  }
  ~Input() {
    if (good()) munmap(data_, size_);
  }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  bool good() const { return data_ != nullptr && data_ != MAP_FAILED; }
  std::string_view bytes() const { return {static_cast<const char*>(data_), size_}; }

 private:
  uint64_t size_;
  void* data_ = nullptr;
};

template <class Call>
isnad_code Guarded(Call call) {
  try {
    return call();
  } catch (const std::exception& fault) {
    Complain(std::string("threw an exception: ") + fault.what());
  } catch (...) {
    Complain("threw an exception of unknown type");
  }
  return ISNAD_INTERNAL;
}

// Loads the library and tells what its table says; the library's own table, null where there is none.
const isnad_plugin* Load() {
  std::string payload;
  if (Receive(payload) != FrameType::kLoad) End();
  Reader in(payload);
  const auto memory = in.Pod<uint64_t>();
  const isnad_str library = in.Str();
  if (const std::string fault = EnterSandbox(memory); !fault.empty()) {
    Complain(fault);
    return nullptr;
  }
  void* handle = dlopen(std::string(library.data, library.size).c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) {
    const char* why = dlerror();
    Complain(std::string("can't be loaded (") + (why == nullptr ? "?" : why) + "); build or install it anew");
    return nullptr;
  }
  using Entry = const isnad_plugin*();
  auto* entry = reinterpret_cast<Entry*>(dlsym(handle, "isnad_plugin_entry_v1"));
  if (entry == nullptr) {
    Complain("has no symbol isnad_plugin_entry_v1; it is no plugin");
    return nullptr;
  }
  const isnad_plugin* table = entry();
  Writer out;
  Write(out, FactsOf(table));
  Send(FrameType::kTable, out.bytes());
  return table;
}

isnad_instance* Create(const isnad_plugin& table) {
  static const isnad_host host = {sizeof(isnad_host), ISNAD_ABI_MAJOR, ISNAD_ABI_MINOR, nullptr, &Log};
  std::string config;
  if (Receive(config) != FrameType::kCreate) End();
  Sink sink;
  isnad_instance* instance = nullptr;
  isnad_code code = Guarded([&] {
    return table.create(&host, {config.data(), config.size()}, &sink.abi(), &instance);
  });
  if (code == ISNAD_OK && instance == nullptr) code = ISNAD_INTERNAL;
  if (code == ISNAD_OK) {
    if (const std::string fault = CloseSandbox(); !fault.empty()) {
      Complain(fault);
      code = ISNAD_INTERNAL;
    }
  }
  Done(code);
  return code == ISNAD_OK ? instance : nullptr;
}

isnad_code Run(const isnad_plugin& table, isnad_instance* instance, FrameType call, std::string_view bytes,
               const isnad_sink& sink) {
  Reader in(bytes);
  if (call == FrameType::kExtract) {
    InputReader reader;
    const isnad_input& input = reader.Read(in);
    return in.ok() ? table.extract(instance, &input, &sink) : ISNAD_INVALID_ARGUMENT;
  }
  PairReader reader;
  const isnad_pair& pair = reader.Read(in);
  return in.ok() ? table.judge(instance, &pair, &sink) : ISNAD_INVALID_ARGUMENT;
}

void Serve(const isnad_plugin& table, isnad_instance* instance) {
  for (std::string payload;;) {
    const FrameType type = Receive(payload);
    if (type == FrameType::kStop) continue;  // of a call that had ended when it came
    if (type != FrameType::kExtract && type != FrameType::kJudge) End();
    Reader in(payload);
    const Input input(in.Pod<uint64_t>());
    Sink sink;
    const isnad_code code =
        input.good() ? Guarded([&] { return Run(table, instance, type, input.bytes(), sink.abi()); })
                     : ISNAD_RESOURCE_EXHAUSTED;
    Done(sink.Finish(code));
  }
}

// Ends the process when the server has gone, also while a call hangs.
void Watch() {
  pollfd socket = {kSocket, POLLRDHUP, 0};
  while ((socket.revents & (POLLHUP | POLLERR | POLLRDHUP)) == 0) poll(&socket, 1, -1);
  End();
}

int Main() {
  close_range(kMemory + 1, ~0U, 0);
  std::thread(Watch).detach();
  const isnad_plugin* table = Load();
  if (table == nullptr) {
    Done(ISNAD_FAILED_PRECONDITION);
    return 1;
  }
  isnad_instance* instance = Create(*table);
  if (instance == nullptr) return 1;
  Serve(*table, instance);
  return 0;
}

}  // namespace
}  // namespace isnad::host

int main() { return isnad::host::Main(); }
