// Check reports: what was found in the checked inputs, in the forms that other programs read.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/input.h"
#include "isnad/v1/article_service.pb.h"

namespace isnad::cli {

// Where a problem's words stand in the file that was checked. Lines and columns are counted from 1; columns
// in UTF-16 code units, and again in code points, and the end is one past the last. `line` is 0 where the
// words are not in the file as they stand, as in HTML with tags between them, and column 0 where only the
// line is known, as in JSON lines.
struct Place {
  std::string path;
  int line = 0, end_line = 0;
  int column = 0, end_column = 0;
  int code_point = 0, end_code_point = 0;
  std::string excerpt;  // the line for people, see check_excerpt.h
};

// `label` is the input's as InputReader gives it: a path, with :LINE for a line of a .jsonl.
struct CheckedInput {
  std::string label;
  std::string contents;  // of standard input
  std::vector<v1::Problem> problems;
  std::vector<Place> places;  // one a problem

  // Reads the input's file again, where it has problems, to tell where they stand.
  CheckedInput(const InputItem& input, const v1::CheckArticleResponse& response);

  // The file's path, `-` for standard input.
  std::string path() const;
  // Its bytes, read anew where it is a file; empty for a line of a .jsonl.
  std::string Bytes() const;
};

// The same for the same problem of the same words with the same stored article, wherever it stands: a SHA-256
// in hexadecimal.
std::string FingerprintOf(const v1::Problem& problem);

// The place of `span` in a file's bytes: where its offsets say, else where its words first stand.
Place PlaceIn(std::string_view file, const v1::Span& span);

// SARIF 2.1.0: one run, with all rules. Fingerprints are made of the rule, the words and the stored article,
// so that they stay when lines are added above.
std::string Sarif(std::span<const CheckedInput> inputs);

// JUnit XML: a file is a suite, an input a case of it, and a problem that is at least as grave as `fail_on`
// (unspecified: none is) a failure of it; others stand in its output.
std::string Junit(std::span<const CheckedInput> inputs, v1::ProblemLevel fail_on);

// Workflow commands of GitHub, gravest first, ten at most as more are not shown there; then how many there
// are in all.
std::string GithubAnnotations(std::span<const CheckedInput> inputs);

}  // namespace isnad::cli
