// The ingestor: articles in, durable answers out.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "absl/status/status.h"
#include "isnad/v1/article_service.pb.h"
#include "server/compare/judging.h"
#include "server/pipeline/analyzer.h"
#include "server/store/store.h"

namespace isnad::pipeline {

struct IngestorOptions {
  int threads = 2;                       // that analyse
  size_t max_waiting = 256;              // articles taken and not yet answered
  size_t max_waiting_bytes = 64u << 20;  // of their text
  size_t max_group = 64;                 // articles a commit
  compare::Judging judging = {};         // of what is stored
};

// What became of an article. `status` is not OK where it was refused or could not be stored; then nothing of
// it is.
struct IngestOutcome {
  absl::Status status;
  std::string name;
  v1::IngestState state = v1::INGEST_STATE_UNSPECIFIED;
  std::vector<v1::ExtractorFailure> failures;
};

// Analyses articles on its own threads and stores them from one thread, in the order in which they were
// taken, several a commit; each is related to all that were taken before it. The same articles in the same
// order leave the same store whatever the number of threads.
//
// Thread-safe. `analyzer` and `store` must outlive it.
class Ingestor {
 public:
  using Source = std::variant<v1::Article, v1::RawDocument>;
  // Called once an article, from the storing thread, in the order in which articles were taken; by then it is
  // durable. Must not block.
  using Done = std::function<void(IngestOutcome)>;

  Ingestor(const Analyzer& analyzer, store::Store& store, const IngestorOptions& options);

  // Finishes what was taken.
  ~Ingestor();

  // Takes an article. False, and `done` is never called, where max_waiting or max_waiting_bytes is reached
  // (one article is always taken when nothing waits, and the last one taken may exceed the bytes) or after
  // Drain. Never blocks.
  bool TrySubmit(Source source, Done done);

  // Calls `ready` once, as soon as TrySubmit may succeed again (at once if it may now), from any thread;
  // never after Drain.
  void WhenReady(std::function<void()> ready);

  // Takes nothing more and returns when all that was taken has been answered. Idempotent.
  void Drain();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace isnad::pipeline
