#include "clients/cli/text_output.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <cstdlib>
#include <vector>

#include "clients/cli/check_rules.h"
#include "clients/cli/words.h"

namespace isnad::cli {
namespace {

constexpr char kFirstStrongIsolate[] = "\u2068";
constexpr char kPopIsolate[] = "\u2069";

bool ShowsColours() {
  static const bool shows = isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr;
  return shows;
}

// 2019-02-17, 2019-02-01…2019-02-28, 1990-05-02±1 (perhaps a day off), or nothing.
std::string Shown(const v1::Time& time) {
  const std::string days =
      time.start() == time.end() ? time.start() : fmt::format("{}…{}", time.start(), time.end());
  return time.approximate() ? days + "±1" : days;
}

std::string Shown(const v1::Mention& mention) {
  std::string name = Isolated(mention.display_name());
  if (mention.span().text() != mention.display_name() && !mention.span().text().empty()) {
    name += fmt::format(" (as {})", Isolated(mention.span().text()));
  }
  return name;
}

// The facts that are known, parted by dots.
std::string Joined(const std::vector<std::string>& facts) {
  std::vector<std::string> known;
  for (const std::string& fact : facts) {
    if (!fact.empty()) known.push_back(fact);
  }
  return fmt::format("{}", fmt::join(known, " · "));
}

std::string Published(std::string_view outlet, std::string_view time) {
  const std::string day(time.substr(0, 10));
  if (outlet.empty()) return day.empty() ? "" : fmt::format("published {}", day);
  return Joined({Isolated(outlet), day});
}

std::string Carriers(const google::protobuf::RepeatedPtrField<v1::Mention>& via) {
  std::vector<std::string> names;
  for (const v1::Mention& mention : via) names.push_back(Isolated(mention.display_name()));
  return names.empty() ? "" : fmt::format("via {}", fmt::join(names, ", "));
}

std::string Shown(const v1::Quantity& quantity) {
  std::string number;
  if (quantity.has_value()) {
    number = fmt::format("{}", quantity.value());
  } else if (quantity.has_min() && quantity.has_max()) {
    number = fmt::format("{} to {}", quantity.min(), quantity.max());
  } else if (quantity.has_min()) {
    number = fmt::format("at least {}", quantity.min());
  } else {
    number = fmt::format("at most {}", quantity.max());
  }
  return fmt::format("{}{} {}", quantity.approximate() ? "about " : "", number, Isolated(quantity.unit()));
}

void PrintDiff(const google::protobuf::RepeatedPtrField<v1::DiffSegment>& diff) {
  if (diff.empty()) return;
  std::vector<std::string> pieces;
  for (const v1::DiffSegment& segment : diff) {
    if (segment.op() == v1::DIFF_OP_DELETE) {
      pieces.push_back(Styled(Style::kGood, fmt::format("[-{}-]", segment.text())));
    } else if (segment.op() == v1::DIFF_OP_INSERT) {
      pieces.push_back(Styled(Style::kBad, fmt::format("{{+{}+}}", segment.text())));
    } else {
      pieces.push_back(segment.text());
    }
  }
  fmt::print("    difference, [-in the article-] {{+as given+}}: {}\n",
             Isolated(fmt::format("{}", fmt::join(pieces, " "))));
}

// What a fact-checker has published of a claim.
void PrintRating(const v1::ClaimRating& rating, const std::string& publisher) {
  std::string number;
  if (rating.has_value()) {
    number =
        rating.has_best() && rating.has_worst()
            ? fmt::format("{}, from {} (worst) to {} (best)", rating.value(), rating.worst(), rating.best())
            : fmt::format("{}", rating.value());
  }
  fmt::print("    {}\n", Joined({fmt::format("rated by {}:", Isolated(publisher)),
                                 Styled(Style::kStrong, Isolated(rating.rating())), number}));
}

void PrintEnd(const v1::RelationEnd& end) {
  fmt::print("    {}\n", Isolated(end.evidence().text()));
  fmt::print("      {}\n",
             Joined({end.has_holder() ? Shown(end.holder()) : "the outlet itself",
                     end.has_time() ? fmt::format("about {}", Shown(end.time())) : "",
                     Published(end.outlet(), end.publish_time()), Styled(Style::kFaint, end.claim())}));
}

}  // namespace

std::string Isolated(std::string_view words) {
  if (words.empty()) return "";
  std::string out = kFirstStrongIsolate;
  for (const char c : words) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte == 0x1b && ShowsColours()) {
      out += c;
    } else {
      out += byte < 0x20 || byte == 0x7f ? ' ' : c;
    }
  }
  return out + kPopIsolate;
}

std::string Styled(Style style, std::string_view words) {
  if (!ShowsColours()) return std::string(words);
  constexpr const char* kCodes[] = {"1", "2", "32", "31", "33"};
  return fmt::format("\x1b[{}m{}\x1b[0m", kCodes[static_cast<int>(style)], words);
}

