#include "clients/cli/baseline.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <utility>
#include <vector>

namespace isnad::cli {
namespace {

constexpr size_t kFingerprint = 64;  // hexadecimal digits

}  // namespace

absl::StatusOr<Baseline> Baseline::Read(const std::string& path) {
  Baseline baseline;
  baseline.path_ = path;
  std::ifstream file(path);
  baseline.exists_ = file.good();
  int number = 0;
  for (std::string line; std::getline(file, line);) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    if (line.size() != kFingerprint || line.find_first_not_of("0123456789abcdef") != std::string::npos) {
      return absl::InvalidArgumentError(fmt::format(
          "{}:{}: is no fingerprint; take the line out, or make the file anew with --update-baseline", path,
          number));
    }
    baseline.known_.insert(std::move(line));
  }
  return baseline;
}

void Baseline::Subtract(CheckedInput& input) {
  std::vector<v1::Problem> problems;
  std::vector<Place> places;
  for (size_t i = 0; i < input.problems.size(); ++i) {
    const std::string fingerprint = FingerprintOf(input.problems[i]);
    if (known_.contains(fingerprint)) {
      met_.insert(fingerprint);
      continue;
    }
    problems.push_back(std::move(input.problems[i]));
    places.push_back(std::move(input.places[i]));
  }
  input.problems = std::move(problems);
  input.places = std::move(places);
}

absl::Status Baseline::Update(const std::set<std::string>& found) const {
  const std::string fresh = path_ + ".new";
  std::ofstream file(fresh);
  file << "# Problems that isnad check leaves alone, as they were there when it began. This file may only "
          "shrink.\n";
  for (const std::string& fingerprint : exists_ ? met_ : found) file << fingerprint << '\n';
  file.close();
  std::error_code error;
  if (file) std::filesystem::rename(fresh, path_, error);
  if (file && !error) return absl::OkStatus();
  return absl::UnavailableError(
      fmt::format("{}: can't be written; name another file with --baseline", path_));
}

}  // namespace isnad::cli
