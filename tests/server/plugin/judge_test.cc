#include <gmock/gmock.h>

#include "isnad/v1/claim.pb.h"
#include "server/plugin/judge_conformance.h"
#include "server/plugin/loaded_plugin.h"
#include "server/plugin/plugin_judge.h"
#include "server/plugin/registry.h"
#include "tests/server/plugin/plugin_folder.h"

namespace isnad::plugin {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

v1::Claim Claim(const std::string& id, const std::string& words) {
  v1::Claim claim;
  claim.set_name("articles/" + id + "/claims/1");
  claim.set_article("articles/" + id);
  claim.mutable_evidence()->set_start(0);
  claim.mutable_evidence()->set_end(static_cast<int32_t>(words.size()));
  claim.mutable_evidence()->set_text(words);
  claim.set_polarity(v1::POLARITY_POSITIVE);
  claim.set_modality(v1::MODALITY_ASSERTED);
  return claim;
}

Manifest JudgeManifest(const std::string& mode) {
  Manifest manifest;
  manifest.path = "test-judge.plugin.json";
  manifest.name = manifest.engine = "test-judge";
  manifest.version = "1.0.0";
  manifest.abi = "1.0";
  manifest.kind = Kind::kJudge;
  manifest.library = PluginFolder::Library("judge");
  manifest.config = "{\"mode\":\"" + mode + "\"}";
  return manifest;
}

const Limits kLimits;

// In this process, and in one of its own.
class JudgeTest : public testing::TestWithParam<const char*> {};
INSTANTIATE_TEST_SUITE_P(Modes, JudgeTest, testing::Values("", kHostProgram));

const v1::Claim kWhite = Claim("a", "الحصان أبيض");
const v1::Claim kBlack = Claim("b", "الحصان أسود");
const v1::Claim kFast = Claim("c", "الحصان سريع");

TEST_P(JudgeTest, SaysWhatThePluginSays) {
  LoadedPlugin plugin(JudgeManifest(""), GetParam(), kLimits);
  ASSERT_TRUE(plugin.refused().ok()) << plugin.refused();
  PluginJudge judge(plugin);
  const auto said = judge.Judge(kWhite, kBlack, false);
  ASSERT_TRUE(said.has_value());
  EXPECT_EQ(said->verdict, v1::RELATION_VERDICT_CONTRADICTION);
  EXPECT_EQ(said->kind, v1::CONTRADICTION_KIND_OPPOSITION);
  EXPECT_EQ(said->score, 0.9);
  EXPECT_EQ(said->reason.code(), "black and white");
  const auto nothing = judge.Judge(kWhite, kFast, true);
  ASSERT_TRUE(nothing.has_value());
  EXPECT_EQ(nothing->verdict, v1::RELATION_VERDICT_UNSPECIFIED);
  EXPECT_EQ(plugin.Describe().kind(), v1::PLUGIN_KIND_JUDGE);
  EXPECT_EQ(plugin.Describe().calls(), 2);
}

TEST_P(JudgeTest, AsksTheBuiltInJudgeWhereItHasNoAnswer) {
  for (const char* mode : {"throws", "too-sure"}) {
    LoadedPlugin plugin(JudgeManifest(mode), GetParam(), kLimits);
    PluginJudge judge(plugin);
    for (int i = 0; i < 20; ++i) EXPECT_FALSE(judge.Judge(kWhite, kBlack, false).has_value());
    EXPECT_EQ(plugin.Describe().failures(), 5) << "it is not asked for a while";
    EXPECT_THAT(plugin.Describe().message(), Not(IsEmpty()));
    const compare::Judging judging{{}, &judge};
    EXPECT_EQ(judging.Judge(compare::View(kWhite), compare::View(kBlack)).verdict,
              compare::Judge(kWhite, kBlack).verdict);
  }
}

TEST_P(JudgeTest, IsCheckedForWhatTheConventionsAsk) {
  EXPECT_THAT(CheckJudge(JudgeManifest(""), GetParam()), IsEmpty());
  const auto thrown = CheckJudge(JudgeManifest("throws"), GetParam());
  ASSERT_THAT(thrown, Not(IsEmpty()));
  EXPECT_THAT(thrown[0], HasSubstr("fails: the judge is out"));
  EXPECT_THAT(CheckJudge(JudgeManifest("too-sure"), GetParam()).at(0), HasSubstr("out of range"));
  EXPECT_THAT(CheckJudge(JudgeManifest("one-sided"), GetParam()).at(0), HasSubstr("turned round"));
}

TEST_P(JudgeTest, IsRefusedWhereManifestAndTableDisagree) {
  Manifest manifest = JudgeManifest("");
  manifest.kind = Kind::kExtractor;
  const LoadedPlugin plugin(manifest, GetParam(), kLimits);
  EXPECT_THAT(std::string(plugin.refused().message()), HasSubstr("the manifest extractor; make them agree"));
}

}  // namespace
}  // namespace isnad::plugin
