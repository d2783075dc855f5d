// A stretch of an article's text in another language than the rest.
#pragma once

#include <cstddef>
#include <string>

namespace isnad::plugin {

// Bytes [begin, end) of the text: whole paragraphs.
struct Passage {
  size_t begin = 0;
  size_t end = 0;
  std::string language;  // BCP 47
};

}  // namespace isnad::plugin
