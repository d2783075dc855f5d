// Clauses: where one statement ends and the next begins.
#pragma once

#include <cstdint>
#include <vector>

#include "plugins/core/claims_rules.h"

namespace isnad::core {

// A statement's words: tokens [first, end), bytes [begin, end_byte) of the part. The bytes leave out a
// conjunction that is written together with the first word.
struct Clause {
  int first = 0, end = 0;
  uint32_t begin = 0, end_byte = 0;
  bool elliptic = false;   // a further number of the clause before it, which holds its predicate
  bool continued = false;  // a further verb, whose subject may stand in the clause before it

  bool empty() const { return first >= end; }
};

// Whether tokens [first, end) hold a finite verb, or something else that makes a statement of them.
bool HasFiniteVerb(const ClaimText& text, int first, int end);

// Takes the words [first, end), a quote's content or a run of narration, apart into clauses. The words of
// clauses.tsv:
//   cut       begins a new statement and is no part of it: but, whereas
//   join      does so where a clause with a verb of its own follows: and
//   trail     behind a comma, with all that follows, is no part of the statement: according to; with the note
//             `anywhere` it needs no comma
//   lead      is no part of a statement that it begins: that, also
// A finite verb that carries a conjunction begins a statement behind a comma, and elsewhere where both sides
// count something. So does a further number with a unit of its own, which is elliptic. What has no predicate
// stays with its neighbour.
std::vector<Clause> SplitClauses(const ClaimText& text, int first, int end);

}  // namespace isnad::core
