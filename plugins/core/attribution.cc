#include "plugins/core/attribution.h"

#include <algorithm>
#include <optional>

#include "plugins/core/content.h"
#include "plugins/core/mentions.h"
#include "plugins/core/occasions.h"
#include "plugins/core/report.h"
#include "plugins/core/scene.h"
#include "plugins/core/speakers.h"

namespace isnad::core {
namespace {

constexpr uint64_t kHeads = kTitle | kHonorific | kBody | kSourceNoun | kPaper;
constexpr uint32_t kMaxOccasion = 10;  // words of the occasion that a sentence begins with
constexpr size_t kShort = 4;  // bytes of به
constexpr uint32_t kMaxLead = 30;  // words between who is the source and what is said

// What is known of the sentence that is being read.
struct Clause {
  int speaker = kNone;  // index into reading.mentions
  Gender gender = Gender::kUnknown;
  std::vector<int> via;
  int time = kNone;
  bool occasion = false;   // the sentence begins with one: في مقابلة مع
  size_t first_quote = 0;  // of the sentence, in reading.quotes
  uint32_t free_from = 0;  // behind the last content
};

class Attribution {
 public:
  Attribution(const Scene& scene, const Cast& cast, const Phrases& phrases, Reading& reading)
      : scene_(scene),
        cast_(cast),
        reading_(reading),
        speakers_(scene, cast, phrases, reading),
        occasions_(scene, reading),
        phrases_(phrases) {}

  void ReadPart() {
    const isnad_part* input = reading_.parts[scene_.part].input;
    if (input == nullptr) return;
    for (uint64_t s = 0; s < input->n_sentences; ++s) {
      const isnad_sentence& sentence = input->sentences[s];
      if (sentence.first_token >= sentence.end_token) continue;
      if (scene_.words[sentence.first_token].boilerplate) continue;
      ReadSentence(sentence.first_token, sentence.end_token, static_cast<uint32_t>(s));
    }
  }

 private:
  void ReadSentence(uint32_t first, uint32_t end, uint32_t index) {
    Reports reports(scene_, cast_, phrases_, end);
    clause_ = Clause{};
    clause_.first_quote = reading_.quotes.size();
    clause_.free_from = first;
    sentence_ = index;
    speakers_.Begin(first, end, index);
    for (uint32_t t = first; t < end;) t = Next(reports, t, first, end);
    if (reading_.quotes.size() == clause_.first_quote) speakers_.Mentioned(first, end);
    occasions_.Remember(first, end);
  }

  // Reads what stands at `t`; where to go on.
  uint32_t Next(Reports& reports, uint32_t t, uint32_t first, uint32_t end) {
    if (scene_.words[t].boilerplate) return t + 1;
    if (const uint32_t behind = LeadingOutlet(t, first, end); behind > t) return behind;
    if (scene_.Opens(t)) return NextQuotation(reports, t, first, end);
    if (scene_.time_at[t] != kNone && reading_.quotes.size() == clause_.first_quote &&
        clause_.time == kNone && t < first + 12) {
      clause_.time = scene_.time_at[t];
    }
    if (scene_.Is(t, kSourceBy | kSourceWhat | kSourceOwn) && !scene_.IsFinite(t) && !scene_.sights[t].possessed)
      return NextSource(reports, t, first, end);
    const bool cue = scene_.IsFinite(t) || scene_.Is(t, kDocument) || (scene_.IsParticiple(t) && t > first) ||
                     (scene_.Is(t, kCueNoun) && (scene_.sights[t].bound || scene_.sights[t].possessed));
    if (cue && !scene_.IsNegated(t)) return NextCue(reports, t, first, end);
    return t + 1;
  }

