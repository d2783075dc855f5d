#include "server/plugin/library.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "tests/server/plugin/plugin_folder.h"

namespace isnad::plugin {
namespace {

using testing::HasSubstr;

Manifest For(const std::string& path) {
  Manifest manifest;
  manifest.path = "/p/faulty/faulty.plugin.json";
  manifest.name = manifest.engine = "faulty";
  manifest.version = "1.0.0";
  manifest.library = path;
  return manifest;
}

std::string WhyRefused(const Manifest& manifest) {
  const auto table = LoadLibrary(manifest);
  EXPECT_FALSE(table.ok());
  const std::string message(table.status().message());
  EXPECT_THAT(message, testing::StartsWith(manifest.library + ": "));
  EXPECT_THAT(message, testing::Not(HasSubstr("\n")));
  return message;
}

std::string Contents(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

TEST(Library, GivesTheSameTableToAllWhoShareIt) {
  const auto one = LoadLibrary(For(PluginFolder::Library("faulty")));
  const auto two = LoadLibrary(For(PluginFolder::Library("faulty")));
  ASSERT_TRUE(one.ok()) << one.status();
  ASSERT_TRUE(two.ok());
  EXPECT_EQ(*one, *two);
}

TEST(Library, TheTableMustBeWhatThisServerKnows) {
  EXPECT_THAT(WhyRefused(For(PluginFolder::Library("wrong-major"))), HasSubstr("built for ABI 7.0"));
  EXPECT_THAT(WhyRefused(For(PluginFolder::Library("small-table"))), HasSubstr("16 bytes"));
  EXPECT_THAT(WhyRefused(For(PluginFolder::Library("no-extract"))),
              HasSubstr("lacks create, extract or destroy"));
  EXPECT_THAT(WhyRefused(For(PluginFolder::Library("other-kind"))), HasSubstr("kind 2"));
  EXPECT_THAT(WhyRefused(For(PluginFolder::Library("no-table"))), HasSubstr("returns no table"));
}

TEST(Library, AnyMinorOfTheMajorIsLoaded) {
  EXPECT_TRUE(LoadLibrary(For(PluginFolder::Library("old-1.0"))).ok());
  Manifest future = For(PluginFolder::Library("future"));
  future.name = future.engine = "future";
  const auto table = LoadLibrary(future);
  ASSERT_TRUE(table.ok()) << table.status();
  EXPECT_GT((*table)->size, sizeof(isnad_plugin));
  EXPECT_GT((*table)->abi_minor, uint32_t{ISNAD_ABI_MINOR});
}

TEST(Library, NameAndVersionMustBeTheManifests) {
  Manifest manifest = For(PluginFolder::Library("faulty"));
  manifest.name = manifest.engine = "flawless";
  EXPECT_THAT(WhyRefused(manifest), HasSubstr("calls itself \"faulty\" where \"name\""));
  manifest = For(PluginFolder::Library("faulty"));
  manifest.version = "1.0.1";
  EXPECT_THAT(WhyRefused(manifest), HasSubstr("is version \"1.0.0\""));
}

TEST(Library, APackNamesItsEngineAndHasItsOwnVersion) {
  Manifest manifest = For(PluginFolder::Library("faulty"));
  manifest.name = "arabic";
  manifest.version = "7.7.7";
  EXPECT_TRUE(LoadLibrary(manifest).ok());
  manifest.engine = "core";
  EXPECT_THAT(WhyRefused(manifest), HasSubstr("where \"engine\""));
}

TEST(Library, MissingDamagedAndForeignFilesAreRefused) {
  const PluginFolder folder;
  EXPECT_THAT(WhyRefused(For(folder.path() + "/none.so")), HasSubstr("no such library"));
  EXPECT_THAT(WhyRefused(For(folder.path())), HasSubstr("no such library"));
  EXPECT_THAT(WhyRefused(For(folder.Write("garbage.so", "these are no instructions"))), HasSubstr("anew"));
  EXPECT_THAT(WhyRefused(For(folder.Write("garbage2.so", std::string(5000, 'x')))),
              HasSubstr("can't be loaded"));
  EXPECT_THAT(WhyRefused(For(folder.Write("empty.so", ""))), HasSubstr("cut short"));
  const std::string whole = Contents(PluginFolder::Library("faulty"));
  EXPECT_THAT(WhyRefused(For(folder.Write("half.so", whole.substr(0, whole.size() / 4)))),
              HasSubstr("cut short"));
  Manifest libc = For("/lib/x86_64-linux-gnu/libm.so.6");
  if (std::ifstream(libc.library).good()) {
    EXPECT_THAT(WhyRefused(libc), HasSubstr("no symbol isnad_plugin_entry_v1"));
  }
}

TEST(Library, TheDigestIsCheckedWhereOneIsGiven) {
  const PluginFolder folder;
  Manifest manifest = For(folder.Write("abc.so", "abc" + std::string(100, '\0')));
  manifest.sha256 = std::string(64, '0');
  EXPECT_THAT(WhyRefused(manifest), HasSubstr("its SHA-256 is c8c8c61c"));
}

}  // namespace
}  // namespace isnad::plugin
