#include "server/plugin/conformance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/plugin/plugin_folder.h"

namespace isnad::plugin {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> Faults(const std::string& name, const std::string& library,
                                const std::map<std::string, std::string>& changes) {
  const PluginFolder folder;
  const auto manifest = ReadManifest(folder.Add(name, library, changes));
  EXPECT_TRUE(manifest.ok()) << manifest.status();
  auto faults = CheckConformance(*manifest, kHostProgram);
  EXPECT_TRUE(faults.ok()) << faults.status();
  return *std::move(faults);
}

std::map<std::string, std::string> Faulty(const std::string& fault) {
  return {{"config", "{\"fault\": \"" + fault + "\"}"}};
}

TEST(Conformance, BadSpansAreToldWithTheText) {
  EXPECT_THAT(Faults("faulty", "faulty", Faulty("behind-text")),
              Contains(AllOf(HasSubstr("fails on one space"), HasSubstr("ends behind the text"))));
}

TEST(Conformance, OneThatChangesItsMindIsTold) {
  EXPECT_THAT(Faults("faulty", "faulty", Faulty("counts")), Contains(HasSubstr("the second time")));
}

TEST(Conformance, OneThatIsNotTheSameInAnotherInstanceIsTold) {
  EXPECT_THAT(Faults("faulty", "faulty", Faulty("counts-instances")),
              Contains(HasSubstr("in another instance")));
}

TEST(Conformance, OneThatNeverAsksWhetherToStopIsTold) {
  EXPECT_THAT(Faults("follower", "follower", {{"version", "\"0.0.1\""}}),
              Contains(HasSubstr("never asks whether it should stop")));
}

TEST(Conformance, AGoodOneHasNoFaults) {
  EXPECT_THAT(Faults("sample", "sample", {{"version", "\"2.1.0\""}}), IsEmpty());
}

TEST(Conformance, OneThatDoesNotLoadIsAnError) {
  const PluginFolder folder;
  const auto manifest = ReadManifest(folder.Add("x", "wrong-major", {}));
  ASSERT_TRUE(manifest.ok());
  EXPECT_FALSE(CheckConformance(*manifest, kHostProgram).ok());
}

}  // namespace
}  // namespace isnad::plugin