  // وفي مقابلة مع قناة كذا، قال: who carried what is said behind it. One past the outlet; `t` where there is none.
  uint32_t LeadingOutlet(uint32_t t, uint32_t first, uint32_t end) {
    if (t > first + kMaxOccasion || reading_.quotes.size() > clause_.first_quote) return t;
    clause_.occasion |= scene_.Is(t, kOccasion);
    const bool told = clause_.occasion && t > first &&
                      (scene_.Is(t - 1, kPrep) || scene_.sights[t].bound) && !scene_.Is(t, kOccasion);
    if (!told || !(scene_.Is(t, kOutlet) || (scene_.Opens(t) && scene_.IsNameLike(t)))) return t;
    const NounPhrase outlet =
        scene_.sights[t].bound ? PhraseBehindClitic(scene_, t, end) : PhraseAt(scene_, t, end);
    if (outlet.empty()) return t;
    AddVia(speakers_.Via(outlet));
    return outlet.end;
  }

  uint32_t NextCue(Reports& reports, uint32_t cue, uint32_t first, uint32_t end) {
    const Report& report = reports.At(cue);
    const bool nested = cue < clause_.free_from;
    if (nested && (report.opening == Opening::kNothing || report.opening == Opening::kObject)) return cue + 1;
    const bool participle = !scene_.IsFinite(cue);
    if (!nested && StandsBehind(report, first)) return EmitClauseBefore(report, first, end);
    const Speaker speaker = speakers_.Of(report, participle, nested);
    if (report.opening == Opening::kNothing) {
      if (nested || report.subject.empty() || speaker.mention == kNone) return cue + 1;
      const bool aside = scene_.sights[cue].possessed || (cue > 0 && scene_.Is(cue - 1, kWhat | kRelative));
      const bool relays = report.verb != nullptr && report.verb->entry->Is("cue.relay");
      if (relays || scene_.Is(report.subject.head, kOutlet)) {
        AddVia(speaker.mention);  // في تصريح نقلته وكالة كذا
        speakers_.Carried(speaker.mention);
      } else if (!aside && scene_.IsFinite(cue)) {
        Remember(report, speaker);
        speakers_.Spoke(speaker, kNone);
      }
      return cue + 1;
    }
    if (nested && speaker.mention == kNone) return cue + 1;
    if (!nested) {
      Remember(report, speaker);
      FindOccasion(report, speaker, std::max(first, clause_.free_from));
    }
    return Emit(reports, report, speaker, nested, end);
  }

  // Nothing tells when: the occasion may, of which [first, content) speaks.
  void FindOccasion(const Report& report, const Speaker& speaker, uint32_t first) {
    if (clause_.time != kNone) return;
    clause_.time = occasions_.TimeOf(first, report.content);
    if (clause_.time == kNone) clause_.time = occasions_.TimeOfDay(first, report.content);
    if (clause_.time == kNone && occasions_.GoesOn(first, report.content))
      clause_.time = speakers_.LastTimeOf(speaker);
  }

  // The cuts begin in July, the company said: the cue stands behind or within a clause that it reports.
  bool StandsBehind(const Report& report, uint32_t first) const {
    if (!scene_.rules->subject_first() || report.subject.empty() || !scene_.IsFinite(report.cue.first))
      return false;
    const bool nothing = report.opening == Opening::kNothing || scene_.IsComma(report.cue.end);
    const uint32_t begin = std::max(first, clause_.free_from);
    if (!nothing || report.subject.first < begin + 4 || !scene_.IsComma(report.subject.first - 1))
      return false;
    return reading_.quotes.size() == clause_.first_quote;
  }

  uint32_t EmitClauseBefore(const Report& report, uint32_t first, uint32_t end) {
    const uint32_t begin = std::max(first, clause_.free_from);
    if (scene_.Opens(begin) && scene_.closing[begin] >= end) {  // the closing mark is missing
      return EmitBefore(report, begin + 1, report.subject.first, ISNAD_QUOTE_DIRECT, end);
    }
    const bool within = scene_.IsComma(report.cue.end);
    const uint32_t stop = within ? end : report.subject.first;
    return EmitBefore(report, begin, stop,
                      HoldsSpeech(begin, stop) ? ISNAD_QUOTE_MIXED : ISNAD_QUOTE_INDIRECT, end);
  }

