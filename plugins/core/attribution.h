// Attribution: who said what, when, and through whom.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "plugins/core/morphology.h"
#include "plugins/core/reading.h"

namespace isnad::core {

// What a word can do in a report, from the categories of the lexicon (attribution/README in a pack's folder
// tells them).
enum WordClass : uint64_t {
  kCue = 1u << 0,                // cue.*: reports
  kCueNoun = 1u << 1,            // cue.noun: قوله
  kOwnNoun = 1u << 2,            // noun.own: وصفه, behind source.by or source.own
  kSourceBy = 1u << 3,           // source.by: بحسب; according to
  kSourceWhat = 1u << 4,         // source.what: وفق ما (أعلن)
  kSourceOwn = 1u << 5,          // source.own: على حد (قوله)
  kDocument = 1u << 6,           // source.document: جاء في
  kThat = 1u << 7,               // that
  kWhat = 1u << 8,               // what
  kPrep = 1u << 9,               // preposition
  kPrepName = 1u << 10,          // preposition.name: joins an office to what it is for, whatever follows
  kRelative = 1u << 11,          // relative
  kContrast = 1u << 12,          // contrast: but
  kWhile = 1u << 13,             // while: joins two reports
  kAlso = 1u << 14,              // also: كما before a further report
  kAside = 1u << 15,             // aside: what follows is the outlet's own remark
  kTopic = 1u << 16,             // topic: as for
  kNot = 1u << 17,               // not
  kWhether = 1u << 18,           // whether: what follows is asked, not said
  kPointer = 1u << 19,           // pointer: this
  kPersonal = 1u << 20,          // pronoun
  kAdverb = 1u << 21,            // adverb
  kAspect = 1u << 22,            // aspect, auxiliary
  kTitle = 1u << 23,             // title.person
  kHonorific = 1u << 24,         // title.honorific
  kSourceNoun = 1u << 25,        // title.source: who is not named
  kBody = 1u << 26,              // body
  kOutlet = 1u << 27,            // body.outlet
  kOccasion = 1u << 28,          // occasion
  kAudience = 1u << 29,          // audience
  kNamePart = 1u << 30,          // name.part
  kGiven = 1ull << 31,           // name.masculine, name.feminine
  kSame = 1ull << 32,            // same
  kSince = 1ull << 33,           // since, clause: begins a clause that is not the subject's
  kPaper = 1ull << 34,           // occasion.document: speaks for who wrote it
  kPossessive = 1ull << 35,      // possessive: his, its before a noun
  kRumour = 1ull << 36,          // rumour: what goes round
  kDefiniteWord = 1ull << 38,    // article.definite: a word of its own
  kIndefiniteWord = 1ull << 39,  // article.indefinite
  kPassiveWord = 1ull << 40,     // passive: before a verb, who is told and does not tell
  kAs = 1ull << 41,              // as: quoted as saying
  kImpersonal = 1ull << 42,      // impersonal: nobody says it
  kPrepOf = 1ull << 37,          // preposition.of: joins somebody to where he belongs (a source in, one of)
  kField = 1ull << 43,           // field: what an office or body is for, or where it is
  kNameTail = 1ull << 44,        // name.tail: ends a name of two words (الحمد الله)
  kDeity = 1ull << 45,           // deity: is prayed to; no report
  kDayPart = 1ull << 46,         // adverb.day: at noon
  kSon = 1ull << 47,             // name.part.son: between a name and the father's (بن)
  kSelf = 1ull << 52,            // self: his name, his identity, which a source asks to keep
  kMouth = 1ull << 51,           // source.mouth: who speaks for a body stands behind it (على لسان)
  kProper = 1ull << 50,          // proper=yes: a name that is definite without the article
  kWithout = 1ull << 49,         // preposition.without: what was not said follows
  kOrigin = 1ull << 48,          // a given name that with the article tells where one is from: التركي
  kQuantifier = 1ull << 53,      // quantifier: two, some; one of
  kUs = 1ull << 54,              // first: I, we; no report of the article's
  kObjectPronoun = 1ull << 55,   // object: him, them
  kWhen = 1ull << 56,            // preposition.when: a day after
  kBackward = 1ull << 57,        // backward: tells when what stands before was said (جاء ذلك)
};

// What the head of a noun phrase for somebody or of a document is.
inline constexpr uint64_t kHeads = kTitle | kBody | kSourceNoun | kHonorific | kPaper;
// What somebody who acts begins with.
inline constexpr uint64_t kSomebody = kTitle | kBody | kSourceNoun | kHonorific | kGiven;

// What a word's ending tells of a word that nobody listed, where names have capitals: [past] accused,
// [gerund] standing, [manner] calmly, [many] workers,
// [infinitive] obtenir, [finite] fermera.
enum class Ending : uint8_t { kPast, kGerund, kManner, kMany, kInfinitive, kFinite, kCount };

// What must follow a cue for it to report at all; the loosest first.
enum class Needs : uint8_t {
  kNothing,
  kClause,     // that, a colon or quotation marks, close by
  kQuotation,  // a colon or quotation marks
};

// How a cue takes its content.
struct CueFrame {
  uint32_t objects = 0;  // prepositions, as bits of AttributionRules::PrepositionBit
  bool bare = false;     // a direct object tells the content
  bool to = false;       // somebody spoken to may stand between
  Needs needs = Needs::kNothing;
  bool needs_own = false;  // a direct object is a saying of the speaker's: جدد تأكيده
  bool noun = false;       // its present forms are nouns as well: claims, reports
};

// What a language's lexicon and its attribution/*.tsv say. Immutable, thread-safe.
//   attribution/grammar.tsv  key and value: `subject` before|after the verb, `names` capitals|place,
//   `modifiers` before|after their noun, `that` always|mostly before a clause that is reported
//   attribution/shapes.tsv   [action] shapes of nouns of action, ? is a letter; [adverb] of adverbs; [verb]
//   of verbs; [object] endings of what is no subject; [feminine] and [own] endings; [past], [gerund],
//   [manner], [many] endings (Ending)
class AttributionRules {
 public:
  static absl::StatusOr<std::unique_ptr<AttributionRules>> Load(const std::string& pack_directory,
                                                                const Lexicon& lexicon);

