// Logs: one JSON object a line on standard error, never with the text of an article.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace isnad::obs {

// Sets the level: debug, info, warning, error or off. Called once, before threads start.
void StartLog(std::string_view level);

// Whether `level` is one that StartLog takes.
bool IsLogLevel(std::string_view level);

// A sentence about the server itself: started, listening, draining. Thread-safe.
void LogInfo(std::string_view message);
void LogWarning(std::string_view message);
void LogError(std::string_view message);

// What is said of one call. Names of articles may stand in it, words of theirs may not.
struct CallRecord {
  std::string_view method;
  std::string_view code;    // OK, NOT_FOUND, …
  std::string_view reason;  // ErrorInfo's; empty where OK
  std::string_view peer;
  std::chrono::microseconds latency{0};
};

// One line a call: info where it succeeded or the caller was at fault, error where the server was.
// Thread-safe.
void LogCall(const CallRecord& call);

}  // namespace isnad::obs