  void Remember(const Report& report, const Speaker& speaker) {
    if (speaker.mention != kNone) {
      clause_.speaker = speaker.mention;
      clause_.gender = speaker.gender;
      speakers_.SetClauseSpeaker(speaker);
    }
    for (const int via : speaker.via) AddVia(via);
    if (report.time != kNone) clause_.time = report.time;
  }

  void AddVia(int via) {
    if (std::find(clause_.via.begin(), clause_.via.end(), via) == clause_.via.end())
      clause_.via.push_back(via);
  }

  uint32_t Emit(Reports& reports, const Report& report, const Speaker& speaker, bool nested, uint32_t end) {
    QuoteReading quote;
    uint32_t begin = report.content;
    uint32_t stop = end;
    quote.kind = ISNAD_QUOTE_INDIRECT;
    if (report.opening == Opening::kQuotation) {
      quote.kind = ISNAD_QUOTE_DIRECT;
      const uint32_t close = scene_.closing[begin];
      ++begin;
      stop = close < end ? close : EndOfContent(scene_, reports, begin, end);
      last_unclosed_ = close >= scene_.size();
    } else {
      stop = EndOfContent(scene_, reports, begin, end);
      if (nested) stop = std::min(stop, clause_.free_from);
      const uint32_t trimmed = Trimmed(scene_, begin, stop);
      if (scene_.Opens(begin) && scene_.closing[begin] + 1 == trimmed) {
        quote.kind = ISNAD_QUOTE_DIRECT;
        ++begin;
        stop = trimmed - 1;
      } else if (scene_.Opens(begin) && scene_.closing[begin] >= end) {
        quote.kind = ISNAD_QUOTE_DIRECT;
        ++begin;
      } else if (HoldsSpeech(begin, trimmed)) {
        quote.kind = ISNAD_QUOTE_MIXED;
      }
    }
    while (begin < stop && (scene_.IsComma(begin) || IsBareThat(begin))) ++begin;
    stop = Trimmed(scene_, begin, stop);
    if (stop <= begin) return report.cue.end;
    quote.content = {scene_.part, begin, stop};
    quote.begin =
        begin == report.content ? scene_.ByteAfter(begin, report.content_bytes) : scene_.words[begin].begin;
    quote.end = scene_.words[stop - 1].end;
    quote.cue = report.cue;
    quote.cue_class = report.verb != nullptr ? report.verb->entry->category : "cue.say";
    quote.speaker = speaker.mention;
    quote.via = nested ? speaker.via : clause_.via;
    quote.time = nested ? report.time : speakers_.TimeOf(report, speaker, clause_.time);
    quote.confidence = Confidence(report, speaker);
    Keep(std::move(quote));
    if (!nested) {
      speakers_.Spoke(speaker, reading_.quotes.back().time);
      clause_.free_from = stop;
    }
    return report.opening == Opening::kQuotation ? stop + 1 : begin;
  }

  // «إن ...»: a conjunction within the quotation is no content, one that carries a pronoun is.
  bool IsBareThat(uint32_t at) const {
    return scene_.IsThat(at) && !scene_.sights[at].possessed && !scene_.sights[at].joined &&
           !scene_.sights[at].bound;
  }

  static double Confidence(const Report& report, const Speaker& speaker) {
    const double opening = report.opening == Opening::kQuotation ? 0.98
                           : report.opening == Opening::kObject  ? 0.75
                                                                 : 0.95;
    return speaker.mention == kNone ? opening * 0.5 : opening * speaker.certainty;
  }

  bool HoldsSpeech(uint32_t first, uint32_t end) const {
    for (uint32_t t = first; t < end; ++t) {
      if (!scene_.Opens(t)) continue;
      if (!scene_.IsNameLike(t)) return true;
      t = std::min(scene_.closing[t], end);
    }
    return false;
  }

