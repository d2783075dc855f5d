// Form memos: what a step works out of a word form once, when a thread first meets the form.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace isnad::core {

// Forms are the numbers that Lexicon::Look gives out; memos by them are to be cleared when the lexicon's own
// memo was trimmed. Each thread has its own.
template <class Value>
class FormMemo {
 public:
  // What is known of the form; `fill` works it out in place. It stays where it is until Clear().
  template <class Fill>
  Value& Of(uint32_t form, Fill fill) {
    if (form >= values_.size()) values_.resize(form + 1);
    std::unique_ptr<Value>& value = values_[form];
    if (value == nullptr) {
      value = std::make_unique<Value>();
      fill(*value);
    }
    return *value;
  }
  void Clear() { values_.clear(); }

 private:
  std::vector<std::unique_ptr<Value>> values_;
};

// The same of a number, such as the word's place in a table.
class FormNumbers {
 public:
  template <class Make>
  uint32_t Of(uint32_t form, Make make) {
    if (form >= numbers_.size()) numbers_.resize(form + 1, kUnknown);
    uint32_t& number = numbers_[form];
    if (number == kUnknown) number = make();
    return number;
  }
  void Clear() { numbers_.clear(); }

 private:
  static constexpr uint32_t kUnknown = UINT32_MAX;
  std::vector<uint32_t> numbers_;
};

}  // namespace isnad::core
