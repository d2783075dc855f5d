// Any bytes as what a plugin's process sends: they are no records, or the same bytes can be written of them
// again; and whatever records they are, the host's sink takes or refuses them.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "isnad/v1/article.pb.h"
#include "plugins/host/wire.h"
#include "server/plugin/record_sink.h"

namespace {

using isnad::host::Reader;
using isnad::host::Writer;

void Check(bool holds) {
  if (!holds) std::abort();
}

void Records(std::string_view bytes) {
  isnad::v1::Article article;
  article.set_text("قالت ليلى: «نعم». لها 12 كتاباً.");
  const isnad::plugin::ArticleInput input(article);
  isnad::plugin::RecordStore store;
  const isnad::plugin::Limits limits{.max_records = 1000, .max_bytes = 1u << 20};
  const std::function<bool()> never = [] { return false; };
  isnad::plugin::RecordSink sink(store, input, limits, never, 0);
  isnad::host::RecordReader reader;
  Reader in(bytes);
  Writer out;
  isnad_code code = ISNAD_OK;
  while (in.ok() && !in.AtEnd()) {
    const isnad_record* record = reader.Next(in);
    Check((record != nullptr) == in.ok());
    if (record == nullptr) break;
    Write(out, *record);
    code = sink.abi().emit(sink.abi().context, record);
  }
  if (in.ok()) Check(out.bytes() == bytes);
  Check(sink.Finish(code).ok() == (code == ISNAD_OK));
}

void Pair(std::string_view bytes) {
  Reader in(bytes);
  isnad::host::PairReader reader;
  const isnad_pair& pair = reader.Read(in);
  if (!in.ok() || !in.AtEnd()) return;
  Writer out;
  Write(out, pair);
  Check(out.bytes() == bytes);
}

void Facts(std::string_view bytes) {
  Reader in(bytes);
  const isnad::host::TableFacts facts = isnad::host::ReadFacts(in);
  Check(facts.name.size() + facts.version.size() <= bytes.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  if (data[0] % 3 == 0) Records(bytes);
  if (data[0] % 3 == 1) Pair(bytes);
  if (data[0] % 3 == 2) Facts(bytes);
  return 0;
}
