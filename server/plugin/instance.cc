#include "server/plugin/instance.h"

#include <fmt/format.h>

#include <utility>

namespace isnad::plugin {

void CreateErrors::Error(void* context, isnad_str message) noexcept {
  auto& messages = static_cast<CreateErrors*>(context)->messages;
  if (message.data == nullptr || messages.size() == kMaxTold) return;
  messages.push_back(OneLine({message.data, message.size}));
}

absl::Status CannotStart(const std::string& manifest, isnad_code code, std::vector<std::string> messages,
                         std::vector<std::string>* faults) {
  if (messages.empty()) messages = {fmt::format("create() returned code {} without saying why", code)};
  std::string why = messages.front();
  if (const size_t more = messages.size() - 1; more > 0)
    why += fmt::format(" (and {} more faults; `isnad plugins check` lists them)", more);
  if (faults != nullptr) *faults = std::move(messages);
  return absl::FailedPreconditionError(fmt::format("{}: can't start: {}", manifest, why));
}

}  // namespace isnad::plugin
