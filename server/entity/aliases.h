// Aliases: the names that an operator says belong to one person, body or place.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/statusor.h"

namespace isnad::entity {

// The form in which names are compared: their folded words and numbers with one space between them.
// Punctuation, quotation marks and diacritics make no difference. `name` is valid UTF-8.
std::string NameKey(std::string_view name);

// The operator's alias file. A line an entity: the name it goes by, then = and its other names, separated by
// |
//     مظلوم عبدي = مظلوم كوباني | الجنرال مظلوم
// Blank lines and lines that begin with # say nothing. Names are compared folded.
//
// Immutable; safe to read from any number of threads.
class Aliases {
 public:
  struct Entry {
    std::string display_name;       // as the operator writes it; empty where nobody does
    std::vector<std::string> keys;  // NameKey of each name without repetitions, the display name's first
  };

  // No aliases.
  Aliases() = default;

  // NOT_FOUND where there is no such file; INVALID_ARGUMENT naming file and line for a line without a name,
  // without
  // =, or with a name that another line has already.
  static absl::StatusOr<Aliases> Load(const std::string& path);
  static absl::StatusOr<Aliases> Parse(std::string_view contents, std::string_view path);

  // The key under which an entity is known: the first key of the entry that has `key`, else `key` itself.
  std::string_view Canonical(std::string_view key) const;

  // Whether an entry has `key`.
  bool Knows(std::string_view key) const { return by_key_.count(std::string(key)) > 0; }

  const std::vector<Entry>& entries() const { return entries_; }

  // Names that somebody gave to an entity, known by its canonical key, whoever had them before.
  struct Move {
    std::vector<std::string> keys;
    std::string to;
  };

  // The same aliases after these moves, in order. An entity that loses all its names is gone; one that the
  // file does not know has no display name of the operator's (empty).
  Aliases After(const std::vector<Move>& moves) const;

 private:
  void Give(const Move& move);
  void Index();

  std::vector<Entry> entries_;
  std::unordered_map<std::string, size_t> by_key_;
};

// The resource name of the entity with this canonical key: entities/ and 13 letters and digits made of its
// hash. The same everywhere and always. Empty for an empty key.
std::string EntityName(std::string_view canonical_key);

}  // namespace isnad::entity
