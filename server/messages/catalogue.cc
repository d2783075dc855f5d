#include "server/messages/catalogue.h"

#include <fmt/format.h>
#include <unicode/msgfmt.h>

#include <array>
#include <charconv>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "server/text/fold.h"

namespace isnad::messages {
namespace {

constexpr std::array<std::string_view, 2> kLanguages = {"en", "ar"};

struct Message {
  std::unique_ptr<icu::MessageFormat> format;
  std::set<int> counted;  // arguments that choose a plural form, and so are passed as numbers
  int line = 0;
};

using Messages = std::map<std::string, Message, std::less<>>;

std::string_view Trim(std::string_view s) {
  constexpr std::string_view kSpace = " \t\r";
  const size_t begin = s.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return s.substr(begin, s.find_last_not_of(kSpace) - begin + 1);
}

icu::UnicodeString Utf16(std::string_view s) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(s.data(), static_cast<int32_t>(s.size())));
}

absl::Status BadLine(const std::string& path, int line, std::string_view what) {
  return absl::InvalidArgumentError(fmt::format("{}:{}: {}", path, line, what));
}

std::set<int> CountedArguments(const icu::UnicodeString& pattern) {
  UErrorCode error = U_ZERO_ERROR;
  icu::MessagePattern parsed(pattern, nullptr, error);
  std::set<int> counted;
  for (int32_t i = 0; U_SUCCESS(error) && i + 1 < parsed.countParts(); ++i) {
    const icu::MessagePattern::Part& part = parsed.getPart(i);
    if (part.getType() != UMSGPAT_PART_TYPE_ARG_START || part.getArgType() != UMSGPAT_ARG_TYPE_PLURAL)
      continue;
    counted.insert(parsed.getPart(i + 1).getValue());
  }
  return counted;
}

absl::StatusOr<Message> ParseMessage(std::string_view pattern, std::string_view language,
                                     const std::string& path, int line) {
  // Numbers keep the digits that the arguments come with.
  const icu::Locale locale(fmt::format("{}-u-nu-latn", language).c_str());
  const icu::UnicodeString text = Utf16(pattern);
  Message message;
  UErrorCode error = U_ZERO_ERROR;
  UParseError where{};
  message.format = std::make_unique<icu::MessageFormat>(text, locale, where, error);
  if (U_FAILURE(error)) {
    return BadLine(path, line,
                   fmt::format("not an ICU message at character {}: {}", where.offset, u_errorName(error)));
  }
  message.counted = CountedArguments(text);
  message.line = line;
  return message;
}

absl::StatusOr<Messages> LoadLanguage(const std::string& path, std::string_view language) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(fmt::format("{}: there is no such message file", path));
  Messages messages;
  std::string line;
  for (int number = 1; std::getline(file, line); ++number) {
    const std::string_view content = Trim(line);
    if (content.empty() || content.front() == '#') continue;
    if (!text::ValidateUtf8(content).ok()) return BadLine(path, number, "the line is not UTF-8");
    const size_t equals = content.find('=');
    if (equals == std::string_view::npos) return BadLine(path, number, "no '='; write code = message");
    const std::string code(Trim(content.substr(0, equals)));
    if (code.empty()) return BadLine(path, number, "no code before '='");
    absl::StatusOr<Message> message = ParseMessage(Trim(content.substr(equals + 1)), language, path, number);
    if (!message.ok()) return message.status();
    const auto [it, is_new] = messages.emplace(code, *std::move(message));
    if (!is_new) {
      return BadLine(path, number, fmt::format("'{}' stands in line {} already", code, it->second.line));
    }
  }
  return messages;
}

icu::Formattable Argument(const std::string& argument, bool counted) {
  double number = 0;
  const char* end = argument.data() + argument.size();
  if (counted && std::from_chars(argument.data(), end, number).ptr == end && !argument.empty()) {
    return icu::Formattable(number);
  }
  return icu::Formattable(Utf16(argument));
}

}  // namespace

struct Catalogue::State {
  std::map<std::string, Messages, std::less<>> languages;

  const Messages& Of(std::string_view language) const {
    const auto found = languages.find(language.substr(0, language.find('-')));
    return found == languages.end() ? languages.find("en")->second : found->second;
  }
};

Catalogue::Catalogue() : state_(std::make_unique<State>()) {}
Catalogue::~Catalogue() = default;

absl::StatusOr<std::unique_ptr<Catalogue>> Catalogue::Load(const std::string& directory) {
  std::unique_ptr<Catalogue> catalogue(new Catalogue());
  auto& languages = catalogue->state_->languages;
  const auto path = [&](std::string_view language) { return fmt::format("{}/{}.txt", directory, language); };
  for (std::string_view language : kLanguages) {
    absl::StatusOr<Messages> messages = LoadLanguage(path(language), language);
    if (!messages.ok()) return messages.status();
    languages.emplace(language, *std::move(messages));
  }
  for (const auto& [language, messages] : languages) {
    for (const auto& [other, others] : languages) {
      for (const auto& [code, message] : messages) {
        if (others.contains(code)) continue;
        return BadLine(path(language), message.line, fmt::format("{} lacks '{}'", path(other), code));
      }
    }
  }
  return catalogue;
}

std::string Catalogue::Say(std::string_view code, std::span<const std::string> arguments,
                           std::string_view language) const {
  const Messages& messages = state_->Of(language);
  const auto found = messages.find(code);
  if (found == messages.end()) return std::string(code);
  std::vector<icu::Formattable> values;
  for (size_t i = 0; i < arguments.size(); ++i) {
    values.push_back(Argument(arguments[i], found->second.counted.contains(static_cast<int>(i))));
  }
  // Formatting fills caches inside the format, so every call has a copy of its own.
  const icu::MessageFormat format(*found->second.format);
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeString sentence;
  icu::FieldPosition ignored(icu::FieldPosition::DONT_CARE);
  format.format(values.data(), static_cast<int32_t>(values.size()), sentence, ignored, error);
  std::string utf8;
  sentence.toUTF8String(utf8);
  return U_SUCCESS(error) ? utf8 : std::string(code);
}

std::string Catalogue::Say(const v1::Reason& reason, std::string_view language) const {
  const std::vector<std::string> arguments(reason.arguments().begin(), reason.arguments().end());
  return Say(reason.code(), arguments, language);
}

bool Catalogue::Has(std::string_view language) const {
  return state_->languages.contains(language.substr(0, language.find('-')));
}

}  // namespace isnad::messages
