#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <utility>

#include "plugins/core/attribution.h"
#include "plugins/core/data_file.h"
#include "server/text/fold.h"
#include "server/text/utf8.h"

namespace isnad::core {
namespace {

using NamedClass = std::pair<std::string_view, uint64_t>;

constexpr std::array<NamedClass, 57> kClasses = {{{"cue.noun", kCueNoun},
                                                  {"cue", kCue},
                                                  {"noun.own", kOwnNoun},
                                                  {"source.by", kSourceBy},
                                                  {"source.what", kSourceWhat},
                                                  {"source.own", kSourceOwn},
                                                  {"source.document", kDocument},
                                                  {"that", kThat},
                                                  {"what", kWhat},
                                                  {"preposition", kPrep},
                                                  {"preposition.name", kPrepName},
                                                  {"relative", kRelative},
                                                  {"contrast", kContrast},
                                                  {"while", kWhile},
                                                  {"also", kAlso},
                                                  {"aside", kAside},
                                                  {"topic", kTopic},
                                                  {"not", kNot},
                                                  {"whether", kWhether},
                                                  {"pointer", kPointer},
                                                  {"pronoun", kPersonal},
                                                  {"adverb", kAdverb},
                                                  {"aspect", kAspect},
                                                  {"auxiliary", kAspect},
                                                  {"title.person", kTitle},
                                                  {"title.honorific", kHonorific},
                                                  {"title.source", kSourceNoun},
                                                  {"body", kBody},
                                                  {"body.outlet", kOutlet},
                                                  {"occasion", kOccasion},
                                                  {"occasion.document", kPaper},
                                                  {"audience", kAudience},
                                                  {"name.part", kNamePart},
                                                  {"name.part.son", kSon},
                                                  {"preposition.without", kWithout},
                                                  {"source.mouth", kMouth},
                                                  {"self", kSelf},
                                                  {"same", kSame},
                                                  {"since", kSince},
                                                  {"clause", kSince},
                                                  {"possessive", kPossessive},
                                                  {"rumour", kRumour},
                                                  {"preposition.of", kPrepOf},
                                                  {"article.definite", kDefiniteWord},
                                                  {"article.indefinite", kIndefiniteWord},
                                                  {"passive", kPassiveWord},
                                                  {"as", kAs},
                                                  {"impersonal", kImpersonal},
                                                  {"field", kField},
                                                  {"name.tail", kNameTail},
                                                  {"deity", kDeity},
                                                  {"adverb.day", kDayPart},
                                                  {"quantifier", kQuantifier},
                                                  {"first", kUs},
                                                  {"object", kObjectPronoun},
                                                  {"preposition.when", kWhen},
                                                  {"backward", kBackward}}};

// As Ending numbers them.
constexpr std::array<std::string_view, static_cast<size_t>(Ending::kCount)> kEndings = {
    "past", "gerund", "manner", "many", "infinitive", "finite"};

std::u32string Letters(std::string_view folded) {
  std::u32string letters;
  for (size_t pos = 0; pos < folded.size();) letters += text::NextCodePoint(folded, &pos);
  return letters;
}

bool HasEnding(const std::vector<std::string>& endings, std::string_view folded) {
  return std::any_of(endings.begin(), endings.end(), [&](const std::string& ending) {
    return folded.size() > ending.size() + 4 && folded.ends_with(ending);
  });
}

}  // namespace

absl::StatusOr<std::unique_ptr<AttributionRules>> AttributionRules::Load(const std::string& pack_directory,
                                                                         const Lexicon& lexicon) {
  auto rules = std::make_unique<AttributionRules>();
  rules->classes_.resize(lexicon.entries().size());
  rules->frames_.resize(lexicon.entries().size());
  rules->spelled_.resize(lexicon.entries().size());
  for (const auto& entry : lexicon.entries()) rules->Classify(*entry);
  const absl::Status read = Joined(rules->ReadGrammar(pack_directory + "/attribution/grammar.tsv"),
                                   rules->ReadShapes(pack_directory + "/attribution/shapes.tsv"));
  if (!read.ok()) return read;
  return rules;
}

void AttributionRules::Classify(const Entry& entry) {
  uint64_t& classes = classes_[entry.index];
  for (const auto& [category, bit] : kClasses) {
    if (entry.Is(category)) classes |= bit;
  }
  if (entry.Is("preposition.for")) purposes_.push_back(text::FoldText(entry.lemma));
  if (entry.Is("name.masculine") || entry.Is("name.feminine")) classes |= kGiven;
  if (entry.Note("origin") == "yes") classes |= kOrigin;
  if (entry.Note("proper") == "yes") classes |= kProper;
  spelled_[entry.index] = entry.Note("spelled") == "yes";
  if (entry.Is("cue.noun")) classes &= ~uint64_t{kCue};
  if (!(classes & kCue)) return;
  CueFrame& frame = frames_[entry.index];
  frame.to = entry.Note("to") == "yes";
  if (entry.Note("needs") == "that") frame.needs = Needs::kClause;
  if (entry.Note("needs") == "quote") frame.needs = Needs::kQuotation;
  frame.needs_own = entry.Note("needs") == "own";
  frame.noun = entry.Note("noun") == "yes";
  std::string_view objects = entry.Note("object");
  while (!objects.empty()) {
    const size_t comma = objects.find(',');
    const std::string object = text::FoldText(objects.substr(0, comma));
    objects.remove_prefix(comma == std::string_view::npos ? objects.size() : comma + 1);
    if (object == "bare") {
      frame.bare = true;
      continue;
    }
    uint32_t bit = PrepositionBit(object);
    if (bit == 0 && prepositions_.size() < 32) {
      bit = 1u << prepositions_.size();
      prepositions_.push_back(object);
    }
    frame.objects |= bit;
  }
}

bool AttributionRules::MaySpell(const Entry& entry, std::string_view written) const {
  if (!spelled_[entry.index]) return true;
  const auto text = icu::UnicodeString::fromUTF8({written.data(), static_cast<int32_t>(written.size())});
  return text.caseCompare(icu::UnicodeString::fromUTF8(entry.lemma), U_FOLD_CASE_DEFAULT) == 0;
}

uint32_t AttributionRules::PrepositionBit(std::string_view folded) const {
  for (size_t i = 0; i < prepositions_.size(); ++i) {
    if (prepositions_[i] == folded) return 1u << i;
  }
  return 0;
}

bool AttributionRules::IsPurpose(std::string_view preposition) const {
  return std::find(purposes_.begin(), purposes_.end(), preposition) != purposes_.end();
}

bool AttributionRules::IsObjectShape(std::string_view folded) const {
  return HasEnding(object_endings_, folded);
}

bool AttributionRules::EndsAs(Ending ending, std::string_view folded) const {
  const auto& endings = endings_[static_cast<size_t>(ending)];
  return std::any_of(endings.begin(), endings.end(), [&](const std::string& end) {
    return folded.size() > end.size() + 1 && folded.ends_with(end);
  });
}

bool AttributionRules::IsOwnShape(std::string_view folded) const { return HasEnding(own_endings_, folded); }

bool AttributionRules::IsFeminineShape(std::string_view folded) const {
  return HasEnding(feminine_endings_, folded);
}

bool AttributionRules::IsActionShape(std::string_view folded_stem) const {
  return HasShape(shapes_, folded_stem);
}

bool AttributionRules::IsAdverbShape(std::string_view folded) const {
  return HasShape(adverb_shapes_, folded);
}

bool AttributionRules::IsVerbShape(std::string_view folded) const {
  return HasShape(verb_shapes_, folded) && !HasEnding(origin_endings_, folded);
}

bool AttributionRules::HasShape(const Shapes& shapes, std::string_view folded_stem) {
  constexpr size_t kMaxLetters = 12;
  char32_t letters[kMaxLetters];
  size_t length = 0;
  for (size_t pos = 0; pos < folded_stem.size();) {
    if (length == kMaxLetters) return false;
    letters[length++] = text::NextCodePoint(folded_stem, &pos);
  }
  for (const std::u32string& shape : shapes) {
    if (shape.size() != length) continue;
    size_t same = 0;
    while (same < length && (shape[same] == U'?' || shape[same] == letters[same])) ++same;
    if (same == length) return true;
  }
  return false;
}

absl::Status AttributionRules::ReadGrammar(const std::string& path) {
  absl::StatusOr<DataFile> file = ReadIfThere(path);
  if (!file.ok()) return file.status();
  return file->EachLine([&](const DataLine& line) -> absl::Status {
    if (line.columns.size() != 2) return file->Error(line, "want a key and a value");
    const std::string& key = line.columns[0];
    const std::string& value = line.columns[1];
    if (key == "subject" && (value == "before" || value == "after")) {
      subject_first_ = value == "before";
    } else if (key == "names" && (value == "capitals" || value == "place")) {
      capitals_ = value == "capitals";
    } else if (key == "modifiers" && (value == "before" || value == "after")) {
      modifiers_after_ = value == "after";
    } else if (key == "that" && (value == "always" || value == "mostly")) {
      that_always_ = value == "always";
    } else {
      return file->Error(
          line,
          "want `subject` before|after, `names` capitals|place, `modifiers` before|after or `that` "
          "always|mostly, not " +
              key + " " + value);
    }
    return absl::OkStatus();
  });
}

absl::Status AttributionRules::ReadShapes(const std::string& path) {
  absl::StatusOr<DataFile> file = ReadIfThere(path);
  if (!file.ok()) return file.status();
  return file->EachLine([&](const DataLine& line) -> absl::Status {
    const std::string shape = text::FoldText(line.columns[0]);
    const auto named = std::find(kEndings.begin(), kEndings.end(), line.section);
    if (named != kEndings.end()) {
      endings_[static_cast<size_t>(named - kEndings.begin())].push_back(shape);
      return absl::OkStatus();
    }
    if (line.section == "action") {
      shapes_.push_back(Letters(shape));
    } else if (line.section == "adverb") {
      adverb_shapes_.push_back(Letters(shape));
    } else if (line.section == "verb") {
      verb_shapes_.push_back(Letters(shape));
    } else if (line.section == "feminine") {
      feminine_endings_.push_back(shape);
    } else if (line.section == "own") {
      own_endings_.push_back(shape);
    } else if (line.section == "origin") {
      origin_endings_.push_back(shape);
    } else if (line.section == "object") {
      object_endings_.push_back(shape);
    } else {
      return file->Error(line,
                         "want [action], [adverb], [verb], [origin], [feminine], [own], [object], [past], "
                         "[gerund], [manner], [many], [infinitive] or [finite] before it");
    }
    return absl::OkStatus();
  });
}

}  // namespace isnad::core
