#include "server/plugin/child.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <thread>
#include <utility>

namespace isnad::plugin {
namespace {

constexpr std::chrono::milliseconds kLastWords{200};  // to end by itself
constexpr size_t kChunk = 64u << 10;

// A file descriptor that is closed.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int get() const { return number_; }
  int Release() { return std::exchange(number_, -1); }

 private:
  int number_;
};

absl::Status CantStart(const std::string& program, int error) {
  return absl::UnavailableError(
      fmt::format("{}: can't be started: {}; install Isnad anew", program, std::strerror(error)));
}

// What the process begins with: nothing but its two descriptors, no signal blocked or ignored.
class Plan {
 public:
  Plan() {
    posix_spawn_file_actions_init(&actions_);
    posix_spawnattr_init(&attributes_);
  }
  ~Plan() {
    posix_spawn_file_actions_destroy(&actions_);
    posix_spawnattr_destroy(&attributes_);
  }
  Plan(const Plan&) = delete;
  Plan& operator=(const Plan&) = delete;

  int Start(const std::string& program, int socket, int memory, pid_t* process) {
    for (const int standard : {0, 1, 2})
      posix_spawn_file_actions_addopen(&actions_, standard, "/dev/null", O_RDWR, 0);
    posix_spawn_file_actions_adddup2(&actions_, socket, host::kSocket);
    posix_spawn_file_actions_adddup2(&actions_, memory, host::kMemory);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(&attributes_,
                             POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    std::array<char*, 2> arguments = {const_cast<char*>(program.c_str()), nullptr};
    return posix_spawn(process, program.c_str(), &actions_, &attributes_, arguments.data(), environ);
  }

 private:
  posix_spawn_file_actions_t actions_;
  posix_spawnattr_t attributes_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Child>> Child::Start(const std::string& program) {
  std::array<int, 2> ends = {-1, -1};
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) return CantStart(program, errno);
  Descriptor ours(ends[0]);
  const Descriptor theirs(ends[1]);
  Descriptor memory(memfd_create("isnad-plugin-input", MFD_CLOEXEC));
  // Above those that they are given as, so that neither overwrites the other.
  const Descriptor high_socket(fcntl(theirs.get(), F_DUPFD_CLOEXEC, 16));
  const Descriptor high_memory(fcntl(memory.get(), F_DUPFD_CLOEXEC, 16));
  if (high_socket.get() < 0 || high_memory.get() < 0) return CantStart(program, errno);
  pid_t process = -1;
  if (const int error = Plan().Start(program, high_socket.get(), high_memory.get(), &process); error != 0)
    return CantStart(program, error);
  return std::unique_ptr<Child>(new Child(process, ours.Release(), memory.Release()));
}

Child::~Child() {
  shutdown(socket_, SHUT_RDWR);
  if (!Wait(kLastWords)) {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  close(socket_);
  close(memory_);
}

bool Child::Wait(std::chrono::milliseconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  for (std::chrono::microseconds pause{100}; !ended_;
       pause = std::min(2 * pause, std::chrono::microseconds{5000})) {
    int status = 0;
    const pid_t done = waitpid(process_, &status, WNOHANG);
    if (done == process_) ended_ = status;
    if (done < 0 && errno != EINTR) ended_ = 0;  // somebody else has waited for it
    if (ended_ || std::chrono::steady_clock::now() > until) break;
    std::this_thread::sleep_for(pause);
  }
  return ended_.has_value();
}

absl::Status Child::Ended() {
  if (!Wait(kLastWords)) return absl::InternalError("its process closed its end and goes on");
  if (WIFSIGNALED(*ended_)) {
    const int signal = WTERMSIG(*ended_);
    return absl::InternalError(
        fmt::format("its process was ended by signal {} ({})", signal, strsignal(signal)));
  }
  return absl::InternalError(fmt::format("its process ended with status {}", WEXITSTATUS(*ended_)));
}

absl::Status Child::Send(host::FrameType type, std::string_view payload) {
  const host::FrameHead head = {static_cast<uint32_t>(type), static_cast<uint32_t>(payload.size())};
  std::string frame(reinterpret_cast<const char*>(&head), sizeof(head));
  frame += payload;
  for (size_t at = 0; at < frame.size();) {
    const ssize_t sent = send(socket_, frame.data() + at, frame.size() - at, MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) return Ended();
    at += static_cast<size_t>(sent);
  }
  return absl::OkStatus();
}

absl::Status Child::Put(std::string_view input) {
  for (size_t at = 0; at < input.size();) {
    const ssize_t written = pwrite(memory_, input.data() + at, input.size() - at, static_cast<off_t>(at));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return absl::ResourceExhaustedError("no memory for what it is to read");
    at += static_cast<size_t>(written);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<Child::Frame>> Child::Receive(std::chrono::milliseconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  for (;;) {
    const std::string_view rest = std::string_view(received_).substr(used_);
    host::FrameHead head;
    if (rest.size() >= sizeof(head)) {
      std::memcpy(&head, rest.data(), sizeof(head));
      if (head.size > host::kMaxFrame) return absl::InternalError("its process sent what is no answer");
      if (rest.size() - sizeof(head) >= head.size) {
        used_ += sizeof(head) + head.size;
        return Frame{static_cast<host::FrameType>(head.type), rest.substr(sizeof(head), head.size)};
      }
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
    pollfd socket = {socket_, POLLIN, 0};
    const int ready = poll(&socket, 1, static_cast<int>(std::max<int64_t>(0, left.count())));
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0) return std::nullopt;
    received_.erase(0, std::exchange(used_, 0));
    const size_t before = received_.size();
    received_.resize(before + kChunk);
    const ssize_t got = recv(socket_, received_.data() + before, kChunk, MSG_DONTWAIT);
    received_.resize(before + static_cast<size_t>(std::max<ssize_t>(0, got)));
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (got <= 0) return Ended();
  }
}

}  // namespace isnad::plugin
