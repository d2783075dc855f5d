// A view of a claim: its terms as the judge compares them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "isnad/v1/claim.pb.h"

namespace isnad::compare {

// Begins the key of a word that says no concept: a name, a rarer word.
inline constexpr std::string_view kOwnStem = "s:";

// A word of content with all that it says: several keys where it is a concept that entails others.
struct Content {
  std::vector<std::string_view> keys;
  std::vector<std::string_view> opposites;
  std::string_view words;
  int64_t begin = 0;  // where it stands in its part
  bool predicate = false;
  bool place = false;
  bool head = false;
  bool negated = false;  // stands next behind a negation
};

// A claim taken apart. Borrows from the claim, which must outlive it.
//
// The scope concepts that the judge knows by their key: c:only, c:all (shut out others), c:first, c:last
// (make an event the only one of its kind), c:part, c:others (what is left of a whole), c:any, c:none,
// c:wholly, c:final, c:toll (a count that only grows), c:so_far, c:doer (stresses who does it), c:dated (the
// time stands in the evidence), c:relative (told from the day of publication), c:still, c:not_yet (has not
// happened by then).
struct View {
  explicit View(const v1::Claim& claim);

  bool Scope(std::string_view key) const;
  bool Says(std::string_view key) const;   // among its contents
  bool Knows(std::string_view key) const;  // it says it, or its article is about it
  bool Moves() const;                      // tells of a rise or a fall
  bool Brief() const;                      // stands in a headline or a single sentence

  const v1::Claim* claim;
  std::vector<Content> contents;
  std::vector<std::string_view> scopes;  // sorted
  std::vector<std::string_view> topic;   // sorted: what the article is about
  bool negative = false;                 // what the claim comes to: a denied statement is negative
  bool denied = false;
  bool unsaid = false;    // denies that somebody said what it holds
  bool excepted = false;  // names what its negation leaves out: "no choice but"
  bool says_no = false;   // holds a negation, be it of something else
  bool firm = false;      // neither conditional, possible nor asked for
  bool planned = false;
  std::string_view start, end;  // of what is claimed, else of the publication; ISO 8601, may be empty
  bool open_start = false;      // what is claimed holds until `end`, from when is not told
  std::string_view published;   // day of the publication
};

// The keys that the articles of two claims are both about.
struct SharedTopic {
  SharedTopic(const View& a, const View& b);
  int keys = 0;
  int specific = 0;  // of these, those that no concept says: names and rarer words
};

// What two claims share.
struct Overlap {
  Overlap(const View& a, const View& b);

  double shared = 0;                // contents that say the same, a head counting half
  double containment = 0;           // of the smaller claim's contents, 0 to 1
  double likeness = 0;              // of both claims' contents, 0 to 1
  double of_a = 0, of_b = 0;        // how much of either claim the other says, 0 to 1
  bool predicate = false;           // one's predicate is said by the other
  bool same_predicate = false;      // both have it as their predicate
  bool negated = false;             // what is next behind a negation in one is said by the other
  double negated_share = 0;         // of what is so negated, how much, 0 to 1
  bool opposed = false;             // one's predicate can't hold with something the other says
  bool opposed_predicates = false;  // that is the other's predicate
  bool same_object = false;         // and what stands beside the opposed words says the same
  bool set_apart = false;           // what takes part can't be the same: local and foreign
  // Both say a thing, and each of its own kind: "the cheap bread", "the fine bread".
  bool modified_apart = false;
  bool same_article = false;
  std::vector<const Content*> only_a, only_b;
  int foreign_a = 0, foreign_b = 0;       // of these, those that the other's article is not about either
  int names_a = 0, names_b = 0;           // of these, names and rarer words, save predicates
  std::string_view opposed_a, opposed_b;  // the words that are opposed
  std::string_view shared_a, shared_b;    // the words of a shared predicate, else of anything shared

 private:
  using Partners = std::vector<const Content*>;  // of each content of one claim, among the other's
  void Match(const Content& mine, const Content& theirs);
  void CountNegated(const View& view, const Partners& partners);
  void CompareModifiers(const View& a, const View& b, const Partners& partner_of_a,
                        const Partners& partner_of_b);
  void Cross(const View& a, const View& b, const Partners& partner_of_a, const Partners& partner_of_b);
};

// Whole days from one ISO 8601 date to another, 0 where one is missing or no day; the first day of a month or
// year stands for it.
int DaysBetween(std::string_view from, std::string_view to);

// Whether two spans of time have a day in common; true where one is not told.
bool TimesMeet(const View& a, const View& b);

// Whether the same person or body makes both claims; false where one has no holder.
bool SameHolder(const View& a, const View& b);

}  // namespace isnad::compare