  // A quotation that no cue before it has taken: speech if somebody is named behind it, or if it goes on with
  // the one before.
  uint32_t NextQuotation(Reports& reports, uint32_t open, uint32_t first, uint32_t end) {
    const uint32_t close = scene_.closing[open];
    if (close >= end) return open + 1;
    if (open < clause_.free_from) return close + 1;
    uint32_t next = close + 1;
    // Some close the quotation behind the comma.
    const bool comma = scene_.IsComma(next) || scene_.IsComma(close - 1);
    if (!comma && scene_.IsNameLike(open)) return next;
    if (scene_.IsComma(next)) ++next;
    if (const std::optional<Report> report = ReportBehind(reports, next, end)) {
      return EmitBefore(*report, open + 1, close, ISNAD_QUOTE_DIRECT, end);
    }
    if (GoesOn(open, first)) GoOn(open + 1, close);
    return close + 1;
  }

  // `..., said X` and `..., X said`: the report whose cue stands behind its content.
  std::optional<Report> ReportBehind(Reports& reports, uint32_t next, uint32_t end) {
    if (next < end && scene_.IsFinite(next) && !scene_.sights[next].joined && !scene_.IsNegated(next)) {
      Report report = ReadSource(scene_, cast_, next + 1, end);
      if (report.subject.empty() && clause_.speaker == kNone) return std::nullopt;
      report.cue = {scene_.part, next, next + 1};
      report.verb = scene_.sights[next].cue;
      return report;
    }
    if (!scene_.rules->subject_first()) return std::nullopt;
    for (uint32_t t = next; t < end && t < next + kMaxLead; ++t) {
      if (scene_.Opens(t) || scene_.IsStop(t)) break;
      if (!scene_.IsFinite(t) || scene_.IsNegated(t)) continue;
      const Report& report = reports.At(t);
      const bool own = report.opening == Opening::kThat || report.opening == Opening::kObject;
      if (report.subject.empty() || report.subject.first < next || own) break;
      return report;
    }
    return std::nullopt;
  }

  // Whether a quotation goes on with the direct speech before it: in the same sentence, or right behind it.
  bool GoesOn(uint32_t open, uint32_t first) const {
    if (last_direct_ == kNone) return false;
    if (static_cast<size_t>(last_direct_) + 1 != reading_.quotes.size()) return false;
    if (static_cast<size_t>(last_direct_) >= clause_.first_quote) return scene_.IsComma(open - 1);
    const auto* sentences = reading_.parts[scene_.part].input->sentences;
    return open == first && sentence_ == last_sentence_ + 1 &&
           (last_unclosed_ || sentences[sentence_].paragraph == sentences[last_sentence_].paragraph);
  }

  void GoOn(uint32_t first, uint32_t stop) {
    stop = Trimmed(scene_, first, stop);
    if (stop <= first) return;
    QuoteReading quote = reading_.quotes[last_direct_];
    quote.content = {scene_.part, first, stop};
    quote.begin = scene_.words[first].begin;
    quote.end = scene_.words[stop - 1].end;
    quote.confidence *= 0.95;
    Keep(std::move(quote));
    clause_.free_from = stop;
  }

  void Keep(QuoteReading quote) {
    if (quote.kind == ISNAD_QUOTE_DIRECT) {
      last_direct_ = static_cast<int>(reading_.quotes.size());
      last_sentence_ = sentence_;
    }
    reading_.quotes.push_back(std::move(quote));
  }

  // Emits a content that stands before its cue.
  uint32_t EmitBefore(const Report& report, uint32_t first, uint32_t stop, int kind, uint32_t end) {
    const Speaker speaker = speakers_.Of(report, false, false);
    stop = Trimmed(scene_, first, stop);
    if (stop <= first || speaker.mention == kNone) return std::min(end, report.end + 1);
    QuoteReading quote;
    quote.content = {scene_.part, first, stop};
    quote.begin = kind == ISNAD_QUOTE_DIRECT ? scene_.words[first].begin
                                             : scene_.ByteAfter(first, ConjunctionBytes(first));
    quote.end = scene_.words[stop - 1].end;
    quote.kind = kind;
    quote.cue = report.cue;
    quote.cue_class = report.verb != nullptr ? report.verb->entry->category : "source";
    quote.speaker = speaker.mention;
    quote.via = speaker.via;
    quote.time = report.time;
    quote.confidence = kind == ISNAD_QUOTE_DIRECT ? 0.97 : 0.85;
    Keep(std::move(quote));
    clause_.speaker = speaker.mention;
    speakers_.SetClauseSpeaker(speaker);
    speakers_.Spoke(speaker, report.time);
    clause_.free_from = report.end;
    return std::max(report.cue.end, report.end);
  }

