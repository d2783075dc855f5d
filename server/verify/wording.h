// Wordings: what stored articles offer for given words to be laid beside.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "isnad/v1/quote.pb.h"
#include "server/store/store.h"
#include "server/verify/align.h"
#include "server/verify/words.h"

namespace isnad::verify {

// A stored quote with its words. `marks` are places in quote.content().text().
struct Wording {
  v1::Quote quote;
  std::vector<Word> words;
  std::vector<v1::Mark> marks;
};

Wording WordingOf(v1::Quote quote);

// The two halves of a quotation that its cue splits ('We came,' she said, 'and we stay') as one, where
// `quote` is one of them: its content spans both, its text is what was said. Nothing where it is not split.
absl::StatusOr<std::optional<Wording>> UnsplitWording(const v1::Quote& quote, store::Reader& reader);

// Given words as they stand in an article outside of every quote that has them whole. `quote` has what a
// quote there would say of itself, without a name; its speaker is that of the stored quote among `known` that
// the words reach into. Nothing where the article doesn't have the words.
std::optional<Wording> WordingIn(const v1::Article& article, std::span<const Word> given,
                                 std::span<const v1::Quote> known);

// The paragraph of an article's part around a span of it.
std::string_view ParagraphAround(const v1::Article& article, const v1::Span& span);

}  // namespace isnad::verify
