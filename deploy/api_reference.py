#!/usr/bin/env python3
"""Writes the reference of the API, docs/api.md, from the comments of its definitions.

  api_reference.py DESCRIPTOR_SET > docs/api.md

DESCRIPTOR_SET is what `protoc --include_source_info --descriptor_set_out` makes of proto/isnad/v1; the build leaves one as
proto/isnad.pb in its folder. Needs Debian's python3-protobuf.
"""
import sys

from google.protobuf import descriptor_pb2

TYPES = {number: name.removeprefix("TYPE_").lower()
         for name, number in descriptor_pb2.FieldDescriptorProto.Type.items()}
MESSAGE, ENUM = descriptor_pb2.FieldDescriptorProto.TYPE_MESSAGE, descriptor_pb2.FieldDescriptorProto.TYPE_ENUM
REPEATED = descriptor_pb2.FieldDescriptorProto.LABEL_REPEATED


def comments_of(file):
    """The comment of each path in a file, in one line."""
    return {tuple(place.path): " ".join(place.leading_comments.split()) for place in file.source_code_info.location}


def anchor(name):
    return name.rsplit(".", 1)[-1].lower()


def cell(text):
    return text.replace("|", "\\|")


def type_of(field):
    if field.type not in (MESSAGE, ENUM):
        return TYPES[field.type]
    name = field.type_name.rsplit(".", 1)[-1]
    return "[%s](#%s)" % (name, anchor(name)) if field.type_name.startswith(".isnad.v1.") else field.type_name.lstrip(".")


def write_message(message, path, comments):
    print("### %s\n\n%s\n" % (message.name, comments.get(path, "")))
    if not message.field:
        return
    print("| # | field | type | what |\n| ---: | --- | --- | --- |")
    for index, field in enumerate(message.field):
        kind = ("list of " if field.label == REPEATED else "optional " if field.proto3_optional else "") + type_of(field)
        print("| %d | `%s` | %s | %s |" % (field.number, field.name, kind, cell(comments.get(path + (2, index), ""))))
    print()


def write_enum(enum, path, comments):
    print("### %s\n\n%s\n\n| # | value | what |\n| ---: | --- | --- |" % (enum.name, comments.get(path, "")))
    for index, value in enumerate(enum.value):
        print("| %d | `%s` | %s |" % (value.number, value.name, cell(comments.get(path + (2, index), ""))))
    print()


def write_service(service, path, comments):
    print("### %s\n\n%s\n" % (service.name, comments.get(path, "")))
    print("| method | takes | answers | what |\n| --- | --- | --- | --- |")
    for index, method in enumerate(service.method):
        names = [name.rsplit(".", 1)[-1] for name in (method.input_type, method.output_type)]
        ends = ["%s[%s](#%s)" % ("stream of " if stream else "", name, anchor(name))
                for name, stream in zip(names, (method.client_streaming, method.server_streaming))]
        print("| `%s` | %s | %s | %s |" % (method.name, ends[0], ends[1], cell(comments.get(path + (2, index), ""))))
    print()


def main():
    files = descriptor_pb2.FileDescriptorSet()
    with open(sys.argv[1], "rb") as file:
        files.ParseFromString(file.read())
    own = sorted((f for f in files.file if f.package == "isnad.v1"), key=lambda f: (not f.service, f.name))
    print("# The API, isnad.v1\n\nMade from the comments in `proto/isnad/v1` by `deploy/api_reference.py`: mend it there. What may change, and how, is in\n"
          "[api-versioning.md](api-versioning.md), what errors mean in [errors.md](errors.md).\n")
    print("## Services\n")
    for file in own:
        for index, service in enumerate(file.service):
            write_service(service, (6, index), comments_of(file))
    print("## Messages\n")
    for file in own:
        comments = comments_of(file)
        for index, message in enumerate(file.message_type):
            write_message(message, (4, index), comments)
        for index, enum in enumerate(file.enum_type):
            write_enum(enum, (5, index), comments)


if __name__ == "__main__":
    main()
