// The record sink: where the host takes a plugin's records, checks them and keeps copies.
#pragma once

#include <cstdint>
#include <functional>
#include <memory_resource>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "plugins/abi/isnad_plugin.h"
#include "server/plugin/article_input.h"
#include "server/plugin/limits.h"
#include "server/plugin/record_rules.h"

namespace isnad::plugin {

// The records of one article that were found good, with the attributes, refs and strings that they point at.
//
// Ids are counted from 1, in order, whatever the plugins called them; refs are in these ids. Not thread-safe.
class RecordStore {
 public:
  struct Note {
    uint32_t owner = 0;    // which plugin, in the order of their runs
    uint64_t repeats = 0;  // bytes of words and strings that whoever names the record repeats
  };

  RecordStore() = default;
  RecordStore(const RecordStore&) = delete;
  RecordStore& operator=(const RecordStore&) = delete;

  const std::vector<isnad_record>& records() const { return records_; }
  const isnad_record& record(uint32_t id) const { return records_[id - 1]; }
  const Note& note(uint32_t id) const { return notes_[id - 1]; }

 private:
  friend class RecordSink;
  std::pmr::monotonic_buffer_resource memory_;
  std::vector<isnad_record> records_;
  std::vector<Note> notes_;
};

// Takes what one plugin finds in one article. The first bad record stops the plugin, and all that it gave is
// dropped unless Finish() finds nothing wrong. Used by one thread.
class RecordSink {
 public:
  // All must outlive the sink. `owner` is noted with each record.
  RecordSink(RecordStore& store, const ArticleInput& article, const Limits& limits,
             const std::function<bool()>& cancelled, uint32_t owner);
  ~RecordSink();
  RecordSink(const RecordSink&) = delete;
  RecordSink& operator=(const RecordSink&) = delete;

  const isnad_sink& abi() const { return abi_; }

  // Says which minor of the ABI the plugin was built for. What only a later one than ours can know is then
  // skipped, where it is a fault otherwise.
  void ComesFrom(uint32_t abi_minor) { newer_ = abi_minor > ISNAD_ABI_MINOR; }

  // What a plugin that fills this sink is given; good until the first record is emitted.
  isnad_input Input() const { return article_.With(store_.records_, first_id_); }

  // Keeps the records if the plugin returned `code` OK and all of them were good. CANCELLED where the caller
  // has gone; else one line that says what the plugin did wrong.
  absl::Status Finish(isnad_code code);

 private:
  static isnad_code EmitThunk(void* context, const isnad_record* record) noexcept;
  static void ErrorThunk(void* context, isnad_str message) noexcept;
  static int32_t CancelledThunk(void* context) noexcept;

  isnad_code Emit(const isnad_record* record);
  isnad_record WithoutLater(isnad_record record);
  isnad_code Reject(const isnad_record& record, std::string_view what);
  std::string Check(const isnad_record& record, const KindRule& rule);
  std::string CheckAttributes(const isnad_record& record, const KindRule& rule);
  std::string CheckRefs(const isnad_record& record, const KindRule& rule);
  uint32_t Resolve(uint32_t plugin_id) const;
  void Keep(const isnad_record& record);
  isnad_str Copy(isnad_str text);
  bool IsCancelled();

  RecordStore& store_;
  const ArticleInput& article_;
  const Limits& limits_;
  const std::function<bool()>& is_cancelled_;
  const uint32_t owner_;
  const uint32_t first_id_;
  isnad_sink abi_;

  bool newer_ = false;
  uint64_t skipped_ = 0;                                // records of kinds that only a later minor has
  std::vector<isnad_attribute> attributes_;             // of WithoutLater()
  std::vector<isnad_ref> refs_;                         // likewise
  std::vector<uint32_t> plugin_ids_;                    // of this plugin's records, in order
  absl::flat_hash_map<uint32_t, uint32_t> renumbered_;  // those that are not first_id, first_id + 1, ...
  uint64_t bytes_ = 0;
  uint64_t repeats_ = 0;  // of the record being checked
  isnad_code code_ = ISNAD_OK;
  std::string fault_;    // ours
  std::string message_;  // the plugin's own
  bool cancelled_ = false;
  bool kept_ = false;
};

// One line of UTF-8 of at most 1 KiB of what a plugin says.
std::string OneLine(std::string_view message);

}  // namespace isnad::plugin
