#include "server/app/serve.h"

#include <fmt/format.h>
#include <pthread.h>

#include <csignal>
#include <cstdio>

#include "server/obs/log.h"

namespace isnad::app {
namespace {

sigset_t EndSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

std::string WithPort(const std::string& address, int port) {
  return fmt::format("{}:{}", address.substr(0, address.rfind(':')), port);
}

}  // namespace

void BlockSignals() {
  sigset_t signals = EndSignals();
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

absl::Status Serve(const Settings& settings, std::chrono::milliseconds grace) {
  auto application = Application::Start(settings);
  if (!application.ok()) return application.status();
  const auto& listen = settings.server.listen;
  for (size_t i = 0; i < listen.size(); ++i) {
    const std::string address = WithPort(listen[i], (*application)->server().ports()[i]);
    fmt::print("listening on {}\n", address);
    obs::LogInfo(fmt::format("listening on {}", address));
  }
  std::fflush(stdout);
  const sigset_t signals = EndSignals();
  int signal = 0;
  sigwait(&signals, &signal);
  obs::LogInfo("draining");
  if (!(*application)->Drain(grace))
    obs::LogWarning("calls in flight were cancelled when the grace period ended");
  obs::LogInfo("ended");
  return absl::OkStatus();
}

}  // namespace isnad::app
