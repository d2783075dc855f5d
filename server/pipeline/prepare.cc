#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/cord.h"
#include "server/entity/digest.h"
#include "server/intake/document.h"
#include "server/intake/language.h"
#include "server/pipeline/analyzer.h"
#include "server/pipeline/publish_time.h"
#include "server/text/fold.h"

namespace isnad::pipeline {
namespace {

constexpr size_t kMaxIdBytes = 200;
constexpr int kMaxCitations = 10'000;
constexpr size_t kMaxMetadataBytes = 4096;
constexpr size_t kMaxLanguageBytes = 35;
constexpr std::string_view kCollection = "articles/";

bool IsAlphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// An error about one field of the article; the payload tells programs which.
absl::Status BadField(std::string_view field, std::string_view what) {
  absl::Status status = absl::InvalidArgumentError(fmt::format("{}: {}", field, what));
  status.SetPayload("isnad.v1/field", absl::Cord(std::string(field)));
  return status;
}

absl::Status CheckText(std::string_view field, std::string_view text, size_t limit) {
  if (text.size() > limit) {
    return BadField(field, fmt::format("has {} bytes, at most {} are taken", text.size(), limit));
  }
  const absl::Status utf8 = text::ValidateUtf8(text);
  return utf8.ok() ? utf8 : BadField(field, std::string(utf8.message()));
}

absl::Status CheckTexts(const v1::Article& article) {
  const std::array<std::tuple<std::string_view, const std::string&, size_t>, 7> texts = {{
      {"text", article.text(), kMaxTextBytes},
      {"title", article.title(), kMaxTitleBytes},
      {"outlet", article.outlet(), kMaxMetadataBytes},
      {"uri", article.uri(), kMaxMetadataBytes},
      {"author", article.author(), kMaxMetadataBytes},
      {"rating.claimant", article.rating().claimant(), kMaxMetadataBytes},
      {"rating.rating", article.rating().rating(), kMaxMetadataBytes},
  }};
  for (const auto& [field, text, limit] : texts) {
    if (absl::Status status = CheckText(field, text, limit); !status.ok()) return status;
  }
  if (article.text().find_first_not_of(" \t\r\n\f\v") == std::string::npos)
    return BadField("text", "is empty");
  return absl::OkStatus();
}

absl::Status CheckCitations(const v1::Article& article) {
  if (article.citations_size() > kMaxCitations)
    return BadField("citations", fmt::format("has more than {} links", kMaxCitations));
  const auto length = static_cast<int64_t>(article.text().size());
  for (const v1::Citation& citation : article.citations()) {
    if (absl::Status status = CheckText("citations.uri", citation.uri(), kMaxMetadataBytes); !status.ok())
      return status;
    if (citation.uri().empty()) return BadField("citations.uri", "is empty; give where the link leads");
    if (citation.start() < 0 || citation.start() > citation.end() || citation.end() > length)
      return BadField("citations", fmt::format("has a link from byte {} to {} of a text of {}",
                                               citation.start(), citation.end(), length));
  }
  return absl::OkStatus();
}

absl::Status CheckName(const std::string& name) {
  const std::string_view id = std::string_view(name).substr(std::min(name.size(), kCollection.size()));
  const bool good = name.compare(0, kCollection.size(), kCollection) == 0 && !id.empty() &&
                    id.size() <= kMaxIdBytes && std::all_of(id.begin(), id.end(), [](char c) {
                      return IsAlphanumeric(c) || c == '.' || c == '_' || c == '~' || c == '-';
                    });
  if (good) return absl::OkStatus();
  return BadField("name",
                  fmt::format("'{}' is not articles/ID with an ID of 1 to {} letters, digits and . _ ~ -",
                              text::ValidateUtf8(name).ok() ? name : "?", kMaxIdBytes));
}

absl::Status CheckLanguage(std::string_view code) {
  const bool good =
      code.size() <= kMaxLanguageBytes && IsAlphanumeric(code.front()) &&
      std::all_of(code.begin(), code.end(), [](char c) { return IsAlphanumeric(c) || c == '-'; });
  if (good) return absl::OkStatus();
  return BadField("language_code", "is not a BCP 47 code such as ar or en-GB");
}

}  // namespace

absl::StatusOr<v1::Article> PrepareArticle(v1::Article article) {
  if (absl::Status status = CheckTexts(article); !status.ok()) return status;
  if (absl::Status status = CheckCitations(article); !status.ok()) return status;
  if (article.name().empty()) {
    const std::string& source = article.uri().empty() ? article.text() : article.uri();
    article.set_name(std::string(kCollection) + entity::ShortId({source}));
  }
  if (absl::Status status = CheckName(article.name()); !status.ok()) return status;
  if (article.language_code().empty()) article.set_language_code(intake::DetectLanguage(article.text()));
  if (absl::Status status = CheckLanguage(article.language_code()); !status.ok()) return status;
  if (!article.publish_time().empty()) {
    const absl::StatusOr<std::string> time = NormalizePublishTime(article.publish_time());
    if (!time.ok()) return BadField("publish_time", std::string(time.status().message()));
    article.set_publish_time(*time);
  }
  const std::string_view zero("\0", 1);
  if (article.has_rating()) {
    const std::string rating = article.rating().SerializeAsString();
    article.set_revision(entity::Sha256Hex({article.title(), zero, article.text(), zero, rating}));
  } else {
    article.set_revision(entity::Sha256Hex({article.title(), zero, article.text()}));
  }
  return article;
}

absl::StatusOr<v1::Article> PrepareDocument(const v1::RawDocument& document) {
  absl::StatusOr<v1::Article> article = intake::ReadDocument(document);
  if (!article.ok()) return article.status();
  return PrepareArticle(*std::move(article));
}

}  // namespace isnad::pipeline
