// Finds temperatures ("41 °C"). Put what you are looking for in its place.
#include <charconv>

#include "plugins/sdk/isnad_plugin.hpp"

namespace sdk = isnad::sdk;

class @CLASS@ {
 public:
  // Read files and the configuration ("config" of the manifest) here: later there are no files. nullptr with *error set
  // refuses the plugin.
  static std::unique_ptr<@CLASS@> Create(const sdk::Host&, const sdk::Config&, std::string*) {
    return std::make_unique<@CLASS@>();
  }

  // Emits what it finds in one article; the same for the same article, whatever came before.
  void Extract(const isnad_input& input, sdk::Emitter& out) {
    const isnad_part& text = input.parts[ISNAD_PART_TEXT];
    const auto tokens = sdk::Tokens(text);
    for (size_t i = 0; i + 2 < tokens.size() && !out.Cancelled(); ++i) {
      if (tokens[i].kind != ISNAD_TOKEN_NUMBER || sdk::Folded(text, tokens[i + 1]) != "°" ||
          sdk::Folded(text, tokens[i + 2]) != "c")
        continue;
      const std::string_view digits = sdk::Folded(text, tokens[i]);
      double value = 0;
      const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
      if (read.ec != std::errc() || read.ptr != digits.data() + digits.size()) continue;
      // Places are bytes of the publisher's own text.
      out.Quantity({ISNAD_PART_TEXT, tokens[i].begin, tokens[i + 2].end})
          .Value(value)
          .Unit("°C")
          .UnitKey("celsius")
          .Emit();
    }
  }
};

// Name and version as in the manifest. Plugins run by ascending stage, the last number; the languages' is 100.
ISNAD_PLUGIN(@CLASS@, "@NAME@", "0.1.0", 50)
