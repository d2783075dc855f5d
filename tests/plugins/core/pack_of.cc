#include "tests/plugins/core/pack_of.h"

#include <gtest/gtest.h>

#include <map>
#include <memory>

namespace isnad::core {

const Pack* PackOf(const std::string& language) {
  static std::map<std::string, std::shared_ptr<const Pack>> known;
  const auto [it, added] = known.try_emplace(language);
  if (added) {
    static const std::map<std::string, std::string> kPacks = {
        {"ar", "plugins/arabic"}, {"en", "plugins/english"}, {"fr", "plugins/french"}};
    auto pack = Pack::Load(kPacks.at(language));
    EXPECT_TRUE(pack.ok()) << pack.status();
    if (pack.ok()) it->second = *std::move(pack);
  }
  return it->second.get();
}

}  // namespace isnad::core
