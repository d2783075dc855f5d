#include "server/store/sql/posting_runs.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

namespace isnad::store::sql {
namespace {

// Larger runs are left alone, which bounds how long a merge takes: some seconds.
constexpr int64_t kLargestMerge = 64'000'000;

// A run this many times larger than all newer ones together is not merged with them yet. More makes fewer
// runs, which look-ups gain by, and more rewriting.
constexpr int64_t kMaxRatio = 4;

struct Run {
  int64_t id = 0;
  int64_t postings = 0;
};

absl::Status Damaged(const Database& db) {
  return absl::DataLossError(fmt::format(
      "{}: its postings are damaged; restore it from a backup or store the articles anew", db.path()));
}

// The newest first.
absl::StatusOr<std::vector<Run>> ListRuns(Database& db, PostingKind kind) {
  std::vector<Run> runs;
  Statement row = db.Prepare("SELECT id, postings FROM posting_run WHERE kind = ? ORDER BY id DESC");
  row.Bind(static_cast<int>(kind));
  while (row.Step()) runs.push_back({row.Int(0), row.Int(1)});
  if (!row.ok()) return row.status();
  return runs;
}

// Writes a new run.
class RunWriter {
 public:
  static absl::StatusOr<RunWriter> Begin(Database& db, PostingKind kind) {
    Statement row = db.Prepare("INSERT INTO posting_run (kind, postings) VALUES (?, 0) RETURNING id");
    row.Bind(static_cast<int>(kind));
    const int64_t id = row.Step() ? row.Int(0) : 0;
    if (absl::Status status = row.Run(); !status.ok()) return status;
    return RunWriter(db, id);
  }

  absl::Status Add(int64_t feature, const PostingList& list) {
    postings_ += static_cast<int64_t>(list.size());
    return packer_.Add(feature, list);
  }

  absl::Status Finish() {
    if (absl::Status status = packer_.Finish(); !status.ok()) return status;
    return db_->Run("UPDATE posting_run SET postings = ? WHERE id = ?", postings_, id_);
  }

 private:
  RunWriter(Database& db, int64_t id)
      : db_(&db), id_(id), packer_([&db, id](const PostingBlock& block) {
          return db.Run("INSERT INTO posting_block (run, first, frequency, bytes) VALUES (?, ?, ?, ?)", id,
                        block.first, block.frequency, Blob{block.bytes});
        }) {}

  Database* db_;
  int64_t id_;
  int64_t postings_ = 0;
  BlockPacker packer_;
};

// Walks through a run, feature by feature.
class RunCursor {
 public:
  RunCursor(Database& db, int64_t run)
      : rows_(db.PrepareMany("SELECT first, bytes FROM posting_block WHERE run = ? ORDER BY first")),
        db_(db) {
    rows_.Bind(run);
  }

  // Moves to the next feature.
  absl::Status Next() {
    while (!reader_.has_value() || !reader_->Next()) {
      if (reader_.has_value() && reader_->damaged()) return Damaged(db_);
      at_end_ = !rows_.Step();
      if (at_end_) return rows_.status();
      bytes_ = rows_.Bytes(1);
      reader_.emplace(rows_.Int(0), bytes_);
    }
    return absl::OkStatus();
  }

  bool at_end() const { return at_end_; }
  int64_t feature() const { return reader_->feature(); }
  void Read(PostingList& list) { reader_->Read(list); }

