// Stored claims, ready to be judged.
#pragma once

#include <bitset>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>

#include "absl/status/statusor.h"
#include "isnad/v1/claim.pb.h"
#include "server/compare/view.h"
#include "server/store/store.h"

namespace isnad::compare {

// A claim taken apart, with a digest of what it says. Borrows from the claim, which must outlive it.
struct Taken {
  explicit Taken(const v1::Claim& claim);

  // False where the two have no content in common and therefore nothing to say of each other; true nearly
  // only where they have.
  bool MayMeet(const Taken& other) const { return (said & other.said).any(); }

  View view;
  std::bitset<512> said;
};

// Claims of the store, each read and taken apart once: the claims of an article find the same ones. For one
// thread and one snapshot of the store.
class StoredClaims {
 public:
  explicit StoredClaims(store::Reader& reader) : reader_(reader) {}

  // Valid as long as this lives.
  absl::StatusOr<const Taken*> Get(const std::string& name);

 private:
  struct Stored {
    explicit Stored(v1::Claim read) : claim(std::move(read)), taken(claim) {}
    v1::Claim claim;
    Taken taken;
  };
  store::Reader& reader_;
  std::unordered_map<std::string, std::unique_ptr<Stored>> claims_;
};

}  // namespace isnad::compare
