// Web Annotation Data Model of the W3C.
#include <fmt/format.h>

#include <algorithm>

#include "clients/cli/exchange.h"
#include "clients/cli/json_output.h"
#include "clients/cli/linked_data.h"
#include "clients/cli/words.h"

namespace isnad::cli {
namespace {

constexpr char kContext[] =
    R"(["http://www.w3.org/ns/anno.jsonld",{"schema":"https://schema.org/","isnad":"urn:isnad:vocabulary:"}])";
constexpr size_t kContextLength = 32;  // code points of what stands before and behind

bool BeginsCodePoint(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

// The byte at which code point `count` begins, or the end.
size_t ByteOf(std::string_view text, size_t count) {
  size_t byte = 0;
  for (; byte < text.size(); ++byte) {
    if (BeginsCodePoint(text[byte]) && count-- == 0) break;
  }
  return byte;
}

std::string Selectors(const v1::Article& article, const v1::Span& span) {
  const bool title = span.part() == v1::PART_TITLE;
  const std::string_view text = title ? article.title() : article.text();
  const auto start = static_cast<size_t>(span.start());
  const size_t begin = ByteOf(text, start);
  const size_t end = ByteOf(text, static_cast<size_t>(span.end()));
  const size_t before = ByteOf(text, start - std::min(start, kContextLength));
  const size_t behind = end + ByteOf(text.substr(end), kContextLength);
  std::string selectors = fmt::format(R"({{"type":"TextQuoteSelector","exact":{},"prefix":{},"suffix":{}}})",
                                      JsonString(text.substr(begin, end - begin)),
                                      JsonString(text.substr(before, begin - before)),
                                      JsonString(text.substr(end, behind - end)));
  // Positions count in the text; a headline stands somewhere else on every page.
  if (!title)
    selectors +=
        fmt::format(R"(,{{"type":"TextPositionSelector","start":{},"end":{}}})", span.start(), span.end());
  return selectors;
}

void PrintAnnotation(const std::string& name, const std::string& body, const v1::Article& article,
                     const v1::Span& span) {
  fmt::print(R"({{"@context":{},"id":{},"type":"Annotation","motivation":"describing","body":{},)"
             R"("target":{{"source":{},"selector":[{}]}}}})"
             "\n",
             kContext, JsonString(IriOf(name)), body, JsonString(SourceOf(article)),
             Selectors(article, span));
}

std::string Agent(std::string_view key, const v1::Mention& mention) {
  const std::string agent = AgentJson(mention);
  return agent.empty() ? "" : fmt::format(R"(,"{}":{})", key, agent);
}

std::string Days(std::string_view key, const v1::Time& time) {
  if (time.start().empty()) return "";
  const std::string days = time.start() == time.end() ? time.start() : time.start() + "/" + time.end();
  return fmt::format(R"(,"{}":{})", key, JsonString(days));
}

class QuoteAnnotator : public ItemWriter<v1::Quote> {
 public:
  QuoteAnnotator(const Options& options, Connection& connection) : articles_(options, connection) {}

  absl::Status Write(const v1::Quote& quote) override {
    const auto article = articles_.Get(quote.article());
    if (!article.ok()) return article.status();
    const std::string body =
        fmt::format(R"({{"type":"schema:Quotation","schema:text":{}{}{},"isnad:kind":"{}"}})",
                    JsonString(quote.content().text()), Agent("schema:spokenByCharacter", quote.speaker()),
                    Days("schema:temporalCoverage", quote.statement_time()), WordFor(quote.kind()));
    PrintAnnotation(quote.name(), body, **article, quote.content());
    return absl::OkStatus();
  }

 private:
  ArticleReader articles_;
};

class ClaimAnnotator : public ItemWriter<v1::Claim> {
 public:
  ClaimAnnotator(const Options& options, Connection& connection) : articles_(options, connection) {}

  absl::Status Write(const v1::Claim& claim) override {
    const auto article = articles_.Get(claim.article());
    if (!article.ok()) return article.status();
    const std::string body = fmt::format(
        R"({{"type":"schema:Claim","schema:text":{}{}{},"isnad:polarity":"{}","isnad:modality":"{}"}})",
        JsonString(claim.evidence().text()), Agent("schema:author", claim.holder()),
        Days("schema:temporalCoverage", claim.time()), WordFor(claim.polarity()), WordFor(claim.modality()));
    PrintAnnotation(claim.name(), body, **article, claim.evidence());
    return absl::OkStatus();
  }

 private:
  ArticleReader articles_;
};

}  // namespace

std::unique_ptr<ItemWriter<v1::Quote>> QuoteAnnotations(const Options& options, Connection& connection) {
  return std::make_unique<QuoteAnnotator>(options, connection);
}

std::unique_ptr<ItemWriter<v1::Claim>> ClaimAnnotations(const Options& options, Connection& connection) {
  return std::make_unique<ClaimAnnotator>(options, connection);
}

}  // namespace isnad::cli
