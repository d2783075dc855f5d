// Judges in C++: what a plugin of the kind judge includes instead of isnad_plugin.hpp.
//
//   class Judge {
//    public:
//     static std::unique_ptr<Judge> Create(const sdk::Host&, const sdk::Config&, std::string* error);
//     std::optional<sdk::Judgement> Compare(const sdk::ClaimView& a, const sdk::ClaimView& b, bool
//     same_matter);
//   };
//   ISNAD_JUDGE(Judge, "house-judge", "1.0.0")   // at file scope, in one source; name and version as
//   literals
//
// Compare() says what the two claims say of each other, or nothing; the same for (b, a). It answers in place
// of the server's own judge, and is asked of every pair of claims that may have something to do with each
// other, a few hundred an article: be quick. What is thrown is a failure, and the server then judges by
// itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/sdk/isnad_plugin.hpp"

namespace isnad::sdk {

// `verdict` and `kind` are ISNAD_VERDICT_* and ISNAD_CONTRADICTION_*, the latter 0 unless they contradict
// each other; `score` is 0 to 1. `reason` is a code of the server's message catalogue, which `arguments`
// complete, or a sentence of your own.
struct Judgement {
  int verdict = ISNAD_VERDICT_CONTRADICTION;
  int kind = 0;
  double score = 0;
  std::string reason;
  std::vector<std::string> arguments;
};

// One claim of a pair. Borrows from the call.
class ClaimView {
 public:
  explicit ClaimView(const isnad_claim& claim) : claim_(claim) {}

  // The words that state it.
  std::string_view words() const { return Words(claim_.claim_id); }
  std::string_view outlet() const { return View(claim_.outlet); }
  std::string_view publish_time() const { return View(claim_.publish_time); }
  int polarity() const { return static_cast<int>(Int(Own(), ISNAD_KEY_POLARITY)); }
  int modality() const { return static_cast<int>(Int(Own(), ISNAD_KEY_MODALITY)); }

  // The keys of what it is about: "c:close", "s:word".
  std::vector<std::string_view> terms() const {
    std::vector<std::string_view> keys;
    for (uint64_t i = 0; i < claim_.n_records; ++i) {
      if (claim_.records[i].kind == ISNAD_RECORD_TERM) keys.push_back(Str(claim_.records[i], ISNAD_KEY_KEY));
    }
    return keys;
  }

  // All else, as the ABI has it.
  const isnad_claim& abi() const { return claim_; }

 private:
  const isnad_record& Own() const { return claim_.records[claim_.n_records - 1]; }
  std::string_view Words(uint32_t id) const {
    for (uint64_t i = 0; i < claim_.n_records; ++i) {
      if (claim_.records[i].id == id) return View(claim_.words[i]);
    }
    return {};
  }
  static const isnad_attribute* Find(const isnad_record& record, uint32_t key) {
    for (uint64_t i = 0; i < record.n_attributes; ++i) {
      if (record.attributes[i].key == key) return &record.attributes[i];
    }
    return nullptr;
  }
  static int64_t Int(const isnad_record& record, uint32_t key) {
    const isnad_attribute* found = Find(record, key);
    return found == nullptr ? 0 : found->value.integer;
  }
  static std::string_view Str(const isnad_record& record, uint32_t key) {
    const isnad_attribute* found = Find(record, key);
    return found == nullptr ? std::string_view() : View(found->value.str);
  }

  const isnad_claim& claim_;
};

// The judge's functions as the ABI wants them: nothing is thrown past them.
template <class Plugin>
struct JudgeTable : Table<Plugin> {
  static isnad_code Judge(isnad_instance* instance, const isnad_pair* pair, const isnad_sink* sink) noexcept {
    return Table<Plugin>::Guard(*sink, [&] {
      const std::optional<Judgement> said = reinterpret_cast<Plugin*>(instance)->Compare(
          ClaimView(*pair->a), ClaimView(*pair->b), pair->same_matter != 0);
      return said.has_value() ? Emit(*said, *sink) : ISNAD_OK;
    });
  }

  static constexpr isnad_plugin Make(std::string_view name, std::string_view version) {
    return {sizeof(isnad_plugin),
            ISNAD_ABI_MAJOR,
            ISNAD_ABI_MINOR,
            ISNAD_KIND_JUDGE,
            0,
            {name.data(), name.size()},
            {version.data(), version.size()},
            &Table<Plugin>::Create,
            nullptr,
            &Table<Plugin>::Destroy,
            &Judge};
  }

 private:
  static isnad_code Emit(const Judgement& said, const isnad_sink& sink) {
    std::vector<isnad_attribute> attributes;
    const auto add = [&](uint32_t key, uint32_t type) -> isnad_attribute& {
      isnad_attribute& attribute = attributes.emplace_back();
      attribute.key = key;
      attribute.type = type;
      return attribute;
    };
    add(ISNAD_KEY_VERDICT, ISNAD_TYPE_INT).value.integer = said.verdict;
    if (said.kind != 0) add(ISNAD_KEY_CONTRADICTION_KIND, ISNAD_TYPE_INT).value.integer = said.kind;
    add(ISNAD_KEY_CONFIDENCE, ISNAD_TYPE_REAL).value.real = said.score;
    add(ISNAD_KEY_REASON, ISNAD_TYPE_STR).value.str = Str(said.reason);
    for (const std::string& argument : said.arguments)
      add(ISNAD_KEY_ARGUMENT, ISNAD_TYPE_STR).value.str = Str(argument);
    isnad_record record = {};
    record.size = sizeof(isnad_record);
    record.id = 1;
    record.kind = ISNAD_RECORD_JUDGEMENT;
    record.attributes = attributes.data();
    record.n_attributes = attributes.size();
    return sink.emit(sink.context, &record);
  }
};

}  // namespace isnad::sdk

// Defines the one symbol that a plugin exports.
#define ISNAD_JUDGE(PluginClass, name, version)                                                       \
  extern "C" __attribute__((visibility("default"))) const isnad_plugin* isnad_plugin_entry_v1(void) { \
    static constexpr isnad_plugin table = ::isnad::sdk::JudgeTable<PluginClass>::Make(name, version); \
    return &table;                                                                                    \
  }
