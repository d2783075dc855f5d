// Morphology: which words of the lexicon a written word can be, in which form.
//
// A language's paradigms.tsv says how forms are made. A section `[name]` is a paradigm: lines of a template
// and its features. In a template the digits 1 2 3 4 stand for the radicals of the entry's root and
// everything else for itself (Arabic `ي1و3`, English `1ed`). `+name` among the features stands for the
// section `[+name]`, an inflection: its lines put * for the stem and add their features (`*ت  perfect third
// feminine singular`). `=name` as a line takes over all of another paradigm's lines.
//
// lexicon/*.tsv list entries: lemma, paradigm, root, category and notes (key=value). A root is parted by
// hyphens
// (`say-said`) or letter by letter; where a paradigm knows but one radical it is the whole root. Paradigm `-`
// is a word that does not change. A lemma of several words is a phrase. A section of a lexicon file means
// nothing.
//
// All forms are made once, at load, folded, and kept in a hash table; words are taken apart by Clitics.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/hash/hash.h"
#include "absl/strings/string_view.h"
#include "plugins/core/clitics.h"
#include "plugins/core/elisions.h"

namespace isnad::core {

class Paradigms;

// A hash table by words that is asked with views. Values move when it grows.
struct WordHash {
  using is_transparent = void;
  size_t operator()(std::string_view word) const {
    return absl::HashOf(absl::string_view(word.data(), word.size()));
  }
};
template <typename Value>
using WordMap = absl::flat_hash_map<std::string, Value, WordHash, std::equal_to<>>;

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

// A word of the lexicon. `category` is dotted, coarse to fine (cue.say, title.rank, mark.negation); `notes`
// are the further columns of its line, as key=value.
struct Entry {
  uint32_t index = 0;  // from 0, in the order of loading: for tables beside the lexicon
  std::string lemma;
  std::string category;
  std::vector<std::pair<std::string, std::string>> notes;

  bool Is(std::string_view prefix) const;             // category == prefix or begins with prefix and a dot
  std::string_view Note(std::string_view key) const;  // empty where there is none
};

// One way to read a written word.
struct WordAnalysis {
  const Entry* entry = nullptr;
  uint32_t features = 0;
  Division division;
};

// The words of a language. Immutable after loading, thread-safe, but for the memo, which each thread has to
// itself.
class Lexicon {
 public:
  // Reads paradigms.tsv, clitics.tsv, elisions.tsv (each if there is one) and every lexicon/*.tsv of a pack's
  // folder. Errors name file and line: an unknown paradigm, a template that wants a radical the root lacks,
  // an unknown feature, a doubled entry.
  static absl::StatusOr<std::unique_ptr<Lexicon>> Load(const std::string& directory);

  const Clitics& clitics() const { return clitics_; }
  const Elisions& elisions() const { return elisions_; }

  const std::vector<std::unique_ptr<Entry>>& entries() const { return entries_; }
  size_t forms() const { return forms_.size(); }

  // All ways to take a folded word apart, and all its analyses, those with the longest stem first. Of a token
  // that is no word there is nothing but its form. The spans live until memo.Trim() or the memo's end.
  class Memo;
  struct Found {
    uint32_t form = 0;  // numbers the distinct tokens of the memo, from 0
    std::span<const WordAnalysis> analyses;
    std::span<const Division> divisions;
  };
  Found Look(std::string_view folded, bool is_word, Memo& memo) const;

  // Entries whose lemma is several words (`على حد` `according to`): matched by the callers over tokens. Keyed
  // by the folded first word.
  struct Phrase {
    std::vector<std::string> words;  // folded
    const Entry* entry = nullptr;
    WordAnalysis analysis;  // of the phrase as a word: fait savoir
  };
  std::span<const Phrase> PhrasesFrom(std::string_view folded_first_word) const;

 private:
  struct Form {
    const Entry* entry;
    uint32_t features;
  };
  absl::Status AddFile(const DataFile& file, const Paradigms& paradigms);
  void AddForms(std::string_view stem, const Division& division, std::vector<WordAnalysis>& out) const;

  Clitics clitics_;
  Elisions elisions_;
  std::vector<std::unique_ptr<Entry>> entries_;
  WordMap<std::vector<Form>> forms_;
  WordMap<std::vector<Phrase>> phrases_;
};

// Remembers the analyses of the words that one thread has met.
class Lexicon::Memo {
 public:
  static constexpr uint32_t kNoForm = UINT32_MAX;

  Memo();
  ~Memo();

  // Between articles: forgets everything once there are more than 200,000 words. Returns whether it did.
  bool Trim();

  // Begins a new article, and tells the form of a token that was looked up since: kNoForm where none was.
  void Begin();
  uint32_t FormHere(std::string_view folded) const;

 private:
  friend class Lexicon;
  struct Table;
  std::unique_ptr<Table> table_;
};

}  // namespace isnad::core
