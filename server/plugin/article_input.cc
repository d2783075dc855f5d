#include "server/plugin/article_input.h"

namespace isnad::plugin {
namespace {

isnad_str Str(std::string_view s) { return {s.data(), s.size()}; }

bool CutsCodePoint(std::string_view text, uint32_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u;
}

}  // namespace

ArticleInput::Part::Part(std::string_view original) : document(text::Document::Of(original)) {
  static_assert(text::kUnclosed == ISNAD_UNCLOSED);
  static_assert(static_cast<uint32_t>(text::TokenKind::kLineBreak) == ISNAD_TOKEN_LINE_BREAK);
  tokens.reserve(document.tokens().size());
  for (const text::Token& token : document.tokens()) {
    tokens.push_back({token.original.begin, token.original.end, token.folded.begin, token.folded.end,
                      static_cast<uint32_t>(token.kind)});
  }
  sentences.reserve(document.sentences().size());
  for (const text::Sentence& sentence : document.sentences()) {
    sentences.push_back({sentence.first_token, sentence.end_token, sentence.paragraph});
  }
  quotations.reserve(document.quotations().size());
  for (const text::Quotation& quotation : document.quotations()) {
    quotations.push_back({quotation.open_token, quotation.close_token, quotation.depth});
  }
}

ArticleInput::ArticleInput(const v1::Article& article)
    : article_(article), parts_{Part(article.text()), Part(article.title())} {
  static_assert(ISNAD_PART_TEXT == 0 && ISNAD_PART_TITLE == 1);
  for (size_t i = 0; i < parts_.size(); ++i) {
    const Part& part = parts_[i];
    views_[i] = {.size = sizeof(isnad_part),
                 .original = Str(part.document.original()),
                 .folded = Str(part.document.folded().text()),
                 .folded_map = part.document.folded().map().data(),
                 .tokens = part.tokens.data(),
                 .n_tokens = part.tokens.size(),
                 .sentences = part.sentences.data(),
                 .n_sentences = part.sentences.size(),
                 .quotations = part.quotations.data(),
                 .n_quotations = part.quotations.size()};
  }
}

isnad_input ArticleInput::With(const std::vector<isnad_record>& records, uint32_t first_id) const {
  return {.size = sizeof(isnad_input),
          .parts = views_.data(),
          .n_parts = views_.size(),
          .publish_time = Str(article_.publish_time()),
          .language = Str(article_.language_code()),
          .outlet = Str(article_.outlet()),
          .records = records.data(),
          .n_records = records.size(),
          .first_id = first_id,
          .uri = Str(article_.uri()),
          .author = Str(article_.author())};
}

const char* ArticleInput::SpanFault(isnad_span span) const {
  if (span.part >= parts_.size()) return "is in a part that articles lack";
  const std::string_view text = Original(span.part);
  if (span.begin > span.end) return "ends before it begins";
  if (span.end > text.size()) return "ends behind the text";
  return CutsCodePoint(text, span.begin) || CutsCodePoint(text, span.end) ? "cuts a code point in two"
                                                                          : nullptr;
}

}  // namespace isnad::plugin
