#include "plugins/core/elisions.h"

#include <algorithm>
#include <utility>

#include "server/text/fold.h"

namespace isnad::core {
namespace {

// The spelling, and the same with a typewriter's apostrophe.
void Add(const std::string& spelling, std::vector<std::string>& spellings) {
  spellings.push_back(spelling);
  std::string plain = WithPlainApostrophes(spelling);
  if (!plain.empty()) spellings.push_back(std::move(plain));
}

isnad_token Piece(const isnad_part& input, const isnad_token& whole, size_t begin, size_t end) {
  isnad_token piece = whole;
  const auto first = static_cast<uint32_t>(whole.folded_begin + begin);
  const auto last = static_cast<uint32_t>(whole.folded_begin + end);
  piece.folded_begin = first;
  piece.folded_end = last;
  piece.begin = begin == 0 ? whole.begin : input.folded_map[first];
  piece.end = last == whole.folded_end ? whole.end : input.folded_map[last];
  return piece;
}

}  // namespace

absl::StatusOr<Elisions> Elisions::From(const DataFile& file) {
  Elisions elisions;
  const absl::Status read = file.EachLine([&](const DataLine& line) -> absl::Status {
    if (line.columns.size() != 2) return file.Error(line, "want before|behind and a spelling");
    const std::string spelling = text::FoldText(line.columns[1]);
    if (line.columns[0] == "before") {
      Add(spelling, elisions.before_);
    } else if (line.columns[0] == "behind" && spelling.starts_with('-')) {
      Add(spelling, elisions.behind_);
    } else {
      return file.Error(line, "want before, or behind and a spelling that begins with a hyphen");
    }
    return absl::OkStatus();
  });
  if (!read.ok()) return read;
  const auto longer = [](const std::string& a, const std::string& b) { return a.size() > b.size(); };
  std::stable_sort(elisions.before_.begin(), elisions.before_.end(), longer);
  std::stable_sort(elisions.behind_.begin(), elisions.behind_.end(), longer);
  return elisions;
}

size_t Elisions::LengthBefore(std::string_view folded) const {
  for (const std::string& spelling : before_) {
    if (folded.size() > spelling.size() && folded.starts_with(spelling)) return spelling.size();
  }
  return 0;
}

size_t Elisions::LengthBehind(std::string_view folded) const {
  for (const std::string& spelling : behind_) {
    if (folded.size() > spelling.size() && folded.ends_with(spelling)) return spelling.size();
  }
  return 0;
}

void Elisions::SplitToken(const isnad_part& input, const isnad_token& token,
                          std::vector<isnad_token>& out) const {
  std::string_view rest(input.folded.data + token.folded_begin, token.folded_end - token.folded_begin);
  size_t begin = 0;
  while (const size_t length = LengthBefore(rest)) {
    out.push_back(Piece(input, token, begin, begin + length));
    begin += length;
    rest.remove_prefix(length);
  }
  const size_t behind = LengthBehind(rest);
  out.push_back(Piece(input, token, begin, begin + rest.size() - behind));
  if (behind == 0) return;
  const size_t word = rest.size() - rest.rfind('-') - 1;
  out.push_back(Piece(input, token, begin + rest.size() - word, begin + rest.size()));
}

void Elisions::Split(const isnad_part& input, SplitPart& out) const {
  std::vector<uint32_t> place;  // of each token among the new ones
  place.reserve(input.n_tokens + 1);
  for (uint64_t t = 0; t < input.n_tokens; ++t) {
    place.push_back(static_cast<uint32_t>(out.tokens.size()));
    if (input.tokens[t].kind == ISNAD_TOKEN_WORD) {
      SplitToken(input, input.tokens[t], out.tokens);
    } else {
      out.tokens.push_back(input.tokens[t]);
    }
  }
  place.push_back(static_cast<uint32_t>(out.tokens.size()));
  out.sentences.assign(input.sentences, input.sentences + input.n_sentences);
  for (isnad_sentence& sentence : out.sentences) {
    sentence.first_token = place[sentence.first_token];
    sentence.end_token = place[sentence.end_token];
  }
  out.quotations.assign(input.quotations, input.quotations + input.n_quotations);
  for (isnad_quotation& quotation : out.quotations) {
    quotation.open_token = place[quotation.open_token];
    if (quotation.close_token != ISNAD_UNCLOSED) quotation.close_token = place[quotation.close_token];
  }
  out.part = input;
  out.part.tokens = out.tokens.data();
  out.part.n_tokens = out.tokens.size();
  out.part.sentences = out.sentences.data();
  out.part.quotations = out.quotations.data();
}

}  // namespace isnad::core
