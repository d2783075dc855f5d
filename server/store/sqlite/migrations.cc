#include "server/store/sqlite/migrations.h"

#include <fmt/format.h>

#include <iterator>

namespace isnad::store::sqlite {
namespace {

// Version 1.
//
// counter        what comes next, and how many units there are: a file's own numbers, never reused.
// revision       every text ever stored, former ones too; `seq` orders them. `published` is in seconds of
// UTC, `day` the
//                publisher's own day. The quotes of a current one are quote.id first_quote … first_quote +
//                quotes - 1. `topics` are the terms that all its claims end with.
// article        which revision is the current one.
// name           the names (entity keys) that mentions have, in the order of first appearance, with how many
// quotes and
//                claims have it as their source. Which names are one entity is the operator's alias file's to
//                say, when read.
// surface        the spellings of a name, in the order of first appearance.
// quote, claim   what current revisions say. `source` is the speaker or holder, `mode` the quote's kind or
// the claim's
//                modality; first_day … last_day when it was said or what it is about, else the day of
//                publication; `words` the folded words between spaces; `body` the message without what is
//                known from elsewhere.
// features       those of a current revision, see features.h: claims are compared by them, and another
//                revision takes them out.
// posting_run    sorted postings of one PostingKind, see posting_runs.h,
// posting_block  and the blocks that they are packed in, see posting_block.h.
constexpr const char* kVersion1 = R"sql(
CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO counter VALUES ('sequence', 0), ('quote', 0), ('claim', 0), ('live articles', 0), ('live quotes', 0),
  ('live claims', 0);

CREATE TABLE revision (
  seq INTEGER PRIMARY KEY,
  article TEXT NOT NULL,
  revision TEXT NOT NULL,
  outlet TEXT NOT NULL,
  outlet_key TEXT NOT NULL,
  publish_time TEXT NOT NULL,
  day TEXT,
  published INTEGER NOT NULL,
  first_quote INTEGER NOT NULL,
  quotes INTEGER NOT NULL,
  first_claim INTEGER NOT NULL,
  claims INTEGER NOT NULL,
  body BLOB NOT NULL,
  topics BLOB NOT NULL
) STRICT;
CREATE TABLE revision_text (
  seq INTEGER PRIMARY KEY REFERENCES revision (seq),
  text BLOB NOT NULL
) STRICT;
CREATE TABLE article (
  name TEXT PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES revision (seq),
  published INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX article_newest ON article (published, seq);

CREATE TABLE name (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  entity TEXT NOT NULL,
  quotes INTEGER NOT NULL,
  claims INTEGER NOT NULL,
  mentions INTEGER NOT NULL
) STRICT;
CREATE INDEX name_entity ON name (entity);
CREATE TABLE surface (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name INTEGER NOT NULL REFERENCES name (id) ON DELETE CASCADE,
  text TEXT NOT NULL,
  kind INTEGER NOT NULL,
  words TEXT NOT NULL,
  mentions INTEGER NOT NULL,
  UNIQUE (name, text, kind)
) STRICT;

CREATE TABLE quote (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES revision (seq),
  source INTEGER REFERENCES name (id),
  mode INTEGER NOT NULL,
  first_day TEXT,
  last_day TEXT,
  words BLOB NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX quote_source ON quote (source, id) WHERE source IS NOT NULL;
CREATE TABLE claim (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL REFERENCES revision (seq),
  source INTEGER REFERENCES name (id),
  mode INTEGER NOT NULL,
  first_day TEXT,
  last_day TEXT,
  words BLOB NOT NULL,
  body BLOB NOT NULL
) STRICT;
CREATE INDEX claim_source ON claim (source, id) WHERE source IS NOT NULL;

CREATE TABLE relation (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  a INTEGER NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
  b INTEGER NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
  verdict INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  score REAL NOT NULL,
  body BLOB NOT NULL,
  UNIQUE (a, b)
) STRICT;
CREATE INDEX relation_b ON relation (b);

CREATE TABLE features (
  seq INTEGER PRIMARY KEY REFERENCES revision (seq),
  claims BLOB NOT NULL,
  quotes BLOB NOT NULL,
  topics BLOB NOT NULL
) STRICT;
CREATE TABLE posting_run (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  postings INTEGER NOT NULL
) STRICT;
CREATE TABLE posting_block (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL,
  first INTEGER NOT NULL,
  frequency INTEGER,
  bytes BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX posting_block_first ON posting_block (run, first, frequency);
)sql";

// Version 2: decisions of people, which nothing takes out again.
//
// entity_change    names (keys, parted by line ends) that went from one entity to another, which is known by
//                  target_key; all of them in order say whose a name is.
// relation_review  what was said of a pair (see reviews.h); the last one holds.
constexpr const char* kVersion2 = R"sql(
CREATE TABLE entity_change (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind INTEGER NOT NULL,
  entity TEXT NOT NULL,
  target TEXT NOT NULL,
  target_key TEXT NOT NULL,
  keys TEXT NOT NULL,
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  time TEXT NOT NULL
) STRICT;
CREATE TABLE relation_review (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  pair TEXT NOT NULL,
  relation TEXT NOT NULL,
  state INTEGER NOT NULL,
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  time TEXT NOT NULL
) STRICT;
CREATE INDEX relation_review_pair ON relation_review (pair, id);
)sql";

// Version 3: what became of what was found in the revision before (an ArticleRevision with its former_units
// alone), and an article's revisions.
constexpr const char* kVersion3 = R"sql(
CREATE TABLE former_units (
  seq INTEGER PRIMARY KEY REFERENCES revision (seq),
  body BLOB NOT NULL
) STRICT;
CREATE INDEX revision_article ON revision (article, seq);
)sql";

// Version 4: which names have a word, in their keys or spellings, so that a name is found without reading all
// of them. A word stays with a name that lost the spelling which had it: look-ups see for themselves.
constexpr const char* kVersion4 = R"sql(
CREATE TABLE name_word (
  word TEXT NOT NULL,
  name INTEGER NOT NULL REFERENCES name (id) ON DELETE CASCADE,
  PRIMARY KEY (word, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX name_word_name ON name_word (name);
WITH RECURSIVE
  spelled (name, rest) AS (SELECT id, ltrim(key) || ' ' FROM name UNION SELECT name, ltrim(words) FROM surface),
  split (name, word, rest) AS (
    SELECT name, '', rest FROM spelled
    UNION ALL
    SELECT name, substr(rest, 1, instr(rest, ' ') - 1), ltrim(substr(rest, instr(rest, ' ')))
    FROM split WHERE rest <> ''
  )
INSERT OR IGNORE INTO name_word SELECT word, name FROM split WHERE word <> '';
)sql";

// In order: the first makes version 1 of an empty file, each further one the next version of the one before.
// What has been released is never changed.
constexpr const char* kMigrations[] = {kVersion1, kVersion2, kVersion3, kVersion4};

// Fails where a table or a column is missing; reads nothing.
constexpr const char* kProbe =
    "SELECT c.value, r.body, t.text, a.published, n.mentions, s.words, q.body, k.body, x.score, u.claims, "
    "p.bytes, o.postings, e.target_key, w.pair, f.body, d.word "
    "FROM counter c, revision r, revision_text t, article a, name n, surface s, quote q, claim k, relation "
    "x, "
    "features u, posting_block p, posting_run o, entity_change e, relation_review w, former_units f, "
    "name_word d LIMIT 0";

absl::Status CheckOwner(SqliteDatabase& database, int64_t version, bool create) {
  auto application = database.Integer("PRAGMA application_id");
  if (!application.ok()) return application.status();
  if (*application == kApplicationId) return absl::OkStatus();
  auto tables = database.Integer("SELECT count(*) FROM sqlite_schema");
  if (!tables.ok()) return tables.status();
  if (*application != 0 || version != 0 || *tables != 0) {
    return absl::FailedPreconditionError(
        fmt::format("{}: a database of another program; name another file", database.path()));
  }
  if (create) return absl::OkStatus();
  return absl::FailedPreconditionError(fmt::format(
      "{}: empty, not a store; run `isnad ingest --db {}` to make one", database.path(), database.path()));
}

// In a transaction of the caller's, as what it reads of a file that is being made must be of one moment.
absl::StatusOr<int64_t> CheckedVersion(SqliteDatabase& database, bool create) {
  auto version = database.Integer("PRAGMA user_version");
  if (!version.ok()) return version;
  if (absl::Status status = CheckOwner(database, *version, create); !status.ok()) return status;
  if (*version > SchemaVersion()) {
    return absl::FailedPreconditionError(
        fmt::format("{}: made by a newer isnad (schema {}, this one knows {}); use that one, or another file",
                    database.path(), *version, SchemaVersion()));
  }
  if (*version < 0) {
    return absl::DataLossError(
        fmt::format("{}: damaged (schema {}); restore it from a backup", database.path(), *version));
  }
  return version;
}

absl::Status Probe(SqliteDatabase& database) {
  const absl::Status status = database.Run(kProbe);
  if (status.code() != absl::StatusCode::kInternal) return status;
  return absl::DataLossError(fmt::format(
      "{}: damaged, its tables are not those of a store; restore it from a backup", database.path()));
}

// Inside a transaction, as another process may be doing the same.
absl::Status ApplyMissing(SqliteDatabase& database, bool create) {
  auto version = CheckedVersion(database, create);
  if (!version.ok()) return version.status();
  for (int64_t next = *version; next < SchemaVersion(); ++next) {
    if (absl::Status status = database.Script(kMigrations[next]); !status.ok()) return status;
  }
  const std::string header =
      fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {};", kApplicationId, SchemaVersion());
  return database.Script(header.c_str());
}

}  // namespace

int64_t SchemaVersion() { return static_cast<int64_t>(std::size(kMigrations)); }

absl::Status Migrate(SqliteDatabase& database, bool create) {
  if (absl::Status status = database.Script("BEGIN"); !status.ok()) return status;
  auto version = CheckedVersion(database, create);
  if (database.InTransaction()) database.Script("ROLLBACK").IgnoreError();
  if (!version.ok()) return version.status();
  if (*version < SchemaVersion()) {
    absl::Status status = database.Script("BEGIN IMMEDIATE");
    if (!status.ok()) return status;
    status = ApplyMissing(database, create);
    if (status.ok()) status = database.Script("COMMIT");
    if (!status.ok()) {
      if (database.InTransaction()) database.Script("ROLLBACK").IgnoreError();
      return status;
    }
  }
  return Probe(database);
}

}  // namespace isnad::store::sqlite
