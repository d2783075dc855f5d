#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "absl/time/civil_time.h"
#include "clients/cli/report/html.h"
#include "clients/cli/report/pages.h"

namespace isnad::cli {
namespace {

constexpr size_t kLeastPoints = 3;
constexpr double kWidth = 640, kHeight = 260, kLeft = 56, kRight = 56, kTop = 32, kBottom = 40;

struct Point {
  std::string day;
  double number;
  int days = 0;  // since the first
};

absl::CivilDay DayOf(const Point& point) {
  absl::CivilDay day;
  absl::ParseCivilTime(point.day, &day);  // the server answers with nothing else
  return day;
}

// The numbers by unit, in the order of their days.
std::map<std::string, std::vector<Point>> PointsByUnit(const std::vector<v1::Claim>& claims) {
  std::map<std::string, std::vector<Point>> units;
  for (const v1::Claim& claim : claims) {
    if (claim.publish_time().size() < 10) continue;
    for (const v1::Quantity& quantity : claim.quantities()) {
      if (!quantity.has_value() || quantity.unit().empty() || quantity.unit_key() == "ordinal") continue;
      units[quantity.unit()].push_back({claim.publish_time().substr(0, 10), quantity.value(), 0});
    }
  }
  for (auto& [unit, points] : units) {
    std::stable_sort(points.begin(), points.end(),
                     [](const Point& a, const Point& b) { return a.day < b.day; });
    for (Point& point : points) point.days = static_cast<int>(DayOf(point) - DayOf(points.front()));
  }
  return units;
}

std::string Timeline(const std::vector<v1::Claim>& claims, const ReportStyle& style) {
  std::map<std::string, std::string> days;
  for (const v1::Claim& claim : claims)
    days[claim.publish_time().substr(0, 10)] += ClaimCard(claim, "", style);
  return TimelineHtml(days, style);
}

}  // namespace

std::string NumbersChart(const std::vector<v1::Claim>& claims, const ReportStyle& style) {
  const auto units = PointsByUnit(claims);
  const auto most = std::max_element(units.begin(), units.end(), [](const auto& a, const auto& b) {
    return a.second.size() < b.second.size();
  });
  if (most == units.end() || most->second.size() < kLeastPoints || most->second.back().days == 0) return "";
  const auto& [unit, points] = *most;
  const double top = std::max_element(points.begin(), points.end(), [](const Point& a, const Point& b) {
                       return a.number < b.number;
                     })->number;
  if (top <= 0) return "";
  // Time runs in the direction of reading.
  const bool from_right = style.language() == "ar";
  const auto x = [&](const Point& point) {
    const double share = static_cast<double>(point.days) / points.back().days;
    return from_right ? kWidth - kLeft - share * (kWidth - kLeft - kRight)
                      : kLeft + share * (kWidth - kLeft - kRight);
  };
  const auto y = [&](double number) { return kHeight - kBottom - number / top * (kHeight - kBottom - kTop); };
  std::string path, dots;
  for (const Point& point : points) {
    path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L", x(point), y(point.number));
    dots += fmt::format(
        "<circle cx=\"{0:.1f}\" cy=\"{1:.1f}\" r=\"4\"><title>{2}: {3}</title></circle>"
        "<text x=\"{0:.1f}\" y=\"{4:.1f}\" text-anchor=\"middle\">{3}</text>",
        x(point), y(point.number), Escaped(point.day), point.number, y(point.number) - 10);
  }
  return fmt::format(
      "<svg class=\"chart\" direction=\"ltr\" viewBox=\"0 0 {0} {1}\" role=\"img\" aria-label=\"{2}\"><path "
      "class=\"grid\" d=\"M{3} {4}H{5}M{3} {6}H{5}\"/>"
      "<path d=\"{7}\"/>{8}<text x=\"{9:.1f}\" y=\"{10}\" text-anchor=\"middle\">{11}</text><text "
      "x=\"{12:.1f}\" y=\"{10}\" text-anchor=\"middle\">{13}</text>"
      "<text x=\"{14}\" y=\"{15}\" text-anchor=\"middle\">{16}</text></svg>\n",
      kWidth, kHeight, Escaped(style.Say("numbers", {unit})), kRight, y(0), kWidth - kRight, y(top), path,
      dots, x(points.front()), kHeight - 14, Escaped(points.front().day), x(points.back()),
      Escaped(points.back().day), kWidth / 2, kHeight - 14, Escaped(unit));
}

std::string EventPage(const EventFacts& facts, const ReportStyle& style) {
  std::string pairs;
  for (const v1::Relation& relation : facts.relations) pairs += PairHtml(relation, style);
  const std::string body =
      fmt::format("<header><p class=\"kicker\">{}</p><h1 dir=\"auto\">{}</h1></header>\n<main>\n",
                  Escaped(style.Say("event")), Escaped(facts.name)) +
      Section(style.Say("against"), pairs) +
      Section(style.Say("numbers_heading"), NumbersChart(facts.claims, style)) +
      Section(style.Say("told"), Timeline(facts.claims, style)) + "</main>\n";
  return style.Page(facts.name, body);
}

}  // namespace isnad::cli
