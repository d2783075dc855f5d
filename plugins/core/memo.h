// Memos: what one thread remembers of words from article to article.
#pragma once

#include "plugins/core/attribution.h"
#include "plugins/core/claims.h"
#include "plugins/core/form_memo.h"
#include "plugins/core/morphology.h"

namespace isnad::core {

// What the words of a language's rules say depends on the word alone, and most words of an article were met
// before: each step keeps what it worked out. Results are the same with a memo of any age.
struct Memo {
  Lexicon::Memo words;
  FormNumbers boilerplate, number_words, number_terms, time_words;
  AttributionMemo attribution;
  ClaimMemo claims;

  // Between articles: forgets everything once there are too many words, so that readings of earlier articles
  // are gone.
  void Trim() {
    if (!words.Trim()) return;
    for (FormNumbers* numbers : {&boilerplate, &number_words, &number_terms, &time_words}) numbers->Clear();
    attribution.Clear();
    claims.Clear();
  }
};

}  // namespace isnad::core
