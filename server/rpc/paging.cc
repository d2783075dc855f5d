#include "server/rpc/paging.h"

#include <fmt/format.h>

#include <cstdint>
#include <memory>

#include "absl/strings/escaping.h"
#include "server/rpc/errors.h"

namespace isnad::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

const FieldDescriptor& FieldOf(const Message& request, const char* name) {
  return *request.GetDescriptor()->FindFieldByName(name);
}

// FNV-1a over the conditions: everything in the request but the page itself. It guards against mistakes, not
// malice.
std::string Conditions(const Message& request) {
  const std::unique_ptr<Message> copy(request.New());
  copy->CopyFrom(request);
  copy->GetReflection()->ClearField(copy.get(), &FieldOf(request, "page_size"));
  copy->GetReflection()->ClearField(copy.get(), &FieldOf(request, "page_token"));
  uint64_t hash = 14695981039346656037ull;
  for (const char c : request.GetDescriptor()->full_name() + copy->SerializeAsString()) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
  }
  return fmt::format("{:016x}", hash);
}

}  // namespace

absl::StatusOr<store::PageRequest> PageOf(const Message& request) {
  const auto* reflection = request.GetReflection();
  const int size = reflection->GetInt32(request, &FieldOf(request, "page_size"));
  if (size < 0) return InvalidField("page_size", "is negative; give 1 to 1000, or 0 for 100");
  store::PageRequest page;
  page.size = size == 0 ? kDefaultPageSize : std::min(size, kMaxPageSize);
  const std::string token = reflection->GetString(request, &FieldOf(request, "page_token"));
  if (token.empty()) return page;
  std::string decoded;
  if (!absl::WebSafeBase64Unescape(token, &decoded) || decoded.size() <= 16) {
    return InvalidField("page_token",
                        "is no token of this server; give the next_page_token of the page before");
  }
  if (decoded.substr(0, 16) != Conditions(request)) {
    return InvalidField("page_token",
                        "comes from a request with other conditions; repeat them, or begin without a token");
  }
  page.after = decoded.substr(16);
  return page;
}

std::string TokenFor(const Message& request, const std::string& next) {
  if (next.empty()) return "";
  return absl::WebSafeBase64Escape(Conditions(request) + next);
}

}  // namespace isnad::rpc
