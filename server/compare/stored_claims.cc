#include "server/compare/stored_claims.h"

#include <functional>
#include <string_view>
#include <utility>

namespace isnad::compare {

Taken::Taken(const v1::Claim& claim) : view(claim) {
  for (const Content& content : view.contents) {
    for (const std::string_view key : content.keys)
      said.set(std::hash<std::string_view>()(key) % said.size());
  }
}

absl::StatusOr<const Taken*> StoredClaims::Get(const std::string& name) {
  const auto known = claims_.find(name);
  if (known != claims_.end()) return &known->second->taken;
  absl::StatusOr<v1::Claim> claim = reader_.GetClaim(name);
  if (!claim.ok()) return claim.status();
  return &claims_.emplace(name, std::make_unique<Stored>(*std::move(claim))).first->second->taken;
}

}  // namespace isnad::compare
