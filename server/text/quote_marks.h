// Quotation marks in their surroundings: what each one looks like and what its neighbours make of it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "server/text/token.h"

namespace isnad::text {

// Marks that may open and close each other.
enum class QuoteFamily : uint8_t { kDouble, kGuillemet, kSingleGuillemet, kSingle };

enum class QuoteDirection : uint8_t { kOpens, kCloses, kEither };

struct QuoteMark {
  static constexpr uint32_t kNone = UINT32_MAX;

  uint32_t token = 0;
  uint32_t paragraph = 0;
  char32_t shape = 0;
  QuoteFamily family = QuoteFamily::kDouble;
  // By what stands before and after: “word opens, word” closes; ` ” ` and و”word are either.
  QuoteDirection context = QuoteDirection::kEither;
  // What marks of this shape do in this text: what Unicode says, unless their contexts say otherwise
  // (”reversed“).
  QuoteDirection habit = QuoteDirection::kEither;
  bool attached = false;        // a letter, digit or sign stands directly before it
  bool before_century = false;  // ’90s
  uint32_t next = kNone;        // index of the next mark of its family in its paragraph
};

// All quotation marks of a text, in order. Linear.
std::vector<QuoteMark> CollectQuoteMarks(std::string_view folded_text, const std::vector<Token>& tokens);

}  // namespace isnad::text
