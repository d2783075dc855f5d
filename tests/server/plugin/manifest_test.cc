#include "server/plugin/manifest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/server/plugin/plugin_folder.h"

namespace isnad::plugin {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(Manifest, ReadsAllFields) {
  const auto manifest = ParseManifest(
      R"({"name": "arabic", "version": "0.2.0-beta", "abi": "1.0", "kind": "extractor", "languages": ["ar", "fa-IR"],
          "library": "../core/libisnad-core.so", "engine": "core",
          "sha256": "ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef0123456789",
          "config": {"depth": 3, "words": ["a", "ب"]}})",
      "/opt/isnad/plugins/arabic/arabic.plugin.json");
  ASSERT_TRUE(manifest.ok()) << manifest.status();
  EXPECT_EQ(manifest->name, "arabic");
  EXPECT_EQ(manifest->version, "0.2.0-beta");
  EXPECT_EQ(manifest->abi, "1.0");
  EXPECT_THAT(manifest->languages, testing::ElementsAre("ar", "fa-IR"));
  EXPECT_EQ(manifest->library, "/opt/isnad/plugins/core/libisnad-core.so");
  EXPECT_EQ(manifest->engine, "core");
  EXPECT_TRUE(manifest->IsPack());
  EXPECT_EQ(manifest->sha256, "abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789");
  EXPECT_THAT(manifest->config, HasSubstr(R"("directory":"/opt/isnad/plugins/arabic")"));
  EXPECT_THAT(manifest->config, HasSubstr(R"("depth":3)"));
  EXPECT_THAT(manifest->config, HasSubstr(R"("words":["a","ب"])"));
}

TEST(Manifest, ALanguageIsForItsRegionsToo) {
  Manifest manifest;
  manifest.languages = {"ar", "en-GB"};
  EXPECT_TRUE(manifest.Reads("ar"));
  EXPECT_TRUE(manifest.Reads("ar-SY"));
  EXPECT_TRUE(manifest.Reads("AR-sy"));
  EXPECT_TRUE(manifest.Reads("en-gb"));
  EXPECT_FALSE(manifest.Reads("arz"));
  EXPECT_FALSE(manifest.Reads("en"));
  EXPECT_FALSE(manifest.Reads(""));
}

struct Fault {
  const char* field;
  const char* json;  // empty: the field is left out
  const char* says;
};

class BadManifest : public testing::TestWithParam<Fault> {};

TEST_P(BadManifest, IsRefusedInOneLineThatNamesFileFieldAndWhatToDo) {
  const PluginFolder folder;
  const std::string path = folder.Add("plugin-a", "faulty", {{GetParam().field, GetParam().json}});
  const auto manifest = ReadManifest(path);
  ASSERT_FALSE(manifest.ok());
  const std::string message(manifest.status().message());
  EXPECT_THAT(message, testing::StartsWith(path + ": "));
  EXPECT_THAT(message, HasSubstr(GetParam().field));
  EXPECT_THAT(message, HasSubstr(GetParam().says));
  EXPECT_THAT(message, Not(HasSubstr("\n")));
}

INSTANTIATE_TEST_SUITE_P(
    All, BadManifest,
    testing::Values(Fault{"name", "", "is missing"}, Fault{"name", "5", "must be a string"},
                    Fault{"name", "\"Plugin\"", "lower-case"}, Fault{"name", "\"plugin-b\"", "name the file"},
                    Fault{"name", "\"../x\"", "lower-case"}, Fault{"version", "", "is missing"},
                    Fault{"version", "\"1 0\"", "must be like"}, Fault{"version", "\"\"", "not empty"},
                    Fault{"abi", "\"0.1\"", "build the plugin for 1.0"},
                    Fault{"abi", "\"2.0\"", "build the plugin for 1.0"}, Fault{"abi", "\"1\"", "major.minor"},
                    Fault{"abi", "\"1.x\"", "major.minor"}, Fault{"abi", "\"1.99999999999\"", "major.minor"},
                    Fault{"abi", "", "is missing"}, Fault{"kind", "\"chef\"", "extractor"},
                    Fault{"languages", "[]", "list of language tags"},
                    Fault{"languages", "\"ar\"", "list of language tags"},
                    Fault{"languages", "[7]", "language tag"},
                    Fault{"languages", "[\"Arabic!\"]", "language tag"}, Fault{"library", "", "is missing"},
                    Fault{"library", "\"a\\u0000b\"", "zero byte"},
                    Fault{"sha256", "\"abc\"", "64 hexadecimal"}, Fault{"config", "[]", "must be an object"},
                    Fault{"config", "{\"directory\": \"/\"}", "take it out"},
                    Fault{"libary", "\"x\"", "is unknown"}, Fault{"engine", "\"\"", "not empty"}));

TEST(Manifest, WhatIsNoJsonIsRefusedInOneLine) {
  for (const char* bad : {"", "[]", "{\"name\": ", "{\"name\"\n\n", "\xff\xfe", "null", "7"}) {
    const auto manifest = ParseManifest(bad, "a/b.plugin.json");
    ASSERT_FALSE(manifest.ok()) << bad;
    EXPECT_THAT(std::string(manifest.status().message()), testing::StartsWith("a/b.plugin.json: "));
    EXPECT_THAT(std::string(manifest.status().message()), Not(HasSubstr("\n")));
  }
}

TEST(Manifest, LongOnesAndDeepOnesAreRefused) {
  EXPECT_FALSE(ParseManifest(std::string(kMaxManifestBytes + 1, ' '), "a.plugin.json").ok());
  std::string deep = "{\"config\": ";
  for (int i = 0; i < 100000; ++i) deep += "[";
  EXPECT_FALSE(ParseManifest(deep, "a.plugin.json").ok());
}

TEST(Manifest, AFileThatIsNotThereIsNotFound) {
  EXPECT_EQ(ReadManifest("/no/such/a.plugin.json").status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace isnad::plugin
