#include "server/text/document.h"

namespace isnad::text {

Document Document::Of(std::string_view original) {
  Document document;
  document.original_ = original;
  document.folded_ = Folded::Of(original);
  document.tokens_ = Tokenize(document.folded_);
  const std::string_view folded = document.folded_.text();
  document.quotations_ = PairQuotations(folded, document.tokens_);
  document.sentences_ = SplitSentences(original, folded, document.tokens_, document.quotations_);
  return document;
}

std::string_view Document::FoldedText(const Token& token) const {
  return folded_.text().substr(token.folded.begin, token.folded.end - token.folded.begin);
}

}  // namespace isnad::text
