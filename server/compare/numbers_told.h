// Numbers told: what an article says a thing counts, in all its claims.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "isnad/v1/claim.pb.h"
#include "server/compare/judging.h"
#include "server/store/store.h"

namespace isnad::compare {

// Answers whether two articles that give two numbers for one thing do so because each gives several: the
// balance of one fund and that of another, the rate of this year and that of the last. Where the one article
// also tells the number of the other, they agree. Reads each article once; for one thread and one snapshot of
// the store.
class NumbersTold {
 public:
  explicit NumbersTold(store::Reader& reader) : reader_(reader) {}

  // The claims of an article that is not stored.
  void Add(const std::string& article, std::vector<v1::Claim> claims) {
    claims_[article] = std::move(claims);
  }

  // Whether the article of one claim also tells a number of the other's, with the same unit, or the reverse;
  // or both tell so many numbers of that unit that they list things alike.
  absl::StatusOr<bool> AlsoTold(const v1::Claim& a, const v1::Claim& b);

 private:
  absl::StatusOr<const std::vector<v1::Claim>*> ClaimsOf(const std::string& article);
  absl::StatusOr<bool> Tells(const std::string& article, const v1::Claim& claim);
  absl::StatusOr<bool> Lists(const v1::Claim& claim);

  store::Reader& reader_;
  std::map<std::string, std::vector<v1::Claim>> claims_;
};

// What two claims of the corpus, of articles of one matter, say of each other, knowing all that their
// articles tell: what the own judge says; else as Judge, but numbers that both articles tell are no conflict.
absl::StatusOr<Judgement> JudgeInCorpus(const Judging& judging, const View& a, const View& b,
                                        NumbersTold& numbers);

}  // namespace isnad::compare
