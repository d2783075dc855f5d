#include "server/pipeline/ingestor.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "server/pipeline/group_commit.h"

namespace isnad::pipeline {
namespace {

size_t BytesOf(const Ingestor::Source& source) {
  if (const auto* article = std::get_if<v1::Article>(&source)) return article->text().size();
  return std::get<v1::RawDocument>(source).content().size();
}

// An article on its way. A worker owns it from the queue until `result` is set, the committer afterwards.
struct Slot {
  Ingestor::Source source;
  Ingestor::Done done;
  size_t bytes = 0;
  std::string name;  // as the caller gave it, for articles that are refused
  std::optional<absl::StatusOr<store::AnalyzedArticle>> result;
};

absl::StatusOr<store::AnalyzedArticle> AnalyzeSource(const Analyzer& analyzer, Ingestor::Source source) {
  absl::StatusOr<v1::Article> prepared = std::holds_alternative<v1::Article>(source)
                                             ? PrepareArticle(std::move(std::get<v1::Article>(source)))
                                             : PrepareDocument(std::get<v1::RawDocument>(source));
  if (!prepared.ok()) return prepared.status();
  return analyzer.AnalyzeForStore(*prepared, [] { return false; });
}

}  // namespace

struct Ingestor::State {
  State(const Analyzer& the_analyzer, store::Store& the_store, const IngestorOptions& the_options)
      : analyzer(the_analyzer), store(the_store), options(the_options) {}

  bool HasRoom() const {
    return waiting == 0 || (waiting < options.max_waiting && waiting_bytes < options.max_waiting_bytes);
  }

  void Analyze();
  void Commit();
  std::deque<std::unique_ptr<Slot>> TakeGroup();
  void CommitSlots(const std::deque<std::unique_ptr<Slot>>& group);
  void Release(size_t articles, size_t bytes);

  const Analyzer& analyzer;
  store::Store& store;
  const IngestorOptions options;

  std::mutex mutex;
  std::condition_variable to_analyze_changed;
  std::condition_variable front_ready;
  std::condition_variable all_answered;
  std::deque<Slot*> to_analyze;
  std::deque<std::unique_ptr<Slot>> slots;  // taken and not yet in the committer's hands, in their order
  size_t waiting = 0;                       // taken and not yet answered
  size_t waiting_bytes = 0;
  bool draining = false;
  std::vector<std::function<void()>> ready;
  std::vector<std::thread> threads;
};

// A worker.
void Ingestor::State::Analyze() {
  std::unique_lock lock(mutex);
  while (true) {
    to_analyze_changed.wait(lock, [this] { return draining || !to_analyze.empty(); });
    if (to_analyze.empty()) return;
    Slot* slot = to_analyze.front();
    to_analyze.pop_front();
    lock.unlock();
    absl::StatusOr<store::AnalyzedArticle> result = AnalyzeSource(analyzer, std::move(slot->source));
    lock.lock();
    slot->result = std::move(result);
    if (slot == slots.front().get()) front_ready.notify_one();
  }
}

// The committer.
void Ingestor::State::Commit() {
  std::unique_lock lock(mutex);
  while (true) {
    front_ready.wait(lock, [this] { return slots.empty() ? draining : slots.front()->result.has_value(); });
    if (slots.empty()) return;
    std::deque<std::unique_ptr<Slot>> group = TakeGroup();
    lock.unlock();
    CommitSlots(group);
    lock.lock();
  }
}

// The slots at the front that are ready, at most a group.
std::deque<std::unique_ptr<Slot>> Ingestor::State::TakeGroup() {
  std::deque<std::unique_ptr<Slot>> group;
  while (group.size() < options.max_group && !slots.empty() && slots.front()->result.has_value()) {
    group.push_back(std::move(slots.front()));
    slots.pop_front();
  }
  return group;
}

void Ingestor::State::CommitSlots(const std::deque<std::unique_ptr<Slot>>& group) {
  std::vector<store::AnalyzedArticle> articles;
  for (const auto& slot : group) {
    if (slot->result->ok()) articles.push_back(*std::move(*slot->result));
  }
  std::vector<IngestOutcome> kept =
      articles.empty() ? std::vector<IngestOutcome>() : CommitGroup(articles, store, options.judging);
  auto next_kept = kept.begin();
  size_t bytes = 0;
  for (const auto& slot : group) {
    bytes += slot->bytes;
    if (slot->result->ok()) {
      slot->done(std::move(*next_kept++));
    } else {
      slot->done({.status = slot->result->status(), .name = slot->name, .failures = {}});
    }
  }
  Release(group.size(), bytes);
}

void Ingestor::State::Release(size_t articles, size_t bytes) {
  std::vector<std::function<void()>> to_call;
  {
    const std::lock_guard lock(mutex);
    waiting -= articles;
    waiting_bytes -= bytes;
    if (waiting == 0) all_answered.notify_all();
    if (HasRoom() && !draining) to_call.swap(ready);
  }
  for (const auto& call : to_call) call();
}

Ingestor::Ingestor(const Analyzer& analyzer, store::Store& store, const IngestorOptions& options)
    : state_(std::make_unique<State>(analyzer, store, options)) {
  for (int i = 0; i < options.threads; ++i) state_->threads.emplace_back([this] { state_->Analyze(); });
  state_->threads.emplace_back([this] { state_->Commit(); });
}

Ingestor::~Ingestor() { Drain(); }

bool Ingestor::TrySubmit(Source source, Done done) {
  auto slot = std::make_unique<Slot>();
  slot->bytes = BytesOf(source);
  if (const auto* article = std::get_if<v1::Article>(&source)) slot->name = article->name();
  slot->source = std::move(source);
  slot->done = std::move(done);
  {
    const std::lock_guard lock(state_->mutex);
    if (state_->draining || !state_->HasRoom()) return false;
    ++state_->waiting;
    state_->waiting_bytes += slot->bytes;
    state_->to_analyze.push_back(slot.get());
    state_->slots.push_back(std::move(slot));
  }
  state_->to_analyze_changed.notify_one();
  return true;
}

void Ingestor::WhenReady(std::function<void()> ready) {
  {
    const std::lock_guard lock(state_->mutex);
    if (state_->draining || !state_->HasRoom()) {
      state_->ready.push_back(std::move(ready));
      return;
    }
  }
  ready();
}

void Ingestor::Drain() {
  std::vector<std::thread> threads;
  {
    std::unique_lock lock(state_->mutex);
    state_->draining = true;
    threads.swap(state_->threads);
    state_->to_analyze_changed.notify_all();
    state_->front_ready.notify_all();
    state_->all_answered.wait(lock, [this] { return state_->waiting == 0; });
  }
  for (std::thread& thread : threads) thread.join();
}

}  // namespace isnad::pipeline
