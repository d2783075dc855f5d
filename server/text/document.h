// A document: one part (title or text) of an article, read once and shared by everything that looks at it.
#pragma once

#include <string_view>
#include <vector>

#include "server/text/fold.h"
#include "server/text/quotation.h"
#include "server/text/sentence.h"
#include "server/text/token.h"

namespace isnad::text {

// The views that every stage reads. Built in one pass each over the text, linear in its size.
//
// Immutable after Of(); safe to read from any number of threads. Owns the folded text and the tables, but NOT
// the original bytes: `original` must outlive the document.
class Document {
 public:
  // `original` must be valid UTF-8 (see ValidateUtf8) and at most 1 GiB. Never fails otherwise: an empty text
  // has no tokens.
  static Document Of(std::string_view original);

  std::string_view original() const { return original_; }
  const Folded& folded() const { return folded_; }
  const std::vector<Token>& tokens() const { return tokens_; }
  const std::vector<Sentence>& sentences() const { return sentences_; }
  const std::vector<Quotation>& quotations() const { return quotations_; }

  // The folded words of a token; a view into this document.
  std::string_view FoldedText(const Token& token) const;

 private:
  std::string_view original_;
  Folded folded_;
  std::vector<Token> tokens_;
  std::vector<Sentence> sentences_;
  std::vector<Quotation> quotations_;
};

}  // namespace isnad::text
