// The store: what is kept of articles, and how it is asked for. One interface for every engine.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "isnad/v1/analysis.pb.h"
#include "isnad/v1/article_service.pb.h"
#include "isnad/v1/decision.pb.h"
#include "isnad/v1/entity.pb.h"
#include "isnad/v1/relation.pb.h"
#include "isnad/v1/revision.pb.h"
#include "server/store/query.h"

namespace isnad::store {

// What is matched against what: quotes for "does this stand", claims for "what is said of this".
enum class UnitKind : int { kQuote = 1, kClaim = 2 };

// An analysed article, ready to be kept. features[i] are the 64-bit features of quote or claim i (see
// compare/features.h), topic_features those of the whole article; none holds one twice. Quotes and claims are
// named articles/ID/quotes/N, N counted from 1.
struct AnalyzedArticle {
  v1::Analysis analysis;  // with its article, whose name and revision are set
  std::vector<std::vector<uint64_t>> quote_features;
  std::vector<std::vector<uint64_t>> claim_features;
  std::vector<uint64_t> topic_features;
};

// What became of an article that was put. Sequence numbers grow by one an article revision and are never
// reused.
struct PutOutcome {
  v1::IngestState state = v1::INGEST_STATE_UNSPECIFIED;
  int64_t sequence = 0;
};

// A unit that shares rare features with a query, and how much: the sum of the integer idf of what they share.
struct Candidate {
  std::string name;  // articles/ID/quotes/N or articles/ID/claims/N
  int64_t score = 0;
};

// The articles that are about the same: those that share at least `least` of these topic features, and of
// them the `articles` that share most.
struct Matter {
  std::vector<uint64_t> topics;
  int least = 1;
  int articles = 1;
};

// What reading needs. Both a snapshot and a transaction (which sees its own writes) offer it.
//
// Every method may return UNAVAILABLE (the store can't be reached or is locked), DATA_LOSS (it is damaged),
// DEADLINE_EXCEEDED or CANCELLED besides what is said here. Not thread-safe: one thread a reader.
class Reader {
 public:
  virtual ~Reader() = default;

  // NOT_FOUND where there is none. Quotes and claims come with article, outlet, publish_time and with the
  // entities of their mentions as they are known now.
  virtual absl::StatusOr<v1::Article> GetArticle(std::string_view name) = 0;
  virtual absl::StatusOr<v1::Quote> GetQuote(std::string_view name) = 0;
  virtual absl::StatusOr<v1::Claim> GetClaim(std::string_view name) = 0;
  virtual absl::StatusOr<v1::Relation> GetRelation(std::string_view name) = 0;
  virtual absl::StatusOr<v1::Entity> GetEntity(std::string_view name) = 0;

  // A revision with its text, articles/ID/revisions/N. NOT_FOUND where there is none.
  virtual absl::StatusOr<v1::ArticleRevision> GetRevision(std::string_view name) = 0;
  // Without their text, in the order in which they were stored. NOT_FOUND where there is no such article.
  virtual absl::StatusOr<Page<v1::ArticleRevision>> ListRevisions(const RevisionQuery& query,
                                                                  const PageRequest& page) = 0;

  // A page, in the order that the service promises, from the position after `page.after`. Articles come
  // without their text, the one published last first, then the one stored last; those without a time at the
  // end. Quotes and claims come in the order of their articles' sequence numbers. INVALID_ARGUMENT for a size
  // below 1 or a position that is none.
  virtual absl::StatusOr<Page<v1::Article>> ListArticles(const ArticleQuery& query,
                                                         const PageRequest& page) = 0;
  virtual absl::StatusOr<Page<v1::Quote>> ListQuotes(const QuoteQuery& query, const PageRequest& page) = 0;
  virtual absl::StatusOr<Page<v1::Claim>> ListClaims(const ClaimQuery& query, const PageRequest& page) = 0;
  virtual absl::StatusOr<Page<v1::Relation>> ListRelations(const RelationQuery& query,
                                                           const PageRequest& page) = 0;
  virtual absl::StatusOr<Page<v1::Entity>> ListEntities(const EntityQuery& query,
                                                        const PageRequest& page) = 0;

  // The position behind the relation that was found last, also where it is no more: ListRelations gives from
  // there what is found later.
  virtual absl::StatusOr<std::string> EndOfRelations() = 0;

  // What was merged and split, and what was said of relations, in the order of the decisions. About one
  // entity: those that it gave or got names by, also where it is no more. About one relation: those about its
  // pair; NOT_FOUND where there is none of that name.
  virtual absl::StatusOr<Page<v1::EntityChange>> ListEntityChanges(const EntityChangeQuery& query,
                                                                   const PageRequest& page) = 0;
  virtual absl::StatusOr<Page<v1::RelationReview>> ListRelationReviews(const RelationReviewQuery& query,
                                                                       const PageRequest& page) = 0;