  // The folded bytes of a conjunction that a sentence begins with: وبلغت.
  uint32_t ConjunctionBytes(uint32_t at) const {
    const Sight& sight = scene_.sights[at];
    if (!sight.joined && (sight.known || !sight.perhaps_joined)) return 0;
    for (const Division& division : scene_.words[at].divisions) {
      if (division.clitics == kConjunction) return division.stem_begin;
    }
    return 0;
  }

  uint32_t NextSource(Reports& reports, uint32_t at, uint32_t first, uint32_t end) {
    const uint32_t behind = BehindSource(at, end);
    if (behind >= end) return at + 1;
    uint32_t cue = at;
    uint32_t name = behind;
    const WordAnalysis* verb = nullptr;
    if (at < clause_.free_from) return at + 1;  // what somebody else referred to
    if (scene_.Is(at, kSourceOwn) ||
        (scene_.Is(name, kOwnNoun | kCueNoun) && scene_.sights[name].possessed)) {
      clause_.free_from = std::max(clause_.free_from, name + 1);
      return name + 1;  // على حد قوله tells nothing new
    }
    if (scene_.IsFinite(name)) {  // وفق ما أعلن فلان
      cue = name;
      verb = scene_.sights[name].cue;
      ++name;
      if (IsBackReference(name)) ++name;
    } else if (scene_.Is(at, kSourceWhat)) {
      return at + 1;
    }
    Report report = ReadSource(scene_, cast_, name, end);
    if (report.subject.empty() || (verb == nullptr && !IsSomebody(report.subject))) return at + 1;
    if (verb != nullptr || report.verb == nullptr) {
      report.cue = {scene_.part, cue, cue + scene_.sights[cue].length};
      report.verb = verb;
    }
    const bool relays = verb != nullptr && verb->entry->Is("cue.relay");
    const bool outlet = scene_.Is(report.subject.head, kOutlet);
    if (reading_.quotes.size() > clause_.first_quote && (relays || outlet)) return CarriedBy(report);
    if (at <= first + 2) return LeadingSource(reports, report, end);
    return TrailingSource(reports, report, at, first, end);
  }

  // به, عنه
  bool IsBackReference(uint32_t at) const {
    if (!scene_.IsWord(at)) return false;
    const Sight& sight = scene_.sights[at];
    if (sight.possessed && (sight.bound || scene_.Is(at, kPrep))) return true;
    return !sight.known && scene_.words[at].folded.size() <= kShort;
  }

  // حسب الإجراءات المتبعة, وفق ضوابط: a thing that nothing is known of says nothing.
  bool IsSomebody(const NounPhrase& phrase) const {
    if (scene_.rules->capitals() || cast_.Resolve(scene_, phrase) != kNone) return true;
    if (phrase.kind == 0) return false;
    // نتائج الدراسة looks like a name: behind no title one of its words must be known as one.
    if (!phrase.named() || phrase.name_first > phrase.first) return true;
    for (uint32_t t = phrase.name_first; t < phrase.name_end; ++t) {
      if (scene_.Is(t, kGiven | kNamePart)) return true;
    }
    return false;
  }

  // One past the words of `according to`, a phrase of several words included.
  uint32_t BehindSource(uint32_t at, uint32_t end) const {
    uint32_t behind = at + scene_.sights[at].length;
    while (behind < end && scene_.Is(behind, kWhat)) ++behind;
    return behind;
  }

  uint32_t CarriedBy(const Report& report) {
    const int via = speakers_.Via(report.subject);
    for (size_t i = clause_.first_quote; i < reading_.quotes.size(); ++i) {
      auto& known = reading_.quotes[i].via;
      if (std::find(known.begin(), known.end(), via) == known.end()) known.push_back(via);
    }
    return report.end;
  }

