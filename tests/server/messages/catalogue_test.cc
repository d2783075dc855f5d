#include "server/messages/catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <thread>

namespace isnad::messages {
namespace {

using ::testing::HasSubstr;

class CatalogueTest : public testing::Test {
 protected:
  CatalogueTest() : directory_(testing::TempDir() + "/messages_" + Name()) {
    std::filesystem::create_directories(directory_);
  }
  ~CatalogueTest() override { std::filesystem::remove_all(directory_); }

  static std::string Name() { return testing::UnitTest::GetInstance()->current_test_info()->name(); }

  void Write(const std::string& language, const std::string& lines) {
    std::ofstream(directory_ + "/" + language + ".txt") << lines;
  }

  std::string Complaint() { return std::string(Catalogue::Load(directory_).status().message()); }

  std::string directory_;
};

TEST_F(CatalogueTest, FillsInArguments) {
  Write("en", "# a comment\n\nlost = {0} lost {1}, it’s said\n");
  Write("ar", "lost = خسر {0} {1}\n");
  const auto catalogue = *Catalogue::Load(directory_);
  EXPECT_EQ(catalogue->Say("lost", std::vector<std::string>{"Renn", "1,500"}, "en"),
            "Renn lost 1,500, it’s said");
  EXPECT_EQ(catalogue->Say("lost", std::vector<std::string>{"رن", "١٥٠٠"}, "ar-SY"), "خسر رن ١٥٠٠");
  v1::Reason reason;
  reason.set_code("lost");
  reason.add_arguments("{1} 'x'");
  reason.add_arguments("y");
  EXPECT_EQ(catalogue->Say(reason, "en"), "{1} 'x' lost y, it’s said");
}

TEST_F(CatalogueTest, ChoosesArabicPluralForms) {
  const std::string message =
      "files = {0, plural, zero{لا ملفات} one{ملف واحد} two{ملفان} few{# ملفات} many{# ملفا} other{# ملف}}\n";
  Write("en", "files = {0, plural, one{# file} other{# files}}\n");
  Write("ar", message);
  const auto catalogue = *Catalogue::Load(directory_);
  const auto say = [&](const std::string& number, const char* language) {
    return catalogue->Say("files", std::vector<std::string>{number}, language);
  };
  EXPECT_EQ(say("1", "en"), "1 file");
  EXPECT_EQ(say("12", "en"), "12 files");
  EXPECT_EQ(say("0", "ar"), "لا ملفات");
  EXPECT_EQ(say("2", "ar"), "ملفان");
  EXPECT_EQ(say("5", "ar"), "5 ملفات");
  EXPECT_EQ(say("11", "ar"), "11 ملفا");
  EXPECT_EQ(say("100", "ar"), "100 ملف");
}

TEST_F(CatalogueTest, AnUnknownCodeIsAPluginsOwnSentence) {
  Write("en", "a = b\n");
  Write("ar", "a = ب\n");
  const auto catalogue = *Catalogue::Load(directory_);
  EXPECT_EQ(catalogue->Say("Two {0} dates.", {}, "ar"), "Two {0} dates.");
}

TEST_F(CatalogueTest, AnUnknownLanguageGetsEnglish) {
  Write("en", "a = b\n");
  Write("ar", "a = ب\n");
  const auto catalogue = *Catalogue::Load(directory_);
  EXPECT_EQ(catalogue->Say("a", {}, "fr"), "b");
  EXPECT_FALSE(catalogue->Has("fr"));
  EXPECT_TRUE(catalogue->Has("ar"));
  EXPECT_TRUE(catalogue->Has("en-GB"));
}

TEST_F(CatalogueTest, ComplaintsNameFileAndLine) {
  EXPECT_EQ(Catalogue::Load(directory_).status().code(), absl::StatusCode::kNotFound);
  Write("ar", "a = ب\n");
  Write("en", "# x\na b\n");
  EXPECT_THAT(Complaint(), HasSubstr("en.txt:2: no '='"));
  Write("en", "a = b\na = c\n");
  EXPECT_THAT(Complaint(), HasSubstr("en.txt:2: 'a' stands in line 1 already"));
  Write("en", "a = {0\n");
  EXPECT_THAT(Complaint(), HasSubstr("en.txt:1: not an ICU message"));
  Write("en", " = b\n");
  EXPECT_THAT(Complaint(), HasSubstr("en.txt:1: no code"));
  Write("en", "a = b\nc = d\n");
  EXPECT_THAT(Complaint(), HasSubstr("en.txt:2"));
  EXPECT_THAT(Complaint(), HasSubstr("ar.txt lacks 'c'"));
  Write("en", "a = \xFF\n");
  EXPECT_THAT(Complaint(), HasSubstr("en.txt:1: the line is not UTF-8"));
}

TEST_F(CatalogueTest, SaysTheSameFromManyThreads) {
  Write("en", "files = {0, plural, one{# file} other{# files}} in {1}\n");
  Write("ar", "files = {0} {1}\n");
  const auto catalogue = *Catalogue::Load(directory_);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 200; ++i) {
        EXPECT_EQ(catalogue->Say("files", std::vector<std::string>{"3", "x"}, "en"), "3 files in x");
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
}

TEST(Messages, TheOnesThatAreInstalledLoadAndUseTheirArguments) {
  const auto catalogue = Catalogue::Load("server/messages");
  ASSERT_TRUE(catalogue.ok()) << catalogue.status();
  for (const char* language : {"en", "ar"}) {
    for (const char* code : {"supports",
                             "negation",
                             "negation_changed",
                             "opposition",
                             "opposition_changed",
                             "number",
                             "number_changed",
                             "date",
                             "date_changed",
                             "denial",
                             "attribution",
                             "exclusive",
                             "wording",
                             "weekday_mismatch",
                             "date_conflict",
                             "number_conflict",
                             "check.altered_quote",
                             "check.truncated_quote",
                             "check.misattributed_quote",
                             "check.wrong_date",
                             "check.contradicts_corpus"}) {
      const std::string sentence =
          (*catalogue)->Say(code, std::vector<std::string>{"<first>", "<second>", "<third>"}, language);
      EXPECT_THAT(sentence, HasSubstr("<first>")) << code;
      EXPECT_THAT(sentence, HasSubstr("<second>")) << code;
      EXPECT_EQ(sentence.find('{'), std::string::npos) << sentence;
    }
    for (const char* code : {"unbalanced_quotation", "unattributed_quotation"}) {
      EXPECT_THAT((*catalogue)->Say(code, std::vector<std::string>{"<first>"}, language),
                  HasSubstr("<first>"));
    }
  }
}

}  // namespace
}  // namespace isnad::messages
