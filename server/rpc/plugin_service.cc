#include "server/rpc/plugin_service.h"

#include "server/rpc/paging.h"
#include "server/rpc/unary.h"

namespace isnad::rpc {
namespace {

// Plugins are few and ordered by name; a page goes on after the last name of the one before.
absl::Status List(const Backend& backend, const v1::ListPluginsRequest& request,
                  v1::ListPluginsResponse& response) {
  auto page = PageOf(request);
  if (!page.ok()) return page.status();
  for (v1::Plugin& plugin : backend.registry->List()) {
    if (plugin.name() <= page->after) continue;
    if (response.plugins_size() == page->size) {
      response.set_next_page_token(TokenFor(request, response.plugins(page->size - 1).name()));
      break;
    }
    *response.add_plugins() = std::move(plugin);
  }
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* PluginService::ListPlugins(grpc::CallbackServerContext* context,
                                                     const v1::ListPluginsRequest* request,
                                                     v1::ListPluginsResponse* response) {
  return RunUnary(backend_, "ListPlugins", context,
                  [this, request, response](const Call&) { return List(backend_, *request, *response); });
}

}  // namespace isnad::rpc
