// Inputs: the articles that a command line names.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "clients/cli/line_reader.h"
#include "isnad/v1/article.pb.h"

namespace isnad::cli {

// What standard input is called in labels.
inline constexpr char kStandardInput[] = "standard input";

// One article to be sent, or why there is none in its place.
struct InputItem {
  std::string label;  // the file, with :LINE for a line of a .jsonl
  absl::Status error;
  std::variant<v1::Article, v1::RawDocument> source;
  std::string contents = {};  // a document from standard input as it came, which can't be read again
};

// Where articles come from. Not thread-safe.
class ItemSource {
 public:
  virtual ~ItemSource() = default;
  // The next item; false after the last.
  virtual bool Next(InputItem& item) = 0;
  // Bytes on the disk: of all inputs, and of those used up. Standard input counts as nothing.
  virtual int64_t total_bytes() const = 0;
  virtual int64_t consumed_bytes() const = 0;
};

// Reads the articles of files (.jsonl, .jsonl.gz, .txt, .md, .html, .htm), of folders (such files below them,
// in the order of their paths) and of standard input ("-": JSON lines where it begins with a brace, else one
// document).
//
// What is wrong with one article becomes an item with an error, and the next follows. Warnings (unknown
// fields, once a file) go to standard error.
class InputReader : public ItemSource {
 public:
  explicit InputReader(const std::vector<std::string>& inputs);

  bool Next(InputItem& item) override;
  int64_t total_bytes() const override { return total_bytes_; }
  int64_t consumed_bytes() const override;

 private:
  struct Source {
    std::string path;
    std::string name;  // as shown
    bool lines = false;
    absl::Status error;
  };
  void Expand(const std::string& input);
  void AddFile(const std::string& path);
  void ReadDocument(const Source& source, InputItem& item);
  bool NextLine(InputItem& item);
  void ReadLine(const std::string& line, InputItem& item);
  void ReadRestAsDocument(std::string_view first_line, InputItem& item);
  void WarnOfUnknownFields(const std::vector<std::string>& fields);

  std::vector<Source> sources_;
  size_t next_ = 0;
  std::unique_ptr<LineReader> lines_;
  bool warned_ = false;        // of unknown fields in this file
  bool inside_lines_ = false;  // a line of this file was JSON
  int64_t total_bytes_ = 0;
  int64_t consumed_bytes_ = 0;
};

}  // namespace isnad::cli
