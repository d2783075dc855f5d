#include "server/app/application.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "server/obs/log.h"
#include "server/store/postgres/postgres_store.h"
#include "server/store/sqlite/sqlite_store.h"

namespace isnad::app {
namespace {

absl::StatusOr<entity::Aliases> LoadAliases(const std::string& path) {
  auto aliases = entity::Aliases::Load(path);
  if (absl::IsNotFound(aliases.status()) && path == DefaultPlaces().aliases) return entity::Aliases();
  return aliases;
}

void LogPlugins(const plugin::Registry& registry) {
  for (const v1::Plugin& plugin : registry.List()) {
    if (plugin.health() == v1::PLUGIN_HEALTH_SERVING) {
      obs::LogInfo(fmt::format("{} {} is loaded", plugin.name(), plugin.version()));
    } else {
      obs::LogError(fmt::format("{} is not loaded: {}", plugin.name(), plugin.message()));
    }
  }
}

}  // namespace

// Declared in the order in which they are made; destroyed in the opposite one.
struct Application::Parts {
  entity::Aliases aliases;
  std::unique_ptr<messages::Catalogue> catalogue;
  std::unique_ptr<plugin::Registry> registry;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<pipeline::Analyzer> analyzer;
  obs::Metrics metrics;
  std::unique_ptr<pipeline::Executor> executor;
  std::unique_ptr<pipeline::Ingestor> ingestor;
  rpc::Backend backend;

  absl::Status Load(const Settings& settings);
  absl::Status OpenStore(const Settings& settings);
  void StartThreads(const Settings& settings);
};

absl::Status Application::Parts::Load(const Settings& settings) {
  auto loaded_aliases = LoadAliases(settings.places.aliases);
  if (!loaded_aliases.ok()) return loaded_aliases.status();
  aliases = *std::move(loaded_aliases);
  auto loaded_catalogue = messages::Catalogue::Load(settings.places.messages);
  if (!loaded_catalogue.ok()) return loaded_catalogue.status();
  catalogue = *std::move(loaded_catalogue);
  auto loaded_registry = plugin::Registry::Load(settings.places.plugins, settings.plugin_limits,
                                                {settings.places.plugin_host, settings.places.own_plugins});
  if (!loaded_registry.ok()) return loaded_registry.status();
  registry = *std::move(loaded_registry);
  LogPlugins(*registry);
  analyzer = std::make_unique<pipeline::Analyzer>(*registry, aliases);
  return absl::OkStatus();
}

absl::Status Application::Parts::OpenStore(const Settings& settings) {
  if (settings.store_use == StoreUse::kNone) return absl::OkStatus();
  const bool create = settings.store_use == StoreUse::kCreate;
  if (store::IsPostgresAddress(settings.places.store)) {
    auto opened =
        store::OpenPostgres({.address = settings.places.store, .create = create, .aliases = &aliases});
    if (!opened.ok()) return opened.status();
    store = *std::move(opened);
    return absl::OkStatus();
  }
  if (create) {
    std::error_code error;
    const auto folder = std::filesystem::path(settings.places.store).parent_path();
    if (!folder.empty()) std::filesystem::create_directories(folder, error);
    if (error) {
      return absl::PermissionDeniedError(
          fmt::format("{}: can't be made: {}; choose another --db", folder.string(), error.message()));
    }
  }
  store::SqliteOptions options;
  options.path = settings.places.store;
  options.create = create;
  options.aliases = &aliases;
  auto opened = store::OpenSqlite(options);
  if (!opened.ok()) return opened.status();
  store = *std::move(opened);
  return absl::OkStatus();
}

void Application::Parts::StartThreads(const Settings& settings) {
  const int threads = settings.threads > 0
                          ? settings.threads
                          : std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
  const compare::Judging judging = {settings.thresholds, registry->judge()};
  executor = std::make_unique<pipeline::Executor>(threads, settings.max_waiting);
  if (settings.store_use == StoreUse::kCreate) {
    pipeline::IngestorOptions options;
    options.threads = threads;
    options.judging = judging;
    ingestor = std::make_unique<pipeline::Ingestor>(*analyzer, *store, options);
  }
  backend = {.registry = registry.get(),
             .aliases = &aliases,
             .catalogue = catalogue.get(),
             .analyzer = analyzer.get(),
             .store = store.get(),
             .ingestor = ingestor.get(),
             .executor = executor.get(),
             .metrics = &metrics,
             .judging = judging};
}

Application::Application() : parts_(std::make_unique<Parts>()) {}

absl::StatusOr<std::unique_ptr<Application>> Application::Start(const Settings& settings) {
  const auto [suggest, flag] = settings.thresholds;
  if (!(0 <= suggest && suggest <= flag && flag <= 1)) {
    return absl::InvalidArgumentError(fmt::format(
        "suggest {} and flag {}: scores are 0 to 1, and what is flagged is suggested too", suggest, flag));
  }
  std::unique_ptr<Application> application(new Application());
  Parts& parts = *application->parts_;
  if (absl::Status status = parts.Load(settings); !status.ok()) return status;
  if (absl::Status status = parts.OpenStore(settings); !status.ok()) return status;
  parts.StartThreads(settings);
  if (!settings.metrics.empty()) {
    if (absl::Status status = parts.metrics.Expose(settings.metrics); !status.ok()) return status;
  }
  auto server = rpc::Server::Start(parts.backend, settings.server);
  if (!server.ok()) return server.status();
  application->server_ = *std::move(server);
  return application;
}

std::vector<v1::Plugin> Application::RefusedPlugins() const {
  std::vector<v1::Plugin> plugins = parts_->registry->List();
  std::erase_if(plugins,
                [](const v1::Plugin& plugin) { return plugin.health() == v1::PLUGIN_HEALTH_SERVING; });
  return plugins;
}

Application::~Application() {
  if (server_ != nullptr) Drain(std::chrono::milliseconds(0));
}

bool Application::Drain(std::chrono::milliseconds grace) {
  const bool clean = server_->Shutdown(grace);
  server_.reset();
  if (parts_->ingestor != nullptr) parts_->ingestor->Drain();
  parts_->executor->Drain();
  return clean;
}

}  // namespace isnad::app
