// A plugin of a later stage: claims something of each quote that an earlier one found.
#include "plugins/sdk/isnad_plugin.hpp"

namespace {

namespace sdk = isnad::sdk;

class Follower {
 public:
  static std::unique_ptr<Follower> Create(const sdk::Host&, const sdk::Config&, std::string*) {
    return std::make_unique<Follower>();
  }

  void Extract(const isnad_input& input, sdk::Emitter& out) {
    for (const isnad_record& record : sdk::Records(input)) {
      if (record.kind != ISNAD_RECORD_QUOTE) continue;
      auto claim = out.Claim(record.span, ISNAD_POLARITY_POSITIVE, ISNAD_MODALITY_ASSERTED);
      claim.Quote(record.id);
      for (uint64_t i = 0; i < record.n_refs; ++i) {
        if (record.refs[i].role == ISNAD_ROLE_SPEAKER) claim.Holder(record.refs[i].id);
      }
      claim.Emit();
    }
  }
};

}  // namespace

ISNAD_PLUGIN(Follower, "follower", "0.0.1", 200)
