// The pages that `isnad report` makes.
#pragma once

#include <string>
#include <vector>

#include "clients/cli/report/parts.h"
#include "isnad/v1/entity.pb.h"
#include "isnad/v1/finding.pb.h"
#include "isnad/v1/revision.pb.h"

namespace isnad::cli {

// What is known of one article. Offsets are in bytes.
struct ArticleFacts {
  v1::Article article;
  std::vector<v1::Quote> quotes;
  std::vector<v1::Claim> claims;
  std::vector<v1::Relation> relations;
  std::vector<v1::Finding> findings;
  std::vector<v1::ArticleRevision> revisions;
};

// The text with quotes and claims marked, each linked to its card, the chains of attribution, what goes
// against it.
std::string ArticlePage(const ArticleFacts& facts, const ReportStyle& style);

// The text alone: paragraphs in which a stretch that a quote or claim covers is a link to the first card of
// those that cover it, `#q1` or `#c1`. Spans may overlap and nest.
std::string MarkedText(const ArticleFacts& facts);

// What somebody has said over time.
struct SpeakerFacts {
  std::string name;
  std::vector<v1::Entity> entities;
  std::vector<v1::Quote> quotes;
  std::vector<v1::Relation> relations;
};
std::string SpeakerPage(const SpeakerFacts& facts, const ReportStyle& style);

// What is told of an event, by whom, with which numbers.
struct EventFacts {
  std::string name;
  std::vector<v1::Claim> claims;
  std::vector<v1::Relation> relations;
};
std::string EventPage(const EventFacts& facts, const ReportStyle& style);

// The numbers of claims that count one thing, the unit that most of them have, over the days on which they
// were published: an SVG element. Empty where fewer than three do, or all were published on one day.
std::string NumbersChart(const std::vector<v1::Claim>& claims, const ReportStyle& style);

}  // namespace isnad::cli
