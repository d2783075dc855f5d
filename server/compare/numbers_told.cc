#include "server/compare/numbers_told.h"

#include <algorithm>
#include <utility>

namespace isnad::compare {
namespace {

constexpr int kClaims = 500;  // of an article that are read

bool Same(const v1::Quantity& a, const v1::Quantity& b) {
  return a.unit_key() == b.unit_key() && a.has_value() && b.has_value() && a.value() == b.value();
}

bool IsCount(const v1::Quantity& quantity) {
  return quantity.unit_key() != "ordinal" && quantity.value() != 1;
}

}  // namespace

absl::StatusOr<bool> NumbersTold::Tells(const std::string& article, const v1::Claim& claim) {
  auto known = claims_.find(article);
  if (known == claims_.end()) {
    store::ClaimQuery query;
    query.article = article;
    auto page = reader_.ListClaims(query, {.size = kClaims, .after = ""});
    if (!page.ok()) return page.status();
    known = claims_.emplace(article, std::move(page->items)).first;
  }
  const auto tells = [&](const v1::Quantity& wanted) {
    return std::any_of(known->second.begin(), known->second.end(), [&](const v1::Claim& told) {
      return std::any_of(told.quantities().begin(), told.quantities().end(),
                         [&](const v1::Quantity& quantity) { return Same(quantity, wanted); });
    });
  };
  const auto& numbers = claim.quantities();
  return std::any_of(numbers.begin(), numbers.end(),
                     [&](const v1::Quantity& number) { return IsCount(number) && tells(number); });
}

absl::StatusOr<bool> NumbersTold::AlsoTold(const v1::Claim& a, const v1::Claim& b) {
  if (a.article() == b.article()) return false;
  absl::StatusOr<bool> told = Tells(b.article(), a);
  return told.ok() && !*told ? Tells(a.article(), b) : told;
}

absl::StatusOr<Judgement> JudgeInCorpus(const View& a, const View& b, NumbersTold& numbers) {
  Judgement judgement = Judge(a, b, /*same_matter=*/true);
  const std::string& code = judgement.reason.code();
  if (code != "number" && code != "number_changed") return judgement;
  const absl::StatusOr<bool> told = numbers.AlsoTold(*a.claim, *b.claim);
  if (!told.ok()) return told.status();
  return *told ? Judgement{} : judgement;
}

}  // namespace isnad::compare
