// How the API is written. A rule that fails names the place, so that a new field is put right where it
// stands.
#include <gtest/gtest.h>

#include <cctype>
#include <map>
#include <set>
#include <string>

#include "google/api/field_behavior.pb.h"
#include "tests/proto/descriptors.h"

namespace isnad::proto_test {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;
using google::protobuf::SourceLocation;

template <typename D>
void ExpectComment(const D* descriptor) {
  SourceLocation location;
  const bool found = descriptor->GetSourceLocation(&location);
  EXPECT_TRUE(found && location.leading_comments.find_first_not_of(" \n") != std::string::npos)
      << descriptor->full_name() << " says nothing of itself; write a comment above it";
}

bool EndsWith(const std::string& text, const std::string& suffix) {
  return text.size() >= suffix.size() &&
         text.compare(text.size() - suffix.size(), suffix.size(), suffix) == 0;
}

// QuoteKind: QUOTE_KIND_
std::string PrefixOf(const EnumDescriptor* descriptor) {
  std::string out;
  for (const char c : descriptor->name()) {
    if (std::isupper(static_cast<unsigned char>(c)) != 0 && !out.empty()) out += '_';
    out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return out + "_";
}

template <typename Visit>
void ForEachMethod(Visit visit) {
  for (const ServiceDescriptor* service : ApiServices()) {
    for (int i = 0; i < service->method_count(); ++i) visit(service->method(i));
  }
}

TEST(ApiStyleTest, TheApiIsThere) {
  EXPECT_GE(ApiFiles().size(), 10u);
  EXPECT_GE(ApiServices().size(), 5u);
}

TEST(ApiStyleTest, EverythingIsCommented) {
  for (const Descriptor* message : ApiMessages()) {
    ExpectComment(message);
    for (int i = 0; i < message->field_count(); ++i) ExpectComment(message->field(i));
    for (int i = 0; i < message->real_oneof_decl_count(); ++i) ExpectComment(message->oneof_decl(i));
  }
  for (const EnumDescriptor* descriptor : ApiEnums()) {
    ExpectComment(descriptor);
    for (int i = 0; i < descriptor->value_count(); ++i) ExpectComment(descriptor->value(i));
  }
  for (const ServiceDescriptor* service : ApiServices()) ExpectComment(service);
  ForEachMethod([](const MethodDescriptor* method) { ExpectComment(method); });
}

TEST(ApiStyleTest, EnumsBeginUnspecifiedAndCarryTheirPrefix) {
  for (const EnumDescriptor* descriptor : ApiEnums()) {
    const std::string prefix = PrefixOf(descriptor);
    ASSERT_NE(descriptor->FindValueByNumber(0), nullptr) << descriptor->full_name();
    EXPECT_EQ(descriptor->FindValueByNumber(0)->name(), prefix + "UNSPECIFIED");
    for (int i = 0; i < descriptor->value_count(); ++i) {
      EXPECT_EQ(descriptor->value(i)->name().rfind(prefix, 0), 0u) << descriptor->value(i)->full_name();
    }
  }
}

TEST(ApiStyleTest, EveryMethodHasARequestAndAResponseOfItsOwn) {
  std::map<const Descriptor*, std::string> used;
  ForEachMethod([&used](const MethodDescriptor* method) {
    EXPECT_EQ(method->input_type()->name(), method->name() + "Request") << method->full_name();
    EXPECT_EQ(method->output_type()->name(), method->name() + "Response") << method->full_name();
    for (const Descriptor* type : {method->input_type(), method->output_type()}) {
      const bool first = used.emplace(type, method->full_name()).second;
      EXPECT_TRUE(first) << type->full_name() << " is used by " << used[type] << " and "
                         << method->full_name();
    }
  });
}

TEST(ApiStyleTest, ListsArePaged) {
  ForEachMethod([](const MethodDescriptor* method) {
    if (method->name().rfind("List", 0) != 0) return;
    const FieldDescriptor* size = method->input_type()->FindFieldByName("page_size");
    const FieldDescriptor* token = method->input_type()->FindFieldByName("page_token");
    const FieldDescriptor* next = method->output_type()->FindFieldByName("next_page_token");
    ASSERT_TRUE(size != nullptr && token != nullptr && next != nullptr) << method->full_name();
    EXPECT_EQ(size->type(), FieldDescriptor::TYPE_INT32) << method->full_name();
    EXPECT_EQ(token->type(), FieldDescriptor::TYPE_STRING) << method->full_name();
    EXPECT_EQ(next->type(), FieldDescriptor::TYPE_STRING) << method->full_name();
  });
}

TEST(ApiStyleTest, RequestFieldsSayWhetherTheyMustBeThere) {
  for (const Descriptor* message : ApiMessages()) {
    if (!EndsWith(message->name(), "Request")) continue;
    for (int i = 0; i < message->field_count(); ++i) {
      const FieldDescriptor* field = message->field(i);
      if (field->real_containing_oneof() != nullptr) continue;  // its oneof's comment says it
      int said = 0;
      for (const int behavior : FieldBehaviors(field)) {
        said += behavior == google::api::REQUIRED || behavior == google::api::OPTIONAL ? 1 : 0;
      }
      EXPECT_EQ(said, 1) << field->full_name() << " must be REQUIRED or OPTIONAL";
    }
  }
}

TEST(ApiStyleTest, ResourcesHaveAnIdentifier) {
  std::set<std::string> resources;
  ForEachMethod([&resources](const MethodDescriptor* method) {
    if (method->name().rfind("Get", 0) == 0) resources.insert(method->name().substr(3));
  });
  EXPECT_FALSE(resources.empty());
  for (const Descriptor* message : ApiMessages()) {
    if (resources.count(message->name()) == 0) continue;
    const FieldDescriptor* name = message->FindFieldByName("name");
    ASSERT_NE(name, nullptr) << message->full_name();
    EXPECT_EQ(name->number(), 1) << message->full_name();
    EXPECT_EQ(FieldBehaviors(name), std::vector<int>{google::api::IDENTIFIER}) << name->full_name();
  }
}

TEST(ApiStyleTest, FilesHoldOneServiceAndSayWhatTheyAreFor) {
  for (const auto* file : ApiFiles()) {
    EXPECT_LE(file->service_count(), 1) << file->name();
    SourceLocation location;
    const std::vector<int> syntax_path = {google::protobuf::FileDescriptorProto::kSyntaxFieldNumber};
    const bool found = file->GetSourceLocation(syntax_path, &location);
    EXPECT_TRUE(found && !location.leading_comments.empty())
        << file->name() << " has no comment on its first line";
  }
}

}  // namespace
}  // namespace isnad::proto_test
