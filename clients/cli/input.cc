#include "clients/cli/input.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "clients/cli/markdown.h"
#include "server/intake/article_json.h"
#include "server/intake/document.h"

namespace isnad::cli {
namespace {

namespace fs = std::filesystem;

bool EndsWith(std::string_view path, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return path.ends_with(ending); });
}

bool HasLines(std::string_view path) { return EndsWith(path, {".jsonl", ".jsonl.gz"}); }
bool IsDocument(std::string_view path) { return EndsWith(path, {".txt", ".md", ".html", ".htm"}); }

std::string MimeType(std::string_view path) {
  if (EndsWith(path, {".html", ".htm"})) return "text/html";
  return path.ends_with(".txt") ? "text/plain" : "";
}

int64_t SizeOf(const std::string& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  return error ? 0 : static_cast<int64_t>(size);
}

// A whole file, or its error under the name that the user gave it.
absl::Status ReadFile(const std::string& path, const std::string& name, std::string& contents) {
  if (SizeOf(path) > static_cast<int64_t>(intake::kMaxDocumentBytes)) {
    return absl::InvalidArgumentError(fmt::format("{}: is larger than 16 MiB; an article is shorter", name));
  }
  std::error_code error;
  if (fs::is_directory(path, error)) return absl::InvalidArgumentError(fmt::format("{}: is a folder", name));
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return absl::NotFoundError(fmt::format("{}: can't be read; check the path and its permissions", name));
  contents.assign(std::istreambuf_iterator<char>(file), {});
  if (contents.empty()) return absl::InvalidArgumentError(fmt::format("{}: is empty", name));
  return absl::OkStatus();
}

}  // namespace

InputReader::InputReader(const std::vector<std::string>& inputs) {
  for (const std::string& input : inputs) Expand(input);
}

void InputReader::Expand(const std::string& input) {
  std::error_code error;
  if (input == "-") {
    sources_.push_back({.path = "-", .name = kStandardInput, .lines = true, .error = absl::OkStatus()});
    return;
  }
  if (!fs::is_directory(input, error)) {
    AddFile(input);
    return;
  }
  std::vector<std::string> paths;
  for (fs::recursive_directory_iterator it(input, fs::directory_options::skip_permission_denied, error), end;
       !error && it != end; it.increment(error)) {
    const std::string path = it->path().string();
    if (it->is_regular_file(error) && (HasLines(path) || IsDocument(path))) paths.push_back(path);
  }
  std::sort(paths.begin(), paths.end());
  for (const std::string& path : paths) AddFile(path);
  if (error || paths.empty()) {
    sources_.push_back(
        {.path = input,
         .name = input,
         .error = absl::InvalidArgumentError(
             fmt::format("{}: {}", input,
                         error ? error.message() : "holds no .jsonl, .jsonl.gz, .txt, .md or .html file"))});
  }
}

void InputReader::AddFile(const std::string& path) {
  Source source{.path = path, .name = path, .lines = HasLines(path), .error = absl::OkStatus()};
  if (!source.lines && !IsDocument(path)) {
    source.error = absl::InvalidArgumentError(fmt::format(
        "{}: is of no known kind; give .jsonl, .jsonl.gz, .txt, .md, .html or a folder of them", path));
  }
  total_bytes_ += SizeOf(path);
  sources_.push_back(std::move(source));
}

int64_t InputReader::consumed_bytes() const { return consumed_bytes_ + (lines_ ? lines_->consumed() : 0); }

bool InputReader::Next(InputItem& item) {
  while (true) {
    if (lines_ != nullptr) {
      if (NextLine(item)) return true;
      consumed_bytes_ += SizeOf(sources_[next_ - 1].path);
      lines_.reset();
    }
    if (next_ == sources_.size()) return false;
    const Source& source = sources_[next_++];
    item = {.label = source.name, .error = source.error, .source = {}};
    if (!source.error.ok()) return true;
    if (!source.lines) {
      ReadDocument(source, item);
      consumed_bytes_ += SizeOf(source.path);
      return true;
    }
    warned_ = false;
    inside_lines_ = false;
    auto opened = LineReader::Open(source.path);
    if (!opened.ok()) {
      item.error = opened.status();
      return true;
    }
    lines_ = *std::move(opened);
  }
}

