// A judge for tests: it finds that white and black exclude each other, and nothing else. Its configuration
// makes it misbehave.
#include "plugins/sdk/judge.hpp"

#include <stdexcept>

namespace {

namespace sdk = isnad::sdk;

class TestJudge {
 public:
  explicit TestJudge(std::string mode) : mode_(std::move(mode)) {}

  static std::unique_ptr<TestJudge> Create(const sdk::Host&, const sdk::Config& config, std::string*) {
    return std::make_unique<TestJudge>(config.Get("mode"));
  }

  std::optional<sdk::Judgement> Compare(const sdk::ClaimView& a, const sdk::ClaimView& b, bool) {
    if (mode_ == "throws") throw std::runtime_error("the judge is out");
    sdk::Judgement said;
    said.kind = ISNAD_CONTRADICTION_OPPOSITION;
    said.score = mode_ == "too-sure" ? 1.5 : 0.9;
    said.reason = "black and white";
    if (mode_ == "too-sure") return said;
    if (mode_ == "one-sided") said.score = a.words() < b.words() ? 0.9 : 0.8;
    const auto says = [](const sdk::ClaimView& claim, std::string_view word) {
      return claim.words().find(word) != std::string_view::npos;
    };
    const bool apart = (says(a, "أبيض") && says(b, "أسود")) || (says(a, "أسود") && says(b, "أبيض"));
    if (mode_ == "one-sided" || (apart && a.polarity() == b.polarity())) return said;
    return std::nullopt;
  }

 private:
  std::string mode_;
};

}  // namespace

ISNAD_JUDGE(TestJudge, "test-judge", "1.0.0")
