// Speakers: who is meant where a report does not say it.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "plugins/core/mentions.h"
#include "plugins/core/report.h"

namespace isnad::core {

struct Speaker {
  int mention = kNone;  // index into reading.mentions
  int member = kNone;   // of the cast
  Gender gender = Gender::kUnknown;
  std::vector<int> via;    // innermost first
  double certainty = 0.9;  // that it is this one
  bool told = false;       // named with the cue
  bool by_office = false;  // and that by an office alone: the minister
};

// Keeps who spoke last. A cue without a subject goes on with the subject of its sentence, else with the last
// speaker, if the verb's gender allows it. Nobody rather than a wrong one.
class Speakers {
 public:
  Speakers(const Scene& scene, const Cast& cast, const Phrases& phrases, Reading& reading)
      : scene_(scene), cast_(cast), phrases_(phrases), reading_(reading) {}

  void Begin(uint32_t first, uint32_t end, uint32_t sentence);
  Speaker Of(const Report& report, bool participle, bool nested);
  void SetClauseSpeaker(const Speaker& speaker);
  // The mention of who carried something; `the same source` is whoever did so last.
  int Via(const NounPhrase& phrase);
  void Carried(int mention) { last_via_ = mention; }
  void Spoke(const Speaker& speaker, int time);
  // A sentence in which nothing is reported: whom it is about may go on to speak.
  void Mentioned(uint32_t first, uint32_t end);
  // When a thing was said: as the report tells, as the sentence does, or on the occasion that goes on.
  int TimeOf(const Report& report, const Speaker& speaker, int clause_time) const;
  // When who speaks last spoke, if nobody has spoken since; kNone otherwise.
  int LastTimeOf(const Speaker& speaker) const;

  bool IsSame(int mention, int other) const;  // one member of the cast

 private:
  Speaker Named(const NounPhrase& phrase, double certainty);
  Speaker FromSentence(uint32_t cue, Gender gender);
  bool Asks(const NounPhrase& phrase) const;
  bool MayBeSubject(const NounPhrase& phrase, Gender gender) const;
  uint32_t BehindLead(uint32_t first, uint32_t end) const;
  bool IsPassingBy(const NounPhrase& phrase) const;
  Speaker OfPronoun(const NounPhrase& pronoun);
  Speaker OnlyOneNear(const NounPhrase& pronoun);
  Speaker FromChain(Gender gender);
  Speaker FromTopic(Gender gender);

  const Scene& scene_;
  const Cast& cast_;
  const Phrases& phrases_;
  Reading& reading_;
  uint32_t first_ = 0;
  uint32_t sentence_ = 0;
  Speaker clause_;
  // Who may be a verb's subject, of those in the sentence before `looked`.
  struct Subjects {
    uint32_t looked = 0;
    const NounPhrase* first = nullptr;
    const NounPhrase* last = nullptr;
  };
  std::array<Subjects, 3> subjects_;  // by the gender of the verb
  int last_via_ = kNone;
  const NounPhrase* topic_ = nullptr;  // whom the last sentence without a report was about
  uint32_t topic_sentence_ = 0;
  struct Past {
    Speaker speaker;
    uint32_t sentence = 0;
    int time = kNone;
  };
  std::vector<Past> chain_;  // the last speakers, the latest last; at most three
};

}  // namespace isnad::core