void InputReader::ReadDocument(const Source& source, InputItem& item) {
  v1::RawDocument document;
  document.set_mime_type(MimeType(source.path));
  item.error = ReadFile(source.path, source.name, *document.mutable_content());
  if (!item.error.ok() || !source.path.ends_with(".md")) {
    if (source.path.ends_with(".txt")) *document.mutable_content() = WithoutComments(document.content());
    item.source = std::move(document);
    return;
  }
  auto article = ArticleOfMarkdown(document.content());
  if (article.ok()) {
    item.source = *std::move(article);
  } else {
    item.error = absl::InvalidArgumentError(
        fmt::format("{}: {}", source.name, std::string(article.status().message())));
  }
}

bool InputReader::NextLine(InputItem& item) {
  const Source& source = sources_[next_ - 1];
  std::string line;
  absl::Status error;
  while (lines_->Next(line, error)) {
    const size_t first = line.find_first_not_of(" \t\xEF\xBB\xBF");
    if (error.ok() && first == std::string::npos) continue;
    if (source.path == "-" && !inside_lines_ && error.ok() && line[first] != '{') {
      ReadRestAsDocument(line, item);
      return true;
    }
    inside_lines_ = true;
    item = {.label = fmt::format("{}:{}", source.name, lines_->line_number()), .error = error, .source = {}};
    if (error.ok()) ReadLine(line, item);
    return true;
  }
  return false;
}

void InputReader::ReadRestAsDocument(std::string_view first_line, InputItem& item) {
  item = {.label = sources_[next_ - 1].name, .error = absl::OkStatus(), .source = {}};
  v1::RawDocument document;
  std::string& contents = *document.mutable_content();
  // Blank lines before it were passed over, and count.
  contents.assign(static_cast<size_t>(lines_->line_number() - 1), '\n');
  contents += first_line;
  std::string line;
  while (contents.size() <= intake::kMaxDocumentBytes && lines_->Next(line, item.error) && item.error.ok()) {
    contents += '\n';
    contents += line;
  }
  if (contents.size() > intake::kMaxDocumentBytes) {
    item.error = absl::InvalidArgumentError(fmt::format("{}: is larger than 16 MiB", item.label));
  }
  item.contents = contents;
  contents = WithoutComments(contents);
  item.source = std::move(document);
}

void InputReader::ReadLine(const std::string& line, InputItem& item) {
  auto parsed = intake::ParseArticleLine(line);
  if (!parsed.ok()) {
    item.error =
        absl::InvalidArgumentError(fmt::format("{}: {}", item.label, std::string(parsed.status().message())));
    return;
  }
  WarnOfUnknownFields(parsed->unknown_fields);
  if (parsed->file.empty()) {
    item.source = std::move(parsed->article);
    return;
  }
  const std::string path = (fs::path(sources_[next_ - 1].path).parent_path() / parsed->file).string();
  v1::RawDocument document;
  document.set_mime_type(MimeType(path));
  *document.mutable_article() = std::move(parsed->article);
  item.error = ReadFile(path, fmt::format("{}: {}", item.label, path), *document.mutable_content());
  item.source = std::move(document);
}

void InputReader::WarnOfUnknownFields(const std::vector<std::string>& fields) {
  if (fields.empty() || warned_) return;
  warned_ = true;
  fmt::print(stderr, "isnad: {}: no article has {}; kept out, here and in all that follows\n",
             sources_[next_ - 1].name, fmt::join(fields, ", "));
}

}  // namespace isnad::cli
