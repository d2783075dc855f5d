#include "server/compare/numbers_told.h"

#include <algorithm>
#include <set>
#include <utility>

namespace isnad::compare {
namespace {

constexpr int kClaims = 500;  // of an article that are read
constexpr size_t kMany = 5;   // numbers of one unit

bool Same(const v1::Quantity& a, const v1::Quantity& b) {
  return a.unit_key() == b.unit_key() && a.has_value() && b.has_value() && a.value() == b.value();
}

bool IsCount(const v1::Quantity& quantity) {
  return quantity.unit_key() != "ordinal" && quantity.value() != 1;
}

}  // namespace

absl::StatusOr<const std::vector<v1::Claim>*> NumbersTold::ClaimsOf(const std::string& article) {
  auto known = claims_.find(article);
  if (known == claims_.end()) {
    store::ClaimQuery query;
    query.article = article;
    auto page = reader_.ListClaims(query, {.size = kClaims, .after = ""});
    if (!page.ok()) return page.status();
    known = claims_.emplace(article, std::move(page->items)).first;
  }
  return &known->second;
}

absl::StatusOr<bool> NumbersTold::Tells(const std::string& article, const v1::Claim& claim) {
  const auto claims = ClaimsOf(article);
  if (!claims.ok()) return claims.status();
  const View mine(claim);
  const auto tells = [&](const v1::Quantity& wanted) {
    return std::any_of((*claims)->begin(), (*claims)->end(), [&](const v1::Claim& told) {
      // It lets the other side speak.
      if (claim.holder().kind() == v1::ENTITY_KIND_PERSON && SameHolder(mine, View(told))) return false;
      return std::any_of(told.quantities().begin(), told.quantities().end(),
                         [&](const v1::Quantity& quantity) { return Same(quantity, wanted); });
    });
  };
  const auto& numbers = claim.quantities();
  return std::any_of(numbers.begin(), numbers.end(),
                     [&](const v1::Quantity& number) { return IsCount(number) && tells(number); });
}

absl::StatusOr<bool> NumbersTold::Lists(const v1::Claim& claim) {
  const auto claims = ClaimsOf(claim.article());
  if (!claims.ok()) return claims.status();
  std::set<double> values;
  for (const v1::Claim& told : **claims) {
    for (const v1::Quantity& quantity : told.quantities()) {
      const auto& numbers = claim.quantities();
      const bool alike = std::any_of(numbers.begin(), numbers.end(), [&](const v1::Quantity& number) {
        return IsCount(number) && number.unit_key() == quantity.unit_key();
      });
      if (alike && quantity.has_value()) values.insert(quantity.value());
    }
  }
  return values.size() >= kMany;
}

absl::StatusOr<bool> NumbersTold::AlsoTold(const v1::Claim& a, const v1::Claim& b) {
  absl::StatusOr<bool> told = Lists(a);
  if (a.article() == b.article()) return told;
  if (told.ok() && *told) told = Lists(b);
  if (told.ok() && !*told) told = Tells(b.article(), a);
  return told.ok() && !*told ? Tells(a.article(), b) : told;
}

absl::StatusOr<Judgement> JudgeInCorpus(const Judging& judging, const View& a, const View& b,
                                        NumbersTold& numbers) {
  if (std::optional<Judgement> own = judging.Own(a, b)) return *std::move(own);
  Judgement judgement = Judge(a, b);
  const std::string& code = judgement.reason.code();
  if (code != "number" && code != "number_changed") return judgement;
  const absl::StatusOr<bool> told = numbers.AlsoTold(*a.claim, *b.claim);
  if (!told.ok()) return told.status();
  return *told ? Judgement{} : judgement;
}

}  // namespace isnad::compare
