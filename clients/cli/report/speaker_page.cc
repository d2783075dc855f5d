#include <fmt/format.h>

#include <map>

#include "clients/cli/report/html.h"
#include "clients/cli/report/pages.h"

namespace isnad::cli {
namespace {

// The day on which it was said, else that of its publication.
std::string DayOf(const v1::Quote& quote) {
  const std::string& told =
      quote.has_statement_time() ? quote.statement_time().start() : quote.publish_time();
  return told.substr(0, 10);
}

std::string Timeline(const std::vector<v1::Quote>& quotes, const ReportStyle& style) {
  std::map<std::string, std::string> days;
  for (const v1::Quote& quote : quotes) days[DayOf(quote)] += QuoteCard(quote, "", style);
  return TimelineHtml(days, style);
}

std::string Names(const std::vector<v1::Entity>& entities) {
  std::vector<std::string> names;
  for (const v1::Entity& entity : entities) {
    for (const std::string& alias : entity.aliases()) names.push_back(Bdi(alias));
  }
  return Facts(names);
}

}  // namespace

std::string SpeakerPage(const SpeakerFacts& facts, const ReportStyle& style) {
  const std::string name = facts.entities.size() == 1 ? facts.entities.front().display_name() : facts.name;
  std::string pairs;
  for (const v1::Relation& relation : facts.relations) pairs += PairHtml(relation, style);
  const std::string body = fmt::format(
                               "<header><p class=\"kicker\">{}</p><h1 dir=\"auto\">{}</h1><p "
                               "class=\"facts\">{}</p></header>\n<main>\n",
                               Escaped(style.Say("speaker")), Escaped(name), Names(facts.entities)) +
                           Section(style.Say("against"), pairs) +
                           Section(style.Say("statements"), Timeline(facts.quotes, style)) + "</main>\n";
  return style.Page(name, body);
}

}  // namespace isnad::cli
