#include "server/store/sql/units.h"

#include <fmt/format.h>

#include <charconv>

#include "server/store/sql/entities.h"
#include "server/store/sql/words.h"

namespace isnad::store::sql {
namespace {

constexpr UnitTable kQuotes = {"quote", "quotes", "live quotes"};
constexpr UnitTable kClaims = {"claim", "claims", "live claims"};

// articles/ID and N of a unit's name; nothing where it is no such name.
std::optional<std::pair<std::string, int64_t>> ParseName(const UnitTable& table, std::string_view name) {
  const size_t slash = name.rfind('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view digits = name.substr(slash + 1);
  const std::string_view rest = name.substr(0, slash);
  const std::string segment = fmt::format("/{}", table.segment);
  int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool canonical =
      error == std::errc() && end == digits.data() + digits.size() && digits.front() != '0';
  if (!canonical || number < 1 || !rest.ends_with(segment)) return std::nullopt;
  return std::pair(std::string(rest.substr(0, rest.size() - segment.size())), number);
}

absl::Status NoSuch(const UnitTable& table, std::string_view name) {
  return absl::NotFoundError(fmt::format("no such {}: {}", table.table, name));
}

absl::Status Damaged(const Session& session, const UnitRow& row) {
  return absl::DataLossError(fmt::format("{}: the row of {} is damaged", session.db.path(), row.name));
}

void Name(const Session& session, v1::Mention& mention) {
  mention.set_entity(session.aliases.EntityOf(mention.entity_key()));
}

// The first and last day that a unit is of.
struct Days {
  std::string first;
  std::string last;
};

Days DaysOf(const v1::Time& time, const v1::Article& article) {
  Days days{DayOf(time.start()), DayOf(time.end())};
  if (days.first.empty()) days.first = DayOf(article.publish_time());
  if (days.last.empty()) days.last = days.first;
  return days;
}

std::optional<int64_t> SourceOf(const v1::Mention& mention,
                                const std::unordered_map<std::string, int64_t>& names) {
  const auto found = names.find(mention.entity_key());
  return found == names.end() ? std::nullopt : std::optional(found->second);
}

absl::Status Insert(const Session& session, UnitKind kind, int64_t id, int64_t seq,
                    std::optional<int64_t> source, int mode, const Days& days, std::string_view text,
                    const std::string& body) {
  const std::string words = WordsOf(text);
  const std::string sql = fmt::format(
      "INSERT INTO {} VALUES (?, ?, ?, ?, nullif(?, ''), nullif(?, ''), ?, ?)", TableOf(kind).table);
  return session.db.Run(sql, id, seq, source, mode, days.first, days.last, Blob{words}, Blob{body});
}

}  // namespace

const UnitTable& TableOf(UnitKind kind) { return kind == UnitKind::kQuote ? kQuotes : kClaims; }

v1::Claim TopicsOf(const v1::Analysis& analysis) {
  v1::Claim topics;
  if (analysis.claims().empty()) return topics;
  std::vector<std::string> shared;  // from the last on
  for (auto term = analysis.claims(0).terms().rbegin(); term != analysis.claims(0).terms().rend(); ++term) {
    if (term->role() != v1::TERM_ROLE_TOPIC) break;
    shared.push_back(term->SerializeAsString());
  }
  for (const v1::Claim& claim : analysis.claims()) {
    size_t same = 0;
    for (auto term = claim.terms().rbegin(); term != claim.terms().rend() && same < shared.size(); ++term) {
      if (term->SerializeAsString() != shared[same]) break;
      ++same;
    }
    shared.resize(same);
  }
  const auto& terms = analysis.claims(0).terms();
  topics.mutable_terms()->Add(terms.end() - static_cast<ptrdiff_t>(shared.size()), terms.end());
  return topics;
}

absl::StatusOr<int64_t> FindUnit(const Session& session, UnitKind kind, std::string_view name) {
  const UnitTable& table = TableOf(kind);
  const auto parsed = ParseName(table, name);
  if (!parsed.has_value()) return NoSuch(table, name);
  auto revision = FindArticle(session, parsed->first);
  if (!revision.ok()) return revision.status();
  if (!revision->has_value()) return NoSuch(table, name);
  const UnitRange& range = kind == UnitKind::kQuote ? (*revision)->quotes : (*revision)->claims;
  const int64_t id = range.first + parsed->second - 1;
  if (parsed->second > range.end - range.first) return NoSuch(table, name);
  return id;
}

absl::StatusOr<std::string> UnitName(const Session& session, UnitKind kind, int64_t id) {
  const UnitTable& table = TableOf(kind);
  Statement row = session.db.Prepare(fmt::format(
      "SELECT r.article, u.id - r.first_{0} + 1 FROM {0} u JOIN revision r ON r.seq = u.seq WHERE u.id = ?",
      table.table));
  if (row.Bind(id).Step()) return fmt::format("{}/{}/{}", row.Bytes(0), table.segment, row.Int(1));
  if (!row.ok()) return row.status();
  return absl::DataLossError(fmt::format("{}: {} {} is missing", session.db.path(), table.table, id));
}

absl::StatusOr<UnitRow> LoadUnit(const Session& session, UnitKind kind, int64_t id) {
  const UnitTable& table = TableOf(kind);
  Statement row = session.db.Prepare(
      fmt::format("SELECT r.article, u.id - r.first_{0} + 1, r.outlet, r.publish_time, u.words, u.body, {1} "
                  "FROM {0} u JOIN revision r ON r.seq = u.seq WHERE u.id = ?",
                  table.table, kind == UnitKind::kClaim ? "r.topics" : "NULL"));
  if (!row.Bind(id).Step()) {
    if (!row.ok()) return row.status();
    return absl::DataLossError(fmt::format("{}: {} {} is missing", session.db.path(), table.table, id));
  }
  return UnitRow{.id = id,
                 .name = fmt::format("{}/{}/{}", row.Bytes(0), table.segment, row.Int(1)),
                 .article = std::string(row.Bytes(0)),
                 .outlet = std::string(row.Bytes(2)),
                 .publish_time = std::string(row.Bytes(3)),
                 .words = std::string(row.Bytes(4)),
                 .body = std::string(row.Bytes(5)),
                 .topics = std::string(row.Bytes(6))};
}

absl::StatusOr<v1::Quote> ToQuote(const Session& session, const UnitRow& row) {
  v1::Quote quote;
  if (!quote.ParseFromString(row.body)) return Damaged(session, row);
  quote.set_name(row.name);
  quote.set_article(row.article);
  quote.set_outlet(row.outlet);
  quote.set_publish_time(row.publish_time);
  if (quote.has_speaker()) Name(session, *quote.mutable_speaker());
  for (v1::Mention& mention : *quote.mutable_via()) Name(session, mention);
  return quote;
}

absl::StatusOr<v1::Claim> ToClaim(const Session& session, const UnitRow& row) {
  v1::Claim claim;
  if (!claim.ParseFromString(row.body) || !claim.MergeFromString(row.topics)) return Damaged(session, row);
  claim.set_name(row.name);
  claim.set_article(row.article);
  claim.set_outlet(row.outlet);
  claim.set_publish_time(row.publish_time);
  if (claim.has_holder()) Name(session, *claim.mutable_holder());
  return claim;
}

absl::Status InsertQuote(const Session& session, int64_t id, int64_t seq, const v1::Quote& quote,
                         const v1::Article& article, const std::unordered_map<std::string, int64_t>& names) {
  v1::Quote body = quote;
  body.clear_name();
  body.clear_article();
  body.clear_outlet();
  body.clear_publish_time();
  if (body.has_speaker()) body.mutable_speaker()->clear_entity();
  for (v1::Mention& mention : *body.mutable_via()) mention.clear_entity();
  return Insert(session, UnitKind::kQuote, id, seq, SourceOf(quote.speaker(), names), quote.kind(),
                DaysOf(quote.statement_time(), article), quote.content().text(), body.SerializeAsString());
}

absl::Status InsertClaim(const Session& session, int64_t id, int64_t seq, const v1::Claim& claim,
                         const v1::Article& article, const v1::Claim& topics,
                         const std::unordered_map<std::string, int64_t>& names) {
  v1::Claim body = claim;
  body.clear_name();
  body.clear_article();
  body.clear_outlet();
  body.clear_publish_time();
  if (body.has_holder()) body.mutable_holder()->clear_entity();
  body.mutable_terms()->DeleteSubrange(body.terms_size() - topics.terms_size(), topics.terms_size());
  return Insert(session, UnitKind::kClaim, id, seq, SourceOf(claim.holder(), names), claim.modality(),
                DaysOf(claim.time(), article), claim.evidence().text(), body.SerializeAsString());
}

absl::Status DeleteUnits(const Session& session, UnitKind kind, UnitRange range) {
  return session.db.Run(fmt::format("DELETE FROM {} WHERE id >= ? AND id < ?", TableOf(kind).table),
                        range.first, range.end);
}

bool Describes(const v1::Mention& mention, const std::vector<std::string>& words) {
  return words.empty() || HoldsAll(WordsOf(mention.display_name()) + WordsOf(mention.span().text()), words);
}

}  // namespace isnad::store::sql
