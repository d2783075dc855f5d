// CSV as RFC 4180 has it.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/exchange.h"
#include "clients/cli/words.h"
#include "server/messages/catalogue.h"

namespace isnad::cli {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// A spreadsheet computes what begins so.
bool LooksLikeFormula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

std::string Cell(std::string_view text) {
  std::string cell = LooksLikeFormula(text) ? "'" : "";
  cell += text;
  if (cell.find_first_of("\",\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    quoted += c;
    if (c == '"') quoted += c;
  }
  return quoted + '"';
}

void PrintRow(const std::vector<std::string>& cells) {
  std::vector<std::string> written;
  for (const std::string& cell : cells) written.push_back(Cell(cell));
  fmt::print("{}\r\n", fmt::join(written, ","));
}

// One column: the code of its heading, and what stands in it.
template <typename Item>
struct Column {
  std::string_view heading;
  std::string (*value)(const Item&);
};

template <typename Item>
class CsvWriter : public ItemWriter<Item> {
 public:
  CsvWriter(std::vector<Column<Item>> columns, const messages::Catalogue& catalogue,
            const std::string& language)
      : columns_(std::move(columns)) {
    fmt::print("{}", kByteOrderMark);
    std::vector<std::string> headings;
    for (const Column<Item>& column : columns_) {
      headings.push_back(catalogue.Say(fmt::format("csv.{}", column.heading), {}, language));
    }
    PrintRow(headings);
  }

  absl::Status Write(const Item& item) override {
    std::vector<std::string> cells;
    for (const Column<Item>& column : columns_) cells.push_back(column.value(item));
    PrintRow(cells);
    return absl::OkStatus();
  }

 private:
  std::vector<Column<Item>> columns_;
};

template <typename Item>
absl::StatusOr<std::unique_ptr<ItemWriter<Item>>> MakeCsv(const Options& options,
                                                          std::vector<Column<Item>> columns) {
  auto catalogue = messages::Catalogue::Load(options.places.messages);
  if (!catalogue.ok()) return catalogue.status();
  return std::make_unique<CsvWriter<Item>>(std::move(columns), **catalogue, options.language);
}

std::string Names(const google::protobuf::RepeatedPtrField<v1::Mention>& mentions) {
  std::vector<std::string> names;
  for (const v1::Mention& mention : mentions) names.push_back(mention.display_name());
  return fmt::format("{}", fmt::join(names, "; "));
}

std::string Numbers(const v1::Claim& claim) {
  std::vector<std::string> numbers;
  for (const v1::Quantity& quantity : claim.quantities()) numbers.push_back(quantity.span().text());
  return fmt::format("{}", fmt::join(numbers, "; "));
}

std::string Number(double value) { return fmt::format("{:.2f}", value); }

}  // namespace

absl::StatusOr<std::unique_ptr<ItemWriter<v1::Quote>>> QuotesCsv(const Options& options) {
  using Item = v1::Quote;
  return MakeCsv<Item>(options, {
                                    {"name", [](const Item& q) { return q.name(); }},
                                    {"article", [](const Item& q) { return q.article(); }},
                                    {"outlet", [](const Item& q) { return q.outlet(); }},
                                    {"published", [](const Item& q) { return q.publish_time(); }},
                                    {"speaker", [](const Item& q) { return q.speaker().display_name(); }},
                                    {"entity", [](const Item& q) { return q.speaker().entity(); }},
                                    {"via", [](const Item& q) { return Names(q.via()); }},
                                    {"kind", [](const Item& q) { return WordFor(q.kind()); }},
                                    {"cue", [](const Item& q) { return q.cue().text(); }},
                                    {"words", [](const Item& q) { return q.content().text(); }},
                                    {"from", [](const Item& q) { return q.statement_time().start(); }},
                                    {"to", [](const Item& q) { return q.statement_time().end(); }},
                                    {"confidence", [](const Item& q) { return Number(q.confidence()); }},
                                });
}

absl::StatusOr<std::unique_ptr<ItemWriter<v1::Claim>>> ClaimsCsv(const Options& options) {
  using Item = v1::Claim;
  return MakeCsv<Item>(options, {
                                    {"name", [](const Item& c) { return c.name(); }},
                                    {"article", [](const Item& c) { return c.article(); }},
                                    {"outlet", [](const Item& c) { return c.outlet(); }},
                                    {"published", [](const Item& c) { return c.publish_time(); }},
                                    {"holder", [](const Item& c) { return c.holder().display_name(); }},
                                    {"entity", [](const Item& c) { return c.holder().entity(); }},
                                    {"words", [](const Item& c) { return c.evidence().text(); }},
                                    {"polarity", [](const Item& c) { return WordFor(c.polarity()); }},
                                    {"modality", [](const Item& c) { return WordFor(c.modality()); }},
                                    {"numbers", [](const Item& c) { return Numbers(c); }},
                                    {"from", [](const Item& c) { return c.time().start(); }},
                                    {"to", [](const Item& c) { return c.time().end(); }},
                                    {"quote", [](const Item& c) { return c.quote(); }},
                                });
}

absl::StatusOr<std::unique_ptr<ItemWriter<v1::Relation>>> RelationsCsv(const Options& options) {
  using Item = v1::Relation;
  return MakeCsv<Item>(options,
                       {
                           {"name", [](const Item& r) { return r.name(); }},
                           {"verdict", [](const Item& r) { return WordFor(r.verdict()); }},
                           {"kind", [](const Item& r) { return WordFor(r.kind()); }},
                           {"score", [](const Item& r) { return Number(r.score()); }},
                           {"state", [](const Item& r) { return WordFor(r.state()); }},
                           {"reason", [](const Item& r) { return r.explanation(); }},
                           {"first_claim", [](const Item& r) { return r.a().claim(); }},
                           {"first_outlet", [](const Item& r) { return r.a().outlet(); }},
                           {"first_published", [](const Item& r) { return r.a().publish_time(); }},
                           {"first_holder", [](const Item& r) { return r.a().holder().display_name(); }},
                           {"first_words", [](const Item& r) { return r.a().evidence().text(); }},
                           {"second_claim", [](const Item& r) { return r.b().claim(); }},
                           {"second_outlet", [](const Item& r) { return r.b().outlet(); }},
                           {"second_published", [](const Item& r) { return r.b().publish_time(); }},
                           {"second_holder", [](const Item& r) { return r.b().holder().display_name(); }},
                           {"second_words", [](const Item& r) { return r.b().evidence().text(); }},
                       });
}

absl::StatusOr<std::unique_ptr<ItemWriter<v1::Article>>> ArticlesCsv(const Options& options) {
  using Item = v1::Article;
  return MakeCsv<Item>(options, {
                                    {"article", [](const Item& a) { return a.name(); }},
                                    {"title", [](const Item& a) { return a.title(); }},
                                    {"outlet", [](const Item& a) { return a.outlet(); }},
                                    {"published", [](const Item& a) { return a.publish_time(); }},
                                    {"author", [](const Item& a) { return a.author(); }},
                                    {"language", [](const Item& a) { return a.language_code(); }},
                                    {"uri", [](const Item& a) { return a.uri(); }},
                                });
}

}  // namespace isnad::cli
