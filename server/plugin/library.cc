#include "server/plugin/library.h"

#include <dlfcn.h>
#include <elf.h>
#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>

#include "server/plugin/record_sink.h"

namespace isnad::plugin {
namespace {

constexpr char kSymbol[] = "isnad_plugin_entry_v1";

absl::Status Refused(const Manifest& manifest, std::string_view what) {
  return absl::FailedPreconditionError(fmt::format("{}: {}", manifest.library, what));
}

// The SHA-256 of a file in hexadecimal; empty where it can't be read.
std::string DigestOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
  if (!file || context == nullptr || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1) return "";
  std::array<char, 1u << 16> buffer;
  while (file.read(buffer.data(), buffer.size()) || file.gcount() > 0) {
    EVP_DigestUpdate(context.get(), buffer.data(), static_cast<size_t>(file.gcount()));
  }
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest;
  unsigned int size = 0;
  if (!file.eof() || EVP_DigestFinal_ex(context.get(), digest.data(), &size) != 1) return "";
  std::string hexadecimal;
  for (unsigned int i = 0; i < size; ++i) hexadecimal += fmt::format("{:02x}", digest[i]);
  return hexadecimal;
}

// Whether a file holds all that its program headers promise. One that was cut short would kill the process
// when it is read; what is no ELF file at all the loader refuses by itself.
bool IsWhole(const std::string& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const auto size = static_cast<uint64_t>(file.tellg());
  Elf64_Ehdr header = {};
  file.seekg(0);
  if (!file.read(reinterpret_cast<char*>(&header), sizeof(header))) return false;
  if (std::string_view(reinterpret_cast<const char*>(header.e_ident), SELFMAG) != ELFMAG) return true;
  for (uint64_t i = 0; i < header.e_phnum; ++i) {
    Elf64_Phdr part = {};
    file.seekg(static_cast<std::streamoff>(header.e_phoff + i * sizeof(part)));
    if (!file.read(reinterpret_cast<char*>(&part), sizeof(part))) return false;
    if (part.p_offset > size || part.p_filesz > size - part.p_offset) return false;
  }
  return true;
}

}  // namespace

absl::Status CheckLibraryFile(const Manifest& manifest) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(manifest.library, error)) {
    return Refused(manifest, fmt::format("no such library; correct \"library\" in {}", manifest.path));
  }
  if (!IsWhole(manifest.library)) return Refused(manifest, "is cut short; build or install it anew");
  if (manifest.sha256.empty()) return absl::OkStatus();
  const std::string digest = DigestOf(manifest.library);
  if (digest == manifest.sha256) return absl::OkStatus();
  return Refused(manifest,
                 fmt::format("its SHA-256 is {}, not what \"sha256\" in {} says; install it anew, or correct "
                             "the field if the change is yours",
                             digest, manifest.path));
}

absl::Status CheckTable(const Manifest& manifest, const host::TableFacts& table) {
  if (!table.there) return Refused(manifest, fmt::format("{} returns no table; correct the plugin", kSymbol));
  constexpr size_t kNeeded = offsetof(isnad_plugin, judge) + sizeof(isnad_plugin::judge);
  if (table.size < kNeeded) {
    return Refused(manifest,
                   fmt::format("its table has {} bytes where {} are needed; build it with this server's "
                               "isnad_plugin.h",
                               table.size, kNeeded));
  }
  if (table.abi_major != ISNAD_ABI_MAJOR) {
    return Refused(manifest, fmt::format("built for ABI {}.{} and this server has {}.{}; build it anew",
                                         table.abi_major, table.abi_minor, ISNAD_ABI_MAJOR, ISNAD_ABI_MINOR));
  }
  const bool judges = manifest.kind == Kind::kJudge;
  if (table.kind != (judges ? ISNAD_KIND_JUDGE : ISNAD_KIND_EXTRACTOR)) {
    return Refused(manifest, fmt::format("its table says kind {}, the manifest {}; make them agree",
                                         table.kind, judges ? "judge" : "extractor"));
  }
  if (!table.complete) {
    return Refused(manifest, fmt::format("its table lacks create, {} or destroy; set all three",
                                         judges ? "judge" : "extract"));
  }
  if (table.name != manifest.engine) {
    return Refused(manifest,
                   fmt::format("calls itself \"{}\" where \"{}\" in {} says \"{}\"; make them agree",
                               OneLine(table.name), manifest.IsPack() ? "engine" : "name", manifest.path,
                               manifest.engine));
  }
  if (!manifest.IsPack() && table.version != manifest.version) {
    return Refused(manifest,
                   fmt::format("is version \"{}\" where \"version\" in {} says \"{}\"; make them agree",
                               OneLine(table.version), manifest.path, manifest.version));
  }
  return absl::OkStatus();
}

absl::StatusOr<const isnad_plugin*> LoadLibrary(const Manifest& manifest) {
  if (absl::Status status = CheckLibraryFile(manifest); !status.ok()) return status;
  void* handle = dlopen(manifest.library.c_str(), RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (handle == nullptr) {
    const char* why = dlerror();
    return Refused(manifest,
                   fmt::format("can't be loaded ({}); build or install it anew", why == nullptr ? "?" : why));
  }
  using Entry = const isnad_plugin*();
  auto* entry = reinterpret_cast<Entry*>(dlsym(handle, kSymbol));
  if (entry == nullptr) return Refused(manifest, fmt::format("has no symbol {}; it is no plugin", kSymbol));
  const isnad_plugin* table = entry();
  if (absl::Status status = CheckTable(manifest, host::FactsOf(table)); !status.ok()) return status;
  return table;
}

}  // namespace isnad::plugin
