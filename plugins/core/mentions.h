// Mentions: the persons and bodies of one article, and who of them a phrase means.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "plugins/core/noun_phrase.h"
#include "plugins/core/scene.h"

namespace isnad::core {

// The cast of an article. First every phrase is met, so that the fullest name of each is known wherever it
// stands; then phrases are resolved: a family name, an office (`the minister`) or a body's first word means
// the last one before it, else the first one behind it, that bears it. What fits nobody stands for itself.
class Cast {
 public:
  // Takes a phrase into the cast, as a new member or as one more name of a known one. Returns the member;
  // kNone for phrases that only refer back (`the minister`).
  int Meet(const Scene& scene, const NounPhrase& phrase);

  // When everybody is met, and before anybody is resolved. Gives each the key that he goes by in all
  // articles: names between a person's first and last one are left out, as the press does, unless two of the
  // article would be one then.
  void Close();

  // Who is meant; kNone where nobody in the cast can be.
  int Resolve(const Scene& scene, const NounPhrase& phrase) const;

  // Whether the words from `at` on are a name that was met, alone or in full; its length in words, 0 if not.
  uint32_t KnownNameAt(const Scene& scene, uint32_t at) const;

  // The person who was last named with this form of address (folded) before a token of the text; kNone for
  // nobody.
  int LastAddressed(std::string_view address, uint32_t before) const;

  // Adds the mention to the reading, with the member's fullest name; an index into reading.mentions.
  int Mention(const Scene& scene, const NounPhrase& phrase, Reading& reading) const;
  // The same where it is known who is meant; kNone for nobody of the cast.
  int MentionOf(int member, const Scene& scene, const NounPhrase& phrase, Reading& reading) const;

  Gender GenderOf(int member) const { return member == kNone ? Gender::kUnknown : members_[member].gender; }
  int KindOf(int member) const { return member == kNone ? 0 : members_[member].kind; }

 private:
  struct Member {
    std::vector<std::string> name;     // folded words, parts of names joined
    std::vector<std::string> titles;   // folded stems of all words of its titles
    std::vector<std::string> offices;  // lemmas of the words that tell its offices
    std::string display;
    std::string key;
    bool outlet = false;
    bool acts = false;          // says something, or somebody is its head
    bool first_alone = false;   // goes by its first words: Halvern of Halvern Cloud
    bool ends_in_part = false;  // the name's last word is one with بن or آل
    int kind = 0;
    Gender gender = Gender::kUnknown;
    std::vector<uint32_t> places;  // tokens of the text where it is met, ascending
  };
  std::vector<std::string> NameOf(const Scene& scene, uint32_t first, uint32_t end) const;
  int ByName(const std::vector<std::string>& name, int kind) const;
  void AddToIndex(const Scene& scene, const std::string& word, int member);
  int PersonByStem(const Scene& scene, const NounPhrase& phrase) const;
  // Where names have capitals: a person goes by his last name, a body by its first words or their initials.
  int ByCapitals(const std::vector<std::string>& name, const NounPhrase& phrase) const;
  bool MeansByCapitals(const Member& member, const std::vector<std::string>& name,
                       const NounPhrase& phrase) const;
  int LastBody(const Scene& scene, const NounPhrase& phrase) const;
  void MeetByCapitals(const Scene& scene, const NounPhrase& phrase, const std::vector<std::string>& name,
                      Member& member);
  void SettleKinds();
  static bool IsAnyone(const Scene& scene, const NounPhrase& phrase);
  int OutletByLastWord(const Scene& scene, const NounPhrase& phrase) const;
  int Unnamed(const std::vector<std::string>& words) const;
  int ByOffice(const Scene& scene, const NounPhrase& phrase) const;
  std::vector<int> Holders(const std::vector<std::string>& offices, uint32_t place) const;
  void MakeKeys();
  void IndexOffices();
  static std::string ShortKey(const Member& member);
  void AddTitles(const Scene& scene, const NounPhrase& phrase, Member& member);
  static bool Matches(const std::vector<std::string>& all, const std::vector<std::string>& some);

  std::vector<Member> members_;
  std::vector<int>
      untold_;  // bodies whose names do not tell what they are, in the order in which they were met
  WordMap<std::vector<int>> by_office_;
  // By the last word of a person's name, the first of a body's and, of an outlet's, the last one too.
  WordMap<std::vector<int>> by_word_;
  absl::flat_hash_set<uint32_t> forms_;  // of these words, where they stand in the article by themselves
  WordMap<int> by_family_stem_;          // a person's last word without its article
};

}  // namespace isnad::core
