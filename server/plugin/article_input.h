// Article input: an article in the views that plugins read.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "isnad/v1/article.pb.h"
#include "plugins/abi/isnad_plugin.h"
#include "server/text/document.h"

namespace isnad::plugin {

// Title and text, read once for all plugins. Immutable; `article` must outlive it.
class ArticleInput {
 public:
  // Both parts must be valid UTF-8 and at most 1 GiB.
  explicit ArticleInput(const v1::Article& article);
  ArticleInput(const ArticleInput&) = delete;
  ArticleInput& operator=(const ArticleInput&) = delete;

  // What a plugin is given; borrowed from this and from `records`.
  isnad_input With(const std::vector<isnad_record>& records, uint32_t first_id) const;

  std::string_view Original(uint32_t part) const { return parts_[part].document.original(); }
  std::string_view Words(isnad_span span) const {
    return Original(span.part).substr(span.begin, span.end - span.begin);
  }

  // What is wrong with a span; nullptr where nothing is.
  const char* SpanFault(isnad_span span) const;

 private:
  struct Part {
    explicit Part(std::string_view original);
    text::Document document;
    std::vector<isnad_token> tokens;
    std::vector<isnad_sentence> sentences;
    std::vector<isnad_quotation> quotations;
  };

  const v1::Article& article_;
  std::array<Part, ISNAD_PART_COUNT> parts_;
  std::array<isnad_part, ISNAD_PART_COUNT> views_;
};

}  // namespace isnad::plugin
