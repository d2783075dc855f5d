#include "server/rpc/server.h"

#include <fmt/format.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <deque>

#include "server/rpc/article_service.h"
#include "server/rpc/claim_service.h"
#include "server/rpc/entity_service.h"
#include "server/rpc/plugin_service.h"
#include "server/rpc/quote_service.h"
#include "server/rpc/relation_service.h"
#include "server/rpc/verification_service.h"

namespace isnad::rpc {
namespace {

// The names under which health is told, beside the empty one of the whole server.
constexpr const char* kServices[] = {
    v1::ArticleService::service_full_name(),     v1::ClaimService::service_full_name(),
    v1::EntityService::service_full_name(),      v1::PluginService::service_full_name(),
    v1::QuoteService::service_full_name(),       v1::RelationService::service_full_name(),
    v1::VerificationService::service_full_name()};

}  // namespace

struct Server::Services {
  explicit Services(const Backend& backend)
      : articles(backend),
        claims(backend),
        entities(backend),
        plugins(backend),
        quotes(backend),
        relations(backend),
        verifications(backend) {}

  void RegisterWith(grpc::ServerBuilder& builder) {
    builder.RegisterService(&articles);
    builder.RegisterService(&claims);
    builder.RegisterService(&entities);
    builder.RegisterService(&plugins);
    builder.RegisterService(&quotes);
    builder.RegisterService(&relations);
    builder.RegisterService(&verifications);
  }

  ArticleService articles;
  ClaimService claims;
  EntityService entities;
  PluginService plugins;
  QuoteService quotes;
  RelationService relations;
  VerificationService verifications;
};

Server::Server() = default;

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const Backend& backend, const ServerOptions& options) {
  // Both are switches of the whole process in gRPC; setting them twice does nothing.
  grpc::EnableDefaultHealthCheckService(true);
  static const bool reflection = [] {
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
    return true;
  }();
  (void)reflection;

  std::unique_ptr<Server> server(new Server());
  server->services_ = std::make_unique<Services>(backend);
  grpc::ServerBuilder builder;
  builder.SetMaxReceiveMessageSize(options.max_message_bytes);
  builder.SetMaxSendMessageSize(options.max_message_bytes);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, options.max_streams);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  std::deque<int> ports(options.listen.size(), 0);  // addresses must hold still until the server has started
  for (size_t i = 0; i < options.listen.size(); ++i) {
    builder.AddListeningPort(options.listen[i], grpc::InsecureServerCredentials(), &ports[i]);
  }
  server->services_->RegisterWith(builder);
  server->server_ = builder.BuildAndStart();
  for (size_t i = 0; i < ports.size(); ++i) {
    if (ports[i] == 0) {
      return absl::UnavailableError(
          fmt::format("can't listen on {}: the port is in use or not allowed, or the host is not this "
                      "machine; choose another",
                      options.listen[i]));
    }
  }
  if (server->server_ == nullptr) return absl::UnavailableError("the gRPC server did not start");
  if (auto* health = server->server_->GetHealthCheckService()) {
    for (const char* service : kServices) health->SetServingStatus(service, true);
  }
  server->ports_.assign(ports.begin(), ports.end());
  return server;
}

Server::~Server() {
  if (server_ != nullptr) Shutdown(std::chrono::milliseconds(0));
}

std::shared_ptr<grpc::Channel> Server::InProcessChannel() {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  return server_->InProcessChannel(arguments);
}

bool Server::Shutdown(std::chrono::milliseconds grace) {
  if (auto* health = server_->GetHealthCheckService()) health->Shutdown();
  services_->relations.StopWatches();
  const auto deadline = std::chrono::system_clock::now() + grace;
  server_->Shutdown(deadline);
  server_->Wait();
  server_.reset();
  return std::chrono::system_clock::now() < deadline;
}

}  // namespace isnad::rpc
