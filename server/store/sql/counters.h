// Counters: what a store numbers and counts.
#pragma once

#include <cstdint>
#include <string_view>

#include "absl/status/statusor.h"
#include "server/store/sql/database.h"

namespace isnad::store::sql {

inline constexpr std::string_view kSequenceCounter = "sequence";
inline constexpr std::string_view kLiveArticles = "live articles";

absl::StatusOr<int64_t> ReadCounter(Database& db, std::string_view name);

// Adds `amount` and returns the new value. Rolled back with the transaction.
absl::StatusOr<int64_t> AddToCounter(Database& db, std::string_view name, int64_t amount);

}  // namespace isnad::store::sql
