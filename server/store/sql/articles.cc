#include "server/store/sql/articles.h"

#include <fmt/format.h>

#include <limits>
#include <utility>

#include "absl/time/time.h"
#include "server/entity/aliases.h"
#include "server/store/sql/select.h"
#include "server/store/sql/words.h"
#include "server/text/fold.h"

namespace isnad::store::sql {
namespace {

// Seconds of UTC; before all others where it is not told.
int64_t PublishedAt(const std::string& publish_time) {
  absl::Time time;
  std::string error;
  if (absl::ParseTime(absl::RFC3339_full, publish_time, &time, &error) ||
      absl::ParseTime("%Y-%m-%d", publish_time, &time, &error)) {
    return absl::ToUnixSeconds(time);
  }
  return std::numeric_limits<int64_t>::min();
}

// The article of a row with revision's article and body.
absl::StatusOr<v1::Article> ToArticle(const Session& session, std::string_view name, std::string_view body) {
  v1::Article article;
  if (!article.ParseFromArray(body.data(), static_cast<int>(body.size()))) {
    return absl::DataLossError(fmt::format("{}: the row of {} is damaged", session.db.path(), name));
  }
  article.set_name(std::string(name));
  return article;
}

absl::StatusOr<bool> HasWords(const Session& session, const v1::Article& article, int64_t seq,
                              const ArticleQuery& query) {
  if (query.words.empty() && query.any_of.empty()) return true;
  auto text = TextOf(session, seq);
  if (!text.ok()) return text.status();
  const std::string words = WordsOf(article.title()) + WordsOf(*text);
  return HoldsAll(words, query.words) && HoldsAny(words, query.any_of);
}

// Starts behind everything where the position is that of the first page.
absl::Status AddPosition(Conditions& conditions, const std::string& after) {
  if (after.empty()) return absl::OkStatus();
  auto position = ParsePositionPair(after);
  if (!position.ok()) return position.status();
  conditions.Add("(a.published, a.seq) < (?, ?)", position->first, position->second);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::string> TextOf(const Session& session, int64_t seq) {
  Statement row = session.db.Prepare("SELECT text FROM revision_text WHERE seq = ?").Bind(seq);
  if (row.Step()) return std::string(row.Bytes(0));
  if (!row.ok()) return row.status();
  return absl::DataLossError(fmt::format("{}: the text of revision {} is missing", session.db.path(), seq));
}

std::string OutletKey(std::string_view outlet) {
  std::string key = entity::NameKey(outlet);
  return key.empty() ? text::FoldText(outlet) : key;
}

std::string DayOf(std::string_view time) { return std::string(time.size() < 10 ? "" : time.substr(0, 10)); }

absl::StatusOr<std::optional<CurrentRevision>> FindArticle(const Session& session, std::string_view name) {
  Statement row = session.db.Prepare(
      "SELECT r.seq, r.revision, r.first_quote, r.quotes, r.first_claim, r.claims "
      "FROM article a JOIN revision r ON r.seq = a.seq WHERE a.name = ?");
  if (!row.Bind(name).Step()) {
    if (!row.ok()) return row.status();
    return std::nullopt;
  }
  return CurrentRevision{.seq = row.Int(0),
                         .revision = std::string(row.Bytes(1)),
                         .quotes = {row.Int(2), row.Int(2) + row.Int(3)},
                         .claims = {row.Int(4), row.Int(4) + row.Int(5)}};
}

absl::StatusOr<std::string> ArticleOf(const Session& session, int64_t seq) {
  Statement row = session.db.Prepare("SELECT article FROM revision WHERE seq = ?").Bind(seq);
  if (row.Step()) return std::string(row.Bytes(0));
  if (!row.ok()) return row.status();
  return absl::DataLossError(fmt::format("{}: revision {} is missing", session.db.path(), seq));
}

absl::Status InsertRevision(const Session& session, const v1::Article& article,
                            const CurrentRevision& revision, const v1::Claim& topics) {
  v1::Article body = article;
  body.clear_name();
  body.clear_text();
  const std::string bytes = body.SerializeAsString();
  const std::string topic_bytes = topics.SerializeAsString();
  const int64_t published = PublishedAt(article.publish_time());
  absl::Status status = session.db.Run(
      "INSERT INTO revision VALUES (?, ?, ?, ?, ?, ?, nullif(?, ''), ?, ?, ?, ?, ?, ?, ?)", revision.seq,
      article.name(), article.revision(), article.outlet(), OutletKey(article.outlet()),
      article.publish_time(), DayOf(article.publish_time()), published, revision.quotes.first,
      revision.quotes.end - revision.quotes.first, revision.claims.first,
      revision.claims.end - revision.claims.first, Blob{bytes}, Blob{topic_bytes});
  if (!status.ok()) return status;
  status = session.db.Run("INSERT INTO revision_text VALUES (?, ?)", revision.seq, Blob{article.text()});
  if (!status.ok()) return status;
  return session.db.Run(
      "INSERT INTO article VALUES (?, ?, ?) "
      "ON CONFLICT (name) DO UPDATE SET seq = excluded.seq, published = excluded.published",
      article.name(), revision.seq, published);
}

absl::StatusOr<v1::Article> GetArticle(const Session& session, std::string_view name) {
  Statement row = session.db.Prepare(
      "SELECT r.seq, r.body FROM article a JOIN revision r ON r.seq = a.seq WHERE a.name = ?");
  if (!row.Bind(name).Step()) {
    if (!row.ok()) return row.status();
    return absl::NotFoundError(fmt::format("no such article: {}", name));
  }
  auto article = ToArticle(session, name, row.Bytes(1));
  if (!article.ok()) return article;
  auto text = TextOf(session, row.Int(0));
  if (!text.ok()) return text.status();
  article->set_text(*std::move(text));
  return article;
}

absl::StatusOr<Page<v1::Article>> ListArticles(const Session& session, const ArticleQuery& query,
                                               const PageRequest& page) {
  Conditions conditions;
  if (absl::Status status = CheckPage(page); !status.ok()) return status;
  if (absl::Status status = AddPosition(conditions, page.after); !status.ok()) return status;
  if (!query.article.empty()) conditions.Add("a.name = ?", query.article);
  if (!query.outlet.empty()) conditions.Add("r.outlet_key = ?", OutletKey(query.outlet));
  conditions.AddDays("r.day", "r.day", query);
  Statement rows = session.db.PrepareMany(fmt::format(
      "SELECT a.seq, a.published, r.article, r.body FROM article a {} revision r ON r.seq = a.seq{} "
      "ORDER BY a.published DESC, a.seq DESC",
      session.db.OrderedJoin(), conditions.sql()));
  rows.Bind(conditions.values());
  Page<v1::Article> found;
  std::string last;
  while (rows.Step()) {
    auto article = ToArticle(session, rows.Bytes(2), rows.Bytes(3));
    if (!article.ok()) return article.status();
    const auto fits = HasWords(session, *article, rows.Int(0), query);
    if (!fits.ok()) return fits.status();
    if (!*fits) continue;
    if (found.items.size() == static_cast<size_t>(page.size)) {
      found.next = last;
      return found;
    }
    found.items.push_back(*std::move(article));
    last = fmt::format("{}:{}", rows.Int(1), rows.Int(0));
  }
  if (!rows.ok()) return rows.status();
  return found;
}

}  // namespace isnad::store::sql
