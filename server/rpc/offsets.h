// Offsets at the edge: from bytes, in which everything inside counts, to the unit that a caller chose.
#pragma once

#include <google/protobuf/message.h>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "isnad/v1/article.pb.h"
#include "isnad/v1/text.pb.h"
#include "server/text/offsets.h"

namespace isnad::rpc {

// Rewrites every Span below a message. A span belongs to the article that the nearest message around it names
// in its field `article`. Not thread-safe; one an answer.
class OffsetRewriter {
 public:
  // Gives an article by its name.
  using Source = std::function<absl::StatusOr<v1::Article>(const std::string&)>;

  // INVALID_ARGUMENT from Rewrite where `unit` is unknown.
  OffsetRewriter(v1::OffsetUnit unit, Source source);

  // Makes an article known that the source does not have.
  void Add(const v1::Article& article);

  // `article` is the one that spans belong to where no message says otherwise. Nothing is read where the unit
  // is bytes.
  absl::Status Rewrite(google::protobuf::Message& message, const std::string& article);

 private:
  struct Texts {
    v1::Article article;
    std::unique_ptr<text::OffsetConverter> text;
    std::unique_ptr<text::OffsetConverter> title;
  };
  absl::StatusOr<const Texts*> TextsOf(const std::string& article);
  absl::Status RewriteSpan(v1::Span& span, const std::string& article);

  v1::OffsetUnit unit_;
  Source source_;
  std::map<std::string, std::unique_ptr<Texts>> texts_;
};

}  // namespace isnad::rpc
