#include "server/plugin/manifest.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <google/protobuf/struct.pb.h>
#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <map>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "plugins/abi/isnad_plugin.h"

namespace isnad::plugin {
namespace {

namespace fs = std::filesystem;
using google::protobuf::Struct;
using google::protobuf::Value;

constexpr std::string_view kSuffix = ".plugin.json";
constexpr size_t kMaxNameBytes = 63;
constexpr std::array<std::string_view, 9> kFields = {"name",    "version", "abi",    "kind",  "languages",
                                                     "library", "engine",  "sha256", "config"};

bool Only(std::string_view text, std::string_view allowed) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [allowed](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || allowed.find(c) != std::string_view::npos;
  });
}

constexpr std::string_view kUpperCase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

// What protobuf says of bad JSON takes several lines; the first has it.
std::string FirstLine(const std::string& message) { return message.substr(0, message.find('\n')); }

// The fields of an object. By reflection, whose code is all in the library: what the header of the map
// inlines has another layout when it is built with ThreadSanitizer than the packaged library has.
std::map<std::string, const Value*> FieldsOf(const Struct& json) {
  std::map<std::string, const Value*> fields;
  const auto* map = json.GetDescriptor()->FindFieldByNumber(Struct::kFieldsFieldNumber);
  const auto* key = map->message_type()->map_key();
  const auto* value = map->message_type()->map_value();
  const int size = json.GetReflection()->FieldSize(json, map);
  for (int i = 0; i < size; ++i) {
    const google::protobuf::Message& entry = json.GetReflection()->GetRepeatedMessage(json, map, i);
    const auto& held = entry.GetReflection()->GetMessage(entry, value);
    fields[entry.GetReflection()->GetString(entry, key)] = static_cast<const Value*>(&held);
  }
  return fields;
}

std::string ToJson(const google::protobuf::Message& message) {
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(message, &json).ok()) json.clear();
  return json;
}

// Reads the fields of one manifest; the first fault wins.
class Reader {
 public:
  Reader(const Struct& json, const std::string& path) : fields_(FieldsOf(json)), path_(path) {}

  absl::StatusOr<Manifest> Read() {
    manifest_.path = path_;
    CheckKeys();
    ReadName();
    ReadVersions();
    ReadLanguages();
    ReadLibrary();
    ReadConfig();
    if (!fault_.ok()) return fault_;
    return std::move(manifest_);
  }

 private:
  void Fault(std::string_view what) {
    if (fault_.ok()) fault_ = absl::InvalidArgumentError(fmt::format("{}: {}", path_, what));
  }

  const Value* Find(const std::string& key) const {
    const auto found = fields_.find(key);
    return found == fields_.end() ? nullptr : found->second;
  }

  std::string Text(const std::string& key, bool required) {
    const Value* value = Find(key);
    if (value == nullptr && !required) return "";
    if (value == nullptr) {
      Fault(fmt::format("field \"{}\" is missing; add it as a string", key));
    } else if (value->kind_case() != Value::kStringValue || value->string_value().empty()) {
      Fault(fmt::format("field \"{}\" must be a string that is not empty", key));
    } else if (value->string_value().size() > 4096 || value->string_value().find('\0') != std::string::npos) {
      Fault(fmt::format("field \"{}\" is longer than 4096 bytes or holds a zero byte; correct it", key));
    } else {
      return value->string_value();
    }
    return "";
  }

  void CheckKeys() {
    for (const auto& [key, value] : fields_) {
      if (std::find(kFields.begin(), kFields.end(), key) == kFields.end()) {
        Fault(fmt::format("field \"{}\" is unknown; the fields are {}", key, fmt::join(kFields, ", ")));
      }
    }
  }

  void ReadName() {
    manifest_.name = Text("name", true);
    if (!IsPluginName(manifest_.name)) {
      Fault("field \"name\" must be lower-case letters, digits and dashes, 63 at most");
    }
    const std::string expected = manifest_.name + std::string(kSuffix);
    if (fs::path(path_).filename() != expected) {
      Fault(fmt::format("field \"name\" is \"{}\"; name the file {} or change the field", manifest_.name,
                        expected));
    }
    manifest_.engine = Text("engine", false);
    if (manifest_.engine.empty()) manifest_.engine = manifest_.name;
  }

  void ReadVersions() {
    manifest_.version = Text("version", true);
    if (!Only(manifest_.version, ".+-_") || manifest_.version.size() > 63) {
      Fault("field \"version\" must be like 1.2.0: lower-case letters, digits and . + - _, 63 at most");
    }
    manifest_.abi = Text("abi", true);
    CheckAbi();
    const std::string kind = Text("kind", false);
    if (kind == "judge") manifest_.kind = Kind::kJudge;
    if (!kind.empty() && kind != "extractor" && kind != "judge")
      Fault(fmt::format("field \"kind\" is \"{}\"; write \"extractor\" or \"judge\"", kind));
  }

