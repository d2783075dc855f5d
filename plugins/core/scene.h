// A scene: one part of an article as attribution sees it, word by word.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "plugins/core/attribution.h"
#include "plugins/core/form_memo.h"
#include "plugins/core/reading.h"

namespace isnad::core {

// What attribution sees in a word.
struct Sight {
  uint64_t classes = 0;
  uint32_t preposition = 0;           // the bit of the preposition that the word is or carries
  const WordAnalysis* cue = nullptr;  // how it reports, if it does
  uint32_t perhaps_preposition = 0;   // likewise of an unknown word
  CueFrame frame;                     // of all its cues together
  uint8_t stem_begin = 0;             // folded bytes of conjunction, preposition and article before the stem
  uint8_t length = 1;                 // words of the phrase that begins here
  bool definite = false;              // carries the article
  bool joined = false;                // carries a conjunction
  bool bound = false;                 // carries a preposition
  bool perhaps_joined = false;        // an unknown word that may carry one: وديع
  bool perhaps_bound = false;         // likewise: بشار
  bool possessed = false;             // carries a pronoun, or an unknown word that may
  bool known = false;                 // stands in the lexicon

  bool Is(uint64_t any) const { return (classes & any) != 0; }
};

// What a form is to attribution, wherever it stands.
struct SightForm {
  struct Spelled {
    std::string written;
    Sight sight;
  };
  std::vector<Spelled> spellings;            // those met first
  std::span<const Lexicon::Phrase> phrases;  // that begin with it
  uint16_t before_phrase = 0;                // folded bytes of a conjunction before them
};

struct AttributionMemo::Table {
  FormMemo<SightForm> forms;
};

enum class Gender : uint8_t { kUnknown, kMasculine, kFeminine };

// What is not known agrees with everything.
inline bool Agrees(Gender a, Gender b) { return a == Gender::kUnknown || b == Gender::kUnknown || a == b; }

struct Scene {
  static Scene Of(const AttributionRules& rules, const Lexicon& lexicon, Memo& memo, Reading& reading,
                  uint32_t part);

  const AttributionRules* rules = nullptr;
  const Lexicon::Memo* memo = nullptr;
  Reading* reading = nullptr;
  uint32_t part = 0;
  std::span<const Word> words;
  std::vector<Sight> sights;
  std::vector<int32_t> time_at;  // index into reading.times, kNone elsewhere
  std::vector<uint32_t>
      closing;  // at an opening mark: the token that closes it, size() if none does; 0 elsewhere
  std::vector<uint32_t> opening;  // at a closing mark: the token that opened it; size() elsewhere
  std::vector<bool> capitals;     // IsCapital of each token; empty where names have none

  uint32_t size() const { return static_cast<uint32_t>(words.size()); }
  bool IsWord(uint32_t at) const { return at < size() && words[at].kind == ISNAD_TOKEN_WORD; }
  // A word with a number right behind it, without a space: و٢٧.
  bool IsGluedToNumber(uint32_t at) const {
    return IsWord(at) && at + 1 < size() && words[at + 1].kind == ISNAD_TOKEN_NUMBER &&
           words[at + 1].begin == words[at].end;
  }
  bool IsMark(uint32_t at, std::string_view mark) const { return at < size() && words[at].folded == mark; }
  bool IsComma(uint32_t at) const;
  bool IsColon(uint32_t at) const { return IsMark(at, ":"); }
  bool IsStop(uint32_t at) const;  // a full stop, question or exclamation mark
  bool Opens(uint32_t at) const { return at < size() && closing[at] != 0; }
  bool Closes(uint32_t at) const { return at < size() && opening[at] != size(); }
  bool IsCapital(uint32_t at) const;  // has a capital that a name has, and not a sentence's first word
  bool EndsAs(uint32_t at, Ending ending) const {
    return IsWord(at) && rules->EndsAs(ending, words[at].folded);
  }
  bool Is(uint32_t at, uint64_t any) const { return at < size() && sights[at].Is(any); }

  bool IsFinite(uint32_t at) const;      // a finite cue in the third person
  bool IsParticiple(uint32_t at) const;  // a cue that goes on with the subject: مشيراً, adding
  bool IsSayingNoun(uint32_t at) const;  // reports what follows it: بتأكيده أن, بالإعلان أن
  bool IsThat(uint32_t at) const;        // what follows is content: أن, بأن, that
  bool IsNegated(uint32_t at) const;
  bool IsAuxiliary(uint32_t at) const;   // has said, s’est indignée
  bool IsOfOccasion(uint32_t at) const;  // صحفي in مؤتمر صحفي: nobody

  bool HasTaMarbuta(uint32_t at) const;  // is written with the feminine ending: خطة
  bool MayEndFeminine(uint32_t at) const;  // with one of a feminine adjective: العربية, العليا, الكبرى
  bool HasTanwin(uint32_t at) const;       // is written as an accusative: سريعاً
  bool IsAbbreviation(uint32_t at) const;  // د, م before a full stop

  bool EndsInTitle(uint32_t end) const;  // a sentence [.., end) that is cut behind Sen. or Gov.
  bool EndsInitial(uint32_t at) const;  // the full stop of St., Gov. or J. before a name, of a.m. before more

  // The end of a bracket that opens at `at`, one past the closing one; `at` where none is near.
  uint32_t AfterBracket(uint32_t at) const;
  // Whether the words [first, end), which stand in marks of their own, are somebody's name.
  bool HoldsName(uint32_t first, uint32_t end) const;
  // Whether a quotation is a name or a label, and no speech.
  bool IsNameLike(uint32_t open) const;
  bool IsQuotedWord(uint32_t open) const;  // of one small word: he was “proud”, where names have capitals
  uint32_t WordsBetween(uint32_t first, uint32_t end) const;
  std::string_view Stem(uint32_t at) const;  // without conjunction, preposition and article
  void SettleClitics(uint32_t at);
  void SettleAdverbs();
  void SettleVerbs();
  void TakePhrases(const SightForm& form, uint32_t at);
  void SettleCapitals();
  bool MayBeSubject(uint32_t at, bool adverb_behind) const;
  bool LacksAuxiliary(uint32_t at) const;
  bool MayBeNoun(uint32_t at) const;  // a noun, a name or an infinitive: the report, Bram Tell, to say
  bool IsTitleLike(uint32_t first, uint32_t end) const;  // IsNameLike, where names have capitals
  bool BeginsThought(uint32_t at) const;  // the first word of a sentence, a headline or a quotation
  bool ClauseFollows(uint32_t at) const;

  std::string_view WithoutPossessive(uint32_t at) const;

  // The original byte behind so many folded bytes of a word, the clitics for instance.
  uint32_t ByteAfter(uint32_t at, uint32_t folded_bytes) const;
};

}  // namespace isnad::core
