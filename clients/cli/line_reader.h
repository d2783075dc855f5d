// Lines of a file, gzipped or not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace isnad::cli {

// Reads lines of bounded length from a file or standard input; a gzipped file is told by its first bytes.
class LineReader {
 public:
  // A line longer than this is skipped, with an error of its own.
  static constexpr size_t kMaxLineBytes = 64u << 20;

  // `path` may be "-" for standard input. NOT_FOUND or PERMISSION_DENIED naming the path.
  static absl::StatusOr<std::unique_ptr<LineReader>> Open(const std::string& path);
  ~LineReader();

  // The next line without its end. False at the end of the file. `error` is not OK where the line was too
  // long, or (then nothing follows) where the file can't be read on: a damaged or cut .gz, an I/O error.
  bool Next(std::string& line, absl::Status& error);

  int line_number() const { return line_number_; }

  // Bytes of the file, as it lies on the disk, that are used up.
  int64_t consumed() const;

 private:
  LineReader();
  bool Fill();
  struct File;
  std::unique_ptr<File> file_;
  std::string path_;
  std::string buffer_;
  size_t position_ = 0;
  int line_number_ = 0;
  absl::Status broken_;
  bool ended_ = false;
};

}  // namespace isnad::cli
