// Article lines: any bytes give an article with a text or a file, or an error in one line.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "server/intake/article_json.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto line =
      isnad::intake::ParseArticleLine(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!line.ok()) {
    if (line.status().message().find('\n') != absl::string_view::npos) std::abort();
    return 0;
  }
  if (line->article.text().empty() == line->file.empty()) std::abort();
  return 0;
}
