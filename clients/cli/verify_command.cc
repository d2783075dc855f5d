// isnad verify: whether a quote or a claim stands.
#include <fmt/format.h>

#include <memory>

#include "clients/cli/commands.h"
#include "clients/cli/connection.h"
#include "clients/cli/json_lines.h"
#include "clients/cli/json_output.h"
#include "clients/cli/refusal.h"
#include "clients/cli/text_output.h"

namespace isnad::cli {
namespace {

// What is to be verified: a quote, or where `claim` is not empty a claim.
struct Case {
  std::string quote;
  std::string claim;
  std::string speaker;
  std::string date;
};

absl::Status ParseCase(const google::protobuf::Struct& object, Case& given) {
  for (const auto& [name, value] : {std::pair{"quote", &given.quote}, std::pair{"claim", &given.claim},
                                    std::pair{"speaker", &given.speaker}, std::pair{"date", &given.date}}) {
    if (absl::Status status = StringField(object, name, *value); !status.ok()) return status;
  }
  if (given.quote.empty() == given.claim.empty()) {
    return absl::InvalidArgumentError("give either quote or claim, and not empty");
  }
  return absl::OkStatus();
}

class Verifier {
 public:
  Verifier(const Options& options, Connection& connection) : options_(options), connection_(connection) {}

  // Verifies and prints one case.
  grpc::Status Verify(const Case& given) { return given.claim.empty() ? Quote(given) : Claim(given); }

 private:
  grpc::Status Quote(const Case& given) {
    v1::VerifyQuoteRequest request;
    request.set_text(given.quote);
    request.set_speaker(given.speaker);
    request.set_date(given.date);
    grpc::ClientContext context;
    SetDeadline(options_, context);
    v1::VerifyQuoteResponse response;
    const grpc::Status status = connection_.verification->VerifyQuote(&context, request, &response);
    if (status.ok()) Print(response.verification(), &PrintQuoteVerification);
    return status;
  }

  grpc::Status Claim(const Case& given) {
    v1::VerifyClaimRequest request;
    request.set_text(given.claim);
    request.set_date(given.date);
    request.set_explanation_language_code(options_.language);
    grpc::ClientContext context;
    SetDeadline(options_, context);
    v1::VerifyClaimResponse response;
    const grpc::Status status = connection_.verification->VerifyClaim(&context, request, &response);
    if (status.ok()) Print(response.verification(), &PrintClaimVerification);
    return status;
  }

  template <typename Verification>
  void Print(const Verification& verification, void (*print)(const Verification&)) {
    if (options_.output == Output::kJson) {
      PrintJson(verification);
    } else {
      print(verification);
    }
  }

  const Options& options_;
  Connection& connection_;
};

ExitStatus VerifyOne(const Options& options, const Case& given) {
  auto connection = Connection::Open(options, app::StoreUse::kRead);
  if (!connection.ok()) return Fail(connection.status());
  const grpc::Status status = Verifier(options, **connection).Verify(given);
  return status.ok() ? kFine : Fail(FromGrpc(status));
}

ExitStatus VerifyFile(const Options& options, const std::string& path) {
  auto connection = Connection::Open(options, app::StoreUse::kRead);
  if (!connection.ok()) return Fail(connection.status());
  Verifier verifier(options, **connection);
  ExitStatus result = kFine;
  const absl::Status status =
      ForEachObject(path, [&](const std::string& label, absl::Status error, const auto& object) {
        Case given;
        if (error.ok()) error = ParseCase(object, given);
        const Refusal refusal = error.ok() ? RefusalOf(verifier.Verify(given)) : RefusalOf(error);
        if (refusal.error.code() == 0) return;
        PrintRefusal(options, label, refusal);
        result = std::max(result, refusal.status);
      });
  return status.ok() ? result : Fail(status);
}

}  // namespace

void AddVerify(CLI::App& program, Options& options, Run& run) {
  auto given = std::make_shared<Case>();
  auto input = std::make_shared<std::string>();
  auto& command = *program.add_subcommand("verify", "Say whether a quote or a claim stands, and where");
  AddCommonOptions(command, options);
  command.add_option(
      "--input", *input,
      R"(Verify a file of cases: {"quote": …, "speaker": …, "date": …} or {"claim": …} a line)");
  command.require_subcommand(0, 1);
  command.fallthrough();

  auto& quote =
      *command.add_subcommand("quote", "Say whether a quote stands word for word, altered, cut, or nowhere");
  AddCommonOptions(quote, options);
  quote.add_option("TEXT", given->quote, "The words, without quotation marks")->required();
  quote.add_option("--speaker", given->speaker, "Who is said to have said them");
  quote.add_option("--date", given->date, "When: 2019-02-17, 2019-02 or 2019");
  auto& claim = *command.add_subcommand("claim", "Say who supports a claim and who contradicts it");
  AddCommonOptions(claim, options);
  claim.add_option("TEXT", given->claim, "The claim, a sentence")->required();
  claim.add_option("--date", given->date, "The day from which 'yesterday' and the like are counted");

  command.callback([&options, &run, given, input, &quote, &claim] {
    const bool one = quote.parsed() || claim.parsed();
    if (one != input->empty())
      throw CLI::ValidationError("verify", "give quote TEXT, claim TEXT or --input FILE");
    run = [&options, given, input, one] {
      return one ? VerifyOne(options, *given) : VerifyFile(options, *input);
    };
  });
}

}  // namespace isnad::cli