 private:
  Statement rows_;
  Database& db_;
  std::string bytes_;
  std::optional<BlockReader> reader_;
  bool at_end_ = false;
};

absl::Status Delete(Database& db, const Run& run) {
  absl::Status status = db.Run("DELETE FROM posting_block WHERE run = ?", run.id);
  return status.ok() ? db.Run("DELETE FROM posting_run WHERE id = ?", run.id) : status;
}

// Takes the postings of the lowest feature from all cursors that stand at it.
absl::Status TakeLowest(std::vector<std::unique_ptr<RunCursor>>& cursors, FeaturePostings& taken) {
  const auto lower = [](const auto& a, const auto& b) { return a->feature() < b->feature(); };
  taken.feature = (*std::min_element(cursors.begin(), cursors.end(), lower))->feature();
  taken.list.clear();
  for (auto& cursor : cursors) {
    if (cursor->feature() != taken.feature) continue;
    cursor->Read(taken.list);
    if (absl::Status status = cursor->Next(); !status.ok()) return status;
  }
  std::erase_if(cursors, [](const auto& cursor) { return cursor->at_end(); });
  Settle(taken.list);
  return absl::OkStatus();
}

absl::Status Merge(Database& db, PostingKind kind, const std::vector<Run>& runs) {
  auto writer = RunWriter::Begin(db, kind);
  if (!writer.ok()) return writer.status();
  std::vector<std::unique_ptr<RunCursor>> cursors;
  for (const Run& run : runs) {
    cursors.push_back(std::make_unique<RunCursor>(db, run.id));
    if (absl::Status status = cursors.back()->Next(); !status.ok()) return status;
    if (cursors.back()->at_end()) cursors.pop_back();
  }
  FeaturePostings taken;
  while (!cursors.empty()) {
    absl::Status status = TakeLowest(cursors, taken);
    if (status.ok() && !taken.list.empty()) status = writer->Add(taken.feature, taken.list);
    if (!status.ok()) return status;
  }
  if (absl::Status status = writer->Finish(); !status.ok()) return status;
  for (const Run& run : runs) {
    if (absl::Status status = Delete(db, run); !status.ok()) return status;
  }
  return absl::OkStatus();
}

// Merges the newest runs as far as the next older one is not much larger than all of them together.
absl::Status MergeNewest(Database& db, PostingKind kind) {
  auto runs = ListRuns(db, kind);
  if (!runs.ok()) return runs.status();
  int64_t total = 0;
  size_t count = 0;
  for (const Run& run : *runs) {
    if (count > 0 && (run.postings > kMaxRatio * total || total + run.postings > kLargestMerge)) break;
    total += run.postings;
    ++count;
  }
  runs->resize(count);
  return count < 2 ? absl::OkStatus() : Merge(db, kind, *runs);
}

}  // namespace

absl::Status AddRun(Database& db, PostingKind kind, const std::vector<FeaturePostings>& postings) {
  if (postings.empty()) return absl::OkStatus();
  auto writer = RunWriter::Begin(db, kind);
  if (!writer.ok()) return writer.status();
  for (const FeaturePostings& entry : postings) {
    if (absl::Status status = writer->Add(entry.feature, entry.list); !status.ok()) return status;
  }
  if (absl::Status status = writer->Finish(); !status.ok()) return status;
  return MergeNewest(db, kind);
}

RunReader::RunReader(Database& db)
    : db_(&db),
      place_(db.Prepare("SELECT id, first, frequency FROM posting_block WHERE run = ? AND first <= ? "
                        "ORDER BY first DESC LIMIT 1")),
      block_(db.Prepare("SELECT first, bytes FROM posting_block WHERE id = ?")) {}

absl::StatusOr<RunReader> RunReader::Of(Database& db, PostingKind kind) {
  auto runs = ListRuns(db, kind);
  if (!runs.ok()) return runs.status();
  RunReader reader(db);
  for (const Run& run : *runs) reader.runs_.push_back(run.id);
  return reader;
}

absl::StatusOr<FeatureLookup> RunReader::Look(int64_t feature) {
  FeatureLookup lookup;
  // The oldest first: what comes later is of later units, so that the list is nearly always in order.
  for (auto run = runs_.rbegin(); run != runs_.rend(); ++run) {
    if (absl::Status status = LookInRun(*run, feature, lookup); !status.ok()) return status;
  }
  return lookup;
}

absl::Status RunReader::LookInRun(int64_t run, int64_t feature, FeatureLookup& lookup) {
  if (!place_.Reset().Bind(run, feature).Step()) return place_.status();
  if (!place_.IsNull(2)) {
    if (place_.Int(1) != feature) return absl::OkStatus();
    lookup.frequency += place_.Int(2);
    lookup.long_lists.push_back(place_.Int(0));
    return absl::OkStatus();
  }
  if (!block_.Reset().Bind(place_.Int(0)).Step()) return block_.ok() ? Damaged(*db_) : block_.status();
  BlockReader reader(block_.Int(0), block_.Bytes(1));
  bool more = reader.Next();
  while (more && reader.feature() < feature) more = reader.Next();
  if (more && reader.feature() == feature) {
    PostingList found;
    reader.Read(found);
    lookup.frequency += NetCount(found);
    lookup.list.insert(lookup.list.end(), found.begin(), found.end());
  }
  return reader.damaged() ? Damaged(*db_) : absl::OkStatus();
}

absl::Status RunReader::ReadLongLists(FeatureLookup& lookup) {
  if (lookup.long_lists.empty()) return absl::OkStatus();
  // Long lists are of large runs, which are older than the small ones that the rest is of.
  PostingList list;
  for (const int64_t id : lookup.long_lists) {
    if (!block_.Reset().Bind(id).Step()) return block_.ok() ? Damaged(*db_) : block_.status();
    BlockReader reader(block_.Int(0), block_.Bytes(1));
    if (reader.Next()) reader.Read(list);
    if (reader.damaged()) return Damaged(*db_);
  }
  list.insert(list.end(), lookup.list.begin(), lookup.list.end());
  lookup.list = std::move(list);
  return absl::OkStatus();
}

}  // namespace isnad::store::sql
