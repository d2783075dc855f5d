#include "server/rpc/relation_watch.h"

#include <grpcpp/alarm.h>

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "server/rpc/errors.h"
#include "server/rpc/explain.h"
#include "server/rpc/lookup.h"
#include "server/rpc/unary.h"

namespace isnad::rpc {
namespace {

using Response = v1::WatchRelationsResponse;

constexpr std::chrono::milliseconds kBetweenLooks{250};
constexpr std::chrono::seconds kSignOfLife{15};

// Holds a share of itself until OnDone; a look on the executor holds another.
class RelationWatch final : public grpc::ServerWriteReactor<Response> {
 public:
  RelationWatch(const Backend& backend, grpc::CallbackServerContext* context,
                const v1::WatchRelationsRequest& request, const std::atomic<bool>& stopping)
      : backend_(backend),
        request_(request),
        stopping_(stopping),
        peer_(context->peer()),
        begin_(std::chrono::steady_clock::now()) {}

  void Start(std::shared_ptr<RelationWatch> self) {
    self_ = std::move(self);
    const std::lock_guard lock(mutex_);
    if (backend_.store == nullptr) return End(NoStore());
    ScheduleLook();
  }

  void OnWriteDone(bool ok) override {
    const std::lock_guard lock(mutex_);
    if (!ok) gone_ = true;
    if (more_) {
      ScheduleLook();
    } else {
      Wait();
    }
  }

  void OnCancel() override {
    const std::lock_guard lock(mutex_);
    gone_ = true;
    if (alarm_ != nullptr) alarm_->Cancel();
  }

  void OnDone() override { self_.reset(); }

 private:
  // Needs mutex_; one of a look, a write and the alarm is under way at a time, until the end.
  void ScheduleLook() {
    if (EndIfDue()) return;
    const auto self = self_;
    // Where there is no room for it, it waits like those who find nothing.
    if (!backend_.executor->TrySchedule([self] { self->Look(); })) Wait();
  }

  void Wait() {
    if (EndIfDue()) return;
    // An alarm keeps what it calls, which therefore holds no share of this; and it can't be set again out of
    // its own call.
    alarm_ = &alarms_[alarm_ == &alarms_[0] ? 1 : 0];
    alarm_->Set(std::chrono::system_clock::now() + kBetweenLooks, [this](bool) { Wake(); });
  }

  void Wake() {
    std::shared_ptr<RelationWatch> self;  // goes after the lock, which is a part of it
    const std::lock_guard lock(mutex_);
    self = self_;
    ScheduleLook();
  }

  bool EndIfDue() {
    if (gone_) {
      End(absl::CancelledError("the caller has gone"));
    } else if (stopping_) {
      End(absl::UnavailableError("the server stops; go on with the last resume_token when it is back"));
    }
    return finished_;
  }

  void End(const absl::Status& status) {
    finished_ = true;
    RecordCall(backend_, "WatchRelations", peer_, status, begin_);
    Finish(ToGrpc(status));
  }

  void Look() {
    absl::StatusOr<bool> found = Find();
    const std::lock_guard lock(mutex_);
    if (!found.ok()) return End(found.status());
    const auto now = std::chrono::steady_clock::now();
    if (!*found && now < written_ + kSignOfLife) return Wait();
    if (EndIfDue()) return;
    written_ = now;
    StartWrite(&response_);
  }

  // Fills response_ with what was found since; whether it holds anything that the caller must hear.
  absl::StatusOr<bool> Find() {
    auto reader = backend_.store->Read();
    if (!reader.ok()) return reader.status();
    auto end = (*reader)->EndOfRelations();
    if (!end.ok()) return end.status();
    if (!begun_) {
      if (absl::Status status = Begin(*end); !status.ok()) return status;
    }
    more_ = false;
    response_.Clear();
    const bool first = !begun_;
    begun_ = true;
    if (page_.after != *end) {
      if (absl::Status status = List(**reader, *end); !status.ok()) return status;
    }
    response_.set_resume_token(TokenFor(request_.filter(), page_.after));
    return first || response_.relations_size() > 0;
  }

  // From where on to look: the first answer tells it.
  absl::Status Begin(const std::string& end) {
    absl::Status status =
        CheckLanguage(*backend_.catalogue, "filter.language_code", request_.filter().language_code());
    if (!status.ok()) return status;
    auto page = PageOf(request_.filter());
    if (!page.ok()) return page.status();
    page_ = *std::move(page);
    if (page_.after.empty()) page_.after = request_.include_stored() ? "0" : end;
    return absl::OkStatus();
  }

  absl::Status List(store::Reader& reader, const std::string& end) {
    auto query = RelationQueryOf(request_.filter(), backend_.judging.thresholds.flag, reader);
    if (!query.ok()) return query.status();
    auto found = reader.ListRelations(*query, page_);
    if (!found.ok()) return found.status();
    for (v1::Relation& relation : found->items) {
      Explain(*backend_.catalogue, request_.filter().language_code(), relation);
      *response_.add_relations() = std::move(relation);
    }
    more_ = !found->next.empty();
    page_.after = more_ ? found->next : end;
    return RewriteOffsets(request_.filter().offset_unit(), reader, response_);
  }

  const Backend& backend_;
  const v1::WatchRelationsRequest& request_;
  const std::atomic<bool>& stopping_;
  const std::string peer_;
  const std::chrono::steady_clock::time_point begin_;
  std::shared_ptr<RelationWatch> self_;

  // Of the look under way, and then of the write.
  store::PageRequest page_;
  Response response_;
  std::chrono::steady_clock::time_point written_;
  bool begun_ = false;
  bool more_ = false;  // than the page that was found

  std::mutex mutex_;
  grpc::Alarm alarms_[2];
  grpc::Alarm* alarm_ = nullptr;  // the one set last
  bool gone_ = false;
  bool finished_ = false;
};

}  // namespace

grpc::ServerWriteReactor<Response>* StartRelationWatch(const Backend& backend,
                                                       grpc::CallbackServerContext* context,
                                                       const v1::WatchRelationsRequest& request,
                                                       const std::atomic<bool>& stopping) {
  auto watch = std::make_shared<RelationWatch>(backend, context, request, stopping);
  watch->Start(watch);
  return watch.get();
}

}  // namespace isnad::rpc
