#include "server/plugin/conformance.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <string_view>
#include <thread>
#include <utility>

#include "isnad/v1/analysis.pb.h"
#include "server/plugin/article_input.h"
#include "server/plugin/loaded_plugin.h"
#include "server/plugin/record_sink.h"
#include "server/plugin/records.h"

namespace isnad::plugin {
namespace {

constexpr int kThreads = 4;
constexpr std::chrono::seconds kPatience{10};  // for a text

struct Text {
  std::string name;
  std::string text;
};

std::string Repeat(std::string_view what, size_t times) {
  std::string all;
  all.reserve(what.size() * times);
  for (size_t i = 0; i < times; ++i) all += what;
  return all;
}

// All are valid UTF-8, which is all that a plugin may count on.
std::vector<Text> HostileTexts() {
  using namespace std::string_literals;
  return {
      {"an empty text", ""},
      {"one space", " "},
      {"zero bytes", "He said: \0\"3\0 dead\" \0 قال\0: \"نعم\"\0"s},
      {"quotation marks that nothing closes", Repeat("«\"“قال: ", 500)},
      {"combining marks alone", Repeat("\u0301\u064B\u0651", 1000)},
      {"a letter with a thousand marks", fmt::format("e{} said: \"no\".", Repeat("\u0301", 1000))},
      {"changes of direction", Repeat("\u202Eقال \u2066said\u2069 \u202D12\u202C ", 200)},
      {"noncharacters and planes behind the first", Repeat("\uFFFE\uFFFF\U0010FFFF\U0001F600 said ", 200)},
      {"one word of 200 kB", Repeat("ا", 100'000)},
      {"digits without an end", fmt::format("{} people, {}", Repeat("9", 20'000), Repeat("1,", 5'000))},
      {"empty lines", Repeat("\r\n\n\u2028\u2029", 5'000)},
      {"2,000 sentences",
       Repeat("قال الوزير إن 12 شخصا قتلوا في 3 مايو 2019. \"We lost 40 men,\" he said.\n", 1'000)},
  };
}

v1::Article ArticleOf(const Text& text, const std::string& language) {
  v1::Article article;
  article.set_name("articles/check");
  article.set_title(text.text.size() < 1000 ? text.text : "");
  article.set_text(text.text);
  article.set_language_code(language);
  article.set_publish_time("2024-05-16T10:00:00+02:00");
  return article;
}

class Suite {
 public:
  Suite(const Manifest& manifest, const std::string& host_program)
      : manifest_(manifest), host_program_(host_program), plugin_(New()) {}

  const absl::Status& refused() const { return plugin_->refused(); }

  std::vector<std::string> Run() {
    for (const std::string& language : manifest_.languages) {
      for (const Text& text : HostileTexts()) {
        if (!hangs_) CheckText(text, language);
      }
      if (hangs_) break;
      CheckThreads(language);
      CheckCancellation(language);
    }
    return std::move(faults_);
  }

 private:
  std::unique_ptr<LoadedPlugin> New() const {
    return std::make_unique<LoadedPlugin>(manifest_, host_program_, limits_);
  }

  // All that a plugin finds in an article, as bytes.
  static absl::StatusOr<std::string> Found(LoadedPlugin& plugin, const v1::Article& article) {
    const ArticleInput input(article);
    RecordStore store;
    const Limits limits;
    const std::function<bool()> never = [] { return false; };
    RecordSink sink(store, input, limits, never, 0);
    if (absl::Status status = plugin.Extract(sink); !status.ok()) return status;
    v1::Analysis analysis;
    AddRecords(store, input, {plugin.Signature()}, article.name(), analysis);
    return analysis.SerializeAsString();
  }

  void Fault(const std::string& language, std::string_view what) {
    faults_.push_back(fmt::format("{}: {}: {}", manifest_.path, language, what));
  }

  void CheckText(const Text& text, const std::string& language) {
    const v1::Article article = ArticleOf(text, language);
    const auto first = Found(*plugin_, article);
    if (!first.ok()) {
      plugin_ = New();  // as the old one may be left alone for a while
      hangs_ = absl::IsDeadlineExceeded(first.status());
      return Fault(language, fmt::format("fails on {}: {}; mend what it does there, as any text may come",
                                         text.name, std::string(first.status().message())));
    }
    const auto again = Found(*plugin_, article);
    const auto other = Found(*New(), article);
    if (!again.ok() || *again != *first) {
      Fault(language, fmt::format("says something else the second time of {}; keep nothing from one call to "
                                  "the next that changes results",
                                  text.name));
    } else if (!other.ok() || *other != *first) {
      Fault(language, fmt::format("says something else of {} in another instance; let results depend on "
                                  "input and configuration alone",
                                  text.name));
    }
  }

  void CheckThreads(const std::string& language) {
    const v1::Article article = ArticleOf(HostileTexts().back(), language);
    const auto alone = Found(*plugin_, article);
    if (!alone.ok()) return;  // told already
    std::array<bool, kThreads> same = {};
    std::vector<std::thread> threads;
    threads.reserve(kThreads);
    for (bool& one : same) {
      threads.emplace_back([&] {
        const auto found = Found(*plugin_, article);
        one = found.ok() && *found == *alone;
      });
    }
    for (std::thread& thread : threads) thread.join();
    for (const bool one : same) {
      if (one) continue;
      return Fault(language,
                   "says something else when others run beside it; let instances share nothing "
                   "that changes");
    }
  }

  void CheckCancellation(const std::string& language) {
    const v1::Article article = ArticleOf(HostileTexts().back(), language);
    const ArticleInput input(article);
    RecordStore store;
    const Limits limits;
    int asked = 0;
    const std::function<bool()> at_once = [&asked] { return ++asked > 0; };
    RecordSink sink(store, input, limits, at_once, 0);
    const absl::Status status = plugin_->Extract(sink);
    if (asked == 0) {
      Fault(language,
            "never asks whether it should stop in a text of 2,000 sentences; ask cancelled() about "
            "once a sentence");
    } else if (!absl::IsCancelled(status)) {
      Fault(language, "goes on or fails when it is told to stop; return ISNAD_CANCELLED at once");
    }
  }

  const Manifest& manifest_;
  const std::string host_program_;
  const Limits limits_{.max_time = kPatience};
  std::unique_ptr<LoadedPlugin> plugin_;
  bool hangs_ = false;  // told once: each further text would take as long
  std::vector<std::string> faults_;
};

}  // namespace

absl::StatusOr<std::vector<std::string>> CheckConformance(const Manifest& manifest,
                                                          const std::string& host_program) {
  if (!host_program.empty()) {
    Suite suite(manifest, host_program);
    if (!suite.refused().ok()) return suite.refused();
    if (auto faults = suite.Run(); !faults.empty()) return faults;
  }
  Suite suite(manifest, "");
  if (!suite.refused().ok()) return suite.refused();
  return suite.Run();
}

}  // namespace isnad::plugin
