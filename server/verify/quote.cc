#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "absl/status/status.h"
#include "server/compare/features.h"
#include "server/verify/align.h"
#include "server/verify/dates.h"
#include "server/verify/faults.h"
#include "server/verify/speaker.h"
#include "server/verify/verify.h"
#include "server/verify/wording.h"

namespace isnad::verify {
namespace {

constexpr int kCandidates = 50;
constexpr int kArticlesRead = 8;       // whose text is searched where no quote has the words
constexpr size_t kLeastTextWords = 5;  // fewer words stand in a text by chance
constexpr double kSureSimilarity =
    0.8;                          // from which on a changed wording by somebody else is still that wording
constexpr double kNearest = 0.3;  // what is shown where nothing is found
constexpr size_t kMaxMatches = 20;
constexpr size_t kMaxNearest = 5;

struct Found {
  v1::QuoteMatch match;
  bool is_match = false;
  bool exact = false;
  Agreement speaker = Agreement::kUnknown;
  Agreement date = Agreement::kUnknown;
  int64_t score = 0;
};

int Gravity(v1::QuoteVerdict verdict) {
  switch (verdict) {
    case v1::QUOTE_VERDICT_WRONG_DATE:
      return 1;
    case v1::QUOTE_VERDICT_TRUNCATED:
      return 2;
    case v1::QUOTE_VERDICT_ALTERED:
      return 3;
    default:
      return 4;
  }
}

// Best first: what has no fault, then what is surely the same wording by the least grave fault, then the
// rest.
auto Rank(const Found& found) {
  const v1::QuoteMatch& match = found.match;
  const bool sure = found.exact || match.similarity() >= kSureSimilarity;
  const int tier = !found.is_match ? 3 : match.faults().empty() ? 0 : sure ? 1 : 2;
  const int gravity = match.faults().empty() ? 0 : Gravity(match.faults(0));
  return std::make_tuple(tier, gravity, match.faults_size(), found.speaker != Agreement::kSame,
                         found.date != Agreement::kSame, -match.similarity(), -found.score, match.quote(),
                         match.article());
}

// The words of the cut-off rest of the first and last sentence, as deletions.
void ShowRest(std::span<const Word> stored, Alignment* alignment) {
  if (alignment->begin == alignment->end) return;
  const uint32_t first_sentence = stored[alignment->begin].sentence;
  const uint32_t last_sentence = stored[alignment->end - 1].sentence;
  std::vector<Step> steps;
  for (uint32_t i = 0; i < alignment->begin; ++i) {
    if (stored[i].sentence == first_sentence) steps.push_back({v1::DIFF_OP_DELETE, 0, i});
  }
  steps.insert(steps.end(), alignment->steps.begin(), alignment->steps.end());
  for (uint32_t i = alignment->end; i < stored.size() && stored[i].sentence == last_sentence; ++i) {
    steps.push_back({v1::DIFF_OP_DELETE, steps.back().given + 1, i});
  }
  alignment->steps = std::move(steps);
}

class Verifier {
 public:
  Verifier(const QuoteCase& quote, SpeakerMatcher speaker, store::Reader& reader)
      : quote_(quote), given_(WordsOf(quote.text)), speaker_(std::move(speaker)), reader_(reader) {}

  absl::StatusOr<v1::QuoteVerification> Verify() {
    if (given_.empty()) return absl::InvalidArgumentError("the quote has no words");
    if (given_.size() > kMaxGivenWords) {
      return absl::InvalidArgumentError(
          fmt::format("the quote has {} words, at most {} are verified", given_.size(), kMaxGivenWords));
    }
    if (absl::Status status = LookAtQuotes(); !status.ok()) return status;
    const bool stands =
        std::any_of(found_.begin(), found_.end(), [](const Found& found) { return found.exact; });
    if (!stands && given_.size() >= kLeastTextWords) {
      if (absl::Status status = LookAtTexts(); !status.ok()) return status;
    }
    return Conclude();
  }

