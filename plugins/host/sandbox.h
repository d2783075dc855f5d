// What a plugin may do in a process of its own.
//
// Not in builds with sanitizers, whose own work needs what is taken away here.
#pragma once

#include <cstdint>
#include <string>

namespace isnad::host {

// Bounds memory (address space, in bytes; 0: not) and what can be left behind: no core, no byte in any file.
// Then takes away the network, other programs and other processes. For good, and for threads to come; reading
// files stays. Empty, or what failed.
std::string EnterSandbox(uint64_t memory);

// Takes away files, and everything else that computing needs not: what is left is memory, threads, time and
// what is open. Once create() has returned; for all threads that run.
std::string CloseSandbox();

}  // namespace isnad::host
