// Claims as the store would give them, made of plain sentences by the engine; for tests.
#pragma once

#include <string>
#include <vector>

#include "isnad/v1/claim.pb.h"

namespace isnad::compare {

// An article with one quote: its whole text, said by `holder` with a cue of class `cue`.
struct Statement {
  std::string name;  // articles/ID
  std::string language, title, text;
  std::string date;
  std::string holder, cue = "cue.say";
};

// The claims that the engine finds in it. Fails the test where the language's files don't load.
std::vector<v1::Claim> ClaimsOf(const Statement& statement);

}  // namespace isnad::compare
