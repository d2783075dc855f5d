// isnad import: what others have found out, in forms of theirs.
#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <system_error>

#include "clients/cli/commands.h"
#include "clients/cli/store_all.h"
#include "server/intake/claim_review.h"

namespace isnad::cli {
namespace {

constexpr uintmax_t kMaxBytes = uintmax_t{64} << 20;  // of a file

// The reviews of files, one file after the other.
class ReviewSource : public ItemSource {
 public:
  explicit ReviewSource(std::vector<std::string> files) : files_(std::move(files)) {
    for (const std::string& file : files_) total_bytes_ += SizeOf(file);
  }

  bool Next(InputItem& item) override {
    while (next_review_ == reviews_.size()) {
      if (next_file_ == files_.size()) return false;
      file_ = files_[next_file_++];
      consumed_bytes_ += SizeOf(file_);
      next_review_ = 0;
      auto reviews = Read(file_);
      reviews_ = reviews.ok() ? *std::move(reviews) : std::vector<intake::ReadReview>();
      if (reviews.ok()) continue;
      item = {.label = file_, .error = reviews.status(), .source = v1::Article()};
      return true;
    }
    intake::ReadReview& review = reviews_[next_review_++];
    item = {.label = fmt::format("{}#{}", file_, next_review_),
            .error = review.error,
            .source = std::move(review.article)};
    return true;
  }

  int64_t total_bytes() const override { return total_bytes_; }
  int64_t consumed_bytes() const override { return consumed_bytes_; }

 private:
  static int64_t SizeOf(const std::string& file) {
    std::error_code error;
    const uintmax_t size = std::filesystem::file_size(file, error);
    return error ? 0 : static_cast<int64_t>(size);
  }

  static absl::StatusOr<std::vector<intake::ReadReview>> Read(const std::string& path) {
    std::error_code error;
    if (std::filesystem::file_size(path, error) > kMaxBytes && !error)
      return absl::InvalidArgumentError("larger than 64 MiB; split it");
    std::ifstream file(path, std::ios::binary);
    if (!file || error) return absl::InvalidArgumentError("can't be read; name a file");
    return intake::ReadClaimReviews(std::string(std::istreambuf_iterator<char>(file), {}));
  }

  std::vector<std::string> files_;
  size_t next_file_ = 0;
  std::string file_;
  std::vector<intake::ReadReview> reviews_;
  size_t next_review_ = 0;
  int64_t total_bytes_ = 0;
  int64_t consumed_bytes_ = 0;
};

}  // namespace

void AddImport(CLI::App& program, Options& options, Run& run) {
  auto& command = *program.add_subcommand("import", "Store what others publish in forms of theirs");
  command.require_subcommand(1);
  auto files = std::make_shared<std::vector<std::string>>();
  auto& reviews = *command.add_subcommand(
      "claimreview",
      "Store claims that fact-checkers have reviewed (schema.org ClaimReview), with their ratings");
  AddCommonOptions(reviews, options);
  reviews.add_option("FILE", *files, "JSON-LD, or pages that hold it")->required();
  reviews.callback([&options, &run, files] {
    run = [&options, files] {
      ReviewSource source(*files);
      return StoreAll(options, source);
    };
  });
}

}  // namespace isnad::cli
