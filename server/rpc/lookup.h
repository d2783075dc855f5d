// Look-ups: what the List methods share, from the fields of a request to the conditions of a query.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "server/rpc/errors.h"
#include "server/rpc/offsets.h"
#include "server/rpc/paging.h"
#include "server/store/store.h"

namespace isnad::rpc {

// The folded words and numbers of a text.
std::vector<std::string> WordsOf(std::string_view text);

// OK where `value` is empty or an ISO 8601 day that exists; else INVALID_ARGUMENT naming the field.
absl::Status CheckDay(std::string_view field, std::string_view value);

// Who a user means by a name: the entities that it fits, and where it fits none, the words that a description
// must hold.
struct Who {
  std::optional<std::vector<std::string>> entities;
  std::vector<std::string> words;
};
absl::StatusOr<Who> WhoIs(std::string_view name, store::Reader& reader);

// The one entity that a user means: entities/ID as it is, or the one that goes by a name, in full before in
// part. NOT_FOUND for nobody's, and INVALID_ARGUMENT for that of several, naming the field.
absl::StatusOr<std::string> TheEntity(std::string_view field, std::string_view name, store::Reader& reader);

// What a user means by `about`: the words themselves, or any name of an entity that goes by them.
absl::StatusOr<std::vector<std::vector<std::string>>> WhatIsMeant(std::string_view about,
                                                                  store::Reader& reader);

// Fills the conditions that quotes, claims and relations share. The request has article, outlet, from, to and
// text.
template <typename Request>
absl::Status FillCommon(const Request& request, store::CommonQuery& query) {
  if (absl::Status status = CheckDay("from", request.from()); !status.ok()) return status;
  if (absl::Status status = CheckDay("to", request.to()); !status.ok()) return status;
  query.outlet = request.outlet();
  query.from = request.from();
  query.to = request.to();
  query.words = WordsOf(request.text());
  return absl::OkStatus();
}

// Rewrites the offsets of an answer whose articles are in the store.
absl::Status RewriteOffsets(v1::OffsetUnit unit, store::Reader& reader, google::protobuf::Message& answer);

// Answers a List request with the page that `list` finds for the conditions `query`, its items added by
// `add`.
template <typename Request, typename Response, typename Query, typename Item>
absl::Status AnswerPage(const Request& request, const absl::StatusOr<Query>& query, store::Reader& reader,
                        absl::StatusOr<store::Page<Item>> (store::Reader::*list)(const Query&,
                                                                                 const store::PageRequest&),
                        Item* (Response::*add)(), Response& response) {
  if (!query.ok()) return query.status();
  auto page = PageOf(request);
  if (!page.ok()) return page.status();
  auto found = (reader.*list)(*query, *page);
  if (!found.ok()) return found.status();
  for (Item& item : found->items) *(response.*add)() = std::move(item);
  response.set_next_page_token(TokenFor(request, found->next));
  return absl::OkStatus();
}

// Answers a Get request: `item` into `slot`, or its error as one about the field `name`.
template <typename Item>
absl::Status AnswerItem(absl::StatusOr<Item> item, Item& slot) {
  if (!item.ok()) return WithField(item.status(), "name");
  slot = *std::move(item);
  return absl::OkStatus();
}

}  // namespace isnad::rpc
