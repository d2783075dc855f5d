#include "server/plugin/in_process.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <utility>

#include "server/plugin/library.h"

namespace isnad::plugin {
namespace {

// Calls into a plugin; what it throws becomes an error.
template <class Call>
absl::StatusOr<isnad_code> Guarded(Call call) {
  try {
    return call();
  } catch (const std::exception& e) {
    return absl::InternalError("threw an exception: " + OneLine(e.what()));
  } catch (...) {
    return absl::InternalError("threw an exception of unknown type");
  }
}

// Takes the message of a failed create().
struct Errors {
  std::string message;
  isnad_sink sink = {sizeof(isnad_sink), this, &Emit, &Error, &Cancelled};

  static isnad_code Emit(void*, const isnad_record*) noexcept { return ISNAD_FAILED_PRECONDITION; }
  static int32_t Cancelled(void*) noexcept { return 0; }
  static void Error(void* context, isnad_str message) noexcept {
    if (message.data == nullptr) return;
    static_cast<Errors*>(context)->message = OneLine({message.data, std::min<size_t>(message.size, 1024)});
  }
};

}  // namespace

LoadedPlugin::LoadedPlugin(Manifest manifest)
    : manifest_(std::move(manifest)),
      host_{sizeof(isnad_host), ISNAD_ABI_MAJOR, ISNAD_ABI_MINOR, this, &Log} {
  const absl::StatusOr<const isnad_plugin*> table = LoadLibrary(manifest_);
  refused_ = table.status();
  if (!refused_.ok()) return;
  table_ = *table;
  const absl::StatusOr<isnad_instance*> first = Make();
  refused_ = first.status();
  if (refused_.ok()) idle_.push_back(*first);
}

LoadedPlugin::LoadedPlugin(Manifest manifest, absl::Status refused)
    : manifest_(std::move(manifest)), refused_(std::move(refused)), host_{} {}

LoadedPlugin::~LoadedPlugin() {
  for (isnad_instance* instance : idle_) table_->destroy(instance);
}

void LoadedPlugin::Log(void* context, int32_t severity, isnad_str message) noexcept {
  if (severity < 2 || message.data == nullptr) return;
  const auto& plugin = *static_cast<const LoadedPlugin*>(context);
  const std::string line = OneLine({message.data, std::min<size_t>(message.size, 1024)});
  std::fprintf(stderr, "%s: plugins/%s: %s\n", severity == 2 ? "warning" : "error", plugin.name().c_str(),
               line.c_str());
}

v1::Plugin LoadedPlugin::Describe() const {
  v1::Plugin plugin;
  plugin.set_name("plugins/" + manifest_.name);
  plugin.set_version(manifest_.version);
  plugin.set_kind(v1::PLUGIN_KIND_EXTRACTOR);
  plugin.mutable_languages()->Assign(manifest_.languages.begin(), manifest_.languages.end());
  plugin.set_abi(manifest_.abi);
  plugin.set_health(refused_.ok() ? v1::PLUGIN_HEALTH_SERVING : v1::PLUGIN_HEALTH_FAILED);
  plugin.set_calls(calls_);
  plugin.set_failures(failures_);
  if (!refused_.ok()) {
    plugin.set_message(OneLine(std::string(refused_.message())));
    return plugin;
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  plugin.set_message(last_failure_);
  return plugin;
}

absl::StatusOr<isnad_instance*> LoadedPlugin::Make() {
  Errors errors;
  isnad_instance* made = nullptr;
  const absl::StatusOr<isnad_code> code = Guarded([&] {
    return table_->create(&host_, {manifest_.config.data(), manifest_.config.size()}, &errors.sink, &made);
  });
  std::string why = code.ok() ? errors.message : std::string(code.status().message());
  if (code.ok() && *code == ISNAD_OK && made != nullptr) return made;
  if (why.empty()) why = fmt::format("create() returned code {} without saying why", code.ok() ? *code : 0);
  return absl::FailedPreconditionError(fmt::format("{}: can't start: {}", manifest_.path, why));
}

absl::StatusOr<isnad_instance*> LoadedPlugin::Take() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!idle_.empty()) {
      isnad_instance* instance = idle_.back();
      idle_.pop_back();
      return instance;
    }
  }
  return Make();
}

absl::Status LoadedPlugin::Run(RecordSink& sink) {
  const absl::StatusOr<isnad_instance*> instance = Take();
  if (!instance.ok()) return instance.status();
  const isnad_input input = sink.Input();
  const absl::StatusOr<isnad_code> code =
      Guarded([&] { return table_->extract(*instance, &input, &sink.abi()); });
  const absl::Status status = code.ok() ? sink.Finish(*code) : code.status();
  if (!status.ok() && !absl::IsCancelled(status)) {
    table_->destroy(*instance);
    return status;
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  idle_.push_back(*instance);
  return status;
}

absl::Status LoadedPlugin::Extract(RecordSink& sink) {
  ++calls_;
  const absl::Status status = Run(sink);
  if (!status.ok() && !absl::IsCancelled(status)) {
    ++failures_;
    const std::lock_guard<std::mutex> lock(mutex_);
    last_failure_ = std::string(status.message());
  }
  return status;
}

}  // namespace isnad::plugin
