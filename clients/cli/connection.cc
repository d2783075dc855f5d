#include "clients/cli/connection.h"

#include <fmt/format.h>
#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

namespace isnad::cli {
namespace {

constexpr int kConnectSeconds = 10;

absl::StatusOr<std::shared_ptr<grpc::Channel>> Dial(const Options& options) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  auto channel = grpc::CreateCustomChannel(options.server, grpc::InsecureChannelCredentials(), arguments);
  const int seconds = std::min(kConnectSeconds, options.timeout_seconds);
  if (!channel->WaitForConnected(std::chrono::system_clock::now() + std::chrono::seconds(seconds))) {
    return absl::UnavailableError(fmt::format(
        "no server answers at {}; start one with `isnad serve --listen {}` or leave --server away",
        options.server, options.server));
  }
  return channel;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(const Options& options, app::StoreUse use) {
  auto connection = std::make_unique<Connection>();
  std::shared_ptr<grpc::Channel> channel;
  if (options.server.empty()) {
    app::Settings settings;
    settings.places = options.places;
    settings.store_use = use;
    settings.thresholds = options.thresholds;
    settings.plugin_limits = options.plugin_limits;
    auto application = app::Application::Start(settings);
    if (!application.ok()) return application.status();
    for (const v1::Plugin& plugin : (*application)->RefusedPlugins()) {
      fmt::print(stderr, "isnad: {} is not loaded: {}\n", plugin.name(), plugin.message());
    }
    connection->application_ = *std::move(application);
    channel = connection->application_->server().InProcessChannel();
  } else {
    auto dialled = Dial(options);
    if (!dialled.ok()) return dialled.status();
    channel = *std::move(dialled);
  }
  connection->articles = v1::ArticleService::NewStub(channel);
  connection->claims = v1::ClaimService::NewStub(channel);
  connection->entities = v1::EntityService::NewStub(channel);
  connection->plugins = v1::PluginService::NewStub(channel);
  connection->quotes = v1::QuoteService::NewStub(channel);
  connection->relations = v1::RelationService::NewStub(channel);
  connection->verification = v1::VerificationService::NewStub(channel);
  return connection;
}

void SetDeadline(const Options& options, grpc::ClientContext& context) {
  context.set_deadline(std::chrono::system_clock::now() + std::chrono::seconds(options.timeout_seconds));
}

absl::Status FromGrpc(const grpc::Status& status) {
  return absl::Status(static_cast<absl::StatusCode>(status.error_code()), status.error_message());
}

}  // namespace isnad::cli
