#include "plugins/host/sandbox.h"

#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <initializer_list>
#include <memory>

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#include <linux/sched.h>
#include <seccomp.h>
#define ISNAD_SANDBOX 1
#endif

namespace isnad::host {

#ifdef ISNAD_SANDBOX
namespace {

struct Release {
  void operator()(void* filter) const { seccomp_release(filter); }
};
using Filter = std::unique_ptr<void, Release>;

// Calls that reach the network, other programs and other processes.
constexpr std::initializer_list<int> kOutside = {SCMP_SYS(socket),
                                                 SCMP_SYS(socketpair),
                                                 SCMP_SYS(connect),
                                                 SCMP_SYS(bind),
                                                 SCMP_SYS(listen),
                                                 SCMP_SYS(accept),
                                                 SCMP_SYS(accept4),
                                                 SCMP_SYS(execve),
                                                 SCMP_SYS(execveat),
                                                 SCMP_SYS(fork),
                                                 SCMP_SYS(vfork),
                                                 SCMP_SYS(kill),
                                                 SCMP_SYS(tkill),
                                                 SCMP_SYS(ptrace),
                                                 SCMP_SYS(process_vm_readv),
                                                 SCMP_SYS(process_vm_writev),
                                                 SCMP_SYS(bpf),
                                                 SCMP_SYS(perf_event_open),
                                                 SCMP_SYS(io_uring_setup),
                                                 SCMP_SYS(userfaultfd),
                                                 SCMP_SYS(keyctl),
                                                 SCMP_SYS(add_key),
                                                 SCMP_SYS(request_key),
                                                 SCMP_SYS(mount),
                                                 SCMP_SYS(umount2),
                                                 SCMP_SYS(unshare),
                                                 SCMP_SYS(setns),
                                                 SCMP_SYS(pidfd_open),
                                                 SCMP_SYS(memfd_create)};

// All that is left in the end, beside threads and signals to oneself.
constexpr std::initializer_list<int> kComputing = {SCMP_SYS(read),
                                                   SCMP_SYS(write),
                                                   SCMP_SYS(readv),
                                                   SCMP_SYS(writev),
                                                   SCMP_SYS(pread64),
                                                   SCMP_SYS(recvfrom),
                                                   SCMP_SYS(poll),
                                                   SCMP_SYS(ppoll),
                                                   SCMP_SYS(close),
                                                   SCMP_SYS(fstat),
                                                   SCMP_SYS(lseek),
                                                   SCMP_SYS(mmap),
                                                   SCMP_SYS(munmap),
                                                   SCMP_SYS(mremap),
                                                   SCMP_SYS(mprotect),
                                                   SCMP_SYS(madvise),
                                                   SCMP_SYS(brk),
                                                   SCMP_SYS(futex),
                                                   SCMP_SYS(set_robust_list),
                                                   SCMP_SYS(get_robust_list),
                                                   SCMP_SYS(rseq),
                                                   SCMP_SYS(gettid),
                                                   SCMP_SYS(getpid),
                                                   SCMP_SYS(sched_yield),
                                                   SCMP_SYS(sched_getaffinity),
                                                   SCMP_SYS(clock_gettime),
                                                   SCMP_SYS(clock_nanosleep),
                                                   SCMP_SYS(nanosleep),
                                                   SCMP_SYS(gettimeofday),
                                                   SCMP_SYS(getrandom),
                                                   SCMP_SYS(rt_sigaction),
                                                   SCMP_SYS(rt_sigprocmask),
                                                   SCMP_SYS(rt_sigreturn),
                                                   SCMP_SYS(sigaltstack),
                                                   SCMP_SYS(restart_syscall),
                                                   SCMP_SYS(exit),
                                                   SCMP_SYS(exit_group),
                                                   SCMP_SYS(membarrier),
                                                   SCMP_SYS(getrusage),
                                                   SCMP_SYS(sysinfo),
                                                   SCMP_SYS(uname),
                                                   SCMP_SYS(prctl)};

// A thread may be made, a process not. clone3 hides its flags; told that there is none, libc uses clone.
bool OnlyThreads(void* filter, bool allowed_by_default) {
  const auto flag = static_cast<scmp_datum_t>(CLONE_THREAD);
  const int no_clone3 = seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
  const int clone = allowed_by_default ? seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1,
                                                          SCMP_A0(SCMP_CMP_MASKED_EQ, flag, 0))
                                       : seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                                                          SCMP_A0(SCMP_CMP_MASKED_EQ, flag, flag));
  return no_clone3 == 0 && clone == 0;
}

std::string Load(void* filter, std::initializer_list<int> calls, uint32_t action, bool allowed_by_default) {
  bool good = filter != nullptr && OnlyThreads(filter, allowed_by_default);
  for (const int call : calls) good = good && seccomp_rule_add(filter, action, call, 0) == 0;
  // Signals within this process alone: abort() needs that.
  const auto self = static_cast<scmp_datum_t>(getpid());
  good =
      good &&
      (allowed_by_default
           ? seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_NE, self))
           : seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, SCMP_A0(SCMP_CMP_EQ, self))) == 0;
  good = good && seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1) == 0;
  if (!good) return "the filter of system calls can't be made";
  const int loaded = seccomp_load(filter);
  return loaded == 0 ? "" : std::string("the filter of system calls can't be set: ") + std::strerror(-loaded);
}

std::string Limit(int what, uint64_t most) {
  const rlimit limit = {most, most};
  return setrlimit(static_cast<__rlimit_resource>(what), &limit) == 0
             ? ""
             : std::string("a limit can't be set: ") + std::strerror(errno);
}

}  // namespace

std::string EnterSandbox(uint64_t memory) {
  for (const auto& [what, most] : std::initializer_list<std::pair<int, uint64_t>>{
           {RLIMIT_CORE, 0}, {RLIMIT_FSIZE, 0}, {RLIMIT_NOFILE, 64}}) {
    if (std::string fault = Limit(what, most); !fault.empty()) return fault;
  }
  if (memory > 0) {
    if (std::string fault = Limit(RLIMIT_AS, memory); !fault.empty()) return fault;
  }
  std::signal(SIGXFSZ, SIG_IGN);  // a write to a file fails, and does not end the process
  const Filter filter(seccomp_init(SCMP_ACT_ALLOW));
  return Load(filter.get(), kOutside, SCMP_ACT_ERRNO(EPERM), true);
}

std::string CloseSandbox() {
  const Filter filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)));
  return Load(filter.get(), kComputing, SCMP_ACT_ALLOW, false);
}

#else

std::string EnterSandbox(uint64_t) { return ""; }
std::string CloseSandbox() { return ""; }

#endif

}  // namespace isnad::host
