// Views: the input of a plugin in C++ types, without copying.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "plugins/abi/isnad_plugin.h"

namespace isnad::sdk {

inline std::string_view View(isnad_str s) {
  return s.size == 0 ? std::string_view() : std::string_view(s.data, static_cast<size_t>(s.size));
}

inline isnad_str Str(std::string_view s) { return {s.data(), s.size()}; }

inline std::span<const isnad_token> Tokens(const isnad_part& part) {
  return {part.tokens, static_cast<size_t>(part.n_tokens)};
}

inline std::span<const isnad_sentence> Sentences(const isnad_part& part) {
  return {part.sentences, static_cast<size_t>(part.n_sentences)};
}

inline std::span<const isnad_quotation> Quotations(const isnad_part& part) {
  return {part.quotations, static_cast<size_t>(part.n_quotations)};
}

inline std::span<const isnad_record> Records(const isnad_input& input) {
  return {input.records, static_cast<size_t>(input.n_records)};
}

// The folded words of a token.
inline std::string_view Folded(const isnad_part& part, const isnad_token& token) {
  return View(part.folded).substr(token.folded_begin, token.folded_end - token.folded_begin);
}

// The publisher's words of a span that is known to be good.
inline std::string_view Words(const isnad_input& input, isnad_span span) {
  return View(input.parts[span.part].original).substr(span.begin, span.end - span.begin);
}

// What is wrong with a span of this input; nullptr where nothing is.
inline const char* SpanFault(const isnad_input& input, isnad_span span) {
  if (span.part >= input.n_parts) return "has a part that the article lacks";
  const std::string_view text = View(input.parts[span.part].original);
  if (span.begin > span.end) return "ends before it begins";
  if (span.end > text.size()) return "ends behind the text";
  const auto inside = [text](uint32_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0u) == 0x80u;
  };
  return inside(span.begin) || inside(span.end) ? "cuts a code point in two" : nullptr;
}

}  // namespace isnad::sdk
