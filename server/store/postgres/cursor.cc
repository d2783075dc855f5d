#include "server/store/postgres/cursor.h"

#include <fmt/format.h>

#include <bit>
#include <cctype>
#include <utility>

namespace isnad::store::postgres {
namespace {

// Of pg_type, fixed for good.
constexpr Oid kBytea = 17;
constexpr Oid kInt8 = 20;
constexpr Oid kFloat8 = 701;

std::string BigEndian(uint64_t number) {
  std::string bytes(8, '\0');
  for (size_t i = 8; i-- > 0; number >>= 8) bytes[i] = static_cast<char>(number & 0xFF);
  return bytes;
}

uint64_t FromBigEndian(std::string_view bytes) {
  uint64_t number = 0;
  for (const char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

}  // namespace

std::string NumberParameters(std::string_view sql) {
  std::string numbered;
  int next = 0;
  bool quoted = false;
  for (size_t i = 0; i < sql.size(); ++i) {
    if (sql[i] == '\'') quoted = !quoted;
    if (sql[i] != '?' || quoted) {
      numbered += sql[i];
      continue;
    }
    numbered += '$';
    const bool has_number = i + 1 < sql.size() && std::isdigit(static_cast<unsigned char>(sql[i + 1])) != 0;
    if (!has_number) numbered += std::to_string(++next);
  }
  return numbered;
}

absl::Status PostgresCursor::BindInteger(int parameter, int64_t value) {
  parameters_.Set(parameter, kInt8, BigEndian(static_cast<uint64_t>(value)));
  return absl::OkStatus();
}

absl::Status PostgresCursor::BindDouble(int parameter, double value) {
  parameters_.Set(parameter, kFloat8, BigEndian(std::bit_cast<uint64_t>(value)));
  return absl::OkStatus();
}

absl::Status PostgresCursor::BindText(int parameter, std::string_view text) {
  parameters_.Set(parameter, kBytea, std::string(text));
  return absl::OkStatus();
}

absl::Status PostgresCursor::BindBlob(int parameter, std::string_view bytes) {
  return BindText(parameter, bytes);
}

// The nulls of the store are numbers.
absl::Status PostgresCursor::BindNull(int parameter) {
  parameters_.Set(parameter, kInt8, "", true);
  return absl::OkStatus();
}

absl::Status PostgresCursor::Start() {
  started_ = true;
  if (!name_.empty()) {
    auto declared =
        connection_.RunOnce(fmt::format("DECLARE {} NO SCROLL CURSOR FOR {}", name_, sql_), parameters_);
    return declared.ok() ? Fetch() : declared.status();
  }
  auto result = connection_.Run(sql_, parameters_);
  if (!result.ok()) return result.status();
  result_ = *std::move(result);
  return absl::OkStatus();
}

absl::Status PostgresCursor::Fetch() {
  row_ = -1;
  auto piece = connection_.RunOnce(fmt::format("FETCH {} FROM {}", kPiece, name_), Parameters());
  if (!piece.ok()) return piece.status();
  result_ = *std::move(piece);
  return absl::OkStatus();
}

bool PostgresCursor::Step(absl::Status& status) {
  if (!started_) status = Start();
  if (!status.ok()) return false;
  if (++row_ < PQntuples(result_.get())) return true;
  if (name_.empty() || PQntuples(result_.get()) < kPiece) {
    row_ = PQntuples(result_.get());  // however often one steps past the end
    return false;
  }
  status = Fetch();
  return status.ok() && ++row_ < PQntuples(result_.get());
}

void PostgresCursor::Reset() {
  if (started_ && !name_.empty() && result_ != nullptr && connection_.InTransaction()) {
    connection_.RunOnce(fmt::format("CLOSE {}", name_), Parameters()).status().IgnoreError();
  }
  result_.reset();
  parameters_ = Parameters();
  row_ = -1;
  started_ = false;
}

// Booleans come in one byte, numbers in eight, or four where PostgreSQL's own functions give them.
int64_t PostgresCursor::Int(int column) const {
  const std::string_view bytes = Bytes(column);
  if (bytes.size() == 4) return static_cast<int32_t>(FromBigEndian(bytes));
  return static_cast<int64_t>(FromBigEndian(bytes));
}

double PostgresCursor::Double(int column) const {
  return std::bit_cast<double>(FromBigEndian(Bytes(column)));
}

bool PostgresCursor::IsNull(int column) const { return PQgetisnull(result_.get(), row_, column) != 0; }

std::string_view PostgresCursor::Bytes(int column) const {
  return {PQgetvalue(result_.get(), row_, column),
          static_cast<size_t>(PQgetlength(result_.get(), row_, column))};
}

}  // namespace isnad::store::postgres
