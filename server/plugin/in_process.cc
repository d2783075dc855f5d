#include "server/plugin/in_process.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <utility>

#include "server/plugin/claim_input.h"
#include "server/plugin/judgement_sink.h"
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

constexpr size_t kMaxTold = 1000;  // faults and notes that are kept
constexpr size_t kMaxLine = 1024;

// Takes the messages of a failed create().
struct Errors {
  std::vector<std::string> messages;
  isnad_sink sink = {sizeof(isnad_sink), this, &Emit, &Error, &Cancelled};

  static isnad_code Emit(void*, const isnad_record*) noexcept { return ISNAD_FAILED_PRECONDITION; }
  static int32_t Cancelled(void*) noexcept { return 0; }
  static void Error(void* context, isnad_str message) noexcept {
    auto& messages = static_cast<Errors*>(context)->messages;
    if (message.data == nullptr || messages.size() == kMaxTold) return;
    messages.push_back(OneLine({message.data, std::min<size_t>(message.size, kMaxLine)}));
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
  const absl::StatusOr<isnad_instance*> first = Make(&faults_);
  refused_ = first.status();
  if (refused_.ok()) idle_.push_back(*first);
}

LoadedPlugin::LoadedPlugin(Manifest manifest, absl::Status refused)
    : manifest_(std::move(manifest)), refused_(std::move(refused)), host_{} {}

LoadedPlugin::~LoadedPlugin() {
  for (isnad_instance* instance : idle_) table_->destroy(instance);
}

void LoadedPlugin::Log(void* context, int32_t severity, isnad_str message) noexcept {
  if (severity < 1 || message.data == nullptr) return;
  auto& plugin = *static_cast<LoadedPlugin*>(context);
  const std::string line = OneLine({message.data, std::min<size_t>(message.size, kMaxLine)});
  if (severity == 1) return plugin.Note(line);
  std::fprintf(stderr, "%s: plugins/%s: %s\n", severity == 2 ? "warning" : "error", plugin.name().c_str(),
               line.c_str());
}

void LoadedPlugin::Note(std::string line) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (notes_.size() < kMaxTold) notes_.push_back(std::move(line));
}

std::vector<std::string> LoadedPlugin::Notes() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return notes_;
}

v1::Plugin LoadedPlugin::Describe() const {
  v1::Plugin plugin;
  plugin.set_name("plugins/" + manifest_.name);
  plugin.set_version(manifest_.version);
  plugin.set_kind(manifest_.kind == Kind::kJudge ? v1::PLUGIN_KIND_JUDGE : v1::PLUGIN_KIND_EXTRACTOR);
  plugin.mutable_languages()->Assign(manifest_.languages.begin(), manifest_.languages.end());
  plugin.set_abi(manifest_.abi);
  plugin.set_health(refused_.ok() ? v1::PLUGIN_HEALTH_SERVING : v1::PLUGIN_HEALTH_FAILED);
  plugin.set_calls(calls_);
  plugin.set_failures(failures_);
  plugin.set_p50_ms(latencies_.Quantile(0.5));
  plugin.set_p99_ms(latencies_.Quantile(0.99));
  if (!refused_.ok()) {
    plugin.set_message(OneLine(std::string(refused_.message())));
    return plugin;
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  plugin.set_message(last_failure_);
  return plugin;
}

absl::StatusOr<isnad_instance*> LoadedPlugin::Make(std::vector<std::string>* faults) {
  Errors errors;
  isnad_instance* made = nullptr;
  const absl::StatusOr<isnad_code> code = Guarded([&] {
    return table_->create(&host_, {manifest_.config.data(), manifest_.config.size()}, &errors.sink, &made);
  });
  if (code.ok() && *code == ISNAD_OK && made != nullptr) return made;
  if (!code.ok()) errors.messages = {std::string(code.status().message())};
  if (errors.messages.empty())
    errors.messages = {fmt::format("create() returned code {} without saying why", code.ok() ? *code : 0)};
  std::string why = errors.messages.front();
  if (const size_t more = errors.messages.size() - 1; more > 0)
    why += fmt::format(" (and {} more faults; `isnad plugins check` lists them)", more);
  if (faults != nullptr) *faults = std::move(errors.messages);
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
  sink.ComesFrom(table_->abi_minor);
  const absl::StatusOr<isnad_code> code =
      Guarded([&] { return table_->extract(*instance, &input, &sink.abi()); });
  const absl::Status status = code.ok() ? sink.Finish(*code) : code.status();
  Return(*instance, status);
  return status;
}

// An instance whose call failed is ended.
void LoadedPlugin::Return(isnad_instance* instance, const absl::Status& status) {
  if (!status.ok() && !absl::IsCancelled(status)) return table_->destroy(instance);
  const std::lock_guard<std::mutex> lock(mutex_);
  idle_.push_back(instance);
}

void LoadedPlugin::Count(const absl::Status& status) {
  ++calls_;
  if (status.ok() || absl::IsCancelled(status)) return;
  ++failures_;
  const std::lock_guard<std::mutex> lock(mutex_);
  last_failure_ = std::string(status.message());
}

absl::Status LoadedPlugin::Extract(RecordSink& sink) {
  const auto begin = std::chrono::steady_clock::now();
  const absl::Status status = Run(sink);
  latencies_.Add(std::chrono::steady_clock::now() - begin);
  Count(status);
  return status;
}

absl::StatusOr<compare::Judgement> LoadedPlugin::Judge(const v1::Claim& a, const v1::Claim& b,
                                                       bool same_matter, std::chrono::milliseconds patience) {
  const absl::StatusOr<isnad_instance*> instance = Take();
  if (!instance.ok()) {
    Count(instance.status());
    return instance.status();
  }
  const ClaimInput mine(a), theirs(b);
  const isnad_pair pair = {sizeof(isnad_pair), same_matter ? 1u : 0u, &mine.abi(), &theirs.abi()};
  JudgementSink sink(std::chrono::steady_clock::now() + patience);
  const absl::StatusOr<isnad_code> code =
      Guarded([&] { return table_->judge(*instance, &pair, &sink.abi()); });
  absl::StatusOr<compare::Judgement> judgement = code.ok() ? sink.Finish(*code) : code.status();
  Return(*instance, judgement.status());
  Count(judgement.status());
  return judgement;
}

}  // namespace isnad::plugin
