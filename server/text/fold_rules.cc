#include "server/text/fold_rules.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/usetiter.h>

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "server/text/utf8.h"

namespace isnad::text {
namespace {

constexpr char32_t kTatweel = 0x640;
// Longer units (a letter under a heap of marks) are put in order before ICU sees them: it sorts by insertion.
constexpr int32_t kLongUnit = 64;

UScriptCode ScriptOf(char32_t c) {
  UErrorCode error = U_ZERO_ERROR;
  return uscript_getScript(static_cast<UChar32>(c), &error);
}

// What a base does with the marks that follow it.
enum class Base {
  kBare,    // Latin and Arabic letters lose them
  kCommon,  // signs and spaces keep theirs (≠), but no Arabic ones
  kWhole,   // in other scripts a mark may be half a letter (й, が)
};

Base BaseOf(char32_t c) {
  switch (ScriptOf(c)) {
    case USCRIPT_LATIN:
    case USCRIPT_ARABIC:
      return Base::kBare;
    case USCRIPT_COMMON:
    case USCRIPT_INHERITED:
    case USCRIPT_UNKNOWN:
      return Base::kCommon;
    default:
      return Base::kWhole;
  }
}

// A mark that belongs to the base before it, and that other marks may pass.
bool IsMark(char32_t c) { return u_getCombiningClass(static_cast<UChar32>(c)) != 0; }

bool IsArabicMark(char32_t c) {
  return IsMark(c) && uscript_hasScript(static_cast<UChar32>(c), USCRIPT_ARABIC);
}

// Whether a base loses this mark.
bool DropsMark(Base base, char32_t c) {
  if (base == Base::kWhole) return false;
  return IsArabicMark(c) || (base == Base::kBare && IsMark(c) && ScriptOf(c) == USCRIPT_INHERITED);
}

bool IsLineEnd(char32_t c) { return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029; }

bool IsIgnorable(char32_t c) {
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

}  // namespace

const FoldRules& FoldRules::Get() {
  static const FoldRules rules;
  return rules;
}

FoldRules::FoldRules() {
  UErrorCode error = U_ZERO_ERROR;
  canonical_ = icu::Normalizer2::getNFCInstance(error);
  const icu::Normalizer2* casefold = icu::Normalizer2::getNFKCCasefoldInstance(error);
  icu::UnicodeSet kept(u"[[:No:][[:dt=Super:][:dt=Sub:]-[:L:]]]", error);
  const icu::UnicodeSet changed(u"[[:NFKC_QC=No:]-[:White_Space:]]", error);
  // ICU's own data is linked in; without it nothing in this program can work.
  if (U_FAILURE(error)) std::abort();
  icu::UnicodeString decomposition;
  for (icu::UnicodeSetIterator it(changed); it.next();) {
    const UChar32 c = it.getCodepoint();
    if (!casefold->getDecomposition(c, decomposition) || decomposition.char32At(0) != ' ') continue;
    kept.add(c);
    if (ScriptOf(static_cast<char32_t>(c)) == USCRIPT_ARABIC) spaced_marks_.add(c);
  }
  normalized_ = kept.complement();
  normalized_.freeze();
  spaced_marks_.freeze();
  normalizer_ = std::make_unique<icu::FilteredNormalizer2>(*casefold, normalized_);
  for (char32_t c = 0; c < kTwoByteEnd; ++c) two_byte_[c] = MakeEntry(c);
  for (char32_t i = 0; i < kPunctuationSize; ++i) punctuation_[i] = MakeEntry(kPunctuationBegin + i);
  for (char32_t i = 0; i < kPresentationSize; ++i) presentation_[i] = MakeEntry(kPresentationBegin + i);
}

FoldEntry FoldRules::MakeEntry(char32_t c) const {
  FoldEntry entry;
  if (c == '\r') {
    entry.length = FoldEntry::kCarriageReturn;
    return entry;
  }
  std::string bytes;
  std::string folded;
  AppendCodePoint(c, &bytes);
  AppendUnit(bytes, &folded);
  const bool begins = normalizer_->hasBoundaryBefore(static_cast<UChar32>(c)) && !IsIgnorable(c);
  if (folded.size() > FoldEntry::kMaxLength || (!begins && !folded.empty())) return entry;
  for (size_t pos = 0; pos < folded.size();) {
    if (BaseOf(NextCodePoint(folded, &pos)) == Base::kWhole) return entry;
  }
  entry.length = static_cast<uint8_t>(folded.size());
  std::copy(folded.begin(), folded.end(), entry.bytes);
  return entry;
}

bool FoldRules::BeginsUnit(char32_t c) const {
  return normalizer_->hasBoundaryBefore(static_cast<UChar32>(c)) && Entry(c).length != 0 && !IsIgnorable(c);
}

void FoldRules::AppendUnit(std::string_view unit, std::string* out) const {
  icu::UnicodeString source =
      icu::UnicodeString::fromUTF8(icu::StringPiece(unit.data(), static_cast<int32_t>(unit.size())));
  if (source.length() > kLongUnit) source = InCanonicalOrder(source);
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeString normalized;
  normalizer_->normalize(source, normalized, error);
  AppendMapped(U_SUCCESS(error) ? normalized : source, out);
}

// Drops a mark, or a tatweel, only where what it parted cannot combine or change places once it is gone:
// folding what is folded must change nothing.
void FoldRules::AppendMapped(const icu::UnicodeString& normalized, std::string* out) const {
  Base base = Base::kCommon;
  bool behind_mark = false;
  for (int32_t i = 0; i < normalized.length(); i = normalized.moveIndex32(i, 1)) {
    const auto c = static_cast<char32_t>(normalized.char32At(i));
    if (c == kTatweel || spaced_marks_.contains(static_cast<UChar32>(c))) {
      if (base == Base::kWhole || behind_mark) AppendCodePoint(c, out);
      if (base != Base::kWhole) base = Base::kBare;
      behind_mark = false;
    } else if (!DropsMark(base, c)) {
      const char32_t mapped = Mapped(c);
      AppendCodePoint(mapped, out);
      behind_mark = IsMark(mapped);
      if (!behind_mark) base = BaseOf(mapped);
    }
  }
}

char32_t FoldRules::Mapped(char32_t c) const {
  const auto code = static_cast<UChar32>(c);
  if (IsLineEnd(c)) return '\n';
  if (u_isUWhiteSpace(code)) return ' ';
  if (u_charType(code) == U_DECIMAL_DIGIT_NUMBER) return U'0' + static_cast<char32_t>(u_charDigitValue(code));
  icu::UnicodeString decomposition;
  if (BaseOf(c) == Base::kBare && canonical_->getDecomposition(code, decomposition)) {
    c = static_cast<char32_t>(decomposition.char32At(0));
  }
  switch (c) {
    case 0x671:  // alef wasla
      return 0x627;
    case 0x649:  // alef maksura
    case 0x6CC:  // Farsi yeh
      return 0x64A;
    case 0x629:  // teh marbuta
      return 0x647;
    case 0x6A9:  // keheh
      return 0x643;
    case 0x66B:  // decimal separator
      return '.';
    case 0x66C:  // thousands separator
      return ',';
    default:
      return c;
  }
}

icu::UnicodeString FoldRules::InCanonicalOrder(const icu::UnicodeString& unit) const {
  std::vector<UChar32> points;
  icu::UnicodeString decomposition;
  for (int32_t i = 0; i < unit.length(); i = unit.moveIndex32(i, 1)) {
    const UChar32 c = unit.char32At(i);
    if (!normalizer_->getDecomposition(c, decomposition)) decomposition = icu::UnicodeString(c);
    for (int32_t k = 0; k < decomposition.length(); k = decomposition.moveIndex32(k, 1)) {
      points.push_back(decomposition.char32At(k));
    }
  }
  const auto is_starter = [](UChar32 c) { return u_getCombiningClass(c) == 0; };
  for (auto it = points.begin(); it != points.end();) {
    const auto marks = std::find_if_not(it, points.end(), is_starter);
    it = std::find_if(marks, points.end(), is_starter);
    std::stable_sort(marks, it,
                     [](UChar32 a, UChar32 b) { return u_getCombiningClass(a) < u_getCombiningClass(b); });
  }
  return icu::UnicodeString::fromUTF32(points.data(), static_cast<int32_t>(points.size()));
}

}  // namespace isnad::text
