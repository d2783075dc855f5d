#include "server/store/sql/statement.h"

namespace isnad::store::sql {

// What a failed step says once more on reset is in status_ already.
Statement& Statement::Reset() {
  if (cursor_ != nullptr) cursor_->Reset();
  bound_ = 0;
  return *this;
}

absl::Status Statement::Run() {
  while (Step()) {
  }
  return status_;
}

void Statement::BindOne(double value) {
  if (status_.ok()) status_ = cursor_->BindDouble(++bound_, value);
}

void Statement::BindOne(std::string_view text) {
  if (status_.ok()) status_ = cursor_->BindText(++bound_, text);
}

void Statement::BindOne(Blob blob) {
  if (status_.ok()) status_ = cursor_->BindBlob(++bound_, blob.bytes);
}

void Statement::BindOne(std::nullopt_t) {
  if (status_.ok()) status_ = cursor_->BindNull(++bound_);
}

void Statement::BindOne(const std::optional<int64_t>& value) {
  if (value.has_value()) {
    BindOne(*value);
  } else {
    BindOne(std::nullopt);
  }
}

void Statement::BindOne(const std::vector<Value>& values) {
  for (const Value& value : values) {
    std::visit([this](const auto& v) { BindOne(v); }, value);
  }
}

}  // namespace isnad::store::sql
