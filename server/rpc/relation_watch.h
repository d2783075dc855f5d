// The stream of WatchRelations.
#pragma once

#include <grpcpp/support/server_callback.h>

#include <atomic>

#include "absl/status/statusor.h"
#include "isnad/v1/relation_service.pb.h"
#include "server/rpc/backend.h"
#include "server/store/store.h"

namespace isnad::rpc {

// The conditions of a request for relations, in which names are looked up by `reader`. Where it tells no
// least score, those that score `flag`.
absl::StatusOr<store::RelationQuery> RelationQueryOf(const v1::ListRelationsRequest& request, double flag,
                                                     store::Reader& reader);

// The reactor of one stream. It asks the store from time to time what was found since, whoever wrote it, on a
// thread of the executor; between two questions it holds none. One answer is under way at a time, so that a
// caller who does not read costs nothing and holds up nobody; what he has not read stays in the store. Where
// nothing is found for a while it says so, which shows both sides whether the other is there. Ends when the
// caller goes, when its deadline has passed, and with UNAVAILABLE once `stopping` is set. `request`,
// `backend` and `stopping` must outlive it.
grpc::ServerWriteReactor<v1::WatchRelationsResponse>* StartRelationWatch(
    const Backend& backend, grpc::CallbackServerContext* context, const v1::WatchRelationsRequest& request,
    const std::atomic<bool>& stopping);

}  // namespace isnad::rpc
