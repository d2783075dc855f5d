#include "server/intake/charset.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

namespace isnad::intake {
namespace {

using ::testing::HasSubstr;

constexpr char kArabic[] =
    "أعلن مجلس المدينة أن أعمال الصيانة في الشارع الرئيسي ستنتهي قبل نهاية الشهر، وقال المتحدث باسم المجلس "
    "إن "
    "السكان سيلاحظون الفرق قريبا.";

std::string Encode(std::string_view utf8, const char* charset) {
  const auto text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<int32_t>(utf8.size())));
  std::string out(utf8.size() * 4 + 8, '\0');
  const int32_t length =
      text.extract(0, text.length(), out.data(), static_cast<uint32_t>(out.size()), charset);
  out.resize(static_cast<size_t>(length));
  return out;
}

std::string ErrorOf(std::string_view bytes) {
  const auto decoded = DecodeToUtf8(bytes);
  EXPECT_FALSE(decoded.ok());
  EXPECT_EQ(decoded.status().code(), absl::StatusCode::kInvalidArgument);
  return std::string(decoded.status().message());
}

TEST(CharsetTest, Utf8StaysAsItIs) {
  const auto decoded = DecodeToUtf8(kArabic);
  ASSERT_TRUE(decoded.ok());
  EXPECT_EQ(decoded->text, kArabic);
  EXPECT_EQ(decoded->charset, "UTF-8");
  EXPECT_FALSE(decoded->first_damage.has_value());
}

TEST(CharsetTest, ValidUtf8WinsOverWhatIsDeclared) {
  const auto decoded = DecodeToUtf8(kArabic, "windows-1256");
  ASSERT_TRUE(decoded.ok());
  EXPECT_EQ(decoded->text, kArabic);
}

TEST(CharsetTest, ByteOrderMarksAreReadAndDropped) {
  EXPECT_EQ(DecodeToUtf8(std::string("\xEF\xBB\xBF") + kArabic)->text, kArabic);
  EXPECT_EQ(DecodeToUtf8("\xFF\xFE" + Encode(kArabic, "UTF-16LE"))->text, kArabic);
  EXPECT_EQ(DecodeToUtf8("\xFE\xFF" + Encode(kArabic, "UTF-16BE"))->text, kArabic);
  EXPECT_EQ(DecodeToUtf8(std::string("\xFF\xFE\0\0", 4) + Encode(kArabic, "UTF-32LE"))->text, kArabic);
}

TEST(CharsetTest, Utf16WithoutAMarkIsToldByItsShape) {
  for (const char* charset : {"UTF-16LE", "UTF-16BE"}) {
    for (const char* text : {kArabic, "The council met on Monday."}) {
      const auto decoded = DecodeToUtf8(Encode(text, charset));
      ASSERT_TRUE(decoded.ok()) << decoded.status();
      EXPECT_EQ(decoded->text, text);
      EXPECT_EQ(decoded->charset, charset);
    }
  }
}

TEST(CharsetTest, DeclaredCharsetsAreUsed) {
  for (const char* charset : {"windows-1256", "ISO-8859-6"}) {
    const auto decoded = DecodeToUtf8(Encode(kArabic, charset), charset);
    ASSERT_TRUE(decoded.ok()) << decoded.status();
    EXPECT_EQ(decoded->text, kArabic);
  }
}

TEST(CharsetTest, DeclarationsInsideThePageAreUsed) {
  for (const std::string head :
       {"<html><head><meta charset=\"windows-1256\"></head>",
        "<HTML><META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=windows-1256'>",
        "<?xml version=\"1.0\" encoding=\"windows-1256\"?><html>"}) {
    const auto decoded = DecodeToUtf8(Encode(head + "قال", "windows-1256"));
    ASSERT_TRUE(decoded.ok()) << head << decoded.status();
    EXPECT_EQ(decoded->text, head + "قال");
  }
}

TEST(CharsetTest, ArabicCharsetsAreDetected) {
  for (const char* charset : {"windows-1256", "ISO-8859-6"}) {
    const auto decoded = DecodeToUtf8(Encode(kArabic, charset));
    ASSERT_TRUE(decoded.ok()) << decoded.status();
    EXPECT_EQ(decoded->text, kArabic) << decoded->charset;
  }
}

TEST(CharsetTest, AWrongDeclarationDoesNotHideTheRightCharset) {
  const auto decoded = DecodeToUtf8(Encode(kArabic, "windows-1256"), "no-such-charset");
  ASSERT_TRUE(decoded.ok()) << decoded.status();
  EXPECT_EQ(decoded->text, kArabic);
}

TEST(CharsetTest, NearlyUtf8IsMendedAndSaidSo) {
  std::string damaged = kArabic;
  damaged[0] = ' ';  // cut off the lead byte of the first letter
  const auto decoded = DecodeToUtf8(damaged, "windows-1256");
  ASSERT_TRUE(decoded.ok());
  EXPECT_EQ(decoded->charset, "UTF-8");
  EXPECT_EQ(decoded->first_damage, 1u);
  EXPECT_EQ(decoded->text.substr(0, 4), " \xEF\xBF\xBD");
}

TEST(CharsetTest, NamesTheKindOfAFileThatIsNoText) {
  EXPECT_THAT(ErrorOf("%PDF-1.7\nabc"), HasSubstr("a PDF document"));
  EXPECT_THAT(ErrorOf(std::string("PK\x03\x04\x14\0", 6)), HasSubstr("ZIP"));
  EXPECT_THAT(ErrorOf("\x89PNG\r\n"), HasSubstr("PNG"));
  EXPECT_THAT(ErrorOf("\x1F\x8B\x08 abc"), HasSubstr("gzip"));
}

TEST(CharsetTest, RefusesBinaryData) {
  std::string bytes;
  for (int i = 0; i < 4096; ++i) bytes += static_cast<char>((i * 7919) % 256);
  EXPECT_THAT(ErrorOf(bytes), HasSubstr("binary data"));
  EXPECT_THAT(ErrorOf(std::string(64, '\0')), HasSubstr("binary data"));
}

TEST(CharsetTest, ARareNulIsText) {
  std::string text(500, 'a');
  text[250] = '\0';
  const auto decoded = DecodeToUtf8(text);
  ASSERT_TRUE(decoded.ok()) << decoded.status();
  EXPECT_EQ(decoded->text, text);
}

TEST(CharsetTest, SaysWhereUtf8EndsWhenNothingFits) {
  EXPECT_THAT(ErrorOf("abc \xFF\xFE\xFD"), HasSubstr("from byte 4 on"));
}

TEST(CharsetTest, DamagedUtf16IsAnError) {
  EXPECT_THAT(ErrorOf(std::string("\xFF\xFE\x00\xD8", 4)), HasSubstr("UTF-16LE"));
  EXPECT_THAT(ErrorOf(std::string("\xFF\xFE\x41", 3)), HasSubstr("UTF-16LE"));
}

TEST(CharsetTest, NothingIsNothing) { EXPECT_EQ(DecodeToUtf8("")->text, ""); }

}  // namespace
}  // namespace isnad::intake
