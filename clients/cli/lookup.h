// Look-ups: what the commands that list something share.
//
// Each fills a List request from its options and prints page after page of the answer.
#pragma once

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <type_traits>

#include "clients/cli/commands.h"
#include "clients/cli/connection.h"
#include "clients/cli/exchange.h"
#include "clients/cli/json_output.h"
#include "clients/cli/listing.h"
#include "clients/cli/text_output.h"

namespace isnad::cli {

// One thing as text or JSON, whichever was chosen.
template <typename Item>
void PrintItem(const Options& options, const Item& item, void (*print)(const Item&)) {
  if (options.output == Output::kJson) {
    PrintJson(item);
  } else {
    print(item);
  }
}

template <typename Item>
class PrintingWriter : public ItemWriter<Item> {
 public:
  PrintingWriter(const Options& options, void (*print)(const Item&)) : options_(options), print_(print) {}
  absl::Status Write(const Item& item) override {
    PrintItem(options_, item, print_);
    return absl::OkStatus();
  }

 private:
  const Options& options_;
  void (*print_)(const Item&);
};

// What writes in the output that was chosen, one of those that its command offers.
template <typename Item>
absl::StatusOr<std::unique_ptr<ItemWriter<Item>>> WriterOf(const Options& options, Connection& connection,
                                                           void (*print)(const Item&)) {
  const Output output = options.output;
  if constexpr (std::is_same_v<Item, v1::Quote>) {
    if (output == Output::kCsv) return QuotesCsv(options);
    if (output == Output::kAnnotations) return QuoteAnnotations(options, connection);
  } else if constexpr (std::is_same_v<Item, v1::Claim>) {
    if (output == Output::kCsv) return ClaimsCsv(options);
    if (output == Output::kAnnotations) return ClaimAnnotations(options, connection);
    if (output == Output::kClaimReview) return SchemaClaims(options, connection);
  } else if constexpr (std::is_same_v<Item, v1::Relation>) {
    if (output == Output::kCsv) return RelationsCsv(options);
    if (output == Output::kClaimReview) return ClaimReviews(options, connection);
  } else if constexpr (std::is_same_v<Item, v1::Article>) {
    if (output == Output::kCsv) return ArticlesCsv(options);
  }
  return std::make_unique<PrintingWriter<Item>>(options, print);
}

// The look-up that a command was given, and how many to print.
template <typename Request>
struct Lookup {
  Request request;
  int limit = 0;
};

template <typename Request>
CLI::App& AddLookup(CLI::App& program, Options& options, const char* name, const char* about,
                    Lookup<Request>& lookup, std::initializer_list<std::string_view> outputs = {}) {
  CLI::App& command = *program.add_subcommand(name, about);
  AddCommonOptions(command, options, outputs);
  command.add_option("--limit", lookup.limit, "Print at most this many; all where it is not given")
      ->check(CLI::PositiveNumber.description("N"));
  return command;
}

// An option that fills an enum field; its words are the enum's names without their prefix, in lower case.
template <typename Request, typename Enum>
void AddEnum(CLI::App& command, const std::shared_ptr<Lookup<Request>>& lookup, const char* option,
             void (Request::*set)(Enum), const std::map<std::string, Enum>& values, const char* about) {
  command
      .add_option_function<std::string>(
          option,
          [lookup, set, values](const std::string& value) { (lookup->request.*set)(values.at(value)); },
          about)
      ->check(CLI::IsMember(values));
}

template <typename Request>
void AddRange(CLI::App& command, const std::shared_ptr<Lookup<Request>>& lookup, const char* from,
              const char* to) {
  command.add_option_function<std::string>(
      "--from", [lookup](const std::string& day) { lookup->request.set_from(day); }, from);
  command.add_option_function<std::string>(
      "--to", [lookup](const std::string& day) { lookup->request.set_to(day); }, to);
  command.add_option_function<std::string>(
      "--outlet", [lookup](const std::string& outlet) { lookup->request.set_outlet(outlet); },
      "Only in articles of this outlet");
}

template <typename Request>
void AddArticleFilter(CLI::App& command, const std::shared_ptr<Lookup<Request>>& lookup) {
  command.add_option_function<std::string>(
      "--article", [lookup](const std::string& name) { lookup->request.set_article(name); },
      "Only in this article, articles/ID");
}

template <typename Request>
void AddText(CLI::App& command, const std::shared_ptr<Lookup<Request>>& lookup, const char* about) {
  command.add_option_function<std::string>(
      "--text", [lookup](const std::string& text) { lookup->request.set_text(text); }, about);
}

template <typename Request>
void AddAbout(CLI::App& command, const std::shared_ptr<Lookup<Request>>& lookup) {
  command.add_option_function<std::string>(
      "--about", [lookup](const std::string& about) { lookup->request.set_about(about); },
      "Only what mentions this person, body or place, by any of its names");
}

// Sets `run` to list with `method` over a connection.
template <typename Request, typename Response, typename Item, typename Stub>
void RunLookup(CLI::App& command, const Options& options, Run& run,
               const std::shared_ptr<Lookup<Request>>& lookup, std::unique_ptr<Stub> Connection::*stub,
               grpc::Status (Stub::*list)(grpc::ClientContext*, const Request&, Response*),
               const google::protobuf::RepeatedPtrField<Item>& (Response::*items)() const,
               void (*print)(const Item&), app::StoreUse use = app::StoreUse::kRead) {
  command.callback([&command, &options, &run, lookup, stub, list, items, print, use] {
    if (!command.get_subcommands().empty()) return;  // which has left what is to be run
    run = [&options, lookup, stub, list, items, print, use]() -> ExitStatus {
      auto connection = Connection::Open(options, use);
      if (!connection.ok()) return Fail(connection.status());
      auto writer = WriterOf<Item>(options, **connection, print);
      if (!writer.ok()) return Fail(writer.status());
      Stub& service = *((**connection).*stub);
      Request request = lookup->request;
      if constexpr (requires { request.set_offset_unit(v1::OFFSET_UNIT_UTF32); }) {
        if (options.output == Output::kAnnotations) request.set_offset_unit(v1::OFFSET_UNIT_UTF32);
      }
      absl::Status listed =
          ForEachListed<Request, Response, Item>(options, service, list, request, items, lookup->limit,
                                                 [&](const Item& item) { return (*writer)->Write(item); });
      if (!listed.ok()) return Fail(listed);
      (*writer)->Finish();
      return kFine;
    };
  });
}

}  // namespace isnad::cli