  // بحسب فلان، وقع كذا
  uint32_t LeadingSource(Reports& reports, const Report& source, uint32_t end) {
    const uint32_t begin = BehindLeadingSource(source, end);
    if (begin >= end) return source.end;
    if (scene_.IsFinite(begin) && reports.At(begin).opening != Opening::kNothing) {
      AddVia(speakers_.Via(source.subject));
      return begin;
    }
    return EmitBehind(reports, source, begin, end);
  }

  uint32_t EmitBehind(Reports& reports, const Report& source, uint32_t begin, uint32_t end) {
    const Speaker speaker = speakers_.Of(source, false, false);
    const uint32_t stop = Trimmed(scene_, begin, EndOfContent(scene_, reports, begin, end));
    if (stop <= begin) return source.end;
    QuoteReading quote;
    quote.content = {scene_.part, begin, stop};
    quote.begin = scene_.words[begin].begin;
    quote.end = scene_.words[stop - 1].end;
    quote.kind = HoldsSpeech(begin, stop) ? ISNAD_QUOTE_MIXED : ISNAD_QUOTE_INDIRECT;
    quote.cue = source.cue;
    quote.cue_class = "source";
    quote.speaker = speaker.mention;
    quote.via = speaker.via;
    quote.time = source.time;
    quote.confidence = 0.9;
    Keep(std::move(quote));
    speakers_.SetClauseSpeaker(speaker);
    speakers_.Spoke(speaker, source.time);
    clause_.free_from = stop;
    return begin;
  }

  // Behind the first comma, or behind فإن, whatever is told of the source before it.
  uint32_t BehindLeadingSource(const Report& source, uint32_t end) const {
    uint32_t begin = source.subject.end;
    for (uint32_t t = begin; t < end && t < begin + kMaxLead; ++t) {
      if (scene_.IsThat(t) && scene_.sights[t].joined) return t + 1;
      if (scene_.Opens(t) && scene_.closing[t] < end) t = scene_.closing[t];
      if (!scene_.IsComma(t)) continue;
      return scene_.IsThat(t + 1) ? t + 2 : t + 1;
    }
    return begin;
  }

  // وقع كذا، بحسب فلان
  uint32_t TrailingSource(Reports& reports, const Report& source, uint32_t at, uint32_t first, uint32_t end) {
    uint32_t begin = std::max(first, clause_.free_from);
    uint32_t stop = Trimmed(scene_, begin, at);
    // A quotation right before it is all that is meant.
    if (stop > begin && scene_.Closes(stop - 1) && !scene_.IsNameLike(scene_.opening[stop - 1])) {
      const uint32_t open = scene_.opening[stop - 1];
      if (open >= begin) return EmitBefore(source, open + 1, stop - 1, ISNAD_QUOTE_DIRECT, end);
    }
    const uint32_t behind = source.subject.end;
    if (behind < end && scene_.sights[behind].joined && scene_.Is(behind, kPersonal | kThat)) {
      return EmitBehind(reports, source, behind + 1, end);  // أما كذا، بحسب فلان، فهو
    }
    if (begin >= stop) begin = SplitAtContrast(source, stop);
    begin = BehindLead(begin, stop);
    if (scene_.WordsBetween(begin, stop) < 2) return source.end;
    const int kind = HoldsSpeech(begin, stop) ? ISNAD_QUOTE_MIXED : ISNAD_QUOTE_INDIRECT;
    return EmitBefore(source, begin, stop, kind, end);
  }

  // قال إن كذا، غير أن كذا، وفق ما أفاد به فلان: what stands behind the contrast is the second speaker's.
  // Where it begins; `stop` where there is none.
  uint32_t SplitAtContrast(const Report& source, uint32_t stop) {
    if (reading_.quotes.size() == clause_.first_quote || source.verb == nullptr) return stop;
    QuoteReading& last = reading_.quotes.back();
    for (uint32_t t = stop; t-- > last.content.first + 2;) {
      if (!scene_.Is(t, kContrast | kWhile) || !scene_.IsComma(t - 1)) continue;
      last.content.end = Trimmed(scene_, last.content.first, t);
      last.end = scene_.words[last.content.end - 1].end;
      return scene_.IsThat(t + 1) ? t + 2 : t + 1;
    }
    return stop;
  }

