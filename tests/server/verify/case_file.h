// Case files: articles with their quotes, and quotes to verify against them, as text.
#pragma once

#include <string>
#include <vector>

#include "server/entity/aliases.h"
#include "server/verify/verify.h"
#include "tests/server/verify/fake_reader.h"

namespace isnad::verify {

// A case: what is given, and what must come out of it.
struct Case {
  int line = 0;
  std::string title;  // the comment above it
  QuoteCase given;
  std::string verdict;              // without its prefix
  std::vector<std::string> faults;  // all of them, where the case says more than the verdict
  std::string article;              // of the best match; empty where nothing is expected
  std::string diff;                 // the best match's, as '=words -words +words'
};

struct CaseFile {
  FakeReader corpus;
  entity::Aliases aliases;
  std::vector<Case> cases;
};

// Reads tests/data/verify/NAME; the first file explains the format. Fails the test for a line that means
// nothing.
void ReadCaseFile(const std::string& name, CaseFile* file);

}  // namespace isnad::verify
