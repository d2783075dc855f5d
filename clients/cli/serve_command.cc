// isnad serve: the server.
#include <memory>

#include "clients/cli/commands.h"
#include "server/app/serve.h"

namespace isnad::cli {
namespace {

struct ServeOptions {
  std::vector<std::string> listen = {"127.0.0.1:7443"};
  std::string metrics;
  int threads = 0;
  int waiting = 256;
  int grace_seconds = 30;
};

}  // namespace

void AddServe(CLI::App& program, Options& options, Run& run) {
  auto serve = std::make_shared<ServeOptions>();
  auto& command = *program.add_subcommand("serve", "Run the server until SIGTERM, then drain and end with 0");
  AddCommonOptions(command, options);
  command.get_option("--log-level")->default_str("info");
  command
      .add_option("--listen", serve->listen,
                  "HOST:PORT to listen on; port 0 takes any free one, which is printed")
      ->default_str("127.0.0.1:7443");
  command.add_option("--metrics", serve->metrics,
                     "HOST:PORT to serve Prometheus metrics on; nowhere if not given");
  command.add_option("--threads", serve->threads, "Threads that answer calls; one a processor if not given")
      ->check(CLI::Range(1, 1024));
  command
      .add_option("--waiting", serve->waiting, "Calls that may wait for a thread; more are refused at once")
      ->check(CLI::Range(1, 1'000'000))
      ->default_str("256");
  command
      .add_option("--grace", serve->grace_seconds, "Seconds that calls in flight have to finish when it ends")
      ->check(CLI::Range(0, 3600))
      ->default_str("30");
  command.callback([&options, &run, &command, serve] {
    if (command.get_option("--log-level")->empty()) options.log_level = "info";
    run = [&options, serve]() -> ExitStatus {
      app::BlockSignals();
      app::Settings settings;
      settings.places = options.places;
      settings.thresholds = options.thresholds;
      settings.plugin_limits = options.plugin_limits;
      settings.store_use = app::StoreUse::kCreate;
      settings.threads = serve->threads;
      settings.max_waiting = static_cast<size_t>(serve->waiting);
      settings.server.listen = serve->listen;
      settings.metrics = serve->metrics;
      const absl::Status status = app::Serve(settings, std::chrono::seconds(serve->grace_seconds));
      return status.ok() ? kFine : Fail(status);
    };
  });
}

}  // namespace isnad::cli
