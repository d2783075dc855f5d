// The stream of IngestArticles.
#pragma once

#include <grpcpp/support/server_callback.h>

#include "isnad/v1/article_service.pb.h"
#include "server/rpc/backend.h"

namespace isnad::rpc {

// The reactor of one stream. It reads the next request only once the ingestor has taken the one before, so
// that a fast sender is held back by HTTP/2's flow control; it answers in the order of the requests; it ends
// when the sender has finished and every answer is written. A sender that goes away loses nothing that was
// taken.
grpc::ServerBidiReactor<v1::IngestArticlesRequest, v1::IngestArticlesResponse>* StartIngestStream(
    const Backend& backend, grpc::CallbackServerContext* context);

}  // namespace isnad::rpc
