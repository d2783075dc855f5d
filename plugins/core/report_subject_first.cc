#include "plugins/core/report_subject_first.h"

#include <algorithm>

namespace isnad::core {
namespace {

constexpr uint32_t kMaxAhead = 45;
constexpr int kMaxSkipped = 10;       // words between a cue and the `that` that it needs
constexpr int kMaxDescribed = 6;      // and between `called` and the quotation
constexpr uint32_t kLeastClause = 3;  // words and numbers
// What can't go on with `her`.
constexpr uint64_t kBeginsMore = kDefiniteWord | kIndefiniteWord | kPossessive | kQuantifier | kPersonal |
                                 kThat | kPrep | kAdverb | kNot | kWhether | kWhat | kSince;
constexpr uint32_t kMaxAside = 12;  // words of an aside between cue and content

}  // namespace

SubjectFirstReader::SubjectFirstReader(const Scene& scene, const Phrases& phrases, uint32_t cue,
                                       uint32_t limit)
    : scene_(scene),
      phrases_(phrases),
      cue_(cue),
      limit_(std::min({limit, scene.size(), cue + kMaxAhead})),
      at_(cue),
      frame_(cue < scene.size() ? scene.sights[cue].frame : CueFrame{}) {}

void SubjectFirstReader::TakeCue() {
  at_ = cue_ + scene_.sights[cue_].length;
  report_.cue = {scene_.part, cue_, at_};
  report_.verb = scene_.sights[cue_].cue;
}

Report SubjectFirstReader::Read() {
  TakeCue();
  const Subject subject = SubjectFinder(scene_, phrases_).Of(cue_);
  report_.subject = subject.phrase;
  report_.aside = subject.aside;
  report_.untold = subject.is == Subject::Is::kUntold || subject.is == Subject::Is::kNobody;
  if (subject.is == Subject::Is::kNobody) {
    report_.end = at_;
    return report_;
  }
  TimeBefore();
  TakeQuoter();
  if (frame_.to) TakeHearer();
  while (at_ < limit_ && Step()) {
  }
  report_.end = at_;
  return report_;
}

// The Ledger quoted her as saying
void SubjectFirstReader::TakeQuoter() {
  const uint32_t first = report_.subject.first;
  if (cue_ == 0 || !scene_.Is(cue_ - 1, kAs) || first == 0 ||
      scene_.words[first - 1].As("carried") == nullptr)
    return;
  if (const NounPhrase* outlet = phrases_.EndingAt(first - 1)) AddOutlet(*outlet);
}

// and on Wednesday she said; the mayor on Monday said
void SubjectFirstReader::TimeBefore() {
  if (report_.subject.empty()) return;
  const uint32_t first = report_.subject.first;
  const int before = report_.cue.first > first ? scene_.time_at[report_.cue.first - 1] : kNone;
  if (before != kNone && scene_.reading->times[static_cast<size_t>(before)].grain == ISNAD_GRAIN_DAY)
    report_.time = before;
  if (first == 0 || report_.time != kNone || scene_.time_at[first - 1] == kNone) return;
  const int time = scene_.time_at[first - 1];
  uint32_t begin = first - 1;
  while (begin > 0 && (scene_.time_at[begin - 1] == time || scene_.Is(begin - 1, kPrep))) --begin;
  const bool leads = begin == 0 || scene_.Is(begin - 1, kAlso | kContrast | kWhile) ||
                     scene_.words[begin - 1].sentence != scene_.words[begin].sentence;
  if (leads) report_.time = time;
}

Report SubjectFirstReader::ReadSource() {
  report_.subject = PhraseAt(scene_, at_, limit_);
  if (report_.subject.empty()) return report_;
  at_ = report_.subject.end;
  while (at_ < limit_ && !scene_.IsFinite(at_) && StepBehind()) {
  }
  report_.end = at_;
  return report_;
}

Report SubjectFirstReader::ReadBehind(uint32_t first) {
  TakeCue();
  if (cue_ <= first) TakeSubjectBehind();
  if (!report_.subject.empty()) {
    at_ = report_.subject.end;
  } else {
    const Subject subject = SubjectFinder(scene_, phrases_).Of(cue_);
    report_.subject = subject.phrase;
    report_.untold = subject.is != Subject::Is::kTold;
    if (frame_.to) TakeHearer();
  }
  if (report_.subject.apposition_end > at_) at_ = report_.subject.apposition_end;
  while (at_ < limit_ && StepBehind()) {
  }
  report_.end = at_;
  return report_;
}

// said Ann Poe; where what was said can't follow without a `that`: a déclaré mardi à la presse Paul Roy
void SubjectFirstReader::TakeSubjectBehind() {
  const uint32_t begin = at_;
  while (scene_.rules->that_always() && at_ < limit_) {
    if (scene_.time_at[at_] != kNone) {
      StepTime();
    } else if (const uint32_t end = EndOfHearer(at_); end > at_) {
      AddOutlet(PhraseAt(scene_, at_ + 1, end));
      at_ = end;
    } else {
      break;
    }
  }
  if (at_ < limit_ && scene_.time_at[at_] == kNone) report_.subject = PhraseAt(scene_, at_, limit_);
  if (report_.subject.empty()) at_ = begin;
}

// à la presse, lors d’une conférence de presse, à l’AFP: one past it where somebody else follows; `at`
// otherwise.
uint32_t SubjectFirstReader::EndOfHearer(uint32_t at) const {
  constexpr uint64_t kSmall = kPrep | kDefiniteWord | kIndefiniteWord | kPossessive;
  if (!scene_.Is(at, kPrep)) return at;
  uint32_t noun = at + 1;
  while (noun < limit_ && scene_.Is(noun, kSmall) && !scene_.IsCapital(noun)) ++noun;
  if (noun >= limit_ || !scene_.IsWord(noun) || scene_.Is(noun, kTitle | kPersonal)) return at;
  uint32_t end = noun + scene_.sights[noun].length;
  if (scene_.IsCapital(noun) && scene_.Is(end, kPrepOf) && scene_.IsCapital(end + 1))
    end += 2;  // au Réveil de Lyon
  const bool somebody =
      end < limit_ &&
      (scene_.IsCapital(end) || scene_.time_at[end] != kNone ||
       scene_.Is(end, kDefiniteWord | kIndefiniteWord | kPossessive | kTitle | kHonorific | kQuantifier));
  return somebody && !scene_.Is(end, kPrepOf) ? end : at;
}

void SubjectFirstReader::Open(Opening opening, uint32_t content) {
  report_.opening = opening;
  report_.content = content;
}

bool SubjectFirstReader::Skip(uint32_t to) {
  at_ = to;
  return true;
}

bool SubjectFirstReader::EndsClause(uint32_t at) const {
  return scene_.words[at].kind == ISNAD_TOKEN_LINE_BREAK || scene_.IsStop(at) || scene_.Closes(at) ||
         scene_.IsMark(at, ";");
}

// told reporters, told him, told the Herald
void SubjectFirstReader::TakeHearer() {
  if (at_ >= limit_ || scene_.IsThat(at_) ||
      !(scene_.IsWord(at_) || scene_.words[at_].kind == ISNAD_TOKEN_NUMBER))
    return;
  // told her the gate was shut, and not: told her lawyer
  const bool owner = scene_.Is(at_, kPossessive) && scene_.IsWord(at_ + 1) && !scene_.IsCapital(at_ + 1) &&
                     !scene_.Is(at_ + 1, kBeginsMore);
  if (scene_.Is(at_, kObjectPronoun | kPersonal | kUs) && !owner) {
    ++at_;
    return;
  }
  if (IsAboutNumber(at_)) ++at_;
  if (TakeProgram()) return;
  uint32_t end = at_;  // accused the port of
  while (end < limit_ && (scene_.sights[end].preposition & frame_.objects) == 0 && !EndsClause(end)) ++end;
  const NounPhrase hearer = PhraseAt(scene_, at_, end);
  // warned the river would rise: no hearer, and the clause's own subject
  if (!hearer.empty() && scene_.Is(hearer.end, kAspect | kPassiveWord)) return;
  if (!hearer.empty()) {
    // told the Marlow Advertiser: a name with the article, and no body's word in it
    if (hearer.named() && hearer.definite && hearer.kind == 0) {
      report_.via.push_back(hearer);
    } else {
      AddOutlet(hearer);
    }
    at_ = hearer.end;
    return;
  }
  uint32_t t = at_;
  while (t < limit_ && scene_.IsWord(t) && !scene_.Is(t, kThat | kPrep | kPersonal | kDefiniteWord | kNot) &&
         scene_.time_at[t] == kNone && t < at_ + 4)
    ++t;
  at_ = t;
}

// told CNN's “Morning Desk”
bool SubjectFirstReader::TakeProgram() {
  const uint32_t open = at_ + 1;
  if (!scene_.IsCapital(at_) || !scene_.sights[at_].possessed || !scene_.Opens(open) ||
      scene_.closing[open] >= limit_)
    return false;
  NounPhrase program;
  program.first = program.head = at_;
  program.end = program.title_end = at_ = scene_.closing[open] + 1;
  program.kind = ISNAD_ENTITY_BODY;
  report_.via.push_back(program);
  return true;
}

// Who is told may carry it: the Herald, state radio, CNN.
void SubjectFirstReader::AddOutlet(const NounPhrase& phrase) {
  if (scene_.Is(phrase.end, kOccasion)) return;  // a news conference
  for (uint32_t t = phrase.first; t < phrase.end; ++t) {
    const WordAnalysis* outlet = scene_.words[t].As("body.outlet");
    if (outlet == nullptr || (outlet->entry->Note("outlet") == "seldom" && !scene_.IsCapital(t))) continue;
    report_.via.push_back(phrase);
    return;
  }
}

bool SubjectFirstReader::Step() {
  if (scene_.Opens(at_)) return StepQuotation();
  if (EndsClause(at_)) return false;
  if (scene_.IsColon(at_)) {
    if (at_ + 1 < limit_) Open(scene_.Opens(at_ + 1) ? Opening::kQuotation : Opening::kColon, at_ + 1);
    return false;
  }
  if (scene_.IsThat(at_)) return StepThat();
  if (scene_.time_at[at_] != kNone) return StepTime();
  if (scene_.IsComma(at_)) return StepComma();
  if (scene_.Is(at_, kAdverb)) return Skip(at_ + 1);
  if (scene_.Is(at_, kPrep) && !IsAboutNumber(at_)) return StepPreposition();
  if (AsksWhat() || AsksNot()) return false;
  if (BeginsInfinitive(at_)) {
    Open(Opening::kBare, at_);
    return false;
  }
  if (passed_ && !BeginsNoun(at_)) return Skip(at_ + 1);
  return StepBare();
}

// said who it was, would say whether: what was asked and not said
bool SubjectFirstReader::AsksWhat() const {
  return scene_.Is(at_, kWhether | kRelative) && !scene_.IsThat(at_);
}

// asked not to be named
bool SubjectFirstReader::AsksNot() const {
  return scene_.Is(at_, kNot) && report_.verb->entry->Is("cue.ask");
}

bool SubjectFirstReader::StepQuotation() {
  const bool far = skipped_ > 0 || (passed_ && !scene_.IsComma(at_ - 1));
  if (frame_.needs == Needs::kClause && far) return false;
  const uint32_t close = scene_.closing[at_];
  // said “The Box” would close: a name that the clause begins with
  const bool name = scene_.IsNameLike(at_) && close + 1 < limit_ && scene_.IsWord(close + 1) &&
                    frame_.needs != Needs::kQuotation;
  Open(name ? Opening::kBare : Opening::kQuotation, at_);
  return false;
}

bool SubjectFirstReader::StepThat() {
  if (frame_.needs == Needs::kQuotation) return false;
  // said in an email that was leaked
  if (passed_ && scene_.Is(at_ + 1, kAspect | kPassiveWord)) return Skip(at_ + 2);
  Open(Opening::kThat, at_ + 1);
  return false;
}

bool SubjectFirstReader::StepTime() {
  const int time = scene_.time_at[at_];
  if (report_.time == kNone) report_.time = time;
  while (at_ < limit_ && scene_.time_at[at_] == time) ++at_;
  return true;
}

// said, “...”; explains, in its own way, that
bool SubjectFirstReader::StepComma() {
  const uint32_t next = at_ + 1;
  if (scene_.Opens(next) || scene_.IsThat(next)) return Skip(next);
  if (!scene_.Is(next, kPrep | kAdverb | kContrast) && !scene_.IsParticiple(next)) return false;
  for (uint32_t t = next; t < limit_ && t < next + kMaxAside && !EndsClause(t) && !scene_.Opens(t); ++t) {
    if (!scene_.IsComma(t)) continue;
    return (scene_.IsThat(t + 1) || scene_.Opens(t + 1)) && Skip(t + 1);
  }
  return false;
}

bool SubjectFirstReader::StepPreposition() {
  const bool object = (scene_.sights[at_].preposition & frame_.objects) != 0;
  const bool time = at_ + 1 < limit_ && scene_.time_at[at_ + 1] != kNone;
  if (object && !time && !(at_ + 1 < limit_ && scene_.Is(at_ + 1, kOccasion | kOutlet))) {
    Open(scene_.Opens(at_ + 1) ? Opening::kQuotation : Opening::kObject, at_ + 1);
    return false;
  }
  passed_ = true;
  return TakePreposition();
}

// in an interview from Geneva
bool SubjectFirstReader::TellsPlace(uint32_t at) const {
  return scene_.words[at].As("preposition.place") != nullptr ||
         scene_.words[at].As("preposition.name.place") != nullptr;
}

// in an interview with the Herald, on Mastodon, through a spokeswoman
bool SubjectFirstReader::TakePreposition() {
  const uint32_t next = at_ + 1;
  if (next >= limit_ || !scene_.IsWord(next) || scene_.time_at[next] != kNone) return Skip(next);
  const NounPhrase object = PhraseAt(scene_, next, limit_);
  const bool interview = interview_;
  interview_ = false;
  for (uint32_t t = next; t < limit_ && t < next + 5 && scene_.IsWord(t) && !scene_.IsThat(t); ++t) {
    if (scene_.words[t].As("occasion.interview") != nullptr) {
      interview_ = true;
      return Skip(t + 1);
    }
  }
  if (object.empty()) return Skip(BehindNoun(next));
  if (at_ > 0 && scene_.words[at_ - 1].As("carried") != nullptr) {  // a memo seen by the Monitor
    report_.via.push_back(object);
    return Skip(object.end);
  }
  const bool messenger =
      scene_.words[at_].As("preposition.through") != nullptr && object.kind == ISNAD_ENTITY_PERSON;
  if (messenger || (interview && !TellsPlace(at_) && object.named() && object.kind != ISNAD_ENTITY_PERSON)) {
    report_.via.push_back(object);
  } else {
    AddOutlet(object);
  }
  return Skip(object.end);
}

// in a statement, in brief remarks: one past an occasion, which is nobody's name.
uint32_t SubjectFirstReader::BehindNoun(uint32_t at) const {
  constexpr uint32_t kMaxNoun = 5;
  for (uint32_t t = at; t < limit_ && t < at + kMaxNoun && scene_.IsWord(t); ++t) {
    if (scene_.Is(t, kOccasion)) return t + 1;
    if (scene_.Is(t, kPrep | kThat | kPersonal | kAspect | kPassiveWord)) break;
  }
  return scene_.Is(at, kDefiniteWord | kIndefiniteWord | kPossessive) ? at + 2 : at;
}

// Without `that`: a clause, or what is denied or promised.
bool SubjectFirstReader::StepBare() {
  if (frame_.needs == Needs::kQuotation) {  // called it “...”
    return ++skipped_ <= kMaxDescribed && Skip(at_ + 1);
  }
  if (scene_.Is(at_, kRumour) && scene_.IsThat(at_ + 1)) {
    Open(Opening::kThat, at_ + 2);
    return false;
  }
  const bool that = frame_.needs == Needs::kClause || (scene_.rules->that_always() && !frame_.bare);
  if (that && !BeginsClause(at_)) {
    return ++skipped_ <= kMaxSkipped && Skip(at_ + 1);
  }
  // a case that the union said should never have been brought
  const bool gap =
      at_ == report_.cue.end && scene_.Is(at_, kAspect | kPassiveWord) && scene_.time_at[at_] == kNone;
  if (gap || !MayBeClause(at_)) return false;
  Open(frame_.bare ? Opening::kObject : Opening::kBare, at_);
  return false;
}

// said about 40 people had come
bool SubjectFirstReader::IsAboutNumber(uint32_t at) const {
  return at == report_.cue.end && at + 1 < limit_ && scene_.words[at + 1].kind == ISNAD_TOKEN_NUMBER &&
         scene_.time_at[at + 1] == kNone;
}

// said in a statement it was sad: what can only be a subject
bool SubjectFirstReader::BeginsNoun(uint32_t at) const {
  return frame_.needs == Needs::kNothing &&
         (scene_.IsCapital(at) ||
          scene_.Is(at, kPersonal | kDefiniteWord | kIndefiniteWord | kPossessive | kQuantifier));
}

// she knew, all 60 did, and not: it twice
bool SubjectFirstReader::MayBeClause(uint32_t at) const {
  uint32_t count = 0;
  for (uint32_t t = at; t < limit_; ++t)
    count += scene_.IsWord(t) || scene_.words[t].kind == ISNAD_TOKEN_NUMBER;
  return count >= kLeastClause || (count == 2 && scene_.Is(at, kPersonal) && !scene_.Is(at + 1, kAdverb));
}

// affirme vouloir partir, nie devant le juge avoir menti: a verb without a subject.
bool SubjectFirstReader::BeginsInfinitive(uint32_t at) const {
  if (!scene_.rules->that_always() || !scene_.IsWord(at)) return false;
  if (at == report_.cue.end && scene_.Is(at, kNot)) {  // affirme ne pas avoir reçu
    constexpr uint32_t kNear = 4;
    for (uint32_t t = at + 1; t < limit_ && t <= at + kNear && scene_.IsWord(t); ++t) {
      if (scene_.words[t].As("infinitive") != nullptr ||
          scene_.words[t].As("passive.infinitive") != nullptr ||
          (!scene_.sights[t].known && scene_.EndsAs(t, Ending::kInfinitive)))
        return true;
    }
  }
  if (scene_.words[at].As("infinitive") != nullptr || scene_.words[at].As("passive.infinitive") != nullptr)
    return true;
  return at == report_.cue.end && !scene_.IsCapital(at) && !scene_.sights[at].known &&
         scene_.EndsAs(at, Ending::kInfinitive);
}

// Whether a clause begins right here: stated they have, reveals many are.
bool SubjectFirstReader::BeginsClause(uint32_t at) const {
  if (at != report_.cue.end || scene_.rules->that_always()) return false;
  if (scene_.Is(at, kPersonal)) return true;
  if (scene_.part != ISNAD_PART_TITLE && !scene_.IsCapital(at) &&
      !scene_.Is(at, kDefiniteWord | kIndefiniteWord | kQuantifier | kPossessive) &&
      scene_.words[at].kind != ISNAD_TOKEN_NUMBER)
    return false;
  for (uint32_t t = at + 1; t < limit_ && t < at + kMaxAside; ++t) {
    if (scene_.IsComma(t) || EndsClause(t) || scene_.Opens(t) || scene_.Is(t, kRelative) || scene_.IsThat(t))
      return false;
    if (scene_.IsParticiple(t)) return false;  // shows an aide asking
    if (scene_.Is(t, kAspect | kPassiveWord) && scene_.time_at[t] == kNone) return true;  // and not: May
  }
  return false;
}

// Behind a content: when, and to whom it was said. A further report or quotation ends it.
bool SubjectFirstReader::StepBehind() {
  if (EndsClause(at_) || scene_.Opens(at_) || scene_.IsThat(at_) || scene_.IsColon(at_)) return false;
  if (scene_.time_at[at_] != kNone) return StepTime();
  if (scene_.IsComma(at_) || scene_.Is(at_, kAlso | kContrast | kWhile | kSince)) return false;
  if (scene_.Is(at_, kPrep)) return TakePreposition();
  const bool verb = at_ > report_.cue.end && (scene_.IsFinite(at_) || scene_.IsParticiple(at_));
  if (verb && !scene_.Is(at_ - 1, kOccasion | kPaper)) return false;  // and not: a video posted on
  // un témoin de l’accident survenu jeudi: the accident's day
  const bool of_another = scene_.rules->modifiers_after() && !scene_.sights[at_].known && at_ + 1 < limit_ &&
                          scene_.time_at[at_ + 1] != kNone;
  return !of_another && Skip(at_ + 1);
}

Report ReadReportSubjectFirst(const Scene& scene, const Phrases& phrases, uint32_t cue, uint32_t limit) {
  return SubjectFirstReader(scene, phrases, cue, limit).Read();
}

Report ReadSourceSubjectFirst(const Scene& scene, const Phrases& phrases, uint32_t at, uint32_t limit) {
  return SubjectFirstReader(scene, phrases, at, limit).ReadSource();
}

Report ReadReportBehind(const Scene& scene, const Phrases& phrases, uint32_t cue, uint32_t first,
                        uint32_t limit) {
  return SubjectFirstReader(scene, phrases, cue, limit).ReadBehind(first);
}

}  // namespace isnad::core
