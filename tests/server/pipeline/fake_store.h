// A store that keeps the names of articles, a transaction's claims while it lasts, and fails where it is told
// to.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "tests/server/verify/fake_reader.h"

namespace isnad::pipeline {

struct FakeStore : public store::Store {
  absl::StatusOr<std::unique_ptr<store::Reader>> Read() override {
    return std::make_unique<verify::FakeReader>();
  }
  absl::StatusOr<std::unique_ptr<store::Transaction>> Begin() override;

  std::set<std::string> bad;  // articles that can't be put
  absl::Status bad_status = absl::InvalidArgumentError("bad");
  absl::Status begin_status;
  std::vector<absl::Status> commits;  // what the next commits return; OK behind the last

  std::vector<std::vector<std::string>> committed;  // the names of each commit
};

class FakeTransaction : public verify::FakeReaderOf<store::Transaction> {
 public:
  explicit FakeTransaction(FakeStore& store) : store_(store) {}

  absl::StatusOr<store::PutOutcome> PutArticle(const store::AnalyzedArticle& article) override {
    const std::string& name = article.analysis.article().name();
    if (store_.bad.contains(name)) return store_.bad_status;
    put_.push_back(name);
    for (const v1::Claim& claim : article.analysis.claims()) Add(claim);
    return store::PutOutcome{v1::INGEST_STATE_CREATED, static_cast<int64_t>(put_.size())};
  }
  absl::Status DeleteArticle(std::string_view) override { return absl::UnimplementedError("not deleted"); }
  absl::Status KeepFormerUnits(std::string_view, std::span<const v1::FormerUnit>) override {
    return absl::OkStatus();
  }
  absl::Status PutRelations(std::span<const v1::Relation>) override { return absl::OkStatus(); }
  absl::StatusOr<std::optional<v1::EntityChange>> MergeEntities(std::string_view, std::string_view,
                                                                const v1::Decision&) override {
    return absl::UnimplementedError("not decided");
  }
  absl::StatusOr<v1::EntityChange> SplitEntity(std::string_view, std::span<const std::string>,
                                               const v1::Decision&) override {
    return absl::UnimplementedError("not decided");
  }
  absl::StatusOr<v1::RelationReview> ReviewRelation(std::string_view, v1::RelationState,
                                                    const v1::Decision&) override {
    return absl::UnimplementedError("not decided");
  }
  absl::Status Commit() override {
    absl::Status status;
    if (!store_.commits.empty()) {
      status = store_.commits.front();
      store_.commits.erase(store_.commits.begin());
    }
    if (status.ok()) store_.committed.push_back(put_);
    return status;
  }

 private:
  FakeStore& store_;
  std::vector<std::string> put_;
};

inline absl::StatusOr<std::unique_ptr<store::Transaction>> FakeStore::Begin() {
  if (!begin_status.ok()) return begin_status;
  return std::make_unique<FakeTransaction>(*this);
}

}  // namespace isnad::pipeline
