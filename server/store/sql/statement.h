// A statement: bound, stepped and read, whatever database runs it.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "absl/status/status.h"

namespace isnad::store::sql {

// Bytes that are no text. Borrowed until the statement is done with.
struct Blob {
  std::string_view bytes;
};

// A value whose type is known only when the program runs.
using Value = std::variant<int64_t, double, std::string>;

// What a database does for a statement. Parameters and columns are as in Statement; parameters count from 1.
class Cursor {
 public:
  virtual ~Cursor() = default;
  virtual absl::Status BindInteger(int parameter, int64_t value) = 0;
  virtual absl::Status BindDouble(int parameter, double value) = 0;
  virtual absl::Status BindText(int parameter, std::string_view text) = 0;   // copied
  virtual absl::Status BindBlob(int parameter, std::string_view bytes) = 0;  // borrowed
  virtual absl::Status BindNull(int parameter) = 0;
  // Whether there is a (further) row; false too where `status` then says why not.
  virtual bool Step(absl::Status& status) = 0;
  virtual void Reset() = 0;
  virtual int64_t Int(int column) const = 0;
  virtual double Double(int column) const = 0;
  virtual bool IsNull(int column) const = 0;
  virtual std::string_view Bytes(int column) const = 0;
};

// A statement in the making. Failures stick: after one, Bind and Step do nothing and status() tells it, so
// that a loop
//     while (rows.Step()) …;
//     if (!rows.ok()) return rows.status();
// misses none. Moved, never copied. Views from Bytes live until the next Step. Not thread-safe; must not
// outlive its database.
class Statement {
 public:
  explicit Statement(std::unique_ptr<Cursor> cursor) : cursor_(std::move(cursor)) {}
  // One that failed before it was prepared.
  explicit Statement(absl::Status failure) : status_(std::move(failure)) {}
  Statement(Statement&&) noexcept = default;
  Statement& operator=(Statement&&) = delete;

  // Binds the next parameters, from left to right.
  template <typename... Args>
  Statement& Bind(const Args&... args) & {
    (BindOne(args), ...);
    return *this;
  }
  template <typename... Args>
  Statement&& Bind(const Args&... args) && {
    (BindOne(args), ...);
    return std::move(*this);
  }

  // Whether there is a (further) row. False at the end and after a failure.
  bool Step() { return status_.ok() && cursor_->Step(status_); }
  // Makes ready to be bound and stepped anew.
  Statement& Reset();
  // Steps to the end.
  absl::Status Run();

  bool ok() const { return status_.ok(); }
  const absl::Status& status() const { return status_; }

  int64_t Int(int column) const { return cursor_->Int(column); }
  double Double(int column) const { return cursor_->Double(column); }
  bool IsNull(int column) const { return cursor_->IsNull(column); }
  std::string_view Bytes(int column) const { return cursor_->Bytes(column); }

 private:
  template <std::integral T>
  void BindOne(T value) {
    if (status_.ok()) status_ = cursor_->BindInteger(++bound_, static_cast<int64_t>(value));
  }
  void BindOne(double value);
  void BindOne(std::string_view text);
  void BindOne(const std::string& text) { BindOne(std::string_view(text)); }
  void BindOne(const char* text) { BindOne(std::string_view(text)); }
  void BindOne(Blob blob);
  void BindOne(std::nullopt_t null);
  void BindOne(const std::optional<int64_t>& value);
  void BindOne(const std::vector<Value>& values);

  std::unique_ptr<Cursor> cursor_;
  int bound_ = 0;
  absl::Status status_;
};

}  // namespace isnad::store::sql
