#include "server/pipeline/check_quotes.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "server/text/document.h"
#include "server/verify/verify.h"
#include "server/verify/words.h"

namespace isnad::pipeline {
namespace {

constexpr double kSureSimilarity = 0.75;  // below it a changed wording may be another statement

struct Rule {
  std::string_view name;
  std::string_view message;
  v1::ProblemLevel level;
};

Rule RuleOf(v1::QuoteVerdict verdict) {
  switch (verdict) {
    case v1::QUOTE_VERDICT_MISATTRIBUTED:
      return {"misattributed-quote", "check.misattributed_quote", v1::PROBLEM_LEVEL_ERROR};
    case v1::QUOTE_VERDICT_ALTERED:
      return {"altered-quote", "check.altered_quote", v1::PROBLEM_LEVEL_ERROR};
    case v1::QUOTE_VERDICT_TRUNCATED:
      return {"truncated-quote", "check.truncated_quote", v1::PROBLEM_LEVEL_ERROR};
    default:
      return {"wrong-date", "check.wrong_date", v1::PROBLEM_LEVEL_WARNING};
  }
}

v1::Span SpanWithin(const v1::Span& content, uint32_t begin, uint32_t end) {
  v1::Span span = content;
  span.set_start(content.start() + static_cast<int32_t>(begin));
  span.set_end(content.start() + static_cast<int32_t>(end));
  span.set_text(content.text().substr(begin, end - begin));
  return span;
}

}  // namespace

std::vector<v1::Span> QuotedSpans(const v1::Quote& quote) {
  if (quote.kind() == v1::QUOTE_KIND_DIRECT) return {quote.content()};
  std::vector<v1::Span> spans;
  if (quote.kind() != v1::QUOTE_KIND_MIXED) return spans;
  const text::Document document = text::Document::Of(quote.content().text());
  for (const text::Quotation& quotation : document.quotations()) {
    if (quotation.depth > 0 || quotation.close_token == text::kUnclosed) continue;
    spans.push_back(SpanWithin(quote.content(), document.tokens()[quotation.open_token].original.end,
                               document.tokens()[quotation.close_token].original.begin));
  }
  return spans;
}

namespace {

// Whether the given words hold all of the stored ones and only go on at an end: another outlet has cut them.
bool OnlyHasMore(const v1::QuoteMatch& match) {
  for (int i = 0; i < match.diff_size(); ++i) {
    const bool at_end = i == 0 || i + 1 == match.diff_size();
    const v1::DiffOp op = match.diff(i).op();
    if (op == v1::DIFF_OP_DELETE || (op == v1::DIFF_OP_INSERT && !at_end)) return false;
  }
  return match.diff_size() > 0;
}

std::string Day(const std::string& iso) { return iso.substr(0, 10); }

class QuoteChecker {
 public:
  QuoteChecker(const v1::Analysis& analysis, const entity::Aliases& aliases, const Voice& voice,
               store::Reader& reader)
      : analysis_(analysis), aliases_(aliases), voice_(voice), reader_(reader) {}

  absl::StatusOr<std::optional<v1::Problem>> Check(const v1::Quote& quote, const v1::Span& span) {
    verify::QuoteCase given;
    given.text = span.text();
    given.speaker = quote.speaker().display_name();
    given.date = Day(quote.statement_time().start());
    given.except_article = analysis_.article().name();
    if (verify::WordsOf(given.text).size() < kLeastQuotedWords) return std::optional<v1::Problem>();
    absl::StatusOr<v1::QuoteVerification> verification = verify::VerifyQuote(given, aliases_, reader_);
    if (!verification.ok()) return verification.status();
    if (verification->faults().empty()) return std::optional<v1::Problem>();
    const v1::QuoteVerdict verdict = verification->verdict();
    v1::QuoteMatch& match = *verification->mutable_matches(0);
    if (verdict == v1::QUOTE_VERDICT_ALTERED) {
      const absl::StatusOr<bool> binding = IsBinding(match);
      if (!binding.ok()) return binding.status();
      if (!*binding) return std::optional<v1::Problem>();
    }
    return std::optional<v1::Problem>(MakeProblem(quote, span, verdict, std::move(match)));
  }

 private:
  // Whether the stored wording is one that can be altered.
  absl::StatusOr<bool> IsBinding(const v1::QuoteMatch& match) {
    if (match.quote().empty() || OnlyHasMore(match)) return false;
    const absl::StatusOr<v1::Quote> stored = reader_.GetQuote(match.quote());
    if (!stored.ok()) return stored.status();
    return stored->kind() == v1::QUOTE_KIND_DIRECT;
  }

  v1::Problem MakeProblem(const v1::Quote& quote, const v1::Span& span, v1::QuoteVerdict verdict,
                          v1::QuoteMatch match) const {
    const Rule rule = RuleOf(verdict);
    v1::Problem problem;
    problem.set_rule(std::string(rule.name));
    const bool unsure = verdict == v1::QUOTE_VERDICT_ALTERED && match.similarity() < kSureSimilarity;
    problem.set_level(unsure ? v1::PROBLEM_LEVEL_WARNING : rule.level);
    *problem.mutable_span() = span;
    problem.set_explanation(voice_.Say(rule.message, Arguments(quote, verdict, match)));
    *problem.mutable_match() = std::move(match);
    return problem;
  }

  static std::vector<std::string> Arguments(const v1::Quote& quote, v1::QuoteVerdict verdict,
                                            const v1::QuoteMatch& match) {
    std::string where = Whereabouts(match.outlet(), match.publish_time(), match.article());
    switch (verdict) {
      case v1::QUOTE_VERDICT_MISATTRIBUTED:
        return {where, match.speaker().display_name(), quote.speaker().display_name()};
      case v1::QUOTE_VERDICT_ALTERED:
        return {where, match.span().text()};
      case v1::QUOTE_VERDICT_TRUNCATED:
        return {where, LeftOut(match)};
      default:
        return {where, Day(match.has_time() ? match.time().start() : match.publish_time()),
                Day(quote.statement_time().start())};
    }
  }

  // The words that were cut off, each run by itself.
  static std::string LeftOut(const v1::QuoteMatch& match) {
    std::string words;
    for (const v1::DiffSegment& segment : match.diff()) {
      if (segment.op() != v1::DIFF_OP_DELETE) continue;
      if (!words.empty()) words += " … ";
      words += segment.text();
    }
    return words;
  }

  const v1::Analysis& analysis_;
  const entity::Aliases& aliases_;
  const Voice& voice_;
  store::Reader& reader_;
};

}  // namespace

std::string Whereabouts(const std::string& outlet, const std::string& publish_time,
                        const std::string& article) {
  const std::string& who = outlet.empty() ? article : outlet;
  return publish_time.empty() ? who : who + " (" + Day(publish_time) + ")";
}

absl::StatusOr<std::vector<v1::Problem>> CheckQuotes(const v1::Analysis& analysis,
                                                     const entity::Aliases& aliases, const Voice& voice,
                                                     store::Reader& reader) {
  QuoteChecker checker(analysis, aliases, voice, reader);
  std::vector<v1::Problem> problems;
  for (const v1::Quote& quote : analysis.quotes()) {
    for (const v1::Span& span : QuotedSpans(quote)) {
      absl::StatusOr<std::optional<v1::Problem>> problem = checker.Check(quote, span);
      if (!problem.ok()) return problem.status();
      if (*problem) problems.push_back(**std::move(problem));
    }
  }
  return problems;
}

}  // namespace isnad::pipeline
