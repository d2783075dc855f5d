#include "server/plugin/check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/server/plugin/plugin_folder.h"

namespace isnad::plugin {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<CheckedPlugin> Check(const std::string& folder,
                                 const std::vector<std::string>& directories = {}) {
  auto checked = CheckPlugins(folder, directories, kHostProgram);
  EXPECT_TRUE(checked.ok()) << checked.status();
  return *std::move(checked);
}

TEST(CheckPlugins, OneThatServesHasNoFaults) {
  const PluginFolder folder;
  folder.Add("sample", "sample", {{"version", "\"2.1.0\""}});
  const auto checked = Check(folder.path() + "/sample");
  ASSERT_EQ(checked.size(), 1u);
  EXPECT_EQ(checked[0].plugin.name(), "plugins/sample");
  EXPECT_EQ(checked[0].plugin.health(), v1::PLUGIN_HEALTH_SERVING);
  EXPECT_THAT(checked[0].faults, IsEmpty());
}

TEST(CheckPlugins, WhatCreateFindsWrongIsToldAsItStands) {
  const PluginFolder folder;
  folder.Add("create", "faulty", {{"config", R"({"fault": "create"})"}});
  const auto checked = Check(folder.path() + "/create");
  ASSERT_EQ(checked.size(), 1u);
  EXPECT_EQ(checked[0].plugin.health(), v1::PLUGIN_HEALTH_FAILED);
  EXPECT_THAT(checked[0].faults, ElementsAre("words.tsv:7: no such paradigm try another"));
}

TEST(CheckPlugins, ALibraryThatIsNotInItsPlaceIsLookedForBelowTheDirectories) {
  const PluginFolder installed;
  const PluginFolder elsewhere;
  elsewhere.Add("pack", "sample", {{"library", R"("../sample/libsample.so")"}, {"version", "\"2.1.0\""}});
  EXPECT_THAT(Check(elsewhere.path() + "/pack", {installed.path()})[0].faults,
              ElementsAre(HasSubstr("libsample.so")));
  installed.Write("sample/note.txt", "");
  std::filesystem::copy_file(PluginFolder::Library("sample"), installed.path() + "/sample/libsample.so");
  EXPECT_THAT(Check(elsewhere.path() + "/pack", {installed.path()})[0].faults, IsEmpty());
}

TEST(CheckPlugins, AManifestIsCheckedAndHasToBeThere) {
  const PluginFolder folder;
  folder.Add("typo", "faulty", {{"libary", "\"x\""}});
  EXPECT_THAT(Check(folder.path() + "/typo")[0].faults,
              ElementsAre(HasSubstr("field \"libary\" is unknown")));
  EXPECT_EQ(CheckPlugins(folder.path(), {}, "").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(CheckPlugins(folder.path() + "/none", {}, "").status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace isnad::plugin
