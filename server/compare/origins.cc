#include "server/compare/origins.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "server/text/fold.h"
#include "server/text/token.h"

namespace isnad::compare {
namespace {

constexpr size_t kRun = 5;              // words that copies have in the same order
constexpr size_t kLeastWords = 20;      // of a text that can be a copy
constexpr double kCopied = 0.5;         // of the shorter text
constexpr size_t kDatelineTokens = 14;  // "CITY, March 3 (Agency) -"
constexpr size_t kCreditTokens = 6;     // of the credit itself

// The words and numbers of a text, folded, with its marks.
struct Words {
  explicit Words(std::string_view text) : folded(text::Folded::Of(text)), tokens(text::Tokenize(folded)) {}

  std::string_view At(size_t i) const {
    return folded.text().substr(tokens[i].folded.begin, tokens[i].folded.end - tokens[i].folded.begin);
  }
  bool IsWord(size_t i) const {
    return tokens[i].kind == text::TokenKind::kWord || tokens[i].kind == text::TokenKind::kNumber;
  }

  text::Folded folded;
  std::vector<text::Token> tokens;
};

bool IsDash(std::string_view mark) { return mark == "-" || mark == "–" || mark == "—" || mark == ":"; }

// The words between the brackets that open at `open`; empty where they do not close soon.
std::pair<std::string, size_t> Bracketed(const Words& words, size_t open) {
  std::string credit;
  for (size_t i = open + 1; i < words.tokens.size() && i <= open + kCreditTokens; ++i) {
    if (words.At(i) == ")") return {credit, i};
    if (!words.IsWord(i)) continue;
    if (!credit.empty()) credit += ' ';
    credit += words.At(i);
  }
  return {};
}

// The hashes of the runs of five words, sorted.
std::vector<size_t> RunsOf(std::string_view text) {
  const Words words(text);
  std::vector<std::string_view> in_order;
  for (size_t i = 0; i < words.tokens.size(); ++i) {
    if (words.IsWord(i)) in_order.push_back(words.At(i));
  }
  std::vector<size_t> runs;
  if (in_order.size() < kLeastWords) return runs;
  for (size_t i = 0; i + kRun <= in_order.size(); ++i) {
    size_t hash = 0;
    for (size_t k = 0; k < kRun; ++k)
      hash = hash * 1'000'003 + std::hash<std::string_view>()(in_order[i + k]);
    runs.push_back(hash);
  }
  std::sort(runs.begin(), runs.end());
  runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
  return runs;
}

double SharedOf(const std::vector<size_t>& a, const std::vector<size_t>& b) {
  if (a.empty() || b.empty()) return 0;
  std::vector<size_t> shared;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(shared));
  return static_cast<double>(shared.size()) / static_cast<double>(std::min(a.size(), b.size()));
}

// What of a claim tells where it comes from.
struct Source {
  std::string article, holder, credit;
  std::vector<size_t> runs;
  std::set<std::string> via;
};

std::string NameOf(const v1::Mention& mention) {
  if (!mention.entity().empty()) return mention.entity();
  return text::FoldText(mention.display_name());
}

absl::StatusOr<Source> Read(const v1::Claim& claim, store::Reader& reader) {
  Source source;
  source.article = claim.article();
  source.holder = NameOf(claim.holder());
  auto article = reader.GetArticle(claim.article());
  if (article.ok()) {
    source.credit = CreditOf(article->text());
    source.runs = RunsOf(article->text());
  } else if (!absl::IsNotFound(article.status())) {
    return article.status();
  }
  if (claim.quote().empty()) return source;
  auto quote = reader.GetQuote(claim.quote());
  if (!quote.ok() && !absl::IsNotFound(quote.status())) return quote.status();
  if (quote.ok()) {
    for (const v1::Mention& via : quote->via()) source.via.insert(NameOf(via));
  }
  return source;
}

bool OfOneOrigin(const Source& a, const Source& b) {
  if (a.article == b.article || SharedOf(a.runs, b.runs) >= kCopied) return true;
  if (!a.credit.empty() && a.credit == b.credit) return true;
  return !a.holder.empty() && a.holder == b.holder &&
         std::any_of(a.via.begin(), a.via.end(), [&](const std::string& via) { return b.via.contains(via); });
}

}  // namespace

std::string CreditOf(std::string_view text) {
  const Words words(text);
  const size_t size = words.tokens.size();
  for (size_t i = 0; i < size && i < kDatelineTokens; ++i) {
    if (words.tokens[i].kind == text::TokenKind::kLineBreak) break;
    if (words.At(i) != "(") continue;
    const auto [credit, close] = Bracketed(words, i);
    if (!credit.empty() && close + 1 < size && IsDash(words.At(close + 1))) return credit;
  }
  size_t last = size;
  while (last > 0 && words.tokens[last - 1].kind == text::TokenKind::kLineBreak) --last;
  if (last == 0 || words.At(last - 1) != ")") return "";
  for (size_t i = last - 1; i-- > 0 && last - i <= kCreditTokens + 2;) {
    if (words.At(i) == "(") return Bracketed(words, i).first;
  }
  return "";
}

double CopiedShare(std::string_view a, std::string_view b) { return SharedOf(RunsOf(a), RunsOf(b)); }

absl::StatusOr<std::vector<int>> OriginsOf(const std::vector<v1::Claim>& claims, store::Reader& reader) {
  std::vector<Source> sources;
  sources.reserve(claims.size());
  for (const v1::Claim& claim : claims) {
    auto source = Read(claim, reader);
    if (!source.ok()) return source.status();
    sources.push_back(*std::move(source));
  }
  std::vector<size_t> first(claims.size());  // of the same origin; itself where it is the first
  std::iota(first.begin(), first.end(), size_t{0});
  for (size_t i = 0; i < sources.size(); ++i) {
    for (size_t k = 0; k < i; ++k) {
      if (first[i] == first[k] || !OfOneOrigin(sources[i], sources[k])) continue;
      const auto [low, high] = std::minmax(first[i], first[k]);
      std::replace(first.begin(), first.end(), size_t{high}, size_t{low});
    }
  }
  std::map<size_t, int> numbers;
  std::vector<int> origins;
  for (const size_t of : first) {
    origins.push_back(numbers.try_emplace(of, static_cast<int>(numbers.size()) + 1).first->second);
  }
  return origins;
}

}  // namespace isnad::compare
