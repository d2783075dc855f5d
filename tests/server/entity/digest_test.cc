#include "server/entity/digest.h"

#include <gtest/gtest.h>

namespace isnad::entity {
namespace {

TEST(Digest, IsSha256) {
  EXPECT_EQ(Sha256Hex({"abc"}), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(Sha256Hex({}), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Digest, PiecesAreOneText) { EXPECT_EQ(Sha256Hex({"a", "", "bc"}), Sha256Hex({"abc"})); }

TEST(Digest, ShortIdIsThirteenLettersAndDigits) {
  const std::string id = ShortId({"abc"});
  EXPECT_EQ(id, "lu6awx6hqdt7k");
  EXPECT_EQ(id.size(), 13u);
  EXPECT_NE(id, ShortId({"abd"}));
}

}  // namespace
}  // namespace isnad::entity
