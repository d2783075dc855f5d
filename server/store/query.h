// What can be asked of a store: the conditions of the List methods, and pages.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "isnad/v1/claim.pb.h"
#include "isnad/v1/entity.pb.h"
#include "isnad/v1/quote.pb.h"
#include "isnad/v1/relation.pb.h"

namespace isnad::store {

// Conditions that every list shares; an empty one asks for nothing. All must hold.
//
// `words` are folded words that must all occur as whole words, in any order; in the Arabic script, which
// writes particles onto the word that follows (و، ب، ل، ال), a word of three letters or more is also found at
// the end of one that is at most four letters longer. They are looked for in what was said, the words that
// state a claim, the evidence of one end of a relation, title and text of an article.
//
// Days are ISO 8601 (2019-02-17), inclusive: of publication for articles and relations, of which one end must
// lie between them; for quotes and claims of what was said or claimed, else of publication. A time that is
// told as a month lies on all of its days. What has no day lies nowhere.
struct CommonQuery {
  std::string article;  // articles/ID
  std::string outlet;   // compared folded, by its words
  std::string from;
  std::string to;
  std::vector<std::string> words;
  // Where not empty, all words of at least one of these must occur too; one without words never does.
  std::vector<std::vector<std::string>> any_of;
};

struct ArticleQuery : CommonQuery {};

// `entities`: only those by one of these (entities/ID). An engaged but empty list matches nothing.
struct QuoteQuery : CommonQuery {
  std::optional<std::vector<std::string>> entities;
  std::vector<std::string> speaker_words;  // where no entity is meant: words of the speaker's description
  v1::QuoteKind kind = v1::QUOTE_KIND_UNSPECIFIED;
};

struct ClaimQuery : CommonQuery {
  std::optional<std::vector<std::string>> entities;
  std::vector<std::string> holder_words;
  std::optional<double> number;  // a quantity of this value (or bound), or this number among the words
  v1::Modality modality = v1::MODALITY_UNSPECIFIED;
};

// Every condition on an end is met by either end.
struct RelationQuery : CommonQuery {
  std::optional<std::vector<std::string>> entities;
  std::vector<std::string> holder_words;
  std::vector<v1::RelationVerdict> verdicts;  // empty: all
  v1::ContradictionKind kind = v1::CONTRADICTION_KIND_UNSPECIFIED;
  double min_score = 0;
  std::vector<v1::RelationState> states;  // empty: all
};

struct EntityQuery {
  std::vector<std::string> words;
  v1::EntityKind kind = v1::ENTITY_KIND_UNSPECIFIED;
};

// Of which article.
struct RevisionQuery {
  std::string article;
};

// Empty: all.
struct EntityChangeQuery {
  std::string entity;
};
struct RelationReviewQuery {
  std::string relation;
};

// A page: at most `size` items after the position `after` (opaque to callers; empty for the first page). A
// position stays valid while articles are added: nothing is skipped or shown twice.
struct PageRequest {
  int size = 100;
  std::string after;
};

template <typename T>
struct Page {
  std::vector<T> items;
  std::string next;  // the position after the last item; empty where nothing follows
};

}  // namespace isnad::store
