#include "server/rpc/ingest_stream.h"

#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "server/rpc/errors.h"
#include "server/rpc/unary.h"

namespace isnad::rpc {
namespace {

using Request = v1::IngestArticlesRequest;
using Response = v1::IngestArticlesResponse;

// How many answers may be outstanding or unwritten before nothing more is read: a caller that does not read
// its answers is not read from either.
constexpr size_t kMaxUnanswered = 1024;

std::string_view StateLabel(const pipeline::IngestOutcome& outcome) {
  if (!outcome.status.ok()) return "refused";
  switch (outcome.state) {
    case v1::INGEST_STATE_CREATED:
      return "created";
    case v1::INGEST_STATE_REVISED:
      return "revised";
    default:
      return "unchanged";
  }
}

// Ends when gRPC is done with it and no answer is outstanding: it holds a share of itself until OnDone, and
// every callback that it hands out holds another.
class IngestStream final : public grpc::ServerBidiReactor<Request, Response> {
 public:
  IngestStream(const Backend& backend, grpc::CallbackServerContext* context)
      : backend_(backend), peer_(context->peer()), begin_(std::chrono::steady_clock::now()) {}

  void Start(std::shared_ptr<IngestStream> self) {
    self_ = std::move(self);
    if (backend_.ingestor == nullptr) {
      End(NoStore());
    } else {
      StartRead(&request_);
    }
  }

  void OnReadDone(bool ok) override {
    if (ok) {
      Submit();
      return;
    }
    const std::lock_guard lock(mutex_);
    reading_ = false;
    FinishIfAnswered();
  }

  void OnWriteDone(bool ok) override {
    const std::lock_guard lock(mutex_);
    answers_.pop_front();
    writing_ = false;
    if (!ok) gone_ = true;
    WriteNext();
    if (paused_ && !Full()) ReadNext();
    FinishIfAnswered();
  }

  void OnCancel() override {
    const std::lock_guard lock(mutex_);
    gone_ = true;
    if (waiting_ || paused_) reading_ = false;
    WriteNext();
    FinishIfAnswered();
  }

  void OnDone() override { self_.reset(); }

 private:
  // Gives the request that was read to the ingestor and reads the next, or waits until the ingestor has room.
  void Submit() {
    pipeline::Ingestor::Source source;
    switch (request_.source_case()) {
      case Request::kArticle:
        source = request_.article();
        break;
      case Request::kDocument:
        source = request_.document();
        break;
      default: {
        pipeline::IngestOutcome outcome;
        outcome.status = InvalidField("article", "is missing; give an article or a document");
        Expect();
        Answer(request_.request_id(), std::move(outcome));
        ReadOn();
        return;
      }
    }
    Expect();
    const auto self = self_;
    const bool taken = backend_.ingestor->TrySubmit(
        std::move(source),
        [self, id = request_.request_id()](auto outcome) { self->Answer(id, std::move(outcome)); });
    if (taken) {
      ReadOn();
      return;
    }
    {
      const std::lock_guard lock(mutex_);
      --outstanding_;
      waiting_ = true;
    }
    backend_.ingestor->WhenReady([self] { self->Retry(); });
  }

  // The ingestor may have room again.
  void Retry() {
    {
      const std::lock_guard lock(mutex_);
      waiting_ = false;
      if (gone_) return;
    }
    Submit();
  }

  // Reads the next request, unless too many answers are outstanding or the caller has gone.
  void ReadOn() {
    const std::lock_guard lock(mutex_);
    if (gone_) {
      reading_ = false;
      FinishIfAnswered();
    } else {
      ReadNext();
    }
  }

  void Expect() {
    const std::lock_guard lock(mutex_);
    ++outstanding_;
  }

  void Answer(const std::string& request_id, pipeline::IngestOutcome outcome) {
    backend_.metrics->CountArticle(StateLabel(outcome));
    Response response;
    response.set_request_id(request_id);
    response.set_name(outcome.name);
    response.set_state(outcome.state);
    if (!outcome.status.ok()) *response.mutable_error() = ToMessage(outcome.status);
    for (const v1::ExtractorFailure& failure : outcome.failures) {
      backend_.metrics->CountPluginFailure(failure.plugin());
      response.add_warnings(failure.plugin() + ": " + failure.message());
    }
    const std::lock_guard lock(mutex_);
    --outstanding_;
    answers_.push_back(std::move(response));
    WriteNext();
    FinishIfAnswered();
  }

  // The rest needs mutex_.
  bool Full() const { return outstanding_ + answers_.size() >= kMaxUnanswered; }

  void ReadNext() {
    paused_ = Full();
    if (!paused_) StartRead(&request_);
  }

  void WriteNext() {
    if (gone_ && !writing_) answers_.clear();
    if (writing_ || answers_.empty()) return;
    writing_ = true;
    StartWrite(&answers_.front());
  }

  void FinishIfAnswered() {
    if (reading_ || writing_ || outstanding_ > 0 || !answers_.empty() || finished_) return;
    End(gone_ ? absl::CancelledError("the caller has gone") : absl::OkStatus());
  }

  void End(const absl::Status& status) {
    finished_ = true;
    RecordCall(backend_, "IngestArticles", peer_, status, begin_);
    Finish(ToGrpc(status));
  }

  const Backend& backend_;
  const std::string peer_;
  const std::chrono::steady_clock::time_point begin_;
  std::shared_ptr<IngestStream> self_;
  Request request_;  // touched only by whoever reads: one read is under way at a time

  std::mutex mutex_;
  std::deque<Response> answers_;  // the first is being written while writing_
  size_t outstanding_ = 0;        // taken, not yet answered
  bool reading_ = true;           // until the caller has sent all
  bool waiting_ = false;          // for room in the ingestor
  bool paused_ = false;           // until answers are written
  bool writing_ = false;
  bool gone_ = false;
  bool finished_ = false;
};

}  // namespace

grpc::ServerBidiReactor<Request, Response>* StartIngestStream(const Backend& backend,
                                                              grpc::CallbackServerContext* context) {
  auto stream = std::make_shared<IngestStream>(backend, context);
  stream->Start(stream);
  return stream.get();
}

}  // namespace isnad::rpc
