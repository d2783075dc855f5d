// A child process that a plugin runs in, and the frames that pass (plugins/host/wire.h).
#pragma once

#include <sys/types.h>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "plugins/host/wire.h"

namespace isnad::plugin {

// Used by one thread at a time. It is in a process group of its own, so that what a terminal sends to this
// program does not reach it; it ends by itself when this process does.
class Child {
 public:
  struct Frame {
    host::FrameType type{};
    std::string_view payload;  // good until the next Receive()
  };

  // Starts the program (isnad-plugin-host). UNAVAILABLE where that can't be done.
  static absl::StatusOr<std::unique_ptr<Child>> Start(const std::string& program);
  // Ends it and waits for that.
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // Fails where the process has gone: INTERNAL, saying how it ended.
  absl::Status Send(host::FrameType type, std::string_view payload);
  // Puts what a call is about where the process can read it.
  absl::Status Put(std::string_view input);
  // The next frame; nothing where none comes within `patience`. INTERNAL where the process has gone, saying
  // how it ended, and where it sends what is no frame.
  absl::StatusOr<std::optional<Frame>> Receive(std::chrono::milliseconds patience);

 private:
  Child(pid_t process, int socket, int memory) : process_(process), socket_(socket), memory_(memory) {}
  absl::Status Ended();
  bool Wait(std::chrono::milliseconds patience);

  const pid_t process_;
  const int socket_;
  const int memory_;
  std::optional<int> ended_;  // the status of waitpid
  std::string received_;
  size_t used_ = 0;  // bytes of it that belong to frames that were given
};

}  // namespace isnad::plugin
