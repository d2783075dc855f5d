// A model of a store: the slow obvious way, to hold engines against.
#pragma once

#include <string>
#include <vector>

#include "isnad/v1/relation.pb.h"
#include "server/store/store.h"

namespace isnad::store {

// Keeps everything in vectors and answers by looking at all of it. Knows no aliases, days or outlets beyond
// equality: what histories ask for.
class Model {
 public:
  PutOutcome Put(const AnalyzedArticle& article);
  bool Delete(const std::string& article);
  void Relate(const v1::Relation& relation);

  // Names, in order.
  std::vector<std::string> Articles() const;
  std::vector<std::string> Quotes(const std::string& speaker_key, const std::string& word) const;
  std::vector<std::string> Claims(const std::string& article, const std::string& word) const;
  std::vector<std::string> Relations(double min_score) const;
  // Keys, in order.
  std::vector<std::string> Names() const { return names_; }
  // As "name score".
  std::vector<std::string> Candidates(UnitKind kind, const std::vector<uint64_t>& features,
                                      size_t limit) const;
  // For each query, as "name score".
  std::vector<std::vector<std::string>> InMatter(const Matter& matter,
                                                 const std::vector<std::vector<uint64_t>>& queries,
                                                 size_t limit, const std::string& except) const;

  // All claims, to relate.
  std::vector<std::string> AllClaims() const { return Claims("", ""); }

 private:
  struct Stored {
    AnalyzedArticle article;
    int64_t sequence = 0;
  };

  void ForgetNames();
  void LearnNames(const AnalyzedArticle& article);
  void ForgetRelations(const std::string& article);

  std::vector<Stored> articles_;  // current ones, in the order of their sequence
  std::vector<v1::Relation> relations_;
  std::vector<std::string> names_;
  int64_t sequence_ = 0;
};

}  // namespace isnad::store
