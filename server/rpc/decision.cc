#include "server/rpc/decision.h"

#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "server/rpc/errors.h"

namespace isnad::rpc {
namespace {

constexpr size_t kMaxAuthor = 200;  // bytes
constexpr size_t kMaxReason = 4000;

}  // namespace

absl::StatusOr<v1::Decision> DecisionOf(const v1::Decision& given) {
  if (given.author().empty()) return InvalidField("decision.author", "is missing; say who decides");
  if (given.author().size() > kMaxAuthor)
    return InvalidField("decision.author", "is longer than 200 bytes; shorten it");
  if (given.reason().size() > kMaxReason)
    return InvalidField("decision.reason", "is longer than 4000 bytes; shorten it");
  v1::Decision decision = given;
  decision.set_create_time(absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", absl::Now(), absl::UTCTimeZone()));
  return decision;
}

grpc::ServerUnaryReactor* RunWriting(const Backend& backend, std::string_view method,
                                     grpc::CallbackServerContext* context,
                                     std::function<absl::Status(store::Transaction&)> work,
                                     std::function<absl::Status(store::Reader&)> answer) {
  return RunUnary(
      backend, method, context,
      [&backend, work = std::move(work), answer = std::move(answer)](const Call&) -> absl::Status {
        if (backend.store == nullptr) return NoStore();
        {
          auto transaction = backend.store->Begin();
          if (!transaction.ok()) return transaction.status();
          absl::Status status = work(**transaction);
          if (status.ok()) status = (*transaction)->Commit();
          if (!status.ok()) return status;
        }
        auto reader = backend.store->Read();
        return reader.ok() ? answer(**reader) : reader.status();
      });
}

}  // namespace isnad::rpc
