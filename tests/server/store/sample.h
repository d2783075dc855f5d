// Invented articles for the store's tests.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "isnad/v1/relation.pb.h"
#include "server/store/store.h"

namespace isnad::store {

// Builds an article piece by piece. Its revision is a digest of all that it holds.
class Sample {
 public:
  // Of articles/ID, by an outlet, published at `time` (RFC 3339, a day, or empty).
  explicit Sample(std::string_view id, std::string_view outlet = "وكالة المرفأ",
                  std::string_view time = "2021-03-04T10:00:00+03:00");

  Sample& Title(std::string_view title);
  Sample& Text(std::string_view text);

  Sample& Topics(std::vector<uint64_t> features);

  // Adds a quote or claim; without a speaker or holder where the name is empty. The message may be changed
  // until the next one is added.
  v1::Quote& AddQuote(std::string_view speaker, std::string_view content,
                      std::vector<uint64_t> features = {});
  v1::Claim& AddClaim(std::string_view holder, std::string_view evidence,
                      std::vector<uint64_t> features = {});

  AnalyzedArticle Build() const;

 private:
  AnalyzedArticle article_;
};

// A named person.
v1::Mention Person(std::string_view name);
// Somebody who is only described.
v1::Mention Anonymous(std::string_view description);

// A contradiction of numbers between two claims, with this name behind relations/.
v1::Relation Contradiction(std::string_view name, const std::string& a, const std::string& b,
                           double score = 0.9);

}  // namespace isnad::store