  // Any minor of our major will do.
  void CheckAbi() {
    const std::string ours = fmt::format("{}.{}", ISNAD_ABI_MAJOR, ISNAD_ABI_MINOR);
    uint32_t major = 0;
    uint32_t minor = 0;
    const std::pair<std::string, std::string> parts = absl::StrSplit(manifest_.abi, absl::MaxSplits('.', 1));
    if (!absl::SimpleAtoi(parts.first, &major) || !absl::SimpleAtoi(parts.second, &minor)) {
      Fault(fmt::format("field \"abi\" is \"{}\"; write it as major.minor, such as \"{}\"", manifest_.abi,
                        ours));
    } else if (major != ISNAD_ABI_MAJOR) {
      Fault(fmt::format("field \"abi\" is \"{}\" and this server has {}; build the plugin for {}",
                        manifest_.abi, ours, ours));
    }
  }

  void ReadLanguages() {
    const Value* value = Find("languages");
    if (value == nullptr && manifest_.kind == Kind::kJudge) return;  // it compares whatever is stored
    if (value == nullptr || value->kind_case() != Value::kListValue || value->list_value().values().empty()) {
      Fault("field \"languages\" must be a list of language tags, such as [\"ar\"]");
      return;
    }
    for (const Value& tag : value->list_value().values()) {
      if (!Only(tag.string_value(), std::string("-") + std::string(kUpperCase)) ||
          tag.string_value().size() > 35) {
        Fault(
            "field \"languages\" has something else than a language tag; write tags such as \"ar\" or "
            "\"en-GB\"");
      }
      manifest_.languages.push_back(tag.string_value());
    }
  }

  void ReadLibrary() {
    const fs::path library = Text("library", true);
    std::error_code error;
    const fs::path folder = fs::absolute(fs::path(path_), error).parent_path();
    manifest_.library = (folder / library).lexically_normal().string();
    manifest_.sha256 = Text("sha256", false);
    for (char& c : manifest_.sha256) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const bool hexadecimal = manifest_.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
    if (Find("sha256") != nullptr && (manifest_.sha256.size() != 64 || !hexadecimal)) {
      Fault("field \"sha256\" must be 64 hexadecimal digits, as sha256sum prints them");
    }
  }

  void ReadConfig() {
    Struct none;
    const Value* value = Find("config");
    if (value != nullptr && value->kind_case() != Value::kStructValue)
      return Fault("field \"config\" must be an object");
    const Struct& config = value == nullptr ? none : value->struct_value();
    if (FieldsOf(config).count("directory") != 0) {
      return Fault("field \"config.directory\" is set by the server; take it out");
    }
    std::error_code error;
    Value directory;
    directory.set_string_value(
        fs::absolute(fs::path(path_), error).parent_path().lexically_normal().string());
    const std::string quoted = ToJson(directory);
    const std::string object = ToJson(config);
    if (quoted.empty() || object.size() < 2) {
      return Fault(
          "field \"config\" can't be passed on; it must hold ordinary JSON, and the folder's path be UTF-8");
    }
    manifest_.config = "{\"directory\":" + quoted + (object == "{}" ? "" : ",") + object.substr(1);
  }

  const std::map<std::string, const Value*> fields_;
  const std::string& path_;
  Manifest manifest_;
  absl::Status fault_;
};

}  // namespace

bool IsPluginName(std::string_view name) {
  return !name.empty() && name.size() <= kMaxNameBytes && Only(name, "-");
}

bool Manifest::Reads(std::string_view language) const {
  const auto same = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  };
  return std::any_of(languages.begin(), languages.end(), [&](const std::string& tag) {
    if (tag.size() > language.size()) return false;
    const bool whole = tag.size() == language.size() || language[tag.size()] == '-';
    return whole && std::equal(tag.begin(), tag.end(), language.begin(), same);
  });
}

absl::StatusOr<Manifest> ParseManifest(std::string_view json, const std::string& path) {
  if (json.size() > kMaxManifestBytes) {
    return absl::InvalidArgumentError(
        fmt::format("{}: longer than 1 MiB; a manifest is a few lines of JSON", path));
  }
  Struct parsed;
  const google::protobuf::StringPiece input(json.data(), json.size());
  const auto status = google::protobuf::util::JsonStringToMessage(input, &parsed);
  if (!status.ok()) {
    return absl::InvalidArgumentError(fmt::format("{}: not a JSON object ({}); correct it", path,
                                                  FirstLine(std::string(status.message()))));
  }
  return Reader(parsed, path).Read();
}

absl::StatusOr<Manifest> ReadManifest(const std::string& path) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) {
    return absl::NotFoundError(fmt::format("{}: no such file; a plugin needs a manifest", path));
  }
  std::ifstream file(path, std::ios::binary);
  std::string json(kMaxManifestBytes + 1, '\0');
  file.read(json.data(), static_cast<std::streamsize>(json.size()));
  json.resize(static_cast<size_t>(file.gcount()));
  if (file.bad() || (file.fail() && !file.eof())) {
    return absl::InvalidArgumentError(fmt::format("{}: can't be read; look at its permissions", path));
  }
  return ParseManifest(json, path);
}

}  // namespace isnad::plugin
