// Units: the quotes and claims of current revisions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "absl/status/statusor.h"
#include "isnad/v1/analysis.pb.h"
#include "isnad/v1/claim.pb.h"
#include "isnad/v1/quote.pb.h"
#include "server/store/query.h"
#include "server/store/sql/articles.h"
#include "server/store/sql/session.h"
#include "server/store/store.h"

namespace isnad::store::sql {

// What a kind of unit is called in the schema and in resource names.
struct UnitTable {
  std::string_view table;    // also the counter of its ids
  std::string_view segment;  // articles/ID/SEGMENT/N
  std::string_view live;     // the counter of those of current revisions
};
const UnitTable& TableOf(UnitKind kind);

// A unit's row and what its article tells of it.
struct UnitRow {
  int64_t id = 0;
  std::string name;
  std::string article;
  std::string outlet;
  std::string publish_time;
  std::string words;  // folded, between spaces
  std::string body;
  std::string topics;  // of a claim: the terms that its body lacks
};

// What each of an article's claims ends with is the whole article's, and kept once: its topics. A claim with
// those terms and nothing else.
v1::Claim TopicsOf(const v1::Analysis& analysis);

// The id of the unit with this name. NOT_FOUND where there is none.
absl::StatusOr<int64_t> FindUnit(const Session& session, UnitKind kind, std::string_view name);
// The name of a unit that exists.
absl::StatusOr<std::string> UnitName(const Session& session, UnitKind kind, int64_t id);
absl::StatusOr<UnitRow> LoadUnit(const Session& session, UnitKind kind, int64_t id);

// The messages as readers get them: with name, article, outlet, publish_time and the entities of their
// mentions.
absl::StatusOr<v1::Quote> ToQuote(const Session& session, const UnitRow& row);
absl::StatusOr<v1::Claim> ToClaim(const Session& session, const UnitRow& row);

// Stores the message as unit `id`; `names` are the rows of the names that it mentions.
absl::Status InsertQuote(const Session& session, int64_t id, int64_t seq, const v1::Quote& quote,
                         const v1::Article& article, const std::unordered_map<std::string, int64_t>& names);
absl::Status InsertClaim(const Session& session, int64_t id, int64_t seq, const v1::Claim& claim,
                         const v1::Article& article, const v1::Claim& topics,
                         const std::unordered_map<std::string, int64_t>& names);
// Removes the units of a revision; what they are in relations with goes too.
absl::Status DeleteUnits(const Session& session, UnitKind kind, UnitRange range);

absl::StatusOr<Page<v1::Quote>> ListQuotes(const Session& session, const QuoteQuery& query,
                                           const PageRequest& page);
absl::StatusOr<Page<v1::Claim>> ListClaims(const Session& session, const ClaimQuery& query,
                                           const PageRequest& page);

// Whether the description of a mention holds all these words; true where there are none.
bool Describes(const v1::Mention& mention, const std::vector<std::string>& words);

}  // namespace isnad::store::sql
