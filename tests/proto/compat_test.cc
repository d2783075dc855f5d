// What was published stays: nothing is removed, renumbered or retyped. Additions are written down by
//   ISNAD_UPDATE_GOLDEN=1 ctest --test-dir BUILD -R proto_test
// which rewrites tests/data/proto/api.golden.txt; a change of a line that was there is a break, and is
// reviewed as one.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "fmt/format.h"
#include "tests/proto/descriptors.h"

namespace isnad::proto_test {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

constexpr char kGolden[] = "tests/data/proto/api.golden.txt";
constexpr char kUpdate[] = "run ISNAD_UPDATE_GOLDEN=1 ctest --test-dir BUILD -R proto_test";

std::string TypeOf(const FieldDescriptor* field) {
  std::string type = field->type_name();
  if (field->type() == FieldDescriptor::TYPE_MESSAGE) type = field->message_type()->full_name();
  if (field->type() == FieldDescriptor::TYPE_ENUM) type = field->enum_type()->full_name();
  if (field->is_repeated()) return "repeated " + type;
  if (field->real_containing_oneof() != nullptr)
    return "oneof " + field->containing_oneof()->name() + " " + type;
  return field->has_optional_keyword() ? "optional " + type : type;
}

// One line a thing that a client may rely on.
std::vector<std::string> Surface() {
  std::vector<std::string> lines;
  for (const Descriptor* message : ApiMessages()) {
    lines.push_back(fmt::format("message {}", message->full_name()));
    for (int i = 0; i < message->field_count(); ++i) {
      const FieldDescriptor* field = message->field(i);
      lines.push_back(fmt::format("field {} = {} {}", field->full_name(), field->number(), TypeOf(field)));
    }
  }
  for (const EnumDescriptor* descriptor : ApiEnums()) {
    lines.push_back(fmt::format("enum {}", descriptor->full_name()));
    for (int i = 0; i < descriptor->value_count(); ++i) {
      lines.push_back(fmt::format("value {}.{} = {}", descriptor->full_name(), descriptor->value(i)->name(),
                                  descriptor->value(i)->number()));
    }
  }
  for (const ServiceDescriptor* service : ApiServices()) {
    for (int i = 0; i < service->method_count(); ++i) {
      const MethodDescriptor* method = service->method(i);
      lines.push_back(
          fmt::format("rpc {} ({}{}) returns ({}{})", method->full_name(),
                      method->client_streaming() ? "stream " : "", method->input_type()->full_name(),
                      method->server_streaming() ? "stream " : "", method->output_type()->full_name()));
    }
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<std::string> ReadGolden() {
  std::ifstream in(kGolden);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    if (!line.empty() && line[0] != '#') lines.push_back(line);
  }
  return lines;
}

void WriteGolden(const std::vector<std::string>& lines) {
  std::ofstream out(kGolden);
  out << "# The published surface of isnad.v1, made and compared by tests/proto/compat_test.cc. Lines may be "
         "added, by\n"
         "#   ISNAD_UPDATE_GOLDEN=1 ctest --test-dir BUILD -R proto_test\n"
         "# A line that changes or goes breaks clients.\n";
  for (const std::string& line : lines) out << line << '\n';
}

std::vector<std::string> Missing(const std::vector<std::string>& from, const std::vector<std::string>& in) {
  std::vector<std::string> out;
  std::set_difference(from.begin(), from.end(), in.begin(), in.end(), std::back_inserter(out));
  return out;
}

TEST(ApiCompatibilityTest, NothingPublishedIsGone) {
  const std::vector<std::string> surface = Surface();
  ASSERT_FALSE(surface.empty());
  if (std::getenv("ISNAD_UPDATE_GOLDEN") != nullptr) WriteGolden(surface);
  const std::vector<std::string> golden = ReadGolden();
  ASSERT_FALSE(golden.empty()) << kGolden << " is missing; " << kUpdate;
  EXPECT_THAT(Missing(golden, surface), ::testing::IsEmpty()) << "clients that were built before break";
  EXPECT_THAT(Missing(surface, golden), ::testing::IsEmpty()) << "to publish these, " << kUpdate;
}

}  // namespace
}  // namespace isnad::proto_test
