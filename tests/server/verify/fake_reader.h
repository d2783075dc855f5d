// A reader over a handful of articles in memory, for tests of what reads a store.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "server/compare/features.h"
#include "server/entity/aliases.h"
#include "server/store/store.h"

namespace isnad::verify {

// Candidates are the units that share any feature, by how many they share. What is asked for in `broken`
// fails.
template <typename Base>
class FakeReaderOf : public Base {
 public:
  void Add(v1::Article article) { articles_[article.name()] = std::move(article); }
  void Add(v1::Quote quote) {
    if (quote.has_speaker()) Know(quote.speaker());
    quotes_[quote.name()] = std::move(quote);
  }
  void Add(v1::Claim claim) { claims_[claim.name()] = std::move(claim); }

  absl::Status broken;  // what every method returns where it is not OK

  absl::StatusOr<v1::Article> GetArticle(std::string_view name) override { return Get(articles_, name); }
  absl::StatusOr<v1::Quote> GetQuote(std::string_view name) override { return Get(quotes_, name); }
  absl::StatusOr<v1::Claim> GetClaim(std::string_view name) override { return Get(claims_, name); }
  absl::StatusOr<v1::Relation> GetRelation(std::string_view) override {
    return absl::NotFoundError("no relations");
  }
  absl::StatusOr<v1::Entity> GetEntity(std::string_view name) override { return Get(entities_, name); }

  absl::StatusOr<v1::ArticleRevision> GetRevision(std::string_view) override {
    return absl::NotFoundError("no revisions");
  }
  absl::StatusOr<store::Page<v1::ArticleRevision>> ListRevisions(const store::RevisionQuery&,
                                                                 const store::PageRequest&) override {
    return absl::NotFoundError("no revisions");
  }

  absl::StatusOr<store::Page<v1::Article>> ListArticles(const store::ArticleQuery&,
                                                        const store::PageRequest&) override {
    return absl::UnimplementedError("not listed");
  }
  absl::StatusOr<store::Page<v1::Quote>> ListQuotes(const store::QuoteQuery&,
                                                    const store::PageRequest&) override {
    return absl::UnimplementedError("not listed");
  }
  // Of one article; other conditions are not looked at.
  absl::StatusOr<store::Page<v1::Claim>> ListClaims(const store::ClaimQuery& query,
                                                    const store::PageRequest&) override {
    if (!broken.ok()) return broken;
    store::Page<v1::Claim> page;
    for (const auto& [name, claim] : claims_) {
      if (claim.article() == query.article) page.items.push_back(claim);
    }
    return page;
  }
  absl::StatusOr<store::Page<v1::Relation>> ListRelations(const store::RelationQuery&,
                                                          const store::PageRequest&) override {
    return absl::UnimplementedError("not listed");
  }
  absl::StatusOr<std::string> EndOfRelations() override { return absl::UnimplementedError("not listed"); }
  absl::StatusOr<store::Page<v1::Entity>> ListEntities(const store::EntityQuery&,
                                                       const store::PageRequest&) override {
    return absl::UnimplementedError("not listed");
  }

  absl::StatusOr<store::Page<v1::EntityChange>> ListEntityChanges(const store::EntityChangeQuery&,
                                                                  const store::PageRequest&) override {
    return absl::UnimplementedError("not listed");
  }
  absl::StatusOr<store::Page<v1::RelationReview>> ListRelationReviews(const store::RelationReviewQuery&,
                                                                      const store::PageRequest&) override {
    return absl::UnimplementedError("not listed");
  }

  absl::StatusOr<std::vector<std::string>> FindEntities(std::string_view name) override {
    if (!broken.ok()) return broken;
    const std::string words = Spaced(entity::NameKey(name));
    std::vector<std::string> found;
    for (const auto& [id, entity] : entities_) {
      for (const std::string& alias : entity.aliases()) {
        if (Spaced(entity::NameKey(alias)).find(words) == std::string::npos) continue;
        found.push_back(id);
        break;
      }
    }
    return found;
  }

  absl::StatusOr<std::vector<store::Candidate>> FindCandidates(store::UnitKind kind,
                                                               std::span<const uint64_t> features, int limit,
                                                               std::string_view except) override {
    if (!broken.ok()) return broken;
    std::vector<store::Candidate> found;
    const auto consider = [&](const std::string& name, const std::vector<uint64_t>& own) {
      if (const int64_t shared = Shared(own, features); shared > 0) found.push_back({name, shared});
    };
    if (kind == store::UnitKind::kQuote) {
      for (const auto& [name, quote] : quotes_) {
        if (quote.article() != except) consider(name, compare::QuoteFeatures(quote.content().text()));
      }
    } else {
      for (const auto& [name, claim] : claims_) {
        if (claim.article() != except) consider(name, compare::ClaimFeatures(claim));
      }
    }
    return Best(std::move(found), limit);
  }

  absl::StatusOr<std::vector<std::vector<store::Candidate>>> FindInMatter(
      const store::Matter& matter, std::span<const std::vector<uint64_t>> queries, int limit,
      std::string_view except) override {
    if (!broken.ok()) return broken;
    std::vector<std::vector<store::Candidate>> found;
    for (const std::vector<uint64_t>& query : queries) {
      std::vector<store::Candidate>& candidates = found.emplace_back();
      for (const auto& [name, claim] : claims_) {
        const int64_t topics = Shared(compare::TopicFeatures(claim), matter.topics);
        const int64_t shared = Shared(compare::ClaimFeatures(claim), query);
        if (claim.article() == except || topics < matter.least || shared == 0) continue;
        candidates.push_back({name, shared});
      }
      candidates = Best(std::move(candidates), limit);
    }
    return found;
  }

 private:
  static int64_t Shared(std::span<const uint64_t> a, std::span<const uint64_t> b) {
    std::vector<uint64_t> shared;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(shared));
    return static_cast<int64_t>(shared.size());
  }

  static std::vector<store::Candidate> Best(std::vector<store::Candidate> found, int limit) {
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.score > b.score; });
    if (found.size() > static_cast<size_t>(limit)) found.resize(static_cast<size_t>(limit));
    return found;
  }

  static std::string Spaced(const std::string& words) { return fmt::format(" {} ", words); }

  template <typename T>
  absl::StatusOr<T> Get(const std::map<std::string, T, std::less<>>& all, std::string_view name) const {
    if (!broken.ok()) return broken;
    const auto found = all.find(name);
    if (found == all.end()) return absl::NotFoundError(std::string(name));
    return found->second;
  }

  void Know(const v1::Mention& mention) {
    if (mention.entity().empty()) return;
    v1::Entity& entity = entities_[mention.entity()];
    entity.set_name(mention.entity());
    entity.set_display_name(mention.display_name());
    entity.add_aliases(mention.display_name());
  }

  std::map<std::string, v1::Article, std::less<>> articles_;
  std::map<std::string, v1::Quote, std::less<>> quotes_;
  std::map<std::string, v1::Claim, std::less<>> claims_;
  std::map<std::string, v1::Entity, std::less<>> entities_;
};

using FakeReader = FakeReaderOf<store::Reader>;

}  // namespace isnad::verify
