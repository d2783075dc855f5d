// The C++ SDK for plugins: header-only, over plugins/abi/isnad_plugin.h alone. Include this; it brings the
// rest.
//
//   class Extractor {
//    public:
//     // nullptr with *error set (a line for each fault: file, line or field, what to do) refuses the plugin.
//     static std::unique_ptr<Extractor> Create(const sdk::Host& host, const sdk::Config& config, std::string*
//     error); void Extract(const isnad_input& input, sdk::Emitter& out);
//   };
//   ISNAD_PLUGIN(Extractor, "core", "0.1.0", 100)   // at file scope, in one source; name and version as
//   literals
//
// What an author must know:
//  - Create() runs once for each thread of the host, with the same configuration: put what is large and never
//  changes
//    into sdk::Shared<T>(key, make), keyed by config.Directory(). Extract() is called by one thread at a time
//    for one instance, so that buffers and memos can be members and be reused from article to article.
//  - parts[ISNAD_PART_TEXT] and parts[ISNAD_PART_TITLE] are always there; the title may be empty. The text is
//  valid
//    UTF-8. Everything in `input` is borrowed until Extract() returns.
//  - Spans are bytes of the publisher's text (`original`), on code points. A bad one drops all that this
//  plugin found
//    in the article. The same goes for a missing attribute, an enum out of range, an id that was not emitted,
//    a ref of the wrong kind, a string that is not UTF-8, a number that is not finite, a START behind its
//    END.
//  - Emit in any order in which refs point backwards; the host sorts quotes, claims and the rest by their
//  place.
//  - Ask out.Cancelled() about once a sentence. Return normally when it says so, or when out.stopped().
//  - Exceptions are caught here and become a failure for the article; std::bad_alloc too.
//  - A library may serve several packs: a manifest with "engine": "NAME" needs a table whose name is NAME,
//  while the
//    manifest's own name and version are the pack's, which is what results are signed with.
#pragma once

#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "plugins/abi/isnad_plugin.h"
#include "plugins/sdk/config.hpp"
#include "plugins/sdk/emitter.hpp"
#include "plugins/sdk/records.hpp"
#include "plugins/sdk/shared.hpp"
#include "plugins/sdk/view.hpp"

namespace isnad::sdk {

// What the host offers; copyable, good as long as the instance. Any thread may log, one line a call.
class Host {
 public:
  explicit Host(const isnad_host& host) : host_(host) {}
  void Debug(std::string_view line) const { host_.log(host_.context, 0, Str(line)); }
  void Info(std::string_view line) const { host_.log(host_.context, 1, Str(line)); }
  void Warn(std::string_view line) const { host_.log(host_.context, 2, Str(line)); }
  void Error(std::string_view line) const { host_.log(host_.context, 3, Str(line)); }

 private:
  isnad_host host_;
};

// The plugin's functions as the ABI wants them: nothing is thrown past them.
template <class Plugin>
struct Table {
  static isnad_code Create(const isnad_host* host, isnad_str config, const isnad_sink* errors,
                           isnad_instance** out) noexcept {
    return Guard(*errors, [&] {
      std::string error = "the plugin refuses its configuration without saying why";
      const std::optional<Config> parsed = Config::Parse(View(config));
      std::unique_ptr<Plugin> made;
      if (parsed.has_value()) {
        made = Plugin::Create(Host(*host), *parsed, &error);
      } else {
        error = "the configuration is not a JSON object";
      }
      if (made == nullptr) TellEach(*errors, error);
      *out = reinterpret_cast<isnad_instance*>(made.release());
      return *out == nullptr ? ISNAD_INVALID_ARGUMENT : ISNAD_OK;
    });
  }

  static isnad_code Extract(isnad_instance* instance, const isnad_input* input,
                            const isnad_sink* sink) noexcept {
    return Guard(*sink, [&] {
      Emitter out(*input, *sink);
      reinterpret_cast<Plugin*>(instance)->Extract(*input, out);
      return out.status();
    });
  }

  static void Destroy(isnad_instance* instance) noexcept { delete reinterpret_cast<Plugin*>(instance); }

  static constexpr isnad_plugin Make(std::string_view name, std::string_view version, uint32_t stage) {
    return {sizeof(isnad_plugin),
            ISNAD_ABI_MAJOR,
            ISNAD_ABI_MINOR,
            ISNAD_KIND_EXTRACTOR,
            stage,
            {name.data(), name.size()},
            {version.data(), version.size()},
            &Create,
            &Extract,
            &Destroy,
            nullptr};
  }

 protected:
  static void TellEach(const isnad_sink& errors, std::string_view lines) {
    while (!lines.empty()) {
      const std::string_view line = lines.substr(0, lines.find('\n'));
      errors.error(errors.context, Str(line));
      lines.remove_prefix(line.size() == lines.size() ? line.size() : line.size() + 1);
    }
  }

  template <class Call>
  static isnad_code Guard(const isnad_sink& sink, Call call) noexcept {
    try {
      return call();
    } catch (const std::exception& e) {
      sink.error(sink.context, Str(e.what()));
    } catch (...) {
      sink.error(sink.context, Str("an exception of unknown type"));
    }
    return ISNAD_INTERNAL;
  }
};

}  // namespace isnad::sdk

// Defines the one symbol that a plugin exports.
#define ISNAD_PLUGIN(PluginClass, name, version, stage)                                                 \
  extern "C" __attribute__((visibility("default"))) const isnad_plugin* isnad_plugin_entry_v1(void) {   \
    static constexpr isnad_plugin table = ::isnad::sdk::Table<PluginClass>::Make(name, version, stage); \
    return &table;                                                                                      \
  }
