#include "server/pipeline/check_sources.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "server/entity/digest.h"
#include "server/verify/words.h"

namespace isnad::pipeline {
namespace {

// The link that a quotation is beside; null where its line has none.
const v1::Citation* CitationOf(const v1::Article& article, const v1::Span& span) {
  const std::string_view text = article.text();
  const auto one_line = [&](int32_t begin, int32_t end) {
    const auto from = static_cast<size_t>(std::max(begin, 0));
    return end <= begin ||
           text.substr(from, static_cast<size_t>(end) - from).find('\n') == std::string_view::npos;
  };
  const v1::Citation* before = nullptr;
  for (const v1::Citation& citation : article.citations()) {
    if (citation.start() >= span.start() && one_line(span.end(), citation.start())) return &citation;
    if (citation.end() <= span.start() && one_line(citation.end(), span.start())) before = &citation;
  }
  return before;
}

// The parts of a quotation between ellipses.
std::vector<std::string> PartsOf(const std::string& text) {
  return absl::StrSplit(absl::StrReplaceAll(text, {{"...", "\u2026"}}), "\u2026");
}

bool Holds(const std::vector<verify::Word>& text, std::string_view part) {
  const std::vector<verify::Word> wanted = verify::WordsOf(part);
  const auto same = [](const verify::Word& a, const verify::Word& b) { return a.key == b.key; };
  return std::search(text.begin(), text.end(), wanted.begin(), wanted.end(), same) != text.end() ||
         wanted.empty();
}

}  // namespace

absl::StatusOr<std::vector<v1::Problem>> CheckSources(const v1::Analysis& analysis, const Voice& voice,
                                                      store::Reader& reader) {
  std::vector<v1::Problem> problems;
  const v1::Article& article = analysis.article();
  if (article.citations().empty()) return problems;
  for (const v1::Quote& quote : analysis.quotes()) {
    for (const v1::Span& span : QuotedSpans(quote)) {
      if (span.part() == v1::PART_TITLE || verify::WordsOf(span.text()).size() < kLeastQuotedWords) continue;
      const v1::Citation* citation = CitationOf(article, span);
      if (citation == nullptr) continue;
      const auto source = reader.GetArticle("articles/" + entity::ShortId({citation->uri()}));
      if (absl::IsNotFound(source.status())) continue;
      if (!source.ok()) return source.status();
      const std::vector<verify::Word> words = verify::WordsOf(source->title() + "\n" + source->text());
      const std::vector<std::string> parts = PartsOf(span.text());
      if (std::all_of(parts.begin(), parts.end(),
                      [&](const std::string& part) { return Holds(words, part); }))
        continue;
      v1::Problem& problem = problems.emplace_back();
      problem.set_rule("quote-not-in-cited-source");
      problem.set_level(v1::PROBLEM_LEVEL_WARNING);
      *problem.mutable_span() = span;
      problem.set_explanation(voice.Say(
          "check.not_in_source",
          {Whereabouts(source->outlet(), source->publish_time(), source->name()), citation->uri()}));
    }
  }
  return problems;
}

}  // namespace isnad::pipeline
