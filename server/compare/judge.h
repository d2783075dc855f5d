// The judge: what two claims say of each other, and why.
#pragma once

#include "isnad/v1/claim.pb.h"
#include "isnad/v1/relation.pb.h"
#include "server/compare/view.h"

namespace isnad::compare {

// What one claim says of the other. `verdict` is UNSPECIFIED where they say nothing of each other. `score` is
// the sureness, 0 to 1, in steps of 1/100 so that it is the same on every machine.
struct Judgement {
  v1::RelationVerdict verdict = v1::RELATION_VERDICT_UNSPECIFIED;
  v1::ContradictionKind kind = v1::CONTRADICTION_KIND_UNSPECIFIED;
  double score = 0;
  v1::Reason reason;  // a code of the message catalogue (server/messages) with what was compared
};

// The scores, 0 to 1, from which on a relation is kept, to be seen by who asks for it (suggest), and shown or
// reported without being asked for (flag). The operator's to set; suggest is at most flag.
struct Thresholds {
  double suggest = 0;
  double flag = 0.5;
};

// Compares two claims as the store gives them (with publish_time, and entities in their mentions). Symmetric
// but for the order in which the reason names the two: the earlier first. Knows no language: it sees terms,
// opposites, marks, quantities and times. Different times make a change, not a contradiction. Pure;
// thread-safe.
//
// Claims of two articles speak of one matter where the articles share a topic; `same_matter` says that the
// caller knows it otherwise.
// A claim that is compared with many is taken apart once.
Judgement Judge(const View& a, const View& b, bool same_matter = false);
Judgement Judge(const v1::Claim& a, const v1::Claim& b, bool same_matter = false);

// The relation that a judgement makes of two claims: a is the one published earlier (by name where that
// ties). Its name is relations/ and a hash of both claims' names.
v1::Relation MakeRelation(const v1::Claim& a, const v1::Claim& b, const Judgement& judgement);

}  // namespace isnad::compare
