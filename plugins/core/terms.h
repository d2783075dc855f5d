// Terms: what words say in a claim, alike in every inflection.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "plugins/core/clitics.h"
#include "plugins/core/concepts.h"
#include "plugins/core/data_file.h"
#include "plugins/core/morphology.h"

namespace isnad::core {

// Words that are forms of one another or mean one thing: concepts, or a stem where the inventory has none.
struct Lexeme {
  std::vector<int> concepts;
  std::string key;  // of the first concept, else s: and the first stem
};

// How a written word can be read.
struct Sense {
  const Lexeme* lexeme = nullptr;  // the first that fits; nullptr where the word is not known
  bool perfect = false;            // as a finite verb of what has happened
  bool imperfect = false;          // as a finite verb of what happens
  bool nominal = false;            // as a noun, an adjective or a participle
  uint32_t clitics = 0;            // Clitic bits of the reading
  uint16_t conjunction_bytes = 0;  // folded bytes of a conjunction written together with it
  std::string stem;                // folded, without clitics and inflection

  bool finite() const { return perfect || imperfect; }
};

// The words of a language, from claims/words.tsv, claims/affixes.tsv and claims/stop.tsv of its pack:
//   words    CONCEPT[,CONCEPT] or -   verbs or -   other words or -
//            A verb is one stem, or PERFECT/IMPERFECT; alternatives of a stem are parted by |.
//   affixes  KIND  BEFORE,…  BEHIND,…   what inflection adds to a stem of KIND: perfect, imperfect,
//   participle (of the
//            imperfect stem), other, perfect-short and imperfect-short (of alternatives of two letters, which
//            are much else with other endings: عد of عاد), or unknown: what tells an imperfect among words
//            that no file has; - is nothing
//   stop     words that say nothing by themselves
// Immutable after loading, thread-safe.
class Vocabulary {
 public:
  static absl::StatusOr<Vocabulary> From(const DataFile& words, const DataFile& affixes, const DataFile& stop,
                                         const Concepts& concepts);

  // Reads a folded word, given all ways to take it apart: the reading with the longest stem that the files
  // know, else the word itself, freed from the article and from the endings of `other` words that leave at
  // least three letters.
  Sense Read(std::string_view folded, std::span<const Division> divisions, const Clitics& clitics) const;

  // The same where nothing but an imperfect verb can stand: without a lexeme where it is no form of one.
  Sense ReadImperfect(std::string_view folded, std::span<const Division> divisions) const;

  bool IsStop(std::string_view folded) const { return stop_.find(folded) != stop_.end(); }

 private:
  enum Kind {
    kPerfectForm,
    kImperfectForm,
    kParticipleForm,
    kOtherForm,
    kShortPerfectForm,
    kShortImperfectForm,
    kUnknownForm,
    kKinds
  };
  struct Affix {
    std::string before, behind;
  };
  struct Form {
    int lexeme;
    Kind kind;
  };
  absl::Status AddWords(const DataFile& file, const Concepts& concepts);
  absl::Status AddAffixes(const DataFile& file);
  void AddStem(std::string_view stem, int lexeme, Kind kind);
  bool ReadStem(std::string_view stem, uint32_t clitics, std::span<const Kind> kinds, Sense& sense) const;
  bool IsShapedAsVerb(std::string_view folded) const;
  std::string LightStem(std::string_view folded) const;
  static Kind ShortOf(Kind kind);
  bool Fits(Kind kind, uint32_t clitics) const;

  std::vector<Lexeme> lexemes_;
  WordMap<std::vector<Form>> forms_;
  std::vector<Affix> affixes_[kKinds];
  WordMap<bool> stop_;
};

}  // namespace isnad::core