 private:
  absl::Status LookAtQuotes() {
    const std::vector<uint64_t> features = compare::QuoteFeatures(quote_.text);
    const auto candidates = reader_.FindCandidates(store::UnitKind::kQuote, features, kCandidates, "");
    if (!candidates.ok()) return candidates.status();
    for (const store::Candidate& candidate : *candidates) {
      absl::StatusOr<v1::Quote> quote = reader_.GetQuote(candidate.name);
      if (!quote.ok()) return quote.status();
      if (quote->article() == quote_.except_article) continue;
      quotes_.push_back(*quote);
      absl::StatusOr<bool> exact = LookAt(WordingOf(*quote), candidate.score);
      if (!exact.ok()) return exact.status();
      if (*exact) continue;
      absl::StatusOr<std::optional<Wording>> whole = UnsplitWording(*quote, reader_);
      if (!whole.ok()) return whole.status();
      if (!*whole) continue;
      if (absl::Status status = LookAtWhole(*std::move(*whole), candidate.score); !status.ok()) return status;
    }
    return absl::OkStatus();
  }

  // Both halves of a split quotation lead to it; it is looked at once, and kept where it is better than its
  // halves.
  absl::Status LookAtWhole(Wording whole, int64_t score) {
    const bool seen = std::any_of(found_.begin(), found_.end(), [&](const Found& found) {
      return found.match.quote() == whole.quote.name() &&
             found.match.span().end() > whole.quote.content().end();
    });
    return seen ? absl::OkStatus() : LookAt(std::move(whole), score).status();
  }

  // The articles of the nearest quotes, and those whose claims are nearest to what the given words claim.
  absl::StatusOr<std::vector<std::string>> ArticlesToRead() {
    std::vector<std::string> articles;
    const auto add = [&](const std::string& name, size_t limit) {
      const bool is_new = std::find(articles.begin(), articles.end(), name) == articles.end();
      if (is_new && articles.size() < limit && name != quote_.except_article) articles.push_back(name);
    };
    for (const v1::Quote& quote : quotes_) add(quote.article(), kArticlesRead);
    for (const v1::Claim& claim : quote_.claims) {
      const std::vector<uint64_t> features = compare::ClaimFeatures(claim);
      const auto candidates = reader_.FindCandidates(store::UnitKind::kClaim, features, kArticlesRead, "");
      if (!candidates.ok()) return candidates.status();
      for (const store::Candidate& candidate : *candidates) {
        add(candidate.name.substr(0, candidate.name.find("/claims/")), 2 * kArticlesRead);
      }
    }
    return articles;
  }

  absl::Status LookAtTexts() {
    absl::StatusOr<std::vector<std::string>> articles = ArticlesToRead();
    if (!articles.ok()) return articles.status();
    for (const std::string& name : *articles) {
      const absl::StatusOr<v1::Article> article = reader_.GetArticle(name);
      if (!article.ok()) return article.status();
      std::optional<Wording> wording = WordingIn(*article, given_, quotes_);
      if (!wording) continue;
      // Words in the outlet's own voice are nobody's quote; they count only where the one who is named is
      // spoken of.
      const bool names = speaker_.NamedIn(ParagraphAround(*article, wording->quote.content()));
      if (!quote_.speaker.empty() && !wording->quote.has_speaker() && !names) continue;
      if (absl::Status status = LookAt(*std::move(wording), 0).status(); !status.ok()) return status;
    }
    return absl::OkStatus();
  }

