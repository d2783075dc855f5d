// Listing: what a List method of the API answers, page after page.
#pragma once

#include <algorithm>
#include <functional>
#include <limits>

#include "absl/status/status.h"
#include "clients/cli/connection.h"

namespace isnad::cli {

inline constexpr int kPageSize = 500;

// Calls `visit` with the items of a list in their order, at most `limit` of them; 0 is all. A page is asked
// for when it is reached. Ends with the first error of a call or of `visit`.
template <typename Request, typename Response, typename Item, typename Stub>
absl::Status ForEachListed(const Options& options, Stub& stub,
                           grpc::Status (Stub::*list)(grpc::ClientContext*, const Request&, Response*),
                           Request request,
                           const google::protobuf::RepeatedPtrField<Item>& (Response::*items)() const,
                           int limit, const std::function<absl::Status(const Item&)>& visit) {
  int left = limit > 0 ? limit : std::numeric_limits<int>::max();
  do {
    request.set_page_size(std::min(left, kPageSize));
    grpc::ClientContext context;
    SetDeadline(options, context);
    Response response;
    const grpc::Status status = (stub.*list)(&context, request, &response);
    if (!status.ok()) return FromGrpc(status);
    for (const Item& item : (response.*items)()) {
      if (absl::Status visited = visit(item); !visited.ok()) return visited;
    }
    left -= (response.*items)().size();
    request.set_page_token(response.next_page_token());
  } while (left > 0 && !request.page_token().empty());
  return absl::OkStatus();
}

}  // namespace isnad::cli
