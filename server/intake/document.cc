#include "server/intake/document.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/status.h"
#include "fmt/format.h"
#include "server/intake/charset.h"
#include "server/intake/html.h"
#include "server/intake/language.h"

namespace isnad::intake {
namespace {

std::string Lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

struct MimeType {
  std::string type;  // text/html
  std::string charset;
};

MimeType ReadMimeType(std::string_view written) {
  const std::string lower = Lower(written);
  MimeType out;
  out.type = lower.substr(0, lower.find_first_of("; "));
  const size_t at = lower.find("charset=");
  if (at == std::string::npos) return out;
  const size_t begin = lower.find_first_not_of("\"' ", at + 8);
  if (begin == std::string::npos) return out;
  out.charset = lower.substr(begin, lower.find_first_of("\"'; ", begin) - begin);
  return out;
}

// A page begins with a tag that only pages begin with; prose may hold a < anywhere.
bool LooksLikeHtml(std::string_view text) {
  constexpr std::array<std::string_view, 10> kBeginnings = {
      "<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<div", "<article", "<p>", "<h1"};
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return false;
  std::string head = Lower(text.substr(begin, 2048));
  while (head.rfind("<!--", 0) == 0 || head.rfind("<?xml", 0) == 0) {
    const std::string_view close = head[1] == '?' ? "?>" : "-->";
    const size_t end = head.find(close);
    if (end == std::string::npos) return true;
    head.erase(0, head.find_first_not_of(" \t\r\n", end + close.size()));
  }
  return std::any_of(kBeginnings.begin(), kBeginnings.end(),
                     [&](std::string_view beginning) { return head.rfind(beginning, 0) == 0; });
}

void SetUnlessGiven(const std::string& value, std::string* field) {
  if (field->empty()) *field = value;
}

std::string Primary(std::string_view language) { return Lower(language.substr(0, language.find('-'))); }

std::string LanguageOf(const std::string& text, const std::string& declared) {
  const std::string detected = DetectLanguage(text);
  if (detected == "und") return declared;
  return Primary(declared) == Primary(detected) ? declared : detected;
}

absl::Status FillFromPage(std::string_view utf8, v1::Article* article) {
  absl::StatusOr<Page> page = ReadHtml(utf8);
  if (!page.ok()) return page.status();
  article->set_text(std::move(page->text));
  if (article->citations().empty()) {
    for (const Link& link : page->links) {
      v1::Citation& citation = *article->add_citations();
      citation.set_uri(link.uri);
      citation.set_start(static_cast<int32_t>(link.begin));
      citation.set_end(static_cast<int32_t>(link.end));
    }
  }
  SetUnlessGiven(page->title, article->mutable_title());
  SetUnlessGiven(page->outlet, article->mutable_outlet());
  SetUnlessGiven(page->author, article->mutable_author());
  SetUnlessGiven(page->publish_time, article->mutable_publish_time());
  SetUnlessGiven(page->uri, article->mutable_uri());
  SetUnlessGiven(LanguageOf(article->text(), page->language), article->mutable_language_code());
  return absl::OkStatus();
}

absl::Status FillFromText(Decoded decoded, v1::Article* article) {
  if (decoded.first_damage) {
    return absl::InvalidArgumentError(
        fmt::format("the text is not valid UTF-8 at byte {}; mend it there", *decoded.first_damage));
  }
  if (decoded.text.find_first_not_of(" \t\r\n") == std::string::npos) {
    return absl::InvalidArgumentError("the document is empty");
  }
  article->set_text(std::move(decoded.text));
  SetUnlessGiven(LanguageOf(article->text(), ""), article->mutable_language_code());
  return absl::OkStatus();
}

absl::Status CheckDocument(const v1::RawDocument& document, const MimeType& mime) {
  if (document.content().empty()) return absl::InvalidArgumentError("the document is empty");
  if (document.content().size() > kMaxDocumentBytes) {
    return absl::InvalidArgumentError(fmt::format("the document has {} bytes; {} (16 MiB) are allowed",
                                                  document.content().size(), kMaxDocumentBytes));
  }
  if (!document.article().text().empty()) {
    return absl::InvalidArgumentError("article.text must be empty beside a document; send one of the two");
  }
  if (!mime.type.empty() && mime.type != "text/html" && mime.type != "application/xhtml+xml" &&
      mime.type != "text/plain") {
    return absl::InvalidArgumentError(
        fmt::format("mime_type {} can't be read; use text/html or text/plain", mime.type));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::Article> ReadDocument(const v1::RawDocument& document) {
  const MimeType mime = ReadMimeType(document.mime_type());
  if (absl::Status status = CheckDocument(document, mime); !status.ok()) return status;
  absl::StatusOr<Decoded> decoded = DecodeToUtf8(document.content(), mime.charset);
  if (!decoded.ok()) return decoded.status();

  v1::Article article = document.article();
  const bool html = mime.type.empty() ? LooksLikeHtml(decoded->text) : mime.type != "text/plain";
  const absl::Status status =
      html ? FillFromPage(decoded->text, &article) : FillFromText(*std::move(decoded), &article);
  if (!status.ok()) return status;
  return article;
}

}  // namespace isnad::intake