  // The entities that a name given by a user may mean: whose keys or aliases hold its folded words as a run
  // of whole words, or the one called `entities/ID`. Names in the order of first appearance; empty where
  // nobody is meant.
  virtual absl::StatusOr<std::vector<std::string>> FindEntities(std::string_view name) = 0;

  // The `limit` units of current revisions that share most with `features`: of those whose document frequency
  // is at most kMaxDocumentFrequency the 24 rarest are looked up (of all, the 3 rarest, where every one is
  // more frequent); those that no unit has count for nothing. The units of the article `except`, if
  // there is one of that name, are as if they were not stored. A unit scores floor(1024 * log2((units + 1) /
  // frequency)) for each. Ordered by score, highest first, then by name. The same features in the same store
  // give the same answer.
  virtual absl::StatusOr<std::vector<Candidate>> FindCandidates(UnitKind kind,
                                                                std::span<const uint64_t> features, int limit,
                                                                std::string_view except) = 0;

  // For each of `queries`, the `limit` claims that share most with it among those of a matter's articles, as
  // far as they are current. The articles that share most topics are those with the greatest sum of idf, ties
  // going to the one stored last; a claim scores for every feature that it shares with the query. Scores,
  // order and `except` are as in FindCandidates, the units being all articles for topics, and the claims of
  // the matter's articles for features.
  virtual absl::StatusOr<std::vector<std::vector<Candidate>>> FindInMatter(
      const Matter& matter, std::span<const std::vector<uint64_t>> queries, int limit,
      std::string_view except) = 0;
};

inline constexpr int64_t kMaxDocumentFrequency = 2000;
inline constexpr int kMaxQueryFeatures = 24;

// A unit of work: all of it is kept, durably, when Commit returns OK, and nothing of it otherwise. Destroying
// one that was not committed rolls it back. There is one at a time; Store::Begin waits for it.
class Transaction : public Reader {
 public:
  // Keeps an article with all that was found in it. The same name with the same revision is UNCHANGED and
  // nothing is written; another revision replaces what the old one said (its quotes, claims, relations),
  // whose article stays as a former revision. INVALID_ARGUMENT, and nothing is written, for an article
  // without name or revision, or whose units are misnamed or lack features.
  virtual absl::StatusOr<PutOutcome> PutArticle(const AnalyzedArticle& article) = 0;

  // Removes an article with its former revisions and all that was found in them: quotes, claims, relations,
  // and entities that nobody else mentions. What people decided stays. NOT_FOUND where there is none.
  virtual absl::Status DeleteArticle(std::string_view name) = 0;

  // Keeps, with the current revision of an article, what became of what was found in the one before. Once a
  // revision. INVALID_ARGUMENT where there is no such article.
  virtual absl::Status KeepFormerUnits(std::string_view article, std::span<const v1::FormerUnit> units) = 0;

  // Keeps relations; one between the same two claims is replaced, in its place. INVALID_ARGUMENT, and none is
  // kept, where one has no name or an end that is not stored.
  virtual absl::Status PutRelations(std::span<const v1::Relation> relations) = 0;

  // Gives all names of `entity` to `target`, before the operator's alias file and for all articles to come.
  // Nothing where it has them already; NOT_FOUND where there is no such entity. The names of a transaction
  // stay what they were when it began.
  virtual absl::StatusOr<std::optional<v1::EntityChange>> MergeEntities(std::string_view entity,
                                                                        std::string_view target,
                                                                        const v1::Decision& decision) = 0;
  // Makes an entity of these names of `entity`, which is called by the first of them. NOT_FOUND where there
  // is no such entity; INVALID_ARGUMENT for a name that it has not, and for the one that it is called by.
  virtual absl::StatusOr<v1::EntityChange> SplitEntity(std::string_view entity,
                                                       std::span<const std::string> aliases,
                                                       const v1::Decision& decision) = 0;

  // Says what a relation is from now on, whichever way it is found again: a decision is about two articles
  // and what each says in folded words. NOT_FOUND where there is none of that name.
  virtual absl::StatusOr<v1::RelationReview> ReviewRelation(std::string_view relation,
                                                            v1::RelationState state,
                                                            const v1::Decision& decision) = 0;

  // RESOURCE_EXHAUSTED where the disk is full; the store is then as it was before Begin.
  virtual absl::Status Commit() = 0;
};

// A store. Thread-safe.
class Store {
 public:
  virtual ~Store() = default;

  // Reads one consistent state, unhindered by writers. Cheap: readers are pooled.
  virtual absl::StatusOr<std::unique_ptr<Reader>> Read() = 0;

  virtual absl::StatusOr<std::unique_ptr<Transaction>> Begin() = 0;
};

}  // namespace isnad::store
