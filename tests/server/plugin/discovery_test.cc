#include "server/plugin/discovery.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/plugin/plugin_folder.h"

namespace isnad::plugin {
namespace {

using testing::HasSubstr;

std::string MessageOf(const Found& found) { return std::string(found.fault.message()); }

TEST(Discovery, AFolderWithCodeAndNoManifestIsAFault) {
  const PluginFolder folder;
  folder.Write("stray/stray.so", "code");
  folder.Write("notes/readme.txt", "no plugin");
  folder.Write("file.so", "not in a folder");
  const auto found = FindPlugins(folder.path());
  ASSERT_TRUE(found.ok());
  ASSERT_EQ(found->size(), 1u);
  EXPECT_EQ((*found)[0].manifest.name, "stray");
  EXPECT_THAT(MessageOf((*found)[0]), HasSubstr("stray/stray.so: has no manifest; write NAME.plugin.json"));
}

TEST(Discovery, AnEngineThatAPackNamesNeedsNoManifest) {
  const PluginFolder folder;
  folder.Write("engine/libengine.so", "code");
  folder.Add("pack", "engine", {{"library", "\"../engine/libengine.so\""}});
  const auto found = FindPlugins(folder.path());
  ASSERT_TRUE(found.ok());
  ASSERT_EQ(found->size(), 1u);
  EXPECT_TRUE((*found)[0].fault.ok());
  EXPECT_EQ((*found)[0].manifest.library, folder.path() + "/engine/libengine.so");
}

TEST(Discovery, AManifestThatIsWrongKeepsItsPlaceInTheList) {
  const PluginFolder folder;
  folder.Add("a", "faulty");
  folder.Add("b", "faulty", {{"colour", "\"red\""}});
  const auto found = FindPlugins(folder.path());
  ASSERT_TRUE(found.ok());
  ASSERT_EQ(found->size(), 2u);
  EXPECT_TRUE((*found)[0].fault.ok());
  EXPECT_EQ((*found)[1].manifest.name, "b");
  EXPECT_THAT(MessageOf((*found)[1]), HasSubstr("field \"colour\" is unknown"));
}

TEST(Discovery, ADirectoryThatIsNotThereIsNotFound) {
  const auto found = FindPlugins("/no/such/plugins");
  EXPECT_EQ(found.status().code(), absl::StatusCode::kNotFound);
  EXPECT_THAT(std::string(found.status().message()), HasSubstr("/no/such/plugins"));
}

}  // namespace
}  // namespace isnad::plugin
