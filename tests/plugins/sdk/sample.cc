// A plugin that uses all of the SDK and knows no language: quoted words are quotes of the first word of their
// sentence, numbers are quantities, a sentence with a number is a claim, a mark that never closes is a
// finding, # is boilerplate.
#include <stdexcept>

#include "plugins/sdk/isnad_plugin.hpp"

namespace {

namespace sdk = isnad::sdk;

class Sample {
 public:
  static std::unique_ptr<Sample> Create(const sdk::Host& host, const sdk::Config& config,
                                        std::string* error) {
    if (config.Directory().empty()) {
      *error = "the host gave no directory";
      return nullptr;
    }
    host.Debug("a sample is made");
    auto sample = std::make_unique<Sample>();
    sample->fault_ = config.Get("fault");
    return sample;
  }

  void Extract(const isnad_input& input, sdk::Emitter& out) {
    if (fault_ == "throw") throw std::runtime_error("a table is missing");
    if (fault_ == "span") out.Mention({ISNAD_PART_TEXT, 2, 1}, "nobody").Emit();
    for (const uint32_t part : {ISNAD_PART_TEXT, ISNAD_PART_TITLE}) {  // the host sorts
      for (const isnad_sentence& sentence : sdk::Sentences(input.parts[part])) {
        if (out.Cancelled()) return;
        Read(input, part, sentence, out);
      }
    }
  }

 private:
  static void Read(const isnad_input& input, uint32_t part, const isnad_sentence& sentence,
                   sdk::Emitter& out) {
    const auto tokens = sdk::Tokens(input.parts[part]);
    const auto place = [&](uint32_t first, uint32_t last) {
      return isnad_span{part, tokens[first].begin, tokens[last].end};
    };
    const isnad_span first = place(sentence.first_token, sentence.first_token);
    const uint32_t who =
        out.Mention(first, sdk::Words(input, first)).EntityKey("key").EntityKind(ISNAD_ENTITY_PERSON).Emit();
    const uint32_t when = out.Time({part, 0, 0}, ISNAD_GRAIN_DAY, "2024-02-29", "2024-02-29").Emit();
    const uint32_t turn = out.Mark(first, ISNAD_MARK_HEDGE).Emit();

    uint32_t quote = 0;
    for (const isnad_quotation& pair : sdk::Quotations(input.parts[part])) {
      if (pair.open_token < sentence.first_token || pair.open_token >= sentence.end_token) continue;
      if (pair.close_token == ISNAD_UNCLOSED) {
        out.Finding(place(pair.open_token, pair.open_token), ISNAD_FINDING_UNBALANCED_QUOTATION,
                    "quotation_open")
            .Evidence(first)
            .Argument("one")
            .Argument("two")
            .Emit();
      } else {
        quote = out.Quote(place(pair.open_token + 1, pair.close_token - 1), ISNAD_QUOTE_DIRECT, first)
                    .Confidence(0.5)
                    .Speaker(who)
                    .Via(who)
                    .Via(who)
                    .Time(when)
                    .Mark(turn)
                    .Emit();
      }
    }
    uint32_t quantity = 0;
    for (uint32_t i = sentence.first_token; i < sentence.end_token; ++i) {
      const std::string_view word = sdk::Folded(input.parts[part], tokens[i]);
      if (word == "#") out.Boilerplate(place(i, i)).Emit();
      if (tokens[i].kind != ISNAD_TOKEN_NUMBER) continue;
      out.Time(place(i, i), ISNAD_GRAIN_YEAR, "2024-01-01", "2024-12-31").Emit();
      quantity = out.Quantity(place(i, i))
                     .Value(12)
                     .Min(1)
                     .Max(31)
                     .Unit("goat")
                     .UnitKey("s:goat")
                     .Approximate()
                     .Emit();
    }
    if (quantity == 0) return;
    const uint32_t term = out.Term(first, "s:it", ISNAD_TERM_ARGUMENT).Opposite("s:that").Head().Emit();
    auto claim = out.Claim(place(sentence.first_token, sentence.end_token - 1), ISNAD_POLARITY_NEGATIVE,
                           ISNAD_MODALITY_DENIED);
    claim.Confidence(0.25).Holder(who).Quantity(quantity).Time(when).Term(term).Mark(turn);
    if (quote != 0) claim.Quote(quote);
    claim.Emit();
  }

  std::string fault_;
};

}  // namespace

ISNAD_PLUGIN(Sample, "sample", "2.1.0", 100)
