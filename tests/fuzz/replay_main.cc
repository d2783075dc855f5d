// Runs a fuzz target without libFuzzer: every file of a folder, then mutations of them. Always the same
// inputs, so that a failure comes back; a run that died leaves its input in NAME_fuzz.last_input, or named
// its file last.
//
//   NAME_fuzz FOLDER-OR-FILE [MUTATIONS]

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace {

constexpr int kDefaultMutations = 4000;

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<std::filesystem::path> InputsOf(const std::filesystem::path& path) {
  std::vector<std::filesystem::path> files;
  if (std::filesystem::is_regular_file(path)) files.push_back(path);
  if (std::filesystem::is_directory(path)) {
    for (const auto& entry : std::filesystem::directory_iterator(path)) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void Run(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(input.data()), input.size());
}

// Cuts, repeats, moves and changes bytes, and mixes in pieces of another input.
std::string Mutated(std::string input, const std::string& other, std::mt19937_64& random) {
  const auto below = [&random](size_t limit) { return static_cast<size_t>(random() % (limit + 1)); };
  for (size_t changes = 1 + below(4); changes > 0; --changes) {
    const size_t at = below(input.size());
    const size_t length = below(std::min<size_t>(input.size() - at, 64));
    switch (random() % 5) {
      case 0:
        input.erase(at, length);
        break;
      case 1:
        input.insert(at, input.substr(at, length));
        break;
      case 2:
        input.insert(below(input.size()), other.substr(below(other.size()), length));
        break;
      case 3:
        input.insert(at, 1, static_cast<char>(random()));
        break;
      default:
        if (at < input.size()) input[at] = static_cast<char>(input[at] ^ (1 << (random() % 8)));
    }
  }
  return input;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: %s FOLDER-OR-FILE [MUTATIONS]\n", argv[0]);
    return 2;
  }
  std::vector<std::string> inputs;
  for (const auto& file : InputsOf(argv[1])) {
    inputs.push_back(ReadFile(file));
    std::fprintf(stderr, "%s\n", file.c_str());
    Run(inputs.back());
  }
  if (inputs.empty()) {
    std::fprintf(stderr, "%s: no inputs there\n", argv[1]);
    return 2;
  }
  const int mutations = argc > 2 ? std::atoi(argv[2]) : kDefaultMutations;
  const std::string last_input = std::string(argv[0]) + ".last_input";
  std::mt19937_64 random(1);  // seeded with a constant: the same inputs in every run
  for (int i = 0; i < mutations; ++i) {
    const std::string input =
        Mutated(inputs[random() % inputs.size()], inputs[random() % inputs.size()], random);
    std::ofstream(last_input, std::ios::binary) << input;
    Run(input);
  }
  std::filesystem::remove(last_input);
  std::fprintf(stderr, "%zu inputs and %d mutations passed\n", inputs.size(), mutations);
  return 0;
}
