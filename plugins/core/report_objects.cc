#include "plugins/core/report_reader.h"

namespace isnad::core {
namespace {

constexpr int kMaxUnknown = 10;
constexpr int kMaxUnknownStrict = 8;  // of a verb that reports only now and then
constexpr uint32_t kMaxDoubt = 6;
constexpr uint32_t kMinClause = 5;  // words of a clause that no `that` begins

}  // namespace

// وأضاف الولايات المتحدة غدرت بنا: `that` left out. Only behind a cue that begins a sentence and takes no
// object, where its gender shows that what follows is not who speaks.
void ReportReader::BareClause() {
  const NounPhrase& subject = report_.subject;
  if (report_.opening != Opening::kNothing || !finite_ || relay_ || document_ || NeedsClause()) return;
  if (subject.empty() || subject.named() || subject.pronoun || subject.kind != 0 || subject.first != cue_ + 1)
    return;
  if (frame_.objects != 0 || frame_.bare || frame_.to) return;
  if (!See(cue_).joined || scene_.WordsBetween(subject.end, limit_) < 4) return;
  Open(Opening::kBare, subject.first);
  report_.subject = NounPhrase{};
}

// قال الناطق فلان، وصلت القافلة: a comma stands for `that`. Only behind a cue that takes nothing but a
// clause, and where nothing else that was said is found.
void ReportReader::ClauseBehindComma() {
  if (report_.opening != Opening::kNothing || behind_comma_ == 0 || !finite_ || document_ || relay_) return;
  if (frame_.objects != 0 || frame_.bare || NeedsClause() || frame_.to) return;
  if (See(cue_).possessed || report_.subject.paper || behind_comma_ >= limit_) return;
  const Sight& sight = See(behind_comma_);
  const bool clause = scene_.IsWord(behind_comma_) && !sight.bound && !sight.joined &&
                      !sight.Is(kPrep | kRelative | kContrast | kWhile | kAlso | kAside | kSince | kSourceBy |
                                kSourceWhat | kSourceOwn | kPersonal | kWhat | kTitle | kHonorific) &&
                      !scene_.IsParticiple(behind_comma_) && !scene_.IsFinite(behind_comma_);
  if (clause && scene_.WordsBetween(behind_comma_, limit_) >= kMinClause) Open(Opening::kBare, behind_comma_);
}

bool ReportReader::IsObject(uint32_t at) const {
  if (!scene_.IsWord(at)) return scene_.words[at].kind == ISNAD_TOKEN_NUMBER;
  const Sight& sight = See(at);
  if (sight.joined || sight.bound) return false;
  return sight.Is(kWhat) || scene_.rules->IsActionShape(scene_.Stem(at)) || IsMasdarOfCue(at) ||
         (sight.possessed && scene_.rules->IsActionShape(WithoutPronoun(at)));
}

std::string_view ReportReader::WithoutPronoun(uint32_t at) const {
  for (const Division& division : scene_.words[at].divisions) {
    if (division.clitics == kPronoun) return scene_.words[at].folded.substr(0, division.stem_end);
  }
  return scene_.words[at].folded;
}

bool ReportReader::IsMasdarOfCue(uint32_t at) const {
  const WordAnalysis* cue = See(at).cue;
  if (cue != nullptr && !(cue->features & (kPerfect | kImperfect | kParticiple))) return true;
  return IsMasdarLike(at);
}

// جدد تأكيده, not جدد عقده
bool ReportReader::IsOwnSaying(uint32_t at) const {
  if (!See(at).possessed) return false;
  for (const WordAnalysis& analysis : scene_.words[at].analyses) {
    if ((scene_.rules->ClassesOf(*analysis.entry) & kCue) && (analysis.division.clitics & kPronoun) &&
        !analysis.entry->Is("cue.react"))
      return true;
  }
  return false;
}

// طلب عدم ذكر اسمه: tells who speaks, and is not what he says.
bool ReportReader::KeepsName() const {
  constexpr uint32_t kNear = 4;
  for (uint32_t t = report_.content; t < limit_ && t < report_.content + kNear; ++t) {
    if (scene_.Is(t, kSelf)) return true;
  }
  return false;
}

// جدد تأكيده أن: what the noun reports is said.
void ReportReader::OwnSayingThat() {
  const uint32_t at = report_.content;
  if (report_.content_bytes != 0 || !scene_.IsThat(at + 1) || !IsOwnSaying(at)) return;
  report_.cue = {scene_.part, at, at + 1};
  Open(Opening::kThat, at + 2);
}

// جدد نفيه مسؤولية: the noun denies, and what follows it is denied.
void ReportReader::DeniedNoun() {
  const uint32_t at = report_.content;
  if (report_.content_bytes != 0 || !IsMasdarLike(at) || at + 1 >= limit_) return;
  report_.cue = {scene_.part, at, at + 1};
  for (const WordAnalysis& analysis : scene_.words[at].analyses) {
    if (analysis.entry->Is("cue.deny")) report_.verb = &analysis;
  }
  report_.content = at + 1;
}

// نفى ما تردد عن: what went round is what is denied.
void ReportReader::Hearsay() {
  const uint32_t at = report_.content;
  if (scene_.Is(at, kWhat) && scene_.Is(at + 1, kRumour) && scene_.Is(at + 2, kPrep) && at + 3 < limit_) {
    report_.content = at + 3;
  }
}

bool ReportReader::IsMasdarLike(uint32_t at) const {
  if (!See(at).possessed) return false;
  for (const WordAnalysis& analysis : scene_.words[at].analyses) {
    if (analysis.entry->Is("cue.deny") && (analysis.division.clitics & kPronoun)) return true;
  }
  return false;
}

bool ReportReader::StepPreposition() {
  const Sight& sight = See(at_);
  const uint32_t preposition =
      sight.known ? sight.preposition : sight.preposition | sight.perhaps_preposition;
  const bool word = sight.Is(kPrep) && !sight.bound;
  passed_ = true;
  const uint32_t noun = word ? at_ + sight.length : at_;
  if (noun >= limit_) return false;
  if (word && sight.possessed && !relay_ && !scene_.Is(noun, kOutlet)) {
    if (preposition & frame_.objects) frame_.objects = 0;  // دعا إليه: the pronoun is the object
    return Skip(at_ + 1);
  }  // به, عنه
  if (relay_ && (preposition & frame_.objects)) return StepRelayed(word);
  const bool apart =
      scene_.IsThat(noun) || scene_.time_at[noun] != kNone || scene_.Is(noun, kOutlet | kAudience);
  if (word && scene_.IsComma(noun) && scene_.IsThat(noun + 1)) return Skip(noun + 1);  // أشار إلى، أن
  const bool occasion = scene_.Is(noun, kOccasion);
  if ((preposition & frame_.objects) && (Settled() || (continuing_ && sight.known)) && !apart && !occasion &&
      !NeedsClause() && !BelongsToTitle(word)) {
    Open(Opening::kObject, noun, word ? 0 : BytesOfPreposition(at_));
    return false;
  }
  if (word && (preposition & frame_.objects) && Settled() &&
      scene_.Opens(noun)) {  // تحدث عن "...", نصح بـ«...»
    const uint32_t behind = scene_.closing[noun] + 1;
    const bool whole = behind >= limit_ || scene_.IsComma(behind) || scene_.IsStop(behind);
    Open(whole ? Opening::kQuotation : Opening::kObject, noun);
    return false;
  }
  if (word && scene_.IsThat(noun)) return Skip(noun);
  occasion_ |= occasion;
  paper_ |= scene_.Is(noun, kPaper);
  if (scene_.Is(noun, kOutlet) || (word && scene_.Opens(noun) && scene_.IsNameLike(noun)))
    return StepOutlet(noun);
  if (word && scene_.IsWord(noun)) {
    // The noun of a preposition is passed over with its genitive, and no subject any more stands behind `قال
    // في`.
    if (scene_.time_at[noun] != kNone || scene_.IsThat(noun)) return Skip(noun);
    const bool genitive = !occasion && !See(noun).definite && noun + 1 < limit_ && See(noun + 1).definite &&
                          !scene_.IsThat(noun + 1) && scene_.time_at[noun + 1] == kNone;
    return Skip(noun + (genitive ? 2 : 1));
  }
  if (!word && !sight.known) return StepPerhapsBound();
  return Skip(noun + (word ? 0 : 1));
}

// أكد المشرف على البرامج أن: the preposition is the office's, as a clause follows that tells what was said.
bool ReportReader::BelongsToTitle(bool word) const {
  const NounPhrase& subject = report_.subject;
  if (!word || subject.empty() || subject.end != at_ || subject.named()) return false;
  return subject.kind == ISNAD_ENTITY_PERSON && !IsObject(at_ + 1) && ClauseAhead();
}

// لحصاد: a single unknown word between a speaker and what he said is who was told, if it carries a
// preposition.
bool ReportReader::StepPerhapsBound() {
  if (!report_.subject.empty() && at_ == report_.subject.end && at_ + 1 < limit_ && OpensNext(at_ + 1)) {
    NounPhrase told;
    told.first = told.head = at_;
    told.end = told.title_end = at_ + 1;
    told.kind = ISNAD_ENTITY_BODY;
    for (const Division& division : scene_.words[at_].divisions) {
      if (division.clitics == kPreposition) told.clitic_bytes = division.stem_begin;
    }
    report_.via.push_back(told);
  }
  return StepOther();
}

bool ReportReader::OpensNext(uint32_t at) const {
  return scene_.IsThat(at) || scene_.IsColon(at) || (scene_.Opens(at) && !scene_.IsNameLike(at));
}

bool ReportReader::StepOutlet(uint32_t noun) {
  NounPhrase outlet;
  if (scene_.Opens(noun) || !See(noun).bound) {
    outlet = PhraseAt(scene_, noun, limit_);
  } else {
    outlet = PhraseBehindClitic(scene_, noun, limit_);
  }
  if (outlet.empty()) return Skip(noun + 1);
  if (IsOutletName(scene_, outlet)) report_.via.push_back(outlet);
  return Skip(outlet.end);
}

uint32_t ReportReader::BytesOfPreposition(uint32_t at) const {
  for (const Division& division : scene_.words[at].divisions) {
    if ((division.clitics & kPreposition) && !(division.clitics & (kPronoun | kArticle)))
      return division.stem_begin;
  }
  return 0;
}

// نقلت وكالة كذا عن فلان قوله
bool ReportReader::StepRelayed(bool word) {
  if (!word && See(at_).possessed) {
    report_.source_is_known = true;
    return Skip(at_ + 1);
  }
  if (See(at_).possessed) {
    report_.source_is_known = true;
    return Skip(at_ + 1);
  }
  const uint32_t noun = word ? at_ + 1 : at_;
  report_.source = PhraseAt(scene_, noun, limit_);
  if (report_.source.empty()) return false;
  return Skip(report_.source.end);
}

bool ReportReader::StepOther() {
  if (scene_.Is(at_, kWhat)) passed_ = true;
  if (NeedsClause() && ++unknown_ > kMaxUnknownStrict) return false;
  if (frame_.bare && object_ == 0 && !occasion_ && Settled()) {
    const bool certain = IsObject(at_);
    if (certain || !NeedsClause()) object_ = at_;
    if (certain) return false;
  }
  // A noun may still turn out to belong to what stands before a clause: أكد الوزير الأول أن.
  if (object_ != 0 && at_ > object_ + kMaxDoubt) return false;
  if (++unknown_ > kMaxUnknown) return false;
  return Skip(at_ + 1);
}

}  // namespace isnad::core
