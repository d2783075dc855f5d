// A statement that PostgreSQL runs.
#pragma once

#include <string>
#include <string_view>

#include "server/store/postgres/connection.h"
#include "server/store/sql/statement.h"

namespace isnad::store::postgres {

// SQL with its parameters ? and ?N written $N.
std::string NumberParameters(std::string_view sql);

// Texts and blobs are both bytea. Rows come all at once, or kPiece at a time from a server-side cursor where
// `name` is one, which needs an open transaction. Not thread-safe; must not outlive the connection.
class PostgresCursor final : public sql::Cursor {
 public:
  static constexpr int kPiece = 256;

  PostgresCursor(Connection& connection, std::string sql, std::string name = "")
      : connection_(connection), sql_(std::move(sql)), name_(std::move(name)) {}
  ~PostgresCursor() override { Reset(); }
  PostgresCursor(const PostgresCursor&) = delete;
  PostgresCursor& operator=(const PostgresCursor&) = delete;

  absl::Status BindInteger(int parameter, int64_t value) override;
  absl::Status BindDouble(int parameter, double value) override;
  absl::Status BindText(int parameter, std::string_view text) override;
  absl::Status BindBlob(int parameter, std::string_view bytes) override;
  absl::Status BindNull(int parameter) override;
  bool Step(absl::Status& status) override;
  void Reset() override;
  int64_t Int(int column) const override;
  double Double(int column) const override;
  bool IsNull(int column) const override;
  std::string_view Bytes(int column) const override;

 private:
  absl::Status Start();
  absl::Status Fetch();

  Connection& connection_;
  const std::string sql_;
  const std::string name_;
  Parameters parameters_;
  Result result_;
  int row_ = -1;
  bool started_ = false;
};

}  // namespace isnad::store::postgres
