// A connection to the API: over the network, or to the same server hosted in this process.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <memory>

#include "absl/status/statusor.h"
#include "clients/cli/options.h"
#include "isnad/v1/article_service.grpc.pb.h"
#include "isnad/v1/claim_service.grpc.pb.h"
#include "isnad/v1/entity_service.grpc.pb.h"
#include "isnad/v1/plugin_service.grpc.pb.h"
#include "isnad/v1/quote_service.grpc.pb.h"
#include "isnad/v1/relation_service.grpc.pb.h"
#include "isnad/v1/verification_service.grpc.pb.h"
#include "server/app/application.h"

namespace isnad::cli {

// The stubs of all services. Owns the server where it is in this process.
class Connection {
 public:
  // UNAVAILABLE where no server answers at --server; else the errors of app::Application::Start. `use` says
  // what the command needs of the store where the server is in this process.
  static absl::StatusOr<std::unique_ptr<Connection>> Open(const Options& options, app::StoreUse use);

  std::unique_ptr<v1::ArticleService::Stub> articles;
  std::unique_ptr<v1::ClaimService::Stub> claims;
  std::unique_ptr<v1::EntityService::Stub> entities;
  std::unique_ptr<v1::PluginService::Stub> plugins;
  std::unique_ptr<v1::QuoteService::Stub> quotes;
  std::unique_ptr<v1::RelationService::Stub> relations;
  std::unique_ptr<v1::VerificationService::Stub> verification;

 private:
  std::unique_ptr<app::Application> application_;
};

// Gives a call its deadline.
void SetDeadline(const Options& options, grpc::ClientContext& context);

// A status of gRPC as one of ours, its message kept.
absl::Status FromGrpc(const grpc::Status& status);

}  // namespace isnad::cli
