#include "server/obs/log.h"

#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <array>
#include <memory>

namespace isnad::obs {
namespace {

constexpr std::array<std::string_view, 5> kLevels = {"debug", "info", "warning", "error", "off"};

std::string Escaped(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 2);
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out;
}

spdlog::logger& Logger() {
  static const std::shared_ptr<spdlog::logger> logger = [] {
    auto made = std::make_shared<spdlog::logger>("isnad", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%f%z","level":"%l",%v})");
    made->set_level(spdlog::level::warn);
    made->flush_on(spdlog::level::info);
    return made;
  }();
  return *logger;
}

void Write(spdlog::level::level_enum level, std::string_view message) {
  if (Logger().should_log(level)) Logger().log(level, fmt::format(R"("message":"{}")", Escaped(message)));
}

bool ServerFault(std::string_view code) {
  return code == "INTERNAL" || code == "DATA_LOSS" || code == "UNKNOWN" || code == "UNAVAILABLE";
}

}  // namespace

bool IsLogLevel(std::string_view level) {
  for (const std::string_view known : kLevels) {
    if (known == level) return true;
  }
  return false;
}

void StartLog(std::string_view level) { Logger().set_level(spdlog::level::from_str(std::string(level))); }

void LogInfo(std::string_view message) { Write(spdlog::level::info, message); }
void LogWarning(std::string_view message) { Write(spdlog::level::warn, message); }
void LogError(std::string_view message) { Write(spdlog::level::err, message); }

void LogCall(const CallRecord& call) {
  const auto level = ServerFault(call.code) ? spdlog::level::err : spdlog::level::info;
  if (!Logger().should_log(level)) return;
  Logger().log(level, fmt::format(R"("method":"{}","code":"{}","reason":"{}","peer":"{}","latency_us":{})",
                                  Escaped(call.method), Escaped(call.code), Escaped(call.reason),
                                  Escaped(call.peer), call.latency.count()));
}

}  // namespace isnad::obs
