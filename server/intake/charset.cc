#include "server/intake/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "fmt/format.h"

namespace isnad::intake {
namespace {

constexpr size_t kDeclarationBytes = 4096;
constexpr size_t kDetectionBytes = 64 << 10;
constexpr size_t kLookBytes = 256 << 10;
// Below this ICU's detector guesses: right answers for Arabic prose of a line or more were measured at 35 and
// above.
constexpr int32_t kSureEnough = 25;

struct Signature {
  std::string_view bytes;
  std::string_view name;
};

constexpr std::array<Signature, 10> kBinarySignatures = {{{"%PDF-", "a PDF document"},
                                                          {"PK\x03\x04", "a ZIP archive or office document"},
                                                          {"\x89PNG", "a PNG image"},
                                                          {"\xFF\xD8\xFF", "a JPEG image"},
                                                          {"GIF8", "a GIF image"},
                                                          {"\x1F\x8B", "gzip data"},
                                                          {"\xD0\xCF\x11\xE0", "an office document"},
                                                          {"SQLite format 3", "an SQLite database"},
                                                          {"\x7F"
                                                           "ELF",
                                                           "a program"},
                                                          {"{\\rtf", "an RTF document"}}};

const std::array<Signature, 5> kByteOrderMarks = {{{"\xEF\xBB\xBF", "UTF-8"},
                                                   {std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE"},
                                                   {std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE"},
                                                   {"\xFF\xFE", "UTF-16LE"},
                                                   {"\xFE\xFF", "UTF-16BE"}}};

absl::Status NoText(std::string_view what) {
  return absl::InvalidArgumentError(
      fmt::format("the document is {}, not text or HTML; give its text instead", what));
}

bool IsTextControl(unsigned char c) { return c >= 0x20 || (c >= '\t' && c <= '\r') || c == 0x1B; }

// Control codes that text does not have, one in a hundred bytes or more.
bool IsBinary(std::string_view bytes) {
  const std::string_view look = bytes.substr(0, kLookBytes);
  const auto strange = std::count_if(look.begin(), look.end(), [](char c) { return !IsTextControl(c); });
  return static_cast<size_t>(strange) * 100 > look.size();
}

// Units of alphabetic scripts lie below U+0900: their high byte is a control code, which single-byte texts
// have not.
std::string_view ShapeOfUtf16(std::string_view bytes) {
  const std::string_view look = bytes.substr(0, std::min(bytes.size(), kLookBytes) & ~size_t{1});
  if (look.size() < 4 || bytes.size() % 2 != 0) return "";
  std::array<size_t, 2> low = {0, 0};
  for (size_t i = 0; i < look.size(); ++i) low[i % 2] += static_cast<unsigned char>(look[i]) < 0x09 ? 1 : 0;
  const size_t units = look.size() / 2;
  if (low[1] * 10 >= units * 8 && low[0] * 10 < units * 2) return "UTF-16LE";
  if (low[0] * 10 >= units * 8 && low[1] * 10 < units * 2) return "UTF-16BE";
  return "";
}

struct Faults {
  size_t first = 0;
  size_t count = 0;
  size_t non_ascii = 0;
};

Faults FaultsAsUtf8(std::string_view bytes) {
  Faults faults;
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  const auto size = static_cast<int64_t>(bytes.size());
  for (int64_t i = 0; i < size;) {
    const int64_t begin = i;
    UChar32 c = 0;
    U8_NEXT(data, i, size, c);
    if (c < 0 && faults.count++ == 0) faults.first = static_cast<size_t>(begin);
    if (data[begin] >= 0x80) faults.non_ascii += static_cast<size_t>(i - begin);
  }
  return faults;
}

// A text of another charset breaks UTF-8's rules at nearly every letter.
bool IsNearlyUtf8(const Faults& faults) {
  return faults.count * 256 <= faults.non_ascii || (faults.count == 1 && faults.non_ascii >= 24);
}

std::string RepairUtf8(std::string_view bytes) {
  std::string out;
  out.reserve(bytes.size() + 16);
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  const auto size = static_cast<int64_t>(bytes.size());
  for (int64_t i = 0; i < size;) {
    const int64_t begin = i;
    UChar32 c = 0;
    U8_NEXT(data, i, size, c);
    if (c < 0) {
      out += "\xEF\xBF\xBD";
    } else {
      out.append(bytes.substr(static_cast<size_t>(begin), static_cast<size_t>(i - begin)));
    }
  }
  return out;
}

// The bytes in UTF-8, or nothing where the charset is unknown or some byte means nothing in it.
std::optional<std::string> Convert(std::string_view bytes, const std::string& charset) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> from(ucnv_open(charset.c_str(), &error),
                                                                ucnv_close);
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> to(ucnv_open("UTF-8", &error), ucnv_close);
  if (U_FAILURE(error)) return std::nullopt;
  ucnv_setToUCallBack(from.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  std::string out;
  std::array<char, 8192> chunk;
  std::array<UChar, 4096> pivot;
  UChar* pivot_source = pivot.data();
  UChar* pivot_target = pivot.data();
  const char* source = bytes.data();
  const char* end = bytes.data() + bytes.size();
  bool reset = true;
  do {
    error = U_ZERO_ERROR;
    char* target = chunk.data();
    ucnv_convertEx(to.get(), from.get(), &target, chunk.data() + chunk.size(), &source, end, pivot.data(),
                   &pivot_source, &pivot_target, pivot.data() + pivot.size(), reset, true, &error);
    reset = false;
    out.append(chunk.data(), static_cast<size_t>(target - chunk.data()));
  } while (error == U_BUFFER_OVERFLOW_ERROR);
  if (U_FAILURE(error)) return std::nullopt;
  return out;
}

// What browsers read under these names, which is what pages that say them mean.
std::string CharsetMeant(std::string_view label) {
  std::string name;
  for (const char c : label) name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (name == "iso-8859-1" || name == "latin1" || name == "us-ascii" || name == "ascii")
    return "windows-1252";
  if (name == "unicode" || name == "utf-16" || name == "utf-32")
    return "UTF-8";  // a page that was read so far isn't
  return name;
}

// The word after `charset=` or `encoding=` in the head of the document.
std::string DeclaredInside(std::string_view bytes) {
  std::string head(bytes.substr(0, kDeclarationBytes));
  std::transform(head.begin(), head.end(), head.begin(), [](unsigned char c) { return std::tolower(c); });
  const size_t xml_end = head.rfind("<?xml", 0) == 0 ? head.find("?>") : 0;
  size_t at = std::string::npos;
  if (xml_end != 0) at = head.find("encoding=");
  if (at != std::string::npos && at < xml_end) {
    at += 9;
  } else {
    const size_t meta = head.find("<meta");
    at = meta == std::string::npos ? meta : head.find("charset=", meta);
    if (at == std::string::npos) return "";
    at += 8;
  }
  while (at < head.size() && (head[at] == '"' || head[at] == '\'' || head[at] == ' ')) ++at;
  const size_t end = head.find_first_of("\"' ;/>?", at);
  return head.substr(at, end == std::string::npos ? 0 : std::min<size_t>(end - at, 40));
}

std::string Detect(std::string_view bytes) {
  const std::string_view look = bytes.substr(0, kDetectionBytes);
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&error),
                                                                            ucsdet_close);
  if (U_FAILURE(error)) return "";
  ucsdet_enableInputFilter(detector.get(), look.find('<') != std::string_view::npos);
  ucsdet_setText(detector.get(), look.data(), static_cast<int32_t>(look.size()), &error);
  int32_t found = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &found, &error);
  if (U_FAILURE(error)) return "";
  for (int32_t i = 0; i < found; ++i) {
    if (ucsdet_getConfidence(matches[i], &error) < kSureEnough || U_FAILURE(error)) break;
    const std::string name = ucsdet_getName(matches[i], &error);
    // The detector's EBCDIC and right-to-left-in-display-order variants are not what documents are written
    // in.
    if (name.rfind("IBM", 0) == 0 || name.rfind("UTF-", 0) == 0) continue;
    return name;
  }
  return "";
}

}  // namespace

