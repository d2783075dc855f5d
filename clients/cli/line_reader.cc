#include "clients/cli/line_reader.h"

#include <fmt/format.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace isnad::cli {
namespace {

constexpr size_t kChunkBytes = 256u << 10;

}  // namespace

struct LineReader::File {
  gzFile handle = nullptr;
  ~File() {
    if (handle != nullptr) gzclose(handle);
  }
};

LineReader::LineReader() : file_(std::make_unique<File>()) {}
LineReader::~LineReader() = default;

absl::StatusOr<std::unique_ptr<LineReader>> LineReader::Open(const std::string& path) {
  std::unique_ptr<LineReader> reader(new LineReader());
  reader->path_ = path;
  errno = 0;
  // zlib passes what is not gzipped through as it is.
  reader->file_->handle = path == "-" ? gzdopen(dup(STDIN_FILENO), "rb") : gzopen(path.c_str(), "rb");
  if (reader->file_->handle != nullptr) return reader;
  const std::string why = fmt::format("{}: can't be read: {}", path, std::strerror(errno));
  return errno == ENOENT ? absl::NotFoundError(why) : absl::PermissionDeniedError(why);
}

bool LineReader::Fill() {
  buffer_.erase(0, position_);
  position_ = 0;
  const size_t kept = buffer_.size();
  buffer_.resize(kept + kChunkBytes);
  const int got = ended_ ? 0 : gzread(file_->handle, buffer_.data() + kept, kChunkBytes);
  buffer_.resize(kept + static_cast<size_t>(std::max(got, 0)));
  int code = Z_OK;
  const char* what = gzerror(file_->handle, &code);
  if (!ended_ && code != Z_OK && code != Z_STREAM_END) {
    broken_ = absl::DataLossError(fmt::format("{}:{}: the file can't be read on: {}", path_, line_number_ + 1,
                                              code == Z_BUF_ERROR ? "it ends in the middle" : what));
  }
  ended_ = got <= 0;
  return !ended_;
}

bool LineReader::Next(std::string& line, absl::Status& error) {
  error = absl::OkStatus();
  bool too_long = false;
  size_t end = buffer_.find('\n', position_);
  while (end == std::string::npos) {
    const size_t searched = buffer_.size() - position_;
    if (searched > kMaxLineBytes) {
      too_long = true;
      position_ = buffer_.size();
    }
    if (!Fill()) break;
    end = buffer_.find('\n', too_long ? position_ : position_ + searched);
  }
  if (!broken_.ok() && end == std::string::npos) {  // half a line is none
    position_ = buffer_.size();
    error = std::exchange(broken_, absl::OkStatus());
    return true;
  }
  if (end == std::string::npos && position_ == buffer_.size() && !too_long) return false;
  ++line_number_;
  const size_t stop = end == std::string::npos ? buffer_.size() : end;
  line.assign(buffer_, position_, stop - position_);
  if (!line.empty() && line.back() == '\r') line.pop_back();
  position_ = end == std::string::npos ? stop : end + 1;
  if (too_long) {
    error =
        absl::InvalidArgumentError(fmt::format("{}:{}: the line is longer than 64 MiB", path_, line_number_));
  }
  return true;
}

int64_t LineReader::consumed() const { return gzoffset(file_->handle); }

}  // namespace isnad::cli
