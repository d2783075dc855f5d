#include "plugins/host/wire.h"

namespace isnad::host {
namespace {

// What of a record has always the same size.
struct RecordHead {
  uint32_t id = 0;
  uint32_t kind = 0;
  isnad_span span = {};
  uint32_t unused = 0;  // so that there is no hole, whose bytes nobody has set
  uint64_t n_attributes = 0;
  uint64_t n_refs = 0;
};

std::string StringOf(isnad_str text) {
  return text.data == nullptr ? std::string() : std::string(text.data, text.size);
}

void WriteRecords(Writer& out, const isnad_record* records, uint64_t count) {
  out.Pod(count);
  for (uint64_t i = 0; i < count; ++i) Write(out, records[i]);
}

void WritePart(Writer& out, const isnad_part& part) {
  out.Str(part.original);
  out.Str(part.folded);
  out.Array(part.folded_map, part.folded.size + 1);
  out.Array(part.tokens, part.n_tokens);
  out.Array(part.sentences, part.n_sentences);
  out.Array(part.quotations, part.n_quotations);
}

isnad_part ReadPart(Reader& in) {
  isnad_part part = {};
  part.size = sizeof(part);
  part.original = in.Str();
  part.folded = in.Str();
  uint64_t map = 0;
  part.folded_map = in.Array<uint32_t>(map);
  if (map != part.folded.size + 1) in.Fail();
  part.tokens = in.Array<isnad_token>(part.n_tokens);
  part.sentences = in.Array<isnad_sentence>(part.n_sentences);
  part.quotations = in.Array<isnad_quotation>(part.n_quotations);
  return part;
}

void WriteClaim(Writer& out, const isnad_claim& claim) {
  out.Pod(claim.claim_id);
  WriteRecords(out, claim.records, claim.n_records);
  for (uint64_t i = 0; i < claim.n_records; ++i) out.Str(claim.words[i]);
  for (const isnad_str& text :
       {claim.claim, claim.article, claim.title, claim.outlet, claim.publish_time, claim.language}) {
    out.Str(text);
  }
}

}  // namespace

TableFacts FactsOf(const isnad_plugin* table) {
  TableFacts facts;
  facts.there = table != nullptr;
  if (!facts.there) return facts;
  facts.size = table->size;
  if (!ISNAD_HAS(table, isnad_plugin, judge)) return facts;  // the last field of 1.0
  facts.abi_major = table->abi_major;
  facts.abi_minor = table->abi_minor;
  facts.kind = table->kind;
  facts.stage = table->stage;
  const bool works = table->kind == ISNAD_KIND_JUDGE ? table->judge != nullptr : table->extract != nullptr;
  facts.complete = works && table->create != nullptr && table->destroy != nullptr;
  facts.name = StringOf(table->name);
  facts.version = StringOf(table->version);
  return facts;
}

void Writer::Bytes(isnad_str text) {
  if (text.size > 0) bytes_.append(text.data, text.size);
}

void Writer::Str(isnad_str text) {
  Pod(text.size);
  Bytes(text);
}

const char* Reader::Take(uint64_t size) {
  if (size > Left()) ok_ = false;
  if (!ok_) return nullptr;
  const char* taken = bytes_.data() + at_;
  at_ += size;
  return taken;
}

isnad_str Reader::Bytes(uint64_t size) {
  const char* data = Take(size);
  return data == nullptr ? isnad_str{} : isnad_str{data, size};
}

isnad_str Reader::Str() { return Bytes(Pod<uint64_t>()); }

void Write(Writer& out, const TableFacts& facts) {
  out.Pod<uint8_t>(facts.there ? 1 : 0);
  for (const uint32_t number : {facts.size, facts.abi_major, facts.abi_minor, facts.kind, facts.stage})
    out.Pod(number);
  out.Pod<uint8_t>(facts.complete ? 1 : 0);
  out.Str(facts.name);
  out.Str(facts.version);
}

TableFacts ReadFacts(Reader& in) {
  TableFacts facts;
  facts.there = in.Pod<uint8_t>() != 0;
  for (uint32_t* number : {&facts.size, &facts.abi_major, &facts.abi_minor, &facts.kind, &facts.stage})
    *number = in.Pod<uint32_t>();
  facts.complete = in.Pod<uint8_t>() != 0;
  facts.name = StringOf(in.Str());
  facts.version = StringOf(in.Str());
  return facts;
}

// The head, the attributes, the refs, and then the words of the attributes that are words.
void Write(Writer& out, const isnad_record& record) {
  out.Pod(RecordHead{record.id, record.kind, record.span, 0, record.n_attributes, record.n_refs});
  for (uint64_t i = 0; i < record.n_attributes; ++i) {
    isnad_attribute attribute = record.attributes[i];
    if (attribute.type == ISNAD_TYPE_STR) attribute.value.str.data = nullptr;
    out.Pod(attribute);
  }
  for (uint64_t i = 0; i < record.n_refs; ++i) out.Pod(record.refs[i]);
  for (uint64_t i = 0; i < record.n_attributes; ++i) {
    const isnad_attribute& attribute = record.attributes[i];
    if (attribute.type == ISNAD_TYPE_STR) out.Bytes(attribute.value.str);
  }
}

const isnad_record* RecordReader::Next(Reader& in) {
  const auto head = in.Pod<RecordHead>();
  if (head.unused != 0) in.Fail();
  in.Copy(head.n_attributes, attributes_);
  in.Copy(head.n_refs, refs_);
  for (isnad_attribute& attribute : attributes_) {
    if (attribute.type != ISNAD_TYPE_STR) continue;
    if (attribute.value.str.data != nullptr) in.Fail();
    attribute.value.str = in.Bytes(attribute.value.str.size);
  }
  if (!in.ok()) return nullptr;
  record_ = {.size = sizeof(isnad_record),
             .id = head.id,
             .kind = head.kind,
             .span = head.span,
             .attributes = attributes_.data(),
             .n_attributes = attributes_.size(),
             .refs = refs_.data(),
             .n_refs = refs_.size()};
  return &record_;
}

const std::vector<isnad_record>& RecordsReader::Read(Reader& in) {
  const auto count = in.Pod<uint64_t>();
  if (count > in.Left() / sizeof(RecordHead)) in.Fail();
  readers_.clear();
  records_.clear();
  if (!in.ok()) return records_;
  readers_.resize(count);
  for (RecordReader& reader : readers_) {
    const isnad_record* record = reader.Next(in);
    if (record == nullptr) break;
    records_.push_back(*record);
  }
  return records_;
}

void Write(Writer& out, const isnad_input& input) {
  out.Pod(input.first_id);
  for (const isnad_str& text : {input.publish_time, input.language, input.outlet, input.uri, input.author})
    out.Str(text);
  out.Pod(input.n_parts);
  for (uint64_t i = 0; i < input.n_parts; ++i) WritePart(out, input.parts[i]);
  WriteRecords(out, input.records, input.n_records);
}

const isnad_input& InputReader::Read(Reader& in) {
  input_ = {};
  input_.size = sizeof(input_);
  input_.first_id = in.Pod<uint32_t>();
  for (isnad_str* text :
       {&input_.publish_time, &input_.language, &input_.outlet, &input_.uri, &input_.author}) {
    *text = in.Str();
  }
  const auto parts = in.Pod<uint64_t>();
  parts_.clear();
  for (uint64_t i = 0; in.ok() && i < parts; ++i) parts_.push_back(ReadPart(in));
  input_.parts = parts_.data();
  input_.n_parts = parts_.size();
  const std::vector<isnad_record>& records = records_.Read(in);
  input_.records = records.data();
  input_.n_records = records.size();
  return input_;
}

void Write(Writer& out, const isnad_pair& pair) {
  out.Pod(pair.same_matter);
  WriteClaim(out, *pair.a);
  WriteClaim(out, *pair.b);
}

void PairReader::Read(Reader& in, Side& side) {
  side.claim = {};
  side.claim.size = sizeof(side.claim);
  side.claim.claim_id = in.Pod<uint32_t>();
  const std::vector<isnad_record>& records = side.records.Read(in);
  side.words.clear();
  for (size_t i = 0; in.ok() && i < records.size(); ++i) side.words.push_back(in.Str());
  side.claim.records = records.data();
  side.claim.words = side.words.data();
  side.claim.n_records = side.words.size();
  for (isnad_str* text : {&side.claim.claim, &side.claim.article, &side.claim.title, &side.claim.outlet,
                          &side.claim.publish_time, &side.claim.language}) {
    *text = in.Str();
  }
}

const isnad_pair& PairReader::Read(Reader& in) {
  pair_ = {};
  pair_.size = sizeof(pair_);
  pair_.same_matter = in.Pod<uint32_t>();
  Read(in, a_);
  Read(in, b_);
  pair_.a = &a_.claim;
  pair_.b = &b_.claim;
  return pair_;
}

}  // namespace isnad::host