absl::StatusOr<Decoded> DecodeToUtf8(std::string_view bytes, std::string_view declared) {
  for (const Signature& mark : kByteOrderMarks) {
    if (bytes.substr(0, mark.bytes.size()) != mark.bytes) continue;
    const std::string_view rest = bytes.substr(mark.bytes.size());
    if (mark.name == "UTF-8") {
      absl::StatusOr<Decoded> decoded = DecodeToUtf8(rest, declared);
      if (decoded.ok() && decoded->first_damage) *decoded->first_damage += mark.bytes.size();
      return decoded;
    }
    std::optional<std::string> text = Convert(rest, std::string(mark.name));
    if (text) return Decoded{*std::move(text), std::string(mark.name), std::nullopt};
    return absl::InvalidArgumentError(fmt::format(
        "the document begins with the byte order mark of {} but is damaged; save it as UTF-8", mark.name));
  }
  for (const Signature& signature : kBinarySignatures) {
    if (bytes.substr(0, signature.bytes.size()) == signature.bytes) return NoText(signature.name);
  }
  const std::string shape(ShapeOfUtf16(bytes));
  if (!shape.empty()) {
    std::optional<std::string> text = Convert(bytes, shape);
    if (text && !IsBinary(*text)) return Decoded{*std::move(text), shape, std::nullopt};
  }
  if (IsBinary(bytes)) return NoText("binary data");

  const Faults faults = FaultsAsUtf8(bytes);
  if (faults.count == 0) return Decoded{std::string(bytes), "UTF-8", std::nullopt};
  if (IsNearlyUtf8(faults)) return Decoded{RepairUtf8(bytes), "UTF-8", faults.first};
  for (const std::string& charset :
       {CharsetMeant(declared), CharsetMeant(DeclaredInside(bytes)), Detect(bytes)}) {
    if (charset.empty() || charset == "utf-8" || charset == "utf8") continue;
    std::optional<std::string> text = Convert(bytes, charset);
    if (text && !IsBinary(*text)) return Decoded{*std::move(text), charset, std::nullopt};
  }
  return absl::InvalidArgumentError(fmt::format(
      "the document is not UTF-8 (from byte {} on) and no other charset fits it; save it as UTF-8",
      faults.first));
}

}  // namespace isnad::intake
