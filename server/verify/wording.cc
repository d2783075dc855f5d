#include "server/verify/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

namespace isnad::verify {
namespace {

bool SameSpan(const v1::Span& a, const v1::Span& b) {
  return a.part() == b.part() && a.start() == b.start() && a.end() == b.end();
}

// The quote `step` places further in its article; nothing where there is none.
absl::StatusOr<std::optional<v1::Quote>> Neighbour(const v1::Quote& quote, int step, store::Reader& reader) {
  const std::string& name = quote.name();
  const size_t number_at = name.rfind('/') + 1;
  int number = 0;
  std::from_chars(name.data() + number_at, name.data() + name.size(), number);
  if (number + step < 1) return std::optional<v1::Quote>();
  absl::StatusOr<v1::Quote> neighbour =
      reader.GetQuote(fmt::format("{}{}", name.substr(0, number_at), number + step));
  if (neighbour.status().code() == absl::StatusCode::kNotFound) return std::optional<v1::Quote>();
  if (!neighbour.ok()) return neighbour.status();
  return std::optional<v1::Quote>(*std::move(neighbour));
}

const std::string& PartOf(const v1::Article& article, v1::Part part) {
  return part == v1::PART_TITLE ? article.title() : article.text();
}

// Both halves as they stand in the article, without the words between them.
std::optional<Wording> Joined(const v1::Quote& first, const v1::Quote& second, const std::string& text) {
  const v1::Span& front = first.content();
  const v1::Span& back = second.content();
  if (front.start() < 0 || front.end() > back.start() || static_cast<size_t>(back.end()) > text.size())
    return {};
  v1::Quote whole = first;
  whole.mutable_content()->set_end(back.end());
  whole.mutable_content()->set_text(
      text.substr(static_cast<size_t>(front.start()), static_cast<size_t>(back.end() - front.start())));
  for (const v1::Mark& mark : second.marks()) *whole.add_marks() = mark;
  Wording wording = WordingOf(std::move(whole));
  const auto between_begin = static_cast<uint32_t>(front.end() - front.start());
  const auto between_end = static_cast<uint32_t>(back.start() - front.start());
  std::erase_if(wording.words,
                [&](const Word& word) { return word.begin >= between_begin && word.end <= between_end; });
  return wording;
}

}  // namespace

Wording WordingOf(v1::Quote quote) {
  Wording wording;
  wording.words = WordsOf(quote.content().text());
  const int32_t start = quote.content().start();
  for (v1::Mark mark : quote.marks()) {
    mark.mutable_span()->set_start(mark.span().start() - start);
    mark.mutable_span()->set_end(mark.span().end() - start);
    wording.marks.push_back(std::move(mark));
  }
  wording.quote = std::move(quote);
  return wording;
}

absl::StatusOr<std::optional<Wording>> UnsplitWording(const v1::Quote& quote, store::Reader& reader) {
  if (!quote.has_cue()) return std::optional<Wording>();
  for (int step : {1, -1}) {
    absl::StatusOr<std::optional<v1::Quote>> other = Neighbour(quote, step, reader);
    if (!other.ok()) return other.status();
    if (!*other || !SameSpan((*other)->cue(), quote.cue())) continue;
    const v1::Quote& first = step > 0 ? quote : **other;
    const v1::Quote& second = step > 0 ? **other : quote;
    const absl::StatusOr<v1::Article> article = reader.GetArticle(quote.article());
    if (!article.ok()) return article.status();
    return Joined(first, second, PartOf(*article, quote.content().part()));
  }
  return std::optional<Wording>();
}

std::optional<Wording> WordingIn(const v1::Article& article, std::span<const Word> given,
                                 std::span<const v1::Quote> known) {
  for (v1::Part part : {v1::PART_TEXT, v1::PART_TITLE}) {
    const std::string& text = PartOf(article, part);
    const std::vector<Word> words = WordsOf(text);
    const int64_t found = FindRun(words, given);
    if (found < 0) continue;
    const uint32_t begin = words[static_cast<size_t>(found)].begin;
    const uint32_t end = words[static_cast<size_t>(found) + given.size() - 1].end;
    v1::Quote quote;
    for (const v1::Quote& other : known) {
      const bool is_title = other.content().part() == v1::PART_TITLE;
      if (other.article() != article.name() || is_title != (part == v1::PART_TITLE)) continue;
      const bool overlaps =
          static_cast<uint32_t>(other.content().start())<end&& static_cast<uint32_t>(other.content().end())>
              begin;
      // One whose cue is among the given words is speech within them, and its speaker another.
      const bool is_within = other.has_cue() && static_cast<uint32_t>(other.cue().start()) >= begin &&
                             static_cast<uint32_t>(other.cue().end()) <= end;
      if (overlaps && !is_within) quote = other;
    }
    quote.clear_name();
    quote.clear_marks();
    quote.set_article(article.name());
    quote.set_outlet(article.outlet());
    quote.set_publish_time(article.publish_time());
    quote.mutable_content()->set_start(static_cast<int32_t>(begin));
    quote.mutable_content()->set_end(static_cast<int32_t>(end));
    quote.mutable_content()->clear_part();
    if (part == v1::PART_TITLE) quote.mutable_content()->set_part(part);
    quote.mutable_content()->set_text(text.substr(begin, end - begin));
    return WordingOf(std::move(quote));
  }
  return std::nullopt;
}

std::string_view ParagraphAround(const v1::Article& article, const v1::Span& span) {
  const std::string_view text = PartOf(article, span.part());
  const size_t begin = text.rfind('\n', static_cast<size_t>(span.start())) + 1;  // 0 where there is none
  const size_t end = std::min(text.find('\n', static_cast<size_t>(span.end())), text.size());
  return text.substr(begin, end - begin);
}

}  // namespace isnad::verify
