// isnad ingest: stores articles.
#include <fmt/format.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <thread>

#include "clients/cli/article_requests.h"
#include "clients/cli/commands.h"
#include "clients/cli/json_output.h"
#include "clients/cli/store_all.h"
#include "server/store/postgres/postgres_store.h"

namespace isnad::cli {
namespace {

using Stream = grpc::ClientReaderWriter<v1::IngestArticlesRequest, v1::IngestArticlesResponse>;

// An input that was sent, or refused before it was.
struct Sent {
  std::string label;
  absl::Status error;
};

// What was sent and is not yet answered, from the thread that sends to the one that prints. Bounded, so that
// a large file is not read ahead of its answers.
class SentQueue {
 public:
  void Push(Sent sent) {
    std::unique_lock lock(mutex_);
    room_.wait(lock, [this] { return queue_.size() < kCapacity || closed_; });
    queue_.push_back(std::move(sent));
    filled_.notify_one();
  }

  // No more will be pushed, or nobody pops any more.
  void Close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    filled_.notify_all();
    room_.notify_all();
  }

  // False when all are popped and the queue is closed.
  bool Pop(Sent& sent) {
    std::unique_lock lock(mutex_);
    filled_.wait(lock, [this] { return !queue_.empty() || closed_; });
    if (queue_.empty()) return false;
    sent = std::move(queue_.front());
    queue_.pop_front();
    room_.notify_one();
    return true;
  }

 private:
  static constexpr size_t kCapacity = 512;
  std::mutex mutex_;
  std::condition_variable filled_, room_;
  std::deque<Sent> queue_;
  bool closed_ = false;
};

// Sends all inputs; ends early where the stream breaks.
void Send(ItemSource& reader, Stream& stream, SentQueue& queue, std::atomic<int64_t>& consumed_bytes) {
  InputItem item;
  while (reader.Next(item)) {
    const bool good = item.error.ok();
    consumed_bytes = reader.consumed_bytes();
    queue.Push({.label = item.label, .error = item.error});
    if (!good) continue;
    v1::IngestArticlesRequest request;
    SetSource(std::move(item.source), request);
    if (!stream.Write(request)) break;
  }
  stream.WritesDone();
  queue.Close();
}

struct Counts {
  int64_t created = 0, unchanged = 0, revised = 0, refused = 0;
};

class Printer {
 public:
  explicit Printer(const Options& options) : options_(options) {}

  void Stored(const v1::IngestArticlesResponse& response) {
    for (const std::string& warning : response.warnings()) {
      fmt::print(stderr, "isnad: {}: {}\n", response.name(), warning);
    }
    switch (response.state()) {
      case v1::INGEST_STATE_CREATED:
        ++counts_.created;
        break;
      case v1::INGEST_STATE_REVISED:
        ++counts_.revised;
        break;
      default:
        ++counts_.unchanged;
    }
    if (options_.output == Output::kJson) PrintJson(response);
  }

  void Refused(const std::string& label, const Refusal& refusal) {
    ++counts_.refused;
    result_ = std::max(result_, refusal.status);
    PrintRefusal(options_, label, refusal);
  }

  ExitStatus Finish() const {
    if (options_.output == Output::kText) {
      fmt::print("{} new, {} unchanged, {} revised, {} refused; stored in {}\n", counts_.created,
                 counts_.unchanged, counts_.revised, counts_.refused,
                 options_.server.empty() ? store::WithoutPassword(options_.places.store) : options_.server);
    }
    return result_;
  }

  int64_t total() const { return counts_.created + counts_.unchanged + counts_.revised + counts_.refused; }

 private:
  const Options& options_;
  Counts counts_;
  ExitStatus result_ = kFine;
};

}  // namespace

ExitStatus StoreAll(const Options& options, ItemSource& reader) {
  auto connection = Connection::Open(options, app::StoreUse::kCreate);
  if (!connection.ok()) return Fail(connection.status());
  grpc::ClientContext context;  // without a deadline: a long ingest is as long as it is
  const std::unique_ptr<Stream> stream = (*connection)->articles->IngestArticles(&context);
  const int64_t total_bytes = reader.total_bytes();
  SentQueue queue;
  Printer printer(options);
  bool broken = false;
  {
    Progress progress(total_bytes);
    std::atomic<int64_t> consumed_bytes = 0;
    std::thread sender([&] { Send(reader, *stream, queue, consumed_bytes); });
    Sent sent;
    while (!broken && queue.Pop(sent)) {
      if (!sent.error.ok()) {
        printer.Refused(sent.label, RefusalOf(sent.error));
      } else if (v1::IngestArticlesResponse response; !stream->Read(&response)) {
        broken = true;
      } else if (response.has_error()) {
        printer.Refused(sent.label, RefusalOf(response.error()));
      } else {
        printer.Stored(response);
      }
      progress.Show(printer.total(), consumed_bytes);
    }
    queue.Close();
    sender.join();
  }
  const grpc::Status status = stream->Finish();
  if (broken || !status.ok()) return Fail(FromGrpc(status));
  return printer.Finish();
}

void AddIngest(CLI::App& program, Options& options, Run& run) {
  auto inputs = std::make_shared<std::vector<std::string>>();
  auto& command = *program.add_subcommand("ingest", "Store articles; the same article twice is one article");
  AddCommonOptions(command, options);
  command
      .add_option("INPUT", *inputs,
                  "Files (.jsonl, .jsonl.gz, .txt, .md, .html), folders of them, or - for standard input")
      ->required();
  command.callback([&options, &run, inputs] {
    run = [&options, inputs] {
      InputReader reader(*inputs);
      return StoreAll(options, reader);
    };
  });
}

}  // namespace isnad::cli