  // Behind what only leads into a sentence: يذكر أن, غير أن, and commas.
  uint32_t BehindLead(uint32_t begin, uint32_t stop) const {
    for (uint32_t t = begin; t < stop && t < begin + 4; ++t) {
      if (scene_.IsThat(t)) return t + 1;
      if (scene_.IsComma(t) && t == begin) begin = t + 1;
    }
    return begin;
  }

  const Scene& scene_;
  const Cast& cast_;
  Reading& reading_;
  Speakers speakers_;
  Occasions occasions_;
  const Phrases& phrases_;
  Clause clause_;
  uint32_t sentence_ = 0;
  int last_direct_ = kNone;  // the last direct quote, and the sentence that it stands in
  uint32_t last_sentence_ = 0;
  bool last_unclosed_ = false;  // its closing mark is missing: it may go on in the next paragraph
};

// Meets everybody: phrases at heads and given names, and behind cues.
void MeetAll(const Scene& scene, Cast& cast, Phrases& phrases) {
  for (uint32_t t = 0; t < scene.size();) {
    if (scene.words[t].boilerplate) {
      ++t;
      continue;
    }
    const bool capital =
        scene.rules->capitals() && (scene.IsCapital(t) || scene.Is(t, kDefiniteWord | kPossessive));
    const bool head = capital || (scene.Is(t, kHeads | kGiven) && !scene.sights[t].bound);
    if (!capital && scene.sights[t].bound && !scene.sights[t].possessed && scene.Is(t, kBody) &&
        t + 1 < scene.size() && scene.sights[t + 1].definite) {  // the full name of a body: لوزارة كذا
      cast.Meet(scene, PhraseBehindClitic(scene, t, scene.size()));
    }
    const bool behind_cue = t > 0 && !scene.rules->capitals() && scene.IsFinite(t - 1);
    if (!head && !behind_cue) {
      ++t;
      continue;
    }
    if (!head && scene.rules->IsActionShape(scene.Stem(t))) {  // what is announced, and nobody
      ++t;
      continue;
    }
    const uint32_t known = head ? 0 : cast.KnownNameAt(scene, t);
    const NounPhrase phrase = PhraseAt(scene, t, known > 0 ? t + known : scene.size());
    if (phrase.empty()) {
      ++t;
      continue;
    }
    cast.Meet(scene, phrase);
    phrases.Add(phrase, scene.size());
    t = phrase.end;
  }
}

// Names that were met elsewhere in full stand alone here.
void FindKnown(const Scene& scene, const Cast& cast, Phrases& phrases) {
  for (uint32_t t = 0; t < scene.size(); ++t) {
    if (phrases.Covering(t) != nullptr) continue;
    const uint32_t length = cast.KnownNameAt(scene, t);
    if (length == 0) continue;
    const NounPhrase phrase = PhraseAt(scene, t, t + length);
    if (!phrase.empty()) phrases.Add(phrase, scene.size());
    t += length - 1;
  }
}

}  // namespace

void FindQuotes(const AttributionRules& rules, const Lexicon& lexicon, Reading& reading) {
  Cast cast;
  std::vector<Scene> scenes;
  std::vector<Phrases> phrases(ISNAD_PART_COUNT);
  for (uint32_t part = 0; part < ISNAD_PART_COUNT; ++part)
    scenes.push_back(Scene::Of(rules, lexicon, reading, part));
  for (const Scene& scene : scenes) MeetAll(scene, cast, phrases[scene.part]);
  cast.MakeKeys();
  for (const Scene& scene : scenes) FindKnown(scene, cast, phrases[scene.part]);
  for (const Scene& scene : scenes) Attribution(scene, cast, phrases[scene.part], reading).ReadPart();
}

}  // namespace isnad::core
