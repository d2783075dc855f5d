// Any bytes: validate; then what holds for every text must hold for this one.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "server/text/document.h"
#include "server/text/offsets.h"

namespace {

using isnad::text::Document;
using isnad::text::Folded;
using isnad::text::OffsetConverter;
using isnad::text::OffsetUnit;
using isnad::text::Quotation;
using isnad::text::Sentence;
using isnad::text::Token;

void Check(bool holds) {
  if (!holds) std::abort();
}

void CheckFolded(std::string_view original, const Folded& folded) {
  Check(folded.map().size() == folded.text().size() + 1);
  Check(folded.map().back() == original.size());
  for (size_t i = 1; i < folded.map().size(); ++i) Check(folded.map()[i - 1] <= folded.map()[i]);
  Check(isnad::text::ValidateUtf8(folded.text()).ok());
  Check(isnad::text::FoldText(folded.text()) == folded.text());
}

void CheckTokens(std::string_view original, const Document& document) {
  uint32_t end = 0;
  for (const Token& token : document.tokens()) {
    Check(token.folded.begin >= end && token.folded.begin < token.folded.end);
    Check(token.original.begin < token.original.end && token.original.end <= original.size());
    end = token.folded.end;
  }
  Check(end <= document.folded().text().size());
}

void CheckStructure(const Document& document) {
  uint32_t next = 0;
  for (const Quotation& quotation : document.quotations()) {
    Check(quotation.open_token >= next && quotation.depth <= 16);
    Check(quotation.close_token > quotation.open_token);
    next = quotation.open_token + 1;
  }
  next = 0;
  for (const Sentence& sentence : document.sentences()) {
    Check(sentence.first_token >= next && sentence.end_token > sentence.first_token);
    next = sentence.end_token;
  }
  Check(next <= document.tokens().size());
}

void CheckOffsets(std::string_view original, const Document& document) {
  const OffsetConverter offsets(original);
  for (const Token& token : document.tokens()) {
    for (const OffsetUnit unit : {OffsetUnit::kUtf16, OffsetUnit::kUtf32}) {
      const auto there = offsets.FromBytes(token.original.begin, unit);
      Check(there.ok());
      const auto back = offsets.ToBytes(*there, unit);
      Check(back.ok() && *back == token.original.begin);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view original(reinterpret_cast<const char*>(data), size);
  if (!isnad::text::ValidateUtf8(original).ok()) return 0;
  const Document document = Document::Of(original);
  CheckFolded(original, document.folded());
  CheckTokens(original, document);
  CheckStructure(document);
  CheckOffsets(original, document);
  return 0;
}
