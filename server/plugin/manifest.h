// Manifests: what a plugin says of itself before any of its code is run.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace isnad::plugin {

enum class Kind { kExtractor, kJudge };

// NAME.plugin.json beside a plugin, a JSON object with the fields below; others are refused.
//
// A pack is a plugin that is all data: its library is another plugin's, its engine names it.
struct Manifest {
  std::string path;                    // of the manifest itself
  std::string name;                    // required; lower-case letters, digits and dashes; NAME of the file
  std::string version;                 // required; the plugin's, or the pack's
  std::string abi;                     // required; major.minor that the library was built for
  Kind kind = Kind::kExtractor;        // "extractor", which it is where not given, or "judge"
  std::vector<std::string> languages;  // an extractor's, required; BCP 47 tags; "ar" is for "ar-SY" too
  std::string library;                 // required; absolute here, in the file relative to the manifest
  std::string engine;                  // the name that the library has for itself; `name` where not given
  std::string sha256;                  // of the library, lower-case hexadecimal; empty: not checked
  std::string config;                  // a JSON object for create(); here with "directory" added

  bool IsPack() const { return engine != name; }

  // Whether this plugin reads texts of a language: one of its own is that tag or the beginning of it.
  bool Reads(std::string_view language) const;
};

// Lower-case letters, digits and dashes, 63 at most.
bool IsPluginName(std::string_view name);

inline constexpr size_t kMaxManifestBytes = 1u << 20;

// INVALID_ARGUMENT with one line that names the file, the field and what to do. `path` is where `json` came
// from; its file name and folder count. Reads nothing else.
absl::StatusOr<Manifest> ParseManifest(std::string_view json, const std::string& path);

// The same from the file. NOT_FOUND or INVALID_ARGUMENT where it can't be read or is too long.
absl::StatusOr<Manifest> ReadManifest(const std::string& path);

}  // namespace isnad::plugin