void PrintArticle(const v1::Article& article) {
  fmt::print("{}\n", Joined({Styled(Style::kStrong, article.name()), Isolated(article.title()),
                             Published(article.outlet(), article.publish_time()), article.uri()}));
}

void PrintRevision(const v1::ArticleRevision& revision) {
  const v1::Article& article = revision.article();
  fmt::print("{}\n",
             Joined({Styled(Style::kStrong, revision.name()), revision.current() ? "current" : "former",
                     Isolated(article.title()), Published(article.outlet(), article.publish_time())}));
  for (const v1::FormerUnit& unit : revision.former_units()) {
    const bool lost = unit.state() == v1::ANCHOR_STATE_ORPHANED || unit.state() == v1::ANCHOR_STATE_AMBIGUOUS;
    fmt::print("    {}\n",
               Joined({Styled(lost ? Style::kBad : Style::kGood, WordFor(unit.state())),
                       unit.has_source() ? Shown(unit.source()) : "", Isolated(unit.span().text())}));
  }
}

void PrintQuote(const v1::Quote& quote) {
  fmt::print("{}\n",
             Joined({quote.has_speaker() ? Styled(Style::kStrong, Shown(quote.speaker())) : "unknown speaker",
                     WordFor(quote.kind()), Isolated(quote.cue().text()), Carriers(quote.via()),
                     quote.has_statement_time() ? fmt::format("said {}", Shown(quote.statement_time())) : "",
                     Published(quote.outlet(), quote.publish_time()), Styled(Style::kFaint, quote.name())}));
  fmt::print("    {}\n", Isolated(quote.content().text()));
}

void PrintClaim(const v1::Claim& claim) {
  std::vector<std::string> numbers;
  for (const v1::Quantity& quantity : claim.quantities()) numbers.push_back(Shown(quantity));
  fmt::print("{}\n",
             Joined({claim.has_holder() ? Styled(Style::kStrong, Shown(claim.holder())) : "the outlet itself",
                     WordFor(claim.modality()), claim.polarity() == v1::POLARITY_NEGATIVE ? "negative" : "",
                     fmt::format("{}", fmt::join(numbers, ", ")),
                     claim.has_time() ? fmt::format("about {}", Shown(claim.time())) : "",
                     Published(claim.outlet(), claim.publish_time()), Styled(Style::kFaint, claim.name())}));
  fmt::print("    {}\n", Isolated(claim.evidence().text()));
}

void PrintRelation(const v1::Relation& relation) {
  const Style style =
      relation.verdict() == v1::RELATION_VERDICT_CONTRADICTION ? Style::kBad : Style::kWarning;
  fmt::print("{}\n", Joined({Styled(style, WordFor(relation.verdict())), WordFor(relation.kind()),
                             fmt::format("{:.2f}", relation.score()),
                             relation.state() > v1::RELATION_STATE_OPEN ? WordFor(relation.state()) : "",
                             Styled(Style::kFaint, relation.name())}));
  fmt::print("    {}\n", Isolated(relation.explanation()));
  PrintEnd(relation.a());
  PrintEnd(relation.b());
  fmt::print("\n");
}

void PrintEntity(const v1::Entity& entity) {
  std::vector<std::string> others;
  for (const std::string& alias : entity.aliases()) {
    if (alias != entity.display_name()) others.push_back(Isolated(alias));
  }
  fmt::print("{}\n",
             Joined({Styled(Style::kStrong, Isolated(entity.display_name())), WordFor(entity.kind()),
                     others.empty() ? "" : fmt::format("also {}", fmt::join(others, ", ")),
                     fmt::format("{} quotes", entity.quote_count()),
                     fmt::format("{} claims", entity.claim_count()), Styled(Style::kFaint, entity.name())}));
}

void PrintEntityChange(const v1::EntityChange& change) {
  std::vector<std::string> names;
  for (const std::string& alias : change.aliases()) names.push_back(Isolated(alias));
  fmt::print(
      "{}\n",
      Joined({change.decision().create_time(), Styled(Style::kStrong, WordFor(change.kind())),
              fmt::format("{} from {} to {}", fmt::join(names, ", "), change.entity(), change.target()),
              Isolated(change.decision().author()), Isolated(change.decision().reason())}));
}

void PrintRelationReview(const v1::RelationReview& review) {
  fmt::print("{}\n", Joined({review.decision().create_time(), Styled(Style::kStrong, WordFor(review.state())),
                             review.relation(), Isolated(review.decision().author()),
                             Isolated(review.decision().reason())}));
}

// How often it was called since the server began, how long that took and how often it failed.
std::string CallsOf(const v1::Plugin& plugin) {
  if (plugin.calls() == 0) return "";
  const std::string restarts =
      plugin.restarts() == 0 ? "" : fmt::format(", {} processes ended", plugin.restarts());
  return fmt::format("{} calls, {} failed{}, half within {:.2g} ms, 99 in 100 within {:.2g} ms",
                     plugin.calls(), plugin.failures(), restarts, plugin.p50_ms(), plugin.p99_ms());
}

