// Selecting: what the List methods have in common, from conditions to a page.
#pragma once

#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "server/store/query.h"
#include "server/store/sql/database.h"

namespace isnad::store::sql {

// The conditions of a query, all of which must hold, and what fills their parameters.
class Conditions {
 public:
  template <typename... Values>
  void Add(std::string_view sql, Values... values) {
    sql_ += sql_.empty() ? " WHERE " : " AND ";
    sql_ += sql;
    (values_.emplace_back(std::move(values)), ...);
  }

  // Adds that first_column … last_column and the days from … to, either of which may be empty, have a day in
  // common.
  void AddDays(std::string_view first_column, std::string_view last_column, const CommonQuery& query);

  const std::string& sql() const { return sql_; }  // with its WHERE; empty where there are none
  const std::vector<Value>& values() const { return values_; }

 private:
  std::string sql_;
  std::vector<Value> values_;
};

// The numbers as a JSON array, for json_each.
std::string JsonArray(std::span<const int64_t> numbers);

// The whole numbers that a position is made of. INVALID_ARGUMENT where it is none of ours.
absl::StatusOr<int64_t> ParsePosition(const std::string& position);
absl::StatusOr<std::pair<int64_t, int64_t>> ParsePositionPair(const std::string& position);

// INVALID_ARGUMENT where the size is not positive.
absl::Status CheckPage(const PageRequest& page);

// A page of the rows of `ids`, whose first column is their position: `load` gives the item of an id, or
// nothing where it does not fit a condition that SQL did not see.
template <typename Item, typename Load>
absl::StatusOr<Page<Item>> PageOf(Statement ids, int size, Load load) {
  Page<Item> page;
  int64_t last = 0;
  while (ids.Step()) {
    const int64_t id = ids.Int(0);
    absl::StatusOr<std::optional<Item>> item = load(id);
    if (!item.ok()) return item.status();
    if (!item->has_value()) continue;
    if (page.items.size() == static_cast<size_t>(size)) {
      page.next = std::to_string(last);
      return page;
    }
    page.items.push_back(**std::move(item));
    last = id;
  }
  if (!ids.ok()) return ids.status();
  return page;
}

}  // namespace isnad::store::sql
