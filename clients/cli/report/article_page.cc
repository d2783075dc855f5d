#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "clients/cli/report/html.h"
#include "clients/cli/report/pages.h"

namespace isnad::cli {
namespace {

// A stretch of the text that something was found in.
struct Mark {
  size_t begin, end;
  std::string id;  // of its card
  bool quote;
};

std::vector<Mark> MarksOf(const ArticleFacts& facts) {
  std::vector<Mark> marks;
  const auto add = [&](const v1::Span& span, std::string id, bool quote) {
    if (span.part() == v1::PART_TITLE) return;
    const auto begin = static_cast<size_t>(span.start());
    const auto end = std::min(static_cast<size_t>(span.end()), facts.article.text().size());
    if (begin < end) marks.push_back({begin, end, std::move(id), quote});
  };
  for (size_t i = 0; i < facts.quotes.size(); ++i)
    add(facts.quotes[i].content(), fmt::format("q{}", i + 1), true);
  for (size_t i = 0; i < facts.claims.size(); ++i)
    add(facts.claims[i].evidence(), fmt::format("c{}", i + 1), false);
  return marks;
}

std::string Stretch(std::string_view text, size_t begin, size_t end, const std::vector<Mark>& marks) {
  const Mark* first = nullptr;
  bool quote = false;
  bool claim = false;
  for (const Mark& mark : marks) {
    if (mark.begin > begin || mark.end < end) continue;
    if (first == nullptr) first = &mark;
    (mark.quote ? quote : claim) = true;
  }
  const std::string words = Escaped(text.substr(begin, end - begin));
  if (first == nullptr) return words;
  return fmt::format("<a class=\"m{}{}\" href=\"#{}\">{}</a>", quote ? " q" : "", claim ? " c" : "",
                     first->id, words);
}

std::string Paragraph(std::string_view text, size_t begin, size_t end, const std::set<size_t>& borders,
                      const std::vector<Mark>& marks) {
  std::string html;
  for (size_t at = begin; at < end;) {
    const auto next = borders.upper_bound(at);
    const size_t to = next == borders.end() ? end : std::min(*next, end);
    html += Stretch(text, at, to, marks);
    at = to;
  }
  return fmt::format("<p dir=\"auto\">{}</p>\n", html);
}

std::string Head(const v1::Article& article, const ReportStyle& style) {
  const std::string link = LinkTo(article.uri());
  return fmt::format(
      "<header><p class=\"kicker\">{}</p><h1 dir=\"auto\">{}</h1><p class=\"facts\">{}</p></header>\n",
      Escaped(style.Say("article")), Escaped(article.title().empty() ? article.name() : article.title()),
      Facts({PublishedHtml(article.outlet(), article.publish_time()), Bdi(article.author()),
             link.empty() ? ""
                          : fmt::format("<a href=\"{0}\" rel=\"noreferrer\"><bdi dir=\"ltr\">{0}</bdi></a>",
                                        Escaped(link)),
             fmt::format("<bdi dir=\"ltr\">{}</bdi>", Escaped(article.name()))}));
}

std::string Findings(const std::vector<v1::Finding>& findings) {
  std::string html;
  for (const v1::Finding& finding : findings) {
    html += fmt::format("<div class=\"card finding\"><p class=\"words\" dir=\"auto\">{}</p></div>\n",
                        Escaped(finding.explanation()));
  }
  return html;
}

std::string Cards(const ArticleFacts& facts, const ReportStyle& style) {
  std::string quotes, claims;
  for (size_t i = 0; i < facts.quotes.size(); ++i)
    quotes += QuoteCard(facts.quotes[i], fmt::format("q{}", i + 1), style);
  for (size_t i = 0; i < facts.claims.size(); ++i)
    claims += ClaimCard(facts.claims[i], fmt::format("c{}", i + 1), style);
  return Section(style.Say("quotes"), quotes) + Section(style.Say("claims"), claims);
}

std::string Revisions(const ArticleFacts& facts, const ReportStyle& style) {
  if (facts.revisions.size() < 2) return "";
  std::string items;
  for (const v1::ArticleRevision& revision : facts.revisions) {
    const bool current = revision.current();
    items +=
        fmt::format("<li>{}</li>",
                    Facts({fmt::format("<bdi dir=\"ltr\">{}</bdi>", Escaped(revision.name())),
                           current ? Escaped(style.Say("current")) : "",
                           PublishedHtml(revision.article().outlet(), revision.article().publish_time())}));
  }
  return Section(style.Say("revisions"), fmt::format("<ul class=\"facts\">{}</ul>", items));
}

}  // namespace

std::string MarkedText(const ArticleFacts& facts) {
  const std::string_view text = facts.article.text();
  const std::vector<Mark> marks = MarksOf(facts);
  std::set<size_t> borders;
  for (const Mark& mark : marks) borders.insert({mark.begin, mark.end});
  std::string html;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    if (end > begin) html += Paragraph(text, begin, end, borders, marks);
    begin = end + 1;
  }
  return html;
}

std::string ArticlePage(const ArticleFacts& facts, const ReportStyle& style) {
  std::string pairs;
  for (const v1::Relation& relation : facts.relations) pairs += PairHtml(relation, style);
  const std::string body =
      Head(facts.article, style) + Section(style.Say("findings"), Findings(facts.findings)) +
      fmt::format("<div class=\"article\"><main><h2>{}</h2>\n{}</main>\n<aside>\n{}</aside></div>\n",
                  Escaped(style.Say("text")), MarkedText(facts), Cards(facts, style)) +
      Section(style.Say("against"), pairs) + Revisions(facts, style);
  return style.Page(facts.article.title().empty() ? facts.article.name() : facts.article.title(), body);
}

}  // namespace isnad::cli
