#include "server/plugin/library_code.h"

#include <algorithm>
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

class LibraryInstance final : public Instance {
 public:
  LibraryInstance(const isnad_plugin& table, isnad_instance* instance) : table_(table), instance_(instance) {}
  ~LibraryInstance() override { table_.destroy(instance_); }

  absl::Status Extract(RecordSink& sink) override {
    const isnad_input input = sink.Input();
    sink.ComesFrom(table_.abi_minor);
    const absl::StatusOr<isnad_code> code =
        Guarded([&] { return table_.extract(instance_, &input, &sink.abi()); });
    return code.ok() ? sink.Finish(*code) : code.status();
  }

  absl::StatusOr<compare::Judgement> Judge(const isnad_pair& pair, JudgementSink& sink) override {
    const absl::StatusOr<isnad_code> code =
        Guarded([&] { return table_.judge(instance_, &pair, &sink.abi()); });
    if (!code.ok()) return code.status();
    return sink.Finish(*code);
  }

 private:
  const isnad_plugin& table_;
  isnad_instance* const instance_;
};

class LibraryCode final : public Code {
 public:
  LibraryCode(const Manifest& manifest, const isnad_plugin& table, LogFunction log)
      : manifest_(manifest),
        table_(table),
        log_(std::move(log)),
        host_{sizeof(isnad_host), ISNAD_ABI_MAJOR, ISNAD_ABI_MINOR, this, &Log} {}

  uint32_t stage() const override { return table_.stage; }

  absl::StatusOr<std::unique_ptr<Instance>> Make(std::vector<std::string>* faults) override {
    CreateErrors errors;
    isnad_instance* made = nullptr;
    const absl::StatusOr<isnad_code> code = Guarded([&] {
      return table_.create(&host_, {manifest_.config.data(), manifest_.config.size()}, &errors.abi(), &made);
    });
    if (code.ok() && *code == ISNAD_OK && made != nullptr)
      return std::make_unique<LibraryInstance>(table_, made);
    if (!code.ok()) errors.messages = {std::string(code.status().message())};
    return CannotStart(manifest_.path, code.ok() ? *code : ISNAD_INTERNAL, std::move(errors.messages),
                       faults);
  }

 private:
  static void Log(void* context, int32_t severity, isnad_str message) noexcept {
    if (message.data != nullptr)
      static_cast<LibraryCode*>(context)->log_(severity, OneLine({message.data, message.size}));
  }

  const Manifest& manifest_;
  const isnad_plugin& table_;
  const LogFunction log_;
  const isnad_host host_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Code>> LoadCode(const Manifest& manifest, LogFunction log) {
  const absl::StatusOr<const isnad_plugin*> table = LoadLibrary(manifest);
  if (!table.ok()) return table.status();
  return std::make_unique<LibraryCode>(manifest, **table, std::move(log));
}

}  // namespace isnad::plugin
