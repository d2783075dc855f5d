// What passes between the server and a plugin in a process of its own: frames over a socket, and the input of
// a call in memory that both have.
//
// Both ends are on one machine and of one build, so that numbers and the ABI's arrays pass as they stand in
// memory. The server trusts nothing that comes from the other end: every size is looked at before it is used.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "plugins/abi/isnad_plugin.h"

namespace isnad::host {

// The file descriptors that the process is started with.
inline constexpr int kSocket = 3;
inline constexpr int kMemory = 4;

// A frame is its type and the size of its payload, both uint32_t, and the payload.
enum class FrameType : uint32_t {
  // To the process.
  kLoad = 1,     // limit of memory (u64), library (str): once, at the beginning
  kCreate = 2,   // config (str): once, if the table is good
  kExtract = 3,  // size (u64) of the input that stands in the memory
  kJudge = 4,    // likewise of a pair
  kStop = 5,     // the call is to end with this code (i32)
  // From the process.
  kTable = 16,    // TableFacts
  kRecords = 17,  // records, one behind the other
  kError = 18,    // what the plugin says is wrong
  kLog = 19,      // severity (i32) and words (str)
  kDone = 20,     // the code (i32) that loading, creating or the call ended with
};

struct FrameHead {
  uint32_t type = 0;
  uint32_t size = 0;
};

inline constexpr uint32_t kMaxFrame = 16u << 20;

// What a plugin's table says, without its functions.
struct TableFacts {
  bool there = false;  // the entry gave one
  uint32_t size = 0;   // where it is too small, the rest is not read
  uint32_t abi_major = 0;
  uint32_t abi_minor = 0;
  uint32_t kind = 0;
  uint32_t stage = 0;
  bool complete = false;  // has the functions of its kind
  std::string name;
  std::string version;
};
TableFacts FactsOf(const isnad_plugin* table);

// Writes values one behind the other.
class Writer {
 public:
  template <class T>
  void Pod(const T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    bytes_.append(reinterpret_cast<const char*>(&value), sizeof(T));
  }
  void Bytes(isnad_str text);  // without its size
  void Str(isnad_str text);
  void Str(std::string_view text) { Str(isnad_str{text.data(), text.size()}); }
  // At a place that is a multiple of 8, so that it can be read where it stands.
  template <class T>
  void Array(const T* items, uint64_t count) {
    static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= 8);
    Pod(count);
    bytes_.resize((bytes_.size() + 7) / 8 * 8);
    if (count > 0) bytes_.append(reinterpret_cast<const char*>(items), count * sizeof(T));
  }

  const std::string& bytes() const { return bytes_; }
  void clear() { bytes_.clear(); }

 private:
  std::string bytes_;
};

// Reads them again. What is not there is zero or empty, and ok() is false from then on. What it gives is
// borrowed from the bytes, which begin at a multiple of 8 where arrays are read.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  bool ok() const { return ok_; }
  bool AtEnd() const { return at_ == bytes_.size(); }
  uint64_t Left() const { return bytes_.size() - at_; }
  void Fail() { ok_ = false; }

  template <class T>
  T Pod() {
    static_assert(std::is_trivially_copyable_v<T>);
    T value = {};
    if (const char* from = Take(sizeof(T))) std::memcpy(&value, from, sizeof(T));
    return value;
  }
  isnad_str Bytes(uint64_t size);
  isnad_str Str();
  template <class T>
  void Copy(uint64_t count, std::vector<T>& to) {
    static_assert(std::is_trivially_copyable_v<T>);
    to.clear();
    if (count > Left() / sizeof(T)) ok_ = false;
    if (!ok_ || count == 0) return;
    to.resize(count);
    std::memcpy(to.data(), Take(count * sizeof(T)), count * sizeof(T));
  }
  template <class T>
  const T* Array(uint64_t& count) {
    count = Pod<uint64_t>();
    Take((at_ + 7) / 8 * 8 - at_);
    if (count > Left() / sizeof(T)) ok_ = false;
    if (!ok_) count = 0;
    return reinterpret_cast<const T*>(Take(count * sizeof(T)));
  }

 private:
  const char* Take(uint64_t size);

  std::string_view bytes_;
  size_t at_ = 0;
  bool ok_ = true;
};

void Write(Writer& out, const TableFacts& facts);
void Write(Writer& out, const isnad_record& record);
void Write(Writer& out, const isnad_input& input);
void Write(Writer& out, const isnad_pair& pair);
TableFacts ReadFacts(Reader& in);

// Reads records, one at a time or many that stay.
class RecordReader {
 public:
  // Good until the next one. Null where there is no whole record, and then `in` is not ok.
  const isnad_record* Next(Reader& in);

 private:
  isnad_record record_ = {};
  std::vector<isnad_attribute> attributes_;
  std::vector<isnad_ref> refs_;
};

class RecordsReader {
 public:
  // All of them, borrowed from this and from the bytes.
  const std::vector<isnad_record>& Read(Reader& in);

 private:
  std::vector<RecordReader> readers_;
  std::vector<isnad_record> records_;
};

// The input of a call, borrowed from this and from the bytes.
class InputReader {
 public:
  const isnad_input& Read(Reader& in);

 private:
  std::vector<isnad_part> parts_;
  RecordsReader records_;
  isnad_input input_ = {};
};

class PairReader {
 public:
  const isnad_pair& Read(Reader& in);

 private:
  struct Side {
    RecordsReader records;
    std::vector<isnad_str> words;
    isnad_claim claim = {};
  };
  void Read(Reader& in, Side& side);

  Side a_, b_;
  isnad_pair pair_ = {};
};

}  // namespace isnad::host
