#include "clients/cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <string>

namespace isnad::cli {
namespace {

using std::chrono::duration;
using std::chrono::steady_clock;

}  // namespace

Progress::Progress(int64_t total_bytes)
    : total_bytes_(total_bytes),
      terminal_(isatty(STDERR_FILENO) != 0),
      begin_(steady_clock::now()),
      shown_(begin_) {}

Progress::~Progress() {
  if (visible_) fmt::print(stderr, "\r\x1b[K");
}

void Progress::Show(int64_t articles, int64_t consumed_bytes) {
  if (!terminal_) return;
  const auto now = steady_clock::now();
  const double elapsed = duration<double>(now - begin_).count();
  if (elapsed < 1 || now - shown_ < std::chrono::milliseconds(200)) return;
  shown_ = now;
  visible_ = true;
  std::string line =
      fmt::format("{} articles, {:.0f} a second", articles, static_cast<double>(articles) / elapsed);
  if (total_bytes_ > 0 && consumed_bytes > 0) {
    const double share = static_cast<double>(consumed_bytes) / static_cast<double>(total_bytes_);
    const auto remaining = static_cast<int64_t>(elapsed * (1 - share) / share);
    line += fmt::format(", {:.0f} %, {}:{:02} to go", share * 100, remaining / 60, remaining % 60);
  }
  fmt::print(stderr, "\r\x1b[K{}", line);
  std::fflush(stderr);
}

}  // namespace isnad::cli
