// Article requests: one unary call an input, many in flight, answered in the order of the inputs.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "clients/cli/connection.h"
#include "clients/cli/input.h"
#include "clients/cli/progress.h"
#include "clients/cli/refusal.h"
#include "clients/cli/requests.h"

namespace isnad::cli {

// Puts an input's article or document into a request.
template <typename Request>
void SetSource(std::variant<v1::Article, v1::RawDocument> source, Request& request) {
  if (auto* article = std::get_if<v1::Article>(&source)) {
    *request.mutable_article() = std::move(*article);
  } else {
    *request.mutable_document() = std::move(std::get<v1::RawDocument>(source));
  }
}

// Calls `start` for each input and `print` with each answer and the input, whose source is gone; an input
// that is refused, here or by the server, gets its error line in its place. Returns kBadInput where one was
// refused, kFailed at once where the server failed.
template <typename Request, typename Response>
ExitStatus ForEachArticle(const Options& options, const std::vector<std::string>& inputs,
                          const typename PendingCall<Request, Response>::Start& start,
                          const std::function<void(const InputItem&, const Response&)>& print) {
  struct Entry {
    InputItem item;
    std::unique_ptr<PendingCall<Request, Response>> call;
  };
  InputReader reader(inputs);
  Progress progress(reader.total_bytes());
  std::deque<Entry> entries;
  ExitStatus result = kFine;
  int64_t done = 0;
  bool more = true;
  while (more || !entries.empty()) {
    while (more && entries.size() < kCallsInFlight) {
      Entry entry;
      more = reader.Next(entry.item);
      if (!more) break;
      if (entry.item.error.ok()) {
        Request request;
        SetSource(std::move(entry.item.source), request);
        request.set_language_code(options.language);
        entry.call = std::make_unique<PendingCall<Request, Response>>(options, std::move(request), start);
      }
      entries.push_back(std::move(entry));
    }
    if (entries.empty()) break;
    Entry& entry = entries.front();
    const Refusal refusal =
        entry.call == nullptr ? RefusalOf(entry.item.error) : RefusalOf(entry.call->Wait());
    if (refusal.error.code() == 0) {
      print(entry.item, entry.call->response());
    } else {
      PrintRefusal(options, entry.item.label, refusal);
      result = std::max(result, refusal.status);
    }
    entries.pop_front();
    progress.Show(++done, reader.consumed_bytes());
  }
  return result;
}

}  // namespace isnad::cli