  // Whether the wording has the given words exactly.
  absl::StatusOr<bool> LookAt(const Wording& wording, int64_t score) {
    Alignment alignment = Align(given_, wording.words);
    Found found;
    found.score = score;
    found.is_match = IsMatch(alignment, given_.size(), wording.words.size());
    found.exact = alignment.exact && found.is_match;
    if (found.is_match) {
      absl::StatusOr<Agreement> speaker = speaker_.Compare(wording.quote);
      if (!speaker.ok()) return speaker.status();
      found.speaker = *speaker;
      found.date = CompareDates(quote_.date, wording.quote);
      // Somebody else's words that are merely similar are another statement.
      const bool sure = alignment.exact || alignment.similarity >= kSureSimilarity;
      if (*speaker == Agreement::kDifferent && !sure) found.is_match = false;
    }
    if (found.is_match) {
      const v1::MarkKind lost = LostMark(alignment, wording.words, wording.marks);
      for (v1::QuoteVerdict fault : FaultsOf(alignment, lost, found.speaker, found.date)) {
        found.match.add_faults(fault);
      }
      if (lost != v1::MARK_KIND_UNSPECIFIED) ShowRest(wording.words, &alignment);
    } else if (alignment.similarity < kNearest || alignment.equal < 2) {
      return false;
    }
    Describe(wording, alignment, &found.match);
    found_.push_back(std::move(found));
    return found_.back().exact;
  }

  void Describe(const Wording& wording, const Alignment& alignment, v1::QuoteMatch* match) const {
    const v1::Quote& quote = wording.quote;
    match->set_article(quote.article());
    match->set_quote(quote.name());
    match->set_outlet(quote.outlet());
    match->set_publish_time(quote.publish_time());
    match->set_similarity(alignment.similarity);
    if (quote.has_speaker()) *match->mutable_speaker() = quote.speaker();
    if (quote.has_statement_time()) *match->mutable_time() = quote.statement_time();
    if (alignment.begin < alignment.end) {
      const uint32_t begin = wording.words[alignment.begin].begin;
      const uint32_t end = wording.words[alignment.end - 1].end;
      v1::Span& span = *match->mutable_span();
      span.set_part(quote.content().part());
      span.set_start(quote.content().start() + static_cast<int32_t>(begin));
      span.set_end(quote.content().start() + static_cast<int32_t>(end));
      span.set_text(quote.content().text().substr(begin, end - begin));
    }
    const bool differs = std::any_of(alignment.steps.begin(), alignment.steps.end(),
                                     [](const Step& step) { return step.op != v1::DIFF_OP_EQUAL; });
    if (!differs) return;
    for (v1::DiffSegment& segment : DiffOf(alignment, given_, quote_.text, quote_.marks, wording.words,
                                           quote.content().text(), wording.marks)) {
      *match->add_diff() = std::move(segment);
    }
  }

  v1::QuoteVerification Conclude() {
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Found& a, const Found& b) { return Rank(a) < Rank(b); });
    v1::QuoteVerification verification;
    const bool is_found = !found_.empty() && found_.front().is_match;
    if (!is_found) {
      verification.set_verdict(v1::QUOTE_VERDICT_NOT_FOUND);
    } else if (found_.front().match.faults().empty()) {
      verification.set_verdict(v1::QUOTE_VERDICT_VERBATIM);
    } else {
      *verification.mutable_faults() = found_.front().match.faults();
      verification.set_verdict(verification.faults(0));
    }
    const size_t limit = is_found ? kMaxMatches : kMaxNearest;
    for (Found& found : found_) {
      if (found.is_match != is_found || static_cast<size_t>(verification.matches_size()) == limit) break;
      *verification.add_matches() = std::move(found.match);
    }
    return verification;
  }

  const QuoteCase& quote_;
  const std::vector<Word> given_;
  SpeakerMatcher speaker_;
  store::Reader& reader_;
  std::vector<v1::Quote> quotes_;  // the candidates
  std::vector<Found> found_;
};

}  // namespace

absl::StatusOr<v1::QuoteVerification> VerifyQuote(const QuoteCase& quote, const entity::Aliases& aliases,
                                                  store::Reader& reader) {
  if (absl::Status status = ValidateDate(quote.date); !status.ok()) return status;
  absl::StatusOr<SpeakerMatcher> speaker = SpeakerMatcher::For(quote.speaker, aliases, reader);
  if (!speaker.ok()) return speaker.status();
  return Verifier(quote, *std::move(speaker), reader).Verify();
}

}  // namespace isnad::verify
