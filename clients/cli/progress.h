// Progress: how far long work has come, on a terminal.
#pragma once

#include <chrono>
#include <cstdint>

namespace isnad::cli {

// A line on standard error that is written anew at most five times a second: articles done, rate, share and
// remaining time. Nothing at all where standard error is no terminal or the work ends within a second. Not
// thread-safe.
class Progress {
 public:
  // `total_bytes` is 0 where it is not known.
  explicit Progress(int64_t total_bytes);

  // Wipes the line.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void Show(int64_t articles, int64_t consumed_bytes);

 private:
  const int64_t total_bytes_;
  const bool terminal_;
  const std::chrono::steady_clock::time_point begin_;
  std::chrono::steady_clock::time_point shown_;
  bool visible_ = false;
};

}  // namespace isnad::cli
