// The plugin service; see plugin_service.proto.
#pragma once

#include "isnad/v1/plugin_service.grpc.pb.h"
#include "server/rpc/backend.h"

namespace isnad::rpc {

// Thread-safe; `backend` must outlive it.
class PluginService final : public v1::PluginService::CallbackService {
 public:
  explicit PluginService(const Backend& backend) : backend_(backend) {}

  grpc::ServerUnaryReactor* ListPlugins(grpc::CallbackServerContext* context,
                                        const v1::ListPluginsRequest* request,
                                        v1::ListPluginsResponse* response) override;

 private:
  const Backend& backend_;
};

}  // namespace isnad::rpc
