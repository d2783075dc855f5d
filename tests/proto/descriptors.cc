#include "tests/proto/descriptors.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "google/api/field_behavior.pb.h"

namespace isnad::proto_test {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using google::protobuf::FileDescriptorProto;
using google::protobuf::FileDescriptorSet;
using google::protobuf::ServiceDescriptor;

std::vector<const FileDescriptor*> LoadFiles() {
  const std::string path = std::string(ISNAD_BUILD_DIR) + "/proto/isnad.pb";
  std::ifstream in(path, std::ios::binary);
  FileDescriptorSet set;
  if (!set.ParseFromIstream(&in)) {
    std::fprintf(stderr, "%s is missing or broken; build the target isnad_descriptor\n", path.c_str());
    std::abort();
  }
  static auto& pool = *new DescriptorPool;  // descriptors point into it
  std::vector<const FileDescriptor*> files;
  for (const FileDescriptorProto& file : set.file()) {
    const FileDescriptor* built = pool.BuildFile(file);
    if (built == nullptr) std::abort();
    if (built->package() == "isnad.v1") files.push_back(built);
  }
  std::sort(files.begin(), files.end(), [](const auto* a, const auto* b) { return a->name() < b->name(); });
  return files;
}

void AddMessage(const Descriptor* message, std::vector<const Descriptor*>* out) {
  if (message->options().map_entry()) return;
  out->push_back(message);
  for (int i = 0; i < message->nested_type_count(); ++i) AddMessage(message->nested_type(i), out);
}

}  // namespace

const std::vector<const FileDescriptor*>& ApiFiles() {
  static const auto& files = *new std::vector<const FileDescriptor*>(LoadFiles());
  return files;
}

std::vector<const Descriptor*> ApiMessages() {
  std::vector<const Descriptor*> out;
  for (const FileDescriptor* file : ApiFiles()) {
    for (int i = 0; i < file->message_type_count(); ++i) AddMessage(file->message_type(i), &out);
  }
  return out;
}

std::vector<const EnumDescriptor*> ApiEnums() {
  std::vector<const EnumDescriptor*> out;
  for (const FileDescriptor* file : ApiFiles()) {
    for (int i = 0; i < file->enum_type_count(); ++i) out.push_back(file->enum_type(i));
  }
  for (const Descriptor* message : ApiMessages()) {
    for (int i = 0; i < message->enum_type_count(); ++i) out.push_back(message->enum_type(i));
  }
  return out;
}

std::vector<const ServiceDescriptor*> ApiServices() {
  std::vector<const ServiceDescriptor*> out;
  for (const FileDescriptor* file : ApiFiles()) {
    for (int i = 0; i < file->service_count(); ++i) out.push_back(file->service(i));
  }
  return out;
}

std::vector<int> FieldBehaviors(const FieldDescriptor* field) {
  // The pool of the set knows the option by the field of its own copy, so it is read back through ours.
  google::protobuf::FieldOptions options;
  options.ParseFromString(field->options().SerializeAsString());
  std::vector<int> out;
  for (int i = 0; i < options.ExtensionSize(google::api::field_behavior); ++i) {
    out.push_back(options.GetExtension(google::api::field_behavior, i));
  }
  return out;
}

}  // namespace isnad::proto_test
