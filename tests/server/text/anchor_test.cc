#include "server/text/anchor.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

namespace isnad::text {
namespace {

// The anchor of the words in a former text, printed: its state and the words where they stand now, with
// where.
std::string Found(std::string_view former, std::string_view words, std::string_view now) {
  const size_t at = former.find(words);
  EXPECT_NE(at, std::string_view::npos);
  const Anchor anchor =
      Anchors(former, now).Find({static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())});
  static constexpr const char* kStates[] = {"found", "moved", "ambiguous", "orphaned"};
  std::string said = kStates[static_cast<int>(anchor.state)];
  for (const ByteRange& place : anchor.places) {
    said += fmt::format(" {}:{}", place.begin, now.substr(place.begin, place.end - place.begin));
  }
  return said;
}

TEST(AnchorsTest, TheSamePlace) {
  EXPECT_EQ(Found("He left. She stayed.", "She stayed", "He left. She stayed!"), "found 9:She stayed");
  EXPECT_EQ(Found("a b a b", "a b", "a b a b"), "found 0:a b");  // though it stands twice
}

TEST(AnchorsTest, AnotherPlace) {
  EXPECT_EQ(Found("He left. She stayed.", "She stayed", "She stayed. He left."), "moved 0:She stayed");
  EXPECT_EQ(Found("قال إن الجسر مغلق.", "الجسر مغلق", "مقدمة. قال إنّ الجِسر مُغلق."), "moved 26:الجِسر مُغلق");
  EXPECT_EQ(Found("He said “yes” twice.", "“yes”", "Then he said \"yes\" twice."), "moved 13:\"yes\"");
}

TEST(AnchorsTest, OfSeveralPlacesTheOneWithTheNeighbours) {
  EXPECT_EQ(Found("v x one two y", "one two", "one two z, v x one two y"), "moved 15:one two");
  EXPECT_EQ(Found("x one two y", "one two", "one two z, v x one two y"), "ambiguous 15:one two 0:one two");
  EXPECT_EQ(Found("x one two y", "one two", "new one two or one two new"), "ambiguous 4:one two 15:one two");
}

TEST(AnchorsTest, Nowhere) {
  EXPECT_EQ(Found("one two three", "two three", "one two four"), "orphaned");
  EXPECT_EQ(Found("one two", "one two", ""), "orphaned");
  EXPECT_EQ(Found("mend it", "end", "the end"), "orphaned");  // no token of the former text
  EXPECT_EQ(Found("one  two", "  ", "one  two"), "orphaned");
}

TEST(AnchorsTest, AThousandPlacesAreNotTold) {
  std::string now = "new ";
  for (int i = 0; i < 1000; ++i) now += "same thing. ";
  const std::string former = "same thing.";
  const Anchor anchor = Anchors(former, now).Find({0, 10});
  EXPECT_EQ(anchor.state, AnchorState::kAmbiguous);
  EXPECT_EQ(anchor.places.size(), Anchor::kMaxPlaces);
}

// Slow and plain: all places where the tokens are the same, one by one.
std::vector<size_t> PlacesOf(const std::vector<std::string>& words, size_t first, size_t count,
                             const std::vector<std::string>& now) {
  std::vector<size_t> places;
  for (size_t at = 0; at + count <= now.size(); ++at) {
    bool same = true;
    for (size_t i = 0; i < count; ++i) same = same && words[first + i] == now[at + i];
    if (same) places.push_back(at);
  }
  return places;
}

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text.append(word).append(" ");
  return text;
}

TEST(AnchorsTest, AgreesWithTheSlowWay) {
  std::mt19937 random(7);
  const auto below = [&](size_t n) { return static_cast<size_t>(random() % n); };
  for (int round = 0; round < 3000; ++round) {
    std::vector<std::string> former(1 + below(12)), now(below(14));
    for (auto& word : former) word = std::string(1, static_cast<char>('a' + below(3)));
    for (auto& word : now) word = std::string(1, static_cast<char>('a' + below(3)));
    const size_t first = below(former.size());
    const size_t count = 1 + below(former.size() - first);
    const std::string before = Joined(former), after = Joined(now);
    // Every word is one letter and a space.
    const Anchor anchor =
        Anchors(before, after)
            .Find({static_cast<uint32_t>(2 * first), static_cast<uint32_t>(2 * (first + count) - 1)});
    const std::vector<size_t> places = PlacesOf(former, first, count, now);
    const bool found = std::find(places.begin(), places.end(), first) != places.end();
    SCOPED_TRACE(fmt::format("{}| {}| {}+{}", before, after, first, count));
    ASSERT_EQ(anchor.state == AnchorState::kFound, found);
    ASSERT_EQ(anchor.state == AnchorState::kOrphaned, places.empty());
    if (!found && places.size() == 1) {
      ASSERT_EQ(anchor.state, AnchorState::kMoved);
    }
    for (const ByteRange& place : anchor.places) {
      ASSERT_NE(std::find(places.begin(), places.end(), place.begin / 2), places.end());
      ASSERT_EQ(place.end - place.begin, 2 * count - 1);
    }
  }
}

}  // namespace
}  // namespace isnad::text