void PrintPlugin(const v1::Plugin& plugin) {
  const bool works = plugin.health() == v1::PLUGIN_HEALTH_SERVING;
  fmt::print("{}\n", Joined({Styled(Style::kStrong, plugin.name()), plugin.version(), WordFor(plugin.kind()),
                             fmt::format("{}", fmt::join(plugin.languages(), ", ")),
                             works ? Styled(Style::kGood, "works") : Styled(Style::kBad, "failed"),
                             plugin.mode() == v1::PLUGIN_MODE_CHILD_PROCESS ? "in a process of its own" : "",
                             CallsOf(plugin), plugin.message()}));
}

void PrintAnalysis(const v1::Analysis& analysis) {
  PrintArticle(analysis.article());
  for (const v1::Quote& quote : analysis.quotes()) PrintQuote(quote);
  for (const v1::Claim& claim : analysis.claims()) PrintClaim(claim);
  for (const v1::Finding& finding : analysis.findings()) {
    fmt::print("{} · {}\n", Styled(Style::kWarning, WordFor(finding.kind())),
               Isolated(finding.explanation()));
    for (const v1::Span& span : finding.evidence()) fmt::print("    {}\n", Isolated(span.text()));
  }
  for (const v1::ExtractorFailure& failure : analysis.failures()) {
    fmt::print("{} · {}\n", Styled(Style::kBad, fmt::format("{} failed", failure.plugin())),
               failure.message());
  }
  fmt::print("\n");
}

void PrintQuoteVerification(const v1::QuoteVerification& verification) {
  std::vector<std::string> faults;
  for (const int fault : verification.faults())
    faults.push_back(WordFor(static_cast<v1::QuoteVerdict>(fault)));
  const bool stands = verification.verdict() == v1::QUOTE_VERDICT_VERBATIM;
  fmt::print("{}\n", Joined({Styled(stands ? Style::kGood : Style::kBad, WordFor(verification.verdict())),
                             faults.size() > 1 ? fmt::format("{}", fmt::join(faults, " and ")) : ""}));
  const bool found = verification.verdict() != v1::QUOTE_VERDICT_NOT_FOUND;
  if (!found && verification.matches_size() > 0) fmt::print("  the nearest that is stored:\n");
  for (const v1::QuoteMatch& match : verification.matches()) {
    fmt::print(
        "  {}\n",
        Joined({match.has_speaker() ? Styled(Style::kStrong, Shown(match.speaker())) : "unknown speaker",
                match.has_time() ? fmt::format("said {}", Shown(match.time())) : "",
                Published(match.outlet(), match.publish_time()), Styled(Style::kFaint, match.quote())}));
    fmt::print("    {}\n", Isolated(match.span().text()));
    if (found) PrintDiff(match.diff());
  }
}

void PrintClaimVerification(const v1::ClaimVerification& verification) {
  const auto count = [](const char* stance, int origins) {
    return origins == 0
               ? ""
               : fmt::format("{} by {} independent origin{}", stance, origins, origins == 1 ? "" : "s");
  };
  fmt::print("{}\n", Joined({Styled(Style::kStrong, WordFor(verification.verdict())),
                             count("supported", verification.supporting_origins()),
                             count("contradicted", verification.contradicting_origins())}));
  for (const v1::ClaimMatch& match : verification.matches()) {
    const bool supports = match.stance() == v1::RELATION_VERDICT_SUPPORTS;
    fmt::print("  {}\n", Joined({Styled(supports ? Style::kGood : Style::kBad, WordFor(match.stance())),
                                 WordFor(match.kind()), Isolated(match.explanation())}));
    PrintClaim(match.claim());
    if (match.has_rating()) PrintRating(match.rating(), match.claim().outlet());
  }
}

void PrintProblem(std::string_view input, const v1::Problem& problem, std::string_view excerpt) {
  const v1::ProblemLevel level = problem.level();
  const Style style = level == v1::PROBLEM_LEVEL_ERROR     ? Style::kBad
                      : level == v1::PROBLEM_LEVEL_WARNING ? Style::kWarning
                                                           : Style::kFaint;
  fmt::print("{}: {}: {} [{}]\n", input, Styled(style, NameOf(level)), Isolated(problem.explanation()),
             problem.rule());
  fmt::print("    {}\n", excerpt.empty() ? Isolated(problem.span().text()) : std::string(excerpt));
  if (problem.has_match()) {
    const v1::QuoteMatch& match = problem.match();
    fmt::print("    {}\n", Isolated(match.span().text()));
    fmt::print("      {}\n",
               Joined({match.has_speaker() ? Shown(match.speaker()) : "unknown speaker",
                       Published(match.outlet(), match.publish_time()),
                       Styled(Style::kFaint, match.quote().empty() ? match.article() : match.quote())}));
    PrintDiff(problem.match().diff());
  }
  if (problem.has_relation()) PrintEnd(problem.relation().b());
}

}  // namespace isnad::cli
