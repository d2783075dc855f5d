// Says that two claims contradict each other where one denies what the other says in the same terms. Put what you know in its
// place.
#include "plugins/sdk/judge.hpp"

namespace sdk = isnad::sdk;

class @CLASS@ {
 public:
  // Read files and the configuration ("config" of the manifest) here: later there are no files. nullptr with *error set
  // refuses the plugin.
  static std::unique_ptr<@CLASS@> Create(const sdk::Host&, const sdk::Config&, std::string*) {
    return std::make_unique<@CLASS@>();
  }

  // Nothing where the two say nothing of each other; the same for (b, a). A few hundred pairs an article: be quick.
  std::optional<sdk::Judgement> Compare(const sdk::ClaimView& a, const sdk::ClaimView& b, bool same_matter) {
    if (!same_matter || a.terms() != b.terms() || a.polarity() == b.polarity()) return std::nullopt;
    return sdk::Judgement{.kind = ISNAD_CONTRADICTION_NEGATION, .score = 0.8, .reason = "one denies what the other says"};
  }
};

// Name and version as in the manifest.
ISNAD_JUDGE(@CLASS@, "@NAME@", "0.1.0")
