// Page tokens hold only for the request that they came from, and nothing made up is taken for one.
#include "server/rpc/paging.h"

#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "isnad/v1/quote_service.pb.h"

namespace isnad::rpc {
namespace {

TEST(Paging, SizesAreBounded) {
  v1::ListQuotesRequest request;
  EXPECT_EQ(PageOf(request)->size, 100);
  request.set_page_size(7);
  EXPECT_EQ(PageOf(request)->size, 7);
  request.set_page_size(1'000'000);
  EXPECT_EQ(PageOf(request)->size, 1000);
  request.set_page_size(-1);
  EXPECT_EQ(PageOf(request).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(Paging, ATokenGoesOnWhereThePageEnded) {
  v1::ListQuotesRequest request;
  request.set_speaker("رنا العبسي");
  EXPECT_EQ(TokenFor(request, ""), "");
  const std::string token = TokenFor(request, "17/3");
  request.set_page_token(token);
  request.set_page_size(5);  // the size may change between pages
  EXPECT_EQ(PageOf(request)->after, "17/3");
}

TEST(Paging, ATokenOfOtherConditionsIsRefused) {
  v1::ListQuotesRequest request;
  const std::string token = TokenFor(request, "17/3");
  request.set_page_token(token);
  request.set_outlet("x");
  EXPECT_EQ(PageOf(request).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(Paging, WhatIsNoTokenIsRefused) {
  for (const std::string& token : {std::string("x"), std::string("%%%"), absl::WebSafeBase64Escape("short"),
                                   absl::WebSafeBase64Escape("0123456789abcdef17/3")}) {
    v1::ListQuotesRequest request;
    request.set_page_token(token);
    EXPECT_EQ(PageOf(request).status().code(), absl::StatusCode::kInvalidArgument) << token;
  }
}

}  // namespace
}  // namespace isnad::rpc
