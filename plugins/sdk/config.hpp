// Config: the JSON object that create() is given, without a JSON library.
#pragma once

#include <charconv>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace isnad::sdk {

// The fields of one JSON object. Strings are unescaped; numbers, booleans and null are kept as written;
// objects and lists as their JSON. Immutable.
class Config {
 public:
  // nullopt where `json` is no object. Values are checked no further than is needed to find their end.
  static std::optional<Config> Parse(std::string_view json);

  // The folder of the plugin's manifest, absolute. A pack's data lie here.
  std::string Directory() const { return Get("directory"); }

  // The field, or `otherwise` where there is none.
  std::string Get(const std::string& key, std::string_view otherwise = "") const {
    const auto found = fields_.find(key);
    return found == fields_.end() ? std::string(otherwise) : found->second;
  }
  bool Has(const std::string& key) const { return fields_.count(key) != 0; }

 private:
  class Reader;
  std::map<std::string, std::string> fields_;
};

class Config::Reader {
 public:
  explicit Reader(std::string_view json) : json_(json) {}

  bool Take(char c) {
    while (at_ < json_.size() && std::string_view(" \t\r\n").find(json_[at_]) != std::string_view::npos)
      ++at_;
    if (at_ >= json_.size() || json_[at_] != c) return false;
    ++at_;
    return true;
  }

  // The string whose opening quote was taken.
  bool Text(std::string* out) {
    while (at_ < json_.size() && json_[at_] != '"') {
      if (json_[at_] != '\\') {
        *out += json_[at_++];
      } else if (!Escape(out)) {
        return false;
      }
    }
    return Take('"');
  }

  bool Value(std::string* out) {
    if (Take('"')) return Text(out);
    const size_t begin = at_;
    int depth = 0;
    while (at_ < json_.size()) {
      const char c = json_[at_];
      if (depth == 0 && (c == ',' || c == '}' || c == ']')) break;
      ++at_;
      if (c == '{' || c == '[') ++depth;
      if (c == '}' || c == ']') --depth;
      std::string skipped;
      if (c == '"' && !Text(&skipped)) return false;
    }
    *out = json_.substr(begin, at_ - begin);
    while (!out->empty() && static_cast<unsigned char>(out->back()) <= ' ') out->pop_back();
    return !out->empty();
  }

 private:
  bool Escape(std::string* out) {
    static constexpr std::string_view kNames = "\"\\/bfnrt";
    static constexpr std::string_view kValues = "\"\\/\b\f\n\r\t";
    if (at_ + 1 >= json_.size()) return false;
    const char name = json_[at_ + 1];
    at_ += 2;
    if (name == 'u') return Unicode(out);
    const size_t which = kNames.find(name);
    if (which == std::string_view::npos) return false;
    *out += kValues[which];
    return true;
  }

  bool Hex(uint32_t* out) {
    const std::string_view digits = json_.substr(at_, 4);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), *out, 16);
    if (digits.size() != 4 || error != std::errc() || end != digits.data() + 4) return false;
    at_ += 4;
    return true;
  }

  bool Unicode(std::string* out) {
    uint32_t c = 0;
    if (!Hex(&c)) return false;
    if (c >= 0xD800 && c < 0xDC00) {
      uint32_t low = 0;
      if (json_.substr(at_, 2) != "\\u") return false;
      at_ += 2;
      if (!Hex(&low) || low < 0xDC00 || low > 0xDFFF) return false;
      c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
    }
    const auto add = [out](uint32_t byte) { *out += static_cast<char>(byte); };
    const int tail = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    static constexpr uint32_t kLead[] = {0, 0xC0, 0xE0, 0xF0};
    add(kLead[tail] | (c >> (6 * tail)));
    for (int i = tail - 1; i >= 0; --i) add(0x80 | ((c >> (6 * i)) & 0x3F));
    return true;
  }

  std::string_view json_;
  size_t at_ = 0;
};

inline std::optional<Config> Config::Parse(std::string_view json) {
  Config config;
  Reader reader(json);
  if (!reader.Take('{')) return std::nullopt;
  if (reader.Take('}')) return config;
  do {
    std::string key;
    std::string value;
    if (!reader.Take('"') || !reader.Text(&key) || !reader.Take(':') || !reader.Value(&value))
      return std::nullopt;
    config.fields_[key] = value;
  } while (reader.Take(','));
  if (!reader.Take('}')) return std::nullopt;
  return config;
}

}  // namespace isnad::sdk
