// The API as protoc sees it, comments and all, for the tests of it.
#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>

#include <functional>
#include <string>
#include <vector>

namespace isnad::proto_test {

// The files of package isnad.v1, from the descriptor set that the build makes, by name. Made once; lives as
// long as the program. Aborts where the set is missing.
const std::vector<const google::protobuf::FileDescriptor*>& ApiFiles();

// Every message of the API, those inside others too but for map entries, in the order of the files.
std::vector<const google::protobuf::Descriptor*> ApiMessages();

// Every enum.
std::vector<const google::protobuf::EnumDescriptor*> ApiEnums();

// Every service.
std::vector<const google::protobuf::ServiceDescriptor*> ApiServices();

// The values of google.api.field_behavior of a field; empty where it has none.
std::vector<int> FieldBehaviors(const google::protobuf::FieldDescriptor* field);

}  // namespace isnad::proto_test
