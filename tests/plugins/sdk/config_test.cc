#include "plugins/sdk/config.hpp"

#include <gtest/gtest.h>

namespace isnad::sdk {
namespace {

TEST(Config, ReadsWhatTheHostWrites) {
  const auto config = Config::Parse(R"( {"directory":"\/opt\/a b","text":"\u0627\ud83d\ude00\t\"x\"" ,
    "number": 2.5 ,"yes":true,"nothing":null,"list":[1,{"a":"]}"}],"object":{"b":{"c":2}} } )");
  ASSERT_TRUE(config.has_value());
  EXPECT_EQ(config->Directory(), "/opt/a b");
  EXPECT_EQ(config->Get("text"), "ا😀\t\"x\"");
  EXPECT_EQ(config->Get("number"), "2.5");
  EXPECT_EQ(config->Get("yes"), "true");
  EXPECT_EQ(config->Get("nothing"), "null");
  EXPECT_EQ(config->Get("list"), R"([1,{"a":"]}"}])");
  EXPECT_EQ(config->Get("object"), R"({"b":{"c":2}})");
  EXPECT_EQ(config->Get("absent", "else"), "else");
  EXPECT_FALSE(config->Has("absent"));
}

TEST(Config, AnEmptyObjectHasNoFields) { EXPECT_TRUE(Config::Parse("{}").has_value()); }

TEST(Config, RefusesWhatIsNoObject) {
  for (const char* bad : {"", "[]", "{", R"({"a")", R"({"a":})", R"({"a":"b)", R"({"a":"\x"})",
                          R"({"a":"\u12"})", R"({"a":"\ud83dx"})", R"({"a":1,})", R"({"a":{)"}) {
    EXPECT_FALSE(Config::Parse(bad).has_value()) << bad;
  }
}

}  // namespace
}  // namespace isnad::sdk
