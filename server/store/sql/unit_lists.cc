#include <algorithm>

#include "server/store/sql/entities.h"
#include "server/store/sql/select.h"
#include "server/store/sql/units.h"
#include "server/store/sql/words.h"

namespace isnad::store::sql {
namespace {

// The ids, in order, of the units that fit what SQL can see of a query.
template <typename Query>
absl::StatusOr<Statement> SelectUnits(const Session& session, UnitKind kind, const Query& query, int mode,
                                      const PageRequest& page) {
  if (absl::Status status = CheckPage(page); !status.ok()) return status;
  auto after = ParsePosition(page.after);
  if (!after.ok()) return after.status();
  Conditions conditions;
  int64_t behind = *after;  // one lower bound, as SQLite walks from the first that it is given
  if (!query.article.empty()) {
    auto revision = FindArticle(session, query.article);
    if (!revision.ok()) return revision.status();
    const CurrentRevision current = revision->value_or(CurrentRevision{});
    const UnitRange& range = kind == UnitKind::kQuote ? current.quotes : current.claims;
    behind = std::max(behind, range.first - 1);
    conditions.Add("u.id < ?", range.end);
  }
  conditions.Add("u.id > ?", behind);
  if (query.entities.has_value()) {
    auto names = NameIdsOf(session, *query.entities);
    if (!names.ok()) return names.status();
    conditions.Add("u.source IN (SELECT value FROM json_each(?))", JsonArray(*names));
  }
  if (mode != 0) conditions.Add("u.mode = ?", int64_t{mode});
  conditions.AddDays("u.first_day", "u.last_day", query);
  std::string from = fmt::format("SELECT u.id FROM {} u", TableOf(kind).table);
  if (!query.outlet.empty()) {
    from += fmt::format(" {} revision r ON r.seq = u.seq", session.db.OrderedJoin());
    conditions.Add("r.outlet_key = ?", OutletKey(query.outlet));
  }
  Statement ids = session.db.PrepareMany(from + conditions.sql() + " ORDER BY u.id");
  ids.Bind(conditions.values());
  return ids;
}

bool HasNumber(const v1::Claim& claim, const std::string& words, double number) {
  return HoldsNumber(words, number) ||
         std::any_of(claim.quantities().begin(), claim.quantities().end(),
                     [number](const v1::Quantity& quantity) {
                       return (quantity.has_value() && quantity.value() == number) ||
                              (quantity.has_min() && quantity.min() == number) ||
                              (quantity.has_max() && quantity.max() == number);
                     });
}

template <typename Query>
bool HasWords(const std::string& words, const Query& query) {
  return HoldsAll(words, query.words) && HoldsAny(words, query.any_of);
}

absl::StatusOr<std::optional<v1::Quote>> QuoteThatFits(const Session& session, const QuoteQuery& query,
                                                       int64_t id) {
  auto row = LoadUnit(session, UnitKind::kQuote, id);
  if (!row.ok()) return row.status();
  if (!HasWords(row->words, query)) return std::nullopt;
  auto quote = ToQuote(session, *row);
  if (!quote.ok()) return quote.status();
  if (!Describes(quote->speaker(), query.speaker_words)) return std::nullopt;
  return *std::move(quote);
}

absl::StatusOr<std::optional<v1::Claim>> ClaimThatFits(const Session& session, const ClaimQuery& query,
                                                       int64_t id) {
  auto row = LoadUnit(session, UnitKind::kClaim, id);
  if (!row.ok()) return row.status();
  if (!HasWords(row->words, query)) return std::nullopt;
  auto claim = ToClaim(session, *row);
  if (!claim.ok()) return claim.status();
  if (!Describes(claim->holder(), query.holder_words)) return std::nullopt;
  if (query.number.has_value() && !HasNumber(*claim, row->words, *query.number)) return std::nullopt;
  return *std::move(claim);
}

}  // namespace

absl::StatusOr<Page<v1::Quote>> ListQuotes(const Session& session, const QuoteQuery& query,
                                           const PageRequest& page) {
  auto ids = SelectUnits(session, UnitKind::kQuote, query, query.kind, page);
  if (!ids.ok()) return ids.status();
  return PageOf<v1::Quote>(*std::move(ids), page.size,
                           [&](int64_t id) { return QuoteThatFits(session, query, id); });
}

absl::StatusOr<Page<v1::Claim>> ListClaims(const Session& session, const ClaimQuery& query,
                                           const PageRequest& page) {
  auto ids = SelectUnits(session, UnitKind::kClaim, query, query.modality, page);
  if (!ids.ok()) return ids.status();
  return PageOf<v1::Claim>(*std::move(ids), page.size,
                           [&](int64_t id) { return ClaimThatFits(session, query, id); });
}

}  // namespace isnad::store::sql
