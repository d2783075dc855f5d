#include "plugins/sdk/emitter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/sdk/isnad_plugin.hpp"

namespace isnad::sdk {
namespace {

// A host that says stop after `room` records.
struct FakeHost {
  explicit FakeHost(int records) : room(records) {
    part.original = Str("قالت سلمى");
    input.size = sizeof(isnad_input);
    input.parts = &part;
    input.n_parts = 1;
    input.first_id = 7;
  }

  int room;
  int taken = 0;
  int cancelled_after = 1000;
  std::vector<std::string> errors;
  isnad_part part = {};
  isnad_input input = {};
  isnad_sink sink = {
      sizeof(isnad_sink), this,
      [](void* me, const isnad_record*) -> isnad_code {
        auto& host = *static_cast<FakeHost*>(me);
        return host.taken++ < host.room ? ISNAD_OK : ISNAD_RESOURCE_EXHAUSTED;
      },
      [](void* me, isnad_str message) { static_cast<FakeHost*>(me)->errors.emplace_back(View(message)); },
      [](void* me) -> int32_t {
        auto& host = *static_cast<FakeHost*>(me);
        return host.cancelled_after-- <= 0 ? 1 : 0;
      }};
};

TEST(Emitter, CountsIdsFromTheFirstThatIsFree) {
  FakeHost host(10);
  Emitter out(host.input, host.sink);
  EXPECT_EQ(out.Mark({0, 0, 8}, ISNAD_MARK_HEDGE).Emit(), 7u);
  EXPECT_EQ(out.Boilerplate({0, 0, 8}).Emit(), 8u);
  EXPECT_FALSE(out.stopped());
}

TEST(Emitter, DoesNothingOnceTheHostSaysStop) {
  FakeHost host(1);
  Emitter out(host.input, host.sink);
  out.Boilerplate({0, 0, 8}).Emit();
  EXPECT_EQ(out.Boilerplate({0, 0, 8}).Emit(), 0u);
  EXPECT_EQ(out.Boilerplate({0, 0, 8}).Emit(), 0u);
  EXPECT_EQ(host.taken, 2);
  EXPECT_EQ(out.status(), ISNAD_RESOURCE_EXHAUSTED);
}

TEST(Emitter, ABadSpanFailsTheArticleAndSaysWhich) {
  for (const isnad_span span : {isnad_span{0, 0, 99}, isnad_span{0, 4, 2}, isnad_span{0, 1, 4},
                                isnad_span{0, 0, 3}, isnad_span{3, 0, 0}}) {
    FakeHost host(10);
    Emitter out(host.input, host.sink);
    EXPECT_EQ(out.Boilerplate(span).Emit(), 0u);
    EXPECT_EQ(host.taken, 0);
    EXPECT_THAT(host.errors, testing::ElementsAre(testing::HasSubstr("its span")));
  }
}

TEST(Emitter, ABadSpanInAnAttributeFailsTheArticleToo) {
  FakeHost host(10);
  Emitter out(host.input, host.sink);
  EXPECT_EQ(out.Quote({0, 0, 8}, ISNAD_QUOTE_DIRECT, {0, 5, 4}).Emit(), 0u);
  EXPECT_EQ(host.taken, 0);
}

TEST(Emitter, CancelledStaysCancelled) {
  FakeHost host(10);
  host.cancelled_after = 0;
  Emitter out(host.input, host.sink);
  EXPECT_TRUE(out.Cancelled());
  host.cancelled_after = 1000;
  EXPECT_TRUE(out.Cancelled());
  EXPECT_EQ(out.Boilerplate({0, 0, 8}).Emit(), 0u);
}

struct Thrower {
  static std::unique_ptr<Thrower> Create(const Host&, const Config& config, std::string* error) {
    if (config.Has("throw")) throw 1;
    if (config.Has("refuse")) *error = "a file is missing";
    return config.Has("refuse") ? nullptr : std::make_unique<Thrower>();
  }
  void Extract(const isnad_input&, Emitter&) { throw std::runtime_error("out of words"); }
};

TEST(Table, KeepsExceptionsIn) {
  const isnad_plugin table = Table<Thrower>::Make("thrower", "1.0.0", 5);
  FakeHost host(10);
  const isnad_host offers = {};
  isnad_instance* instance = nullptr;
  ASSERT_EQ(table.create(&offers, Str("{}"), &host.sink, &instance), ISNAD_OK);
  EXPECT_EQ(table.extract(instance, &host.input, &host.sink), ISNAD_INTERNAL);
  table.destroy(instance);
  table.destroy(nullptr);
  instance = nullptr;
  EXPECT_EQ(table.create(&offers, Str(R"({"throw":1})"), &host.sink, &instance), ISNAD_INTERNAL);
  EXPECT_EQ(table.create(&offers, Str(R"({"refuse":1})"), &host.sink, &instance), ISNAD_INVALID_ARGUMENT);
  EXPECT_EQ(table.create(&offers, Str("["), &host.sink, &instance), ISNAD_INVALID_ARGUMENT);
  EXPECT_EQ(instance, nullptr);
  EXPECT_THAT(host.errors,
              testing::ElementsAre("out of words", "an exception of unknown type", "a file is missing",
                                   "the configuration is not a JSON object"));
}

}  // namespace
}  // namespace isnad::sdk
