// Claim input: a claim as a judge is given it.
#pragma once

#include <deque>
#include <vector>

#include "isnad/v1/claim.pb.h"
#include "plugins/abi/isnad_plugin.h"

namespace isnad::plugin {

// Builds the records of one claim: its time, quantities, holder, terms and marks, and last the claim that
// refers to them all; with the publisher's words of each. Borrows the claim, which must outlive it. Not
// thread-safe, not copyable.
class ClaimInput {
 public:
  explicit ClaimInput(const v1::Claim& claim);
  ClaimInput(const ClaimInput&) = delete;
  ClaimInput& operator=(const ClaimInput&) = delete;

  const isnad_claim& abi() const { return claim_; }

 private:
  void Add(uint32_t kind, uint32_t role, const v1::Span& span, std::vector<isnad_attribute> attributes);
  void AddAll(const v1::Claim& claim);

  std::deque<std::vector<isnad_attribute>> attributes_;  // of each record
  std::vector<isnad_ref> refs_;                          // of the claim
  std::vector<isnad_record> records_;
  std::vector<isnad_str> words_;
  isnad_claim claim_ = {};
};

}  // namespace isnad::plugin
