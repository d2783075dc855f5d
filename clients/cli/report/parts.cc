#include "clients/cli/report/parts.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <fstream>
#include <iterator>

#include "clients/cli/report/html.h"
#include "clients/cli/words.h"

namespace isnad::cli {
namespace {

std::string MentionHtml(const v1::Mention& mention) { return Bdi(mention.display_name()); }

std::string SideHtml(const v1::RelationEnd& end, const std::vector<std::string>& compared,
                     const ReportStyle& style) {
  return fmt::format(
      "<div class=\"side\"><p class=\"words\" dir=\"auto\">{}</p><p class=\"facts\">{}</p></div>",
      WithMarks(end.evidence().text(), compared),
      Facts({end.has_holder() ? MentionHtml(end.holder()) : Escaped(style.Say("outlet_itself")),
             PublishedHtml(end.outlet(), end.publish_time())}));
}

}  // namespace

absl::StatusOr<ReportStyle> ReportStyle::Load(const Options& options) {
  ReportStyle style;
  auto catalogue = messages::Catalogue::Load(options.places.messages);
  if (!catalogue.ok()) return catalogue.status();
  style.catalogue_ = *std::move(catalogue);
  style.language_ = options.language;
  std::ifstream file(options.places.report_style, std::ios::binary);
  if (!file)
    return absl::NotFoundError(
        fmt::format("{}: not there; install isnad again", options.places.report_style));
  style.css_.assign(std::istreambuf_iterator<char>(file), {});
  return style;
}

std::string ReportStyle::Say(std::string_view code, std::vector<std::string> arguments) const {
  return catalogue_->Say(fmt::format("report.{}", code), arguments, language_);
}

std::string ReportStyle::Word(std::string_view english) const {
  if (english.empty()) return "";
  std::string code = fmt::format("word.{}", english);
  for (char& c : code) c = c == ' ' ? '_' : c;
  const std::string word = catalogue_->Say(code, {}, language_);
  return word == code ? std::string(english) : word;
}

std::string ReportStyle::Page(std::string_view title, std::string_view body) const {
  return fmt::format(
      "<!doctype html>\n<html lang=\"{0}\" dir=\"{1}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">\n"
      "<title>{2}</title>\n<style>\n{3}</style>\n</head>\n<body>\n{4}<footer>{5}</footer>\n</body>\n</"
      "html>\n",
      language_, language_ == "ar" ? "rtl" : "ltr", Escaped(title), css_, body, Escaped(Say("footer")));
}

std::string Facts(const std::vector<std::string>& facts) {
  std::vector<std::string> known;
  for (const std::string& fact : facts) {
    if (!fact.empty()) known.push_back(fact);
  }
  return fmt::format("{}", fmt::join(known, " · "));
}

std::string TimeHtml(const v1::Time& time) {
  if (time.start().empty()) return "";
  const std::string days =
      time.start() == time.end() ? time.start() : fmt::format("{} – {}", time.start(), time.end());
  return fmt::format("<bdi dir=\"ltr\">{}</bdi>", Escaped(days));
}

std::string PublishedHtml(std::string_view outlet, std::string_view publish_time) {
  const std::string_view day = publish_time.substr(0, 10);
  return Facts({Bdi(outlet), day.empty() ? "" : fmt::format("<bdi dir=\"ltr\">{}</bdi>", Escaped(day))});
}

std::string ChainHtml(const v1::Quote& quote, const ReportStyle& style) {
  std::string items = fmt::format("<li>{}</li>", quote.has_speaker() ? MentionHtml(quote.speaker())
                                                                     : Escaped(style.Say("unknown_speaker")));
  for (const v1::Mention& carrier : quote.via()) items += fmt::format("<li>{}</li>", MentionHtml(carrier));
  if (!quote.outlet().empty()) items += fmt::format("<li>{}</li>", Bdi(quote.outlet()));
  return fmt::format("<ol class=\"chain\" aria-label=\"{}\">{}</ol>", Escaped(style.Say("chain")), items);
}

std::string QuoteCard(const v1::Quote& quote, std::string_view id, const ReportStyle& style) {
  const std::string said = quote.has_statement_time() ? fmt::format("{} {}", Escaped(style.Say("said")),
                                                                    TimeHtml(quote.statement_time()))
                                                      : "";
  return fmt::format(
      "<div class=\"card quote\"{}>{}<p class=\"words\" dir=\"auto\">{}</p><p class=\"facts\">{}</p></div>\n",
      id.empty() ? "" : fmt::format(" id=\"{}\"", id), ChainHtml(quote, style),
      Escaped(quote.content().text()),
      Facts({Escaped(style.Word(WordFor(quote.kind()))), Bdi(quote.cue().text()), said}));
}

std::string ClaimCard(const v1::Claim& claim, std::string_view id, const ReportStyle& style) {
  const std::string about =
      claim.has_time() ? fmt::format("{} {}", Escaped(style.Say("about")), TimeHtml(claim.time())) : "";
  const bool negative = claim.polarity() == v1::POLARITY_NEGATIVE;
  return fmt::format(
      "<div class=\"card claim\"{}><p class=\"words\" dir=\"auto\">{}</p><p class=\"facts\">{}</p></div>\n",
      id.empty() ? "" : fmt::format(" id=\"{}\"", id), Escaped(claim.evidence().text()),
      Facts({claim.has_holder() ? MentionHtml(claim.holder()) : Escaped(style.Say("outlet_itself")),
             Escaped(style.Word(WordFor(claim.modality()))), negative ? Escaped(style.Word("negative")) : "",
             about, PublishedHtml(claim.outlet(), claim.publish_time())}));
}

std::string PairHtml(const v1::Relation& relation, const ReportStyle& style) {
  const bool changed = relation.verdict() == v1::RELATION_VERDICT_CHANGED_OVER_TIME;
  const std::vector<std::string> compared(relation.reason().arguments().begin(),
                                          relation.reason().arguments().end());
  const std::string state =
      relation.state() == v1::RELATION_STATE_OPEN ? "" : Escaped(style.Word(WordFor(relation.state())));
  return fmt::format(
      "<section class=\"pair {}\"><p class=\"verdict\">{}</p><p class=\"words\">{}</p><div "
      "class=\"sides\">{}{}</div></section>\n",
      changed ? "changed" : "contradiction",
      Facts({Escaped(style.Word(WordFor(relation.verdict()))), Escaped(style.Word(WordFor(relation.kind()))),
             fmt::format("<bdi dir=\"ltr\">{:.2f}</bdi>", relation.score()), state}),
      Escaped(relation.explanation()), SideHtml(relation.a(), compared, style),
      SideHtml(relation.b(), compared, style));
}

std::string TimelineHtml(const std::map<std::string, std::string>& days, const ReportStyle& style) {
  std::string items;
  for (const auto& [day, cards] : days) {
    const std::string when =
        day.empty() ? Escaped(style.Say("undated")) : fmt::format("<bdi dir=\"ltr\">{}</bdi>", Escaped(day));
    items += fmt::format("<li><time>{}</time>\n{}</li>\n", when, cards);
  }
  return items.empty() ? "" : fmt::format("<ol class=\"timeline\">{}</ol>\n", items);
}

std::string Section(std::string_view heading, std::string_view body) {
  return body.empty() ? "" : fmt::format("<section><h2>{}</h2>\n{}</section>\n", Escaped(heading), body);
}

}  // namespace isnad::cli