  bool subject_first() const { return subject_first_; }
  bool capitals() const { return capitals_; }
  bool modifiers_after() const { return modifiers_after_; }  // le ministre français
  bool that_always() const { return that_always_; }          // no clause without que
  // Whether the entry may be meant by a word that is written so: à is not a, where the lexicon says so.
  bool MaySpell(const Entry& entry, std::string_view written) const;
  uint64_t ClassesOf(const Entry& entry) const { return classes_[entry.index]; }
  const CueFrame& FrameOf(const Entry& entry) const { return frames_[entry.index]; }
  // The bit of a preposition, folded; 0 for one that no cue wants.
  uint32_t PrepositionBit(std::string_view folded) const;
  bool IsPurpose(std::string_view preposition) const;  // preposition.for: ل, for
  bool IsActionShape(std::string_view folded_stem) const;
  bool IsAdverbShape(std::string_view folded) const;  // سريعا
  bool IsVerbShape(std::string_view folded) const;    // تقدمت, يريدون; not يمنيون
  bool IsOwnShape(std::string_view folded) const;     // with a pronoun that no name ends in
  bool IsFeminineShape(std::string_view folded) const;
  bool EndsAs(Ending ending, std::string_view folded) const;
  bool IsObjectShape(std::string_view folded) const;  // written as no subject can be: الطرفين

 private:
  void Classify(const Entry& entry);
  absl::Status ReadGrammar(const std::string& path);
  absl::Status ReadShapes(const std::string& path);

  bool subject_first_ = false;
  bool capitals_ = false;
  bool modifiers_after_ = false;
  bool that_always_ = false;
  std::vector<uint64_t> classes_;
  std::vector<CueFrame> frames_;
  std::vector<bool> spelled_;  // of entries with spelled=yes
  std::vector<std::string> prepositions_, purposes_;
  using Shapes = std::vector<std::u32string>;  // ? is any letter
  static bool HasShape(const Shapes& shapes, std::string_view folded);
  Shapes shapes_, adverb_shapes_, verb_shapes_;
  std::vector<std::string> object_endings_, feminine_endings_, own_endings_, origin_endings_;
  std::array<std::vector<std::string>, static_cast<size_t>(Ending::kCount)> endings_;
};

// Remembers what the rules see in the words that one thread has met.
class AttributionMemo {
 public:
  AttributionMemo();
  ~AttributionMemo();
  void Clear();

  struct Table;
  Table& table() { return *table_; }

 private:
  std::unique_ptr<Table> table_;
};

struct Memo;  // memo.h

// Appends quotes, the mentions of who said them and of who carried them, ordered by place. Needs words,
// boilerplate and times. A quote whose speaker can't be told has none. Linear in the article.
void FindQuotes(const AttributionRules& rules, const Lexicon& lexicon, Memo& memo, Reading& reading);

}  // namespace isnad::core
