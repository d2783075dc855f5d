// What users type, as conditions.
#include "server/rpc/lookup.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace isnad::rpc {
namespace {

TEST(Lookup, WordsAreFolded) {
  EXPECT_THAT(WordsOf("الأحدَ، ١٥٠٠ Café!"), testing::ElementsAre("الاحد", "1500", "cafe"));
  EXPECT_THAT(WordsOf(" … "), testing::IsEmpty());
}

TEST(Lookup, DaysMustExist) {
  EXPECT_TRUE(CheckDay("from", "").ok());
  EXPECT_TRUE(CheckDay("from", "2024-02-29").ok());
  for (const char* day :
       {"2023-02-29", "2023-13-01", "2023-00-10", "2023-1-1", "2023", "17/02/2019", "2019-02-17T00"}) {
    const absl::Status status = CheckDay("from", day);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << day;
    EXPECT_THAT(std::string(status.message()), testing::StartsWith("from: ")) << day;
  }
}

}  // namespace
}  // namespace isnad::rpc
