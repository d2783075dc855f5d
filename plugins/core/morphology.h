// Morphology: which words of the lexicon a written word can be, in which form.
//
// A language's paradigms.tsv says how forms are made: a paradigm is a list of templates, each with its features; in a
// template the digits 1 2 3 4 stand for the radicals of the entry's root and everything else for itself (Arabic `ي1و3`,
// English `1ed` with the whole stem as radical 1). lexicon/*.tsv list entries: lemma, paradigm, root, category and notes.
// All forms are made once, at load, folded, and kept in a hash table; words are taken apart by Clitics.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "plugins/core/clitics.h"

namespace isnad::core {

// What a form is. Bits; what is not said is open.
enum Feature : uint32_t {
  kPerfect = 1 << 0,
  kImperfect = 1 << 1,  // present where a language has no aspect
  kImperative = 1 << 2,
  kParticiple = 1 << 3,  // active: قائل، مشير; saying
  kMasdar = 1 << 4,      // verbal noun: قول; statement
  kPassive = 1 << 5,
  kMasculine = 1 << 6,
  kFeminine = 1 << 7,
  kSingular = 1 << 8,
  kDual = 1 << 9,
  kPlural = 1 << 10,
  kFirstPerson = 1 << 11,
  kSecondPerson = 1 << 12,
  kThirdPerson = 1 << 13,
  kAccusative = 1 << 14,  // a written accusative: قائلاً
};

// A word of the lexicon. `category` is dotted, coarse to fine (cue.say, title.rank, mark.negation); `notes` are the
// further columns of its line, as key=value.
struct Entry {
  std::string lemma;
  std::string category;
  std::vector<std::pair<std::string, std::string>> notes;

  bool Is(std::string_view prefix) const;  // category == prefix or begins with prefix and a dot
  std::string_view Note(std::string_view key) const;  // empty where there is none
};

// One way to read a written word.
struct WordAnalysis {
  const Entry* entry = nullptr;
  uint32_t features = 0;
  Division division;
};

// The words of a language. Immutable after loading, thread-safe, but for the memo, which each thread has to itself.
class Lexicon {
 public:
  // Reads paradigms.tsv (if any), clitics.tsv (if any) and every lexicon/*.tsv of a pack's folder. Errors name file and
  // line: an unknown paradigm, a template that wants a radical the root lacks, an unknown feature, a doubled entry.
  static absl::StatusOr<std::unique_ptr<Lexicon>> Load(const std::string& directory);

  const Clitics& clitics() const { return clitics_; }

  // All analyses of a folded word, those with the longest stem first. The span lives as long as `memo`.
  class Memo;
  std::span<const WordAnalysis> Analyze(std::string_view folded, Memo& memo) const;

  // Entries whose lemma is several words (`على حد` `according to`): matched by the callers over tokens. Keyed by the
  // folded first word.
  struct Phrase {
    std::vector<std::string> words;  // folded
    const Entry* entry = nullptr;
  };
  std::span<const Phrase> PhrasesFrom(std::string_view folded_first_word) const;

 private:
  Clitics clitics_;
  std::vector<std::unique_ptr<Entry>> entries_;
  struct Form {
    const Entry* entry;
    uint32_t features;
  };
  std::unordered_map<std::string, std::vector<Form>> forms_;
  std::unordered_map<std::string, std::vector<Phrase>> phrases_;
};

// Remembers the analyses of the words that one thread has met, at most 200,000; emptied when full.
class Lexicon::Memo {
 public:
  Memo();
  ~Memo();

 private:
  friend class Lexicon;
  struct Table;
  std::unique_ptr<Table> table_;
};

}  // namespace isnad::core
