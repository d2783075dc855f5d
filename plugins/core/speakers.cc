#include "plugins/core/speakers.h"

#include <algorithm>
#include <utility>

#include "server/text/fold.h"

namespace isnad::core {
namespace {

constexpr size_t kMaxChain = 3;
constexpr uint32_t kMaxGap = 2;  // sentences since the last speaker said something

}  // namespace

void Speakers::Begin(uint32_t first, uint32_t, uint32_t sentence) {
  first_ = first;
  sentence_ = sentence;
  clause_ = Speaker{};
  subjects_.fill({first, nullptr, nullptr});
}

Speaker Speakers::Named(const NounPhrase& phrase, double certainty) {
  Speaker speaker;
  speaker.member = cast_.Resolve(scene_, phrase);
  // A statement speaks for whoever it is said to be from, else for who spoke last, if that is a body.
  for (uint32_t t = phrase.first + 1; phrase.paper && t < phrase.end; ++t) {
    if (!scene_.Is(t, kBody | kTitle) && !(scene_.IsCapital(t) && scene_.Is(t - 1, kPrep))) continue;
    const NounPhrase author =
        scene_.sights[t].bound ? PhraseBehindClitic(scene_, t, phrase.end) : PhraseAt(scene_, t, phrase.end);
    if (!author.empty()) return Named(author, certainty * 0.9);
  }
  const bool somebodys = !scene_.rules->capitals() || phrase.definite;
  if (phrase.paper && speaker.member == kNone && somebodys) {
    const Speaker last = FromChain(Gender::kUnknown);
    const bool body = last.member != kNone && cast_.KindOf(last.member) == ISNAD_ENTITY_BODY;
    if (last.mention != kNone && body) return last;
  }
  if (speaker.member == kNone && scene_.Is(phrase.end, kSame)) {  // المتحدث ذاته
    const Speaker last = FromChain(phrase.gender);
    if (last.mention != kNone) return last;
  }
  speaker.mention = cast_.Mention(scene_, phrase, reading_);
  speaker.gender = speaker.member != kNone ? cast_.GenderOf(speaker.member) : phrase.gender;
  speaker.certainty = certainty;
  speaker.told = true;
  speaker.by_office = phrase.kind == ISNAD_ENTITY_PERSON && !phrase.named();
  return speaker;
}

// في مسلسل تلفزيوني: an indefinite word alone, or an accusative, that is nobody.
bool Speakers::IsPassingBy(const NounPhrase& phrase) const {
  if (phrase.named() || phrase.plural) return false;
  if (scene_.HasTanwin(phrase.head)) return true;
  if (phrase.kind == 0 && scene_.sights[phrase.head].perhaps_bound) return true;
  return phrase.end == phrase.first + 1 && !phrase.definite && phrase.kind == ISNAD_ENTITY_BODY &&
         cast_.Resolve(scene_, phrase) == kNone;
}

// وسألها القاضي ... فأجابت: who asks is not who answers.
bool Speakers::Asks(const NounPhrase& phrase) const {
  const uint32_t verb = phrase.first;
  return verb > 0 && scene_.IsFinite(verb - 1) && scene_.sights[verb - 1].cue->entry->Is("cue.question");
}

Speaker Speakers::FromSentence(uint32_t cue, Gender gender) {
  if (clause_.mention != kNone && Agrees(clause_.gender, gender)) return clause_;
  // اكتفى الرئيس بالقول: whoever stands last before a noun of saying.
  const bool nearest = scene_.Is(cue, kCueNoun) && !scene_.IsFinite(cue);
  Subjects& subjects = subjects_[static_cast<size_t>(gender)];
  if (subjects.looked > cue) subjects = {first_, nullptr, nullptr};
  while (subjects.looked < cue && (nearest || subjects.first == nullptr)) {
    const NounPhrase* phrase = phrases_.Covering(subjects.looked);
    if (phrase != nullptr && phrase->end > cue) break;
    if (phrase != nullptr && MayBeSubject(*phrase, gender)) {
      if (subjects.first == nullptr) subjects.first = phrase;
      subjects.last = phrase;
    }
    subjects.looked = phrase != nullptr ? phrase->end : subjects.looked + 1;
  }
  const NounPhrase* found = nearest ? subjects.last : subjects.first;
  return found != nullptr ? Named(*found, 0.85) : Speaker{};
}

bool Speakers::MayBeSubject(const NounPhrase& phrase, Gender gender) const {
  if (scene_.sights[phrase.first].bound) return false;
  if (phrase.first > 0 && scene_.Is(phrase.first - 1, kPrep)) return false;
  if (phrase.paper || IsPassingBy(phrase) || Asks(phrase)) return false;
  if (scene_.words[phrase.head].As("title.source.some") != nullptr) return false;
  const bool owned = scene_.sights[phrase.head].possessed && scene_.words[phrase.head].analyses.empty();
  if (owned && !phrase.named() && !phrase.definite) return false;  // فريقه, حديثه
  const int member = cast_.Resolve(scene_, phrase);
  return Agrees(member != kNone ? cast_.GenderOf(member) : phrase.gender, gender);
}

// Asked about it, the mayor was blunt: where the subject stands, if it does so behind the first comma.
uint32_t Speakers::BehindLead(uint32_t first, uint32_t end) const {
  constexpr uint32_t kMaxLead = 16;
  if (first >= end) return first;
  const bool lead = scene_.Is(first, kCue | kPrep | kSince | kWhile) ||
                    scene_.EndsAs(first, Ending::kGerund) || scene_.EndsAs(first, Ending::kPast);
  for (uint32_t t = first; lead && t < end && t < first + kMaxLead; ++t) {
    if (scene_.IsComma(t)) return t + 1;
  }
  return first;
}

void Speakers::Mentioned(uint32_t first, uint32_t end) {
  if (scene_.rules->subject_first()) first = BehindLead(first, end);
  for (uint32_t t = first; t < end && t < first + 3; ++t) {
    const NounPhrase* phrase = phrases_.Covering(t);
    if (phrase == nullptr || phrase->first < first || phrase->paper || scene_.sights[phrase->first].bound)
      continue;
    if (phrase->first > first && scene_.Is(phrase->first - 1, kPrep)) return;
    if ((phrase->kind == 0 && !phrase->named()) ||
        (phrase->kind == ISNAD_ENTITY_ANONYMOUS && !phrase->plural))
      return;
    if (scene_.words[phrase->head].As("title.source.some") != nullptr) return;  // عدد النزلاء
    topic_ = phrase;
    topic_sentence_ = sentence_;
    return;
  }
}

Speaker Speakers::FromTopic(Gender gender) {
  if (topic_ == nullptr || sentence_ != topic_sentence_ + 1) return {};
  const int member = cast_.Resolve(scene_, *topic_);
  const Gender own = member != kNone ? cast_.GenderOf(member) : topic_->gender;
  if (!Agrees(own, gender)) return {};
  // Whom "himself" behind it means is not looked for in itself.
  const NounPhrase* topic = std::exchange(topic_, nullptr);
  Speaker speaker = Named(*topic, 0.8);
  topic_ = topic;
  return speaker;
}

Speaker Speakers::FromChain(Gender gender) {
  if (const Speaker topic = FromTopic(gender); topic.mention != kNone) return topic;
  for (auto past = chain_.rbegin(); past != chain_.rend(); ++past) {
    if (sentence_ - past->sentence > kMaxGap) break;
    if (!Agrees(past->speaker.gender, gender)) continue;
    Speaker speaker = past->speaker;
    speaker.via.clear();
    speaker.told = false;
    speaker.certainty = 0.85;
    return speaker;
  }
  return {};
}

// he, she, they: whoever the sentence is about, else whoever spoke last.
Speaker Speakers::OfPronoun(const NounPhrase& pronoun) {
  if (const WordAnalysis* respect = scene_.words[pronoun.first].As("pronoun.respect"); respect != nullptr) {
    // معاليه: who was last called معالي, else whoever spoke last
    const std::string address = text::FoldText(respect->entry->Note("of"));
    Speaker speaker = FromChain(Gender::kUnknown);
    const int member = cast_.LastAddressed(address, pronoun.first);
    if (member != kNone && member != speaker.member) {
      speaker = {};
      speaker.member = member;
      speaker.gender = cast_.GenderOf(member);
      speaker.mention = cast_.MentionOf(member, scene_, pronoun, reading_);
    }
    return speaker;
  }
  const WordAnalysis* word = scene_.words[pronoun.first].As("pronoun");
  const bool of_bodies = word != nullptr && word->entry->Note("bodies") == "yes";  // elle, of a ministry
  const auto fits = [&](const Speaker& speaker) {
    if (speaker.mention == kNone || !Agrees(speaker.gender, pronoun.gender)) return false;
    const bool body = reading_.mentions[speaker.mention].kind == ISNAD_ENTITY_BODY;
    return pronoun.gender == Gender::kUnknown || !body || of_bodies;
  };
  if (fits(clause_)) return clause_;
  if (const Speaker topic = FromTopic(pronoun.gender); fits(topic)) return topic;
  for (auto past = chain_.rbegin(); past != chain_.rend(); ++past) {
    if (sentence_ - past->sentence > kMaxGap) break;
    if (!fits(past->speaker)) continue;
    Speaker speaker = past->speaker;
    if (!scene_.rules->subject_first() || sentence_ - past->sentence > 1) speaker.via.clear();
    speaker.told = false;
    speaker.certainty = 0.85;
    return speaker;
  }
  return scene_.rules->subject_first() ? OnlyOneNear(pronoun) : Speaker{};
}

// he, where none of the last speakers fits: the one man who was named shortly before.
Speaker Speakers::OnlyOneNear(const NounPhrase& pronoun) {
  constexpr uint32_t kMaxNear = 2;  // sentences
  constexpr uint32_t kMaxWords = 150;
  if (pronoun.gender == Gender::kUnknown) return {};
  const NounPhrase* found = nullptr;
  int who = kNone;
  for (uint32_t t = pronoun.first; t > 0 && t + kMaxWords > pronoun.first;) {
    const NounPhrase* phrase = phrases_.Covering(--t);
    if (phrase == nullptr || phrase->first >= pronoun.first) continue;
    if (sentence_ - scene_.words[phrase->first].sentence > kMaxNear) break;
    t = std::min(t, phrase->first);
    if (!phrase->named()) continue;
    const int member = cast_.Resolve(scene_, *phrase);
    if (member == kNone || cast_.KindOf(member) != ISNAD_ENTITY_PERSON || member == who) continue;
    if (!Agrees(cast_.GenderOf(member), pronoun.gender)) continue;
    if (found != nullptr) return {};
    found = phrase;
    who = member;
  }
  return found != nullptr ? Named(*found, 0.75) : Speaker{};
}

Speaker Speakers::Of(const Report& report, bool participle, bool nested) {
  Speaker speaker;
  const Gender gender = VerbGender(report);
  if (!report.source.empty()) {
    speaker = Named(report.source, 0.95);
    if (!report.subject.empty()) speaker.via.push_back(Via(report.subject));
  } else if (report.source_is_known) {
    speaker = FromChain(Gender::kUnknown);
    if (!report.subject.empty()) speaker.via.push_back(Via(report.subject));
  } else if (report.subject.pronoun) {
    speaker = OfPronoun(report.subject);
  } else if (!report.subject.empty()) {
    speaker = Named(report.subject, 1.0);
  } else if (nested || report.untold) {
    return {};
  } else {
    speaker = FromSentence(report.cue.first, participle ? Gender::kUnknown : gender);
    if (speaker.mention == kNone) speaker = FromChain(gender);
  }
  for (const NounPhrase& phrase : report.via) {
    const int via = Via(phrase);
    if (!IsSame(via, speaker.mention)) speaker.via.push_back(via);
  }
  return speaker;
}

bool Speakers::IsSame(int mention, int other) const {
  if (mention == other) return true;
  if (mention == kNone || other == kNone) return false;
  const std::string& key = reading_.mentions[mention].entity_key;
  return !key.empty() && key == reading_.mentions[other].entity_key;
}

int Speakers::Via(const NounPhrase& phrase) {
  if (phrase.end < scene_.size() && scene_.Is(phrase.end, kSame) && last_via_ != kNone) return last_via_;
  last_via_ = cast_.Mention(scene_, phrase, reading_);
  return last_via_;
}

void Speakers::SetClauseSpeaker(const Speaker& speaker) { clause_ = speaker; }

void Speakers::Spoke(const Speaker& speaker, int time) {
  if (speaker.mention == kNone) return;
  if (!chain_.empty() && chain_.back().speaker.mention == speaker.mention) {
    chain_.back().sentence = sentence_;
    // Who is named anew may speak elsewhere.
    if (time != kNone || (speaker.told && !speaker.by_office)) chain_.back().time = time;
    return;
  }
  if (chain_.size() == kMaxChain) chain_.erase(chain_.begin());
  chain_.push_back({speaker, sentence_, time});
}

int Speakers::LastTimeOf(const Speaker& speaker) const {
  if (chain_.empty()) return kNone;
  const Past& last = chain_.back();
  const bool same = last.speaker.mention == speaker.mention ||
                    (speaker.member != kNone && last.speaker.member == speaker.member);
  return same ? last.time : kNone;
}

int Speakers::TimeOf(const Report& report, const Speaker& speaker, int clause_time) const {
  if (report.time != kNone) return report.time;
  if (clause_time != kNone) return clause_time;
  // The occasion goes on while nobody is named anew.
  return speaker.told && !speaker.by_office ? kNone : LastTimeOf(speaker);
}

}  // namespace isnad::core
