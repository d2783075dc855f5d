// Occasions: when something was said, where an earlier sentence tells it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "plugins/core/scene.h"

namespace isnad::core {

// Remembers the press conferences, statements and sessions of one part and when they were. `في بيان مساء
// السبت` and, sentences later, `قال الوزير في البيان`: a definite occasion is the last one of its kind, else
// the last one at all.
class Occasions {
 public:
  Occasions(const Scene& scene, Reading& reading) : scene_(scene), reading_(reading) {}

  // Behind a sentence: takes up the occasions in [first, end) that a time is told of.
  void Remember(uint32_t first, uint32_t end);

  // The time of the definite occasion in [first, end), which stands before what was said; kNone where there
  // is none. An index into reading.times.
  int TimeOf(uint32_t first, uint32_t end) const;

  // في مؤتمر صحفي ظهراً: a part of the day right behind an occasion is one of the day of publication. Appends
  // the time; kNone where there is no such word in [first, end) or the publication is not known.
  int TimeOfDay(uint32_t first, uint32_t end);

  // Whether [first, end) tells of an answer, or of an occasion as of a new one (قال خلال مؤتمر صحفي), whose
  // day the sentence before it told with other words: what it was for who speaks goes on.
  bool GoesOn(uint32_t first, uint32_t end) const;

 private:
  struct Past {
    std::string_view kind;  // the lemma of its noun
    int time = kNone;
  };
  std::string_view MadeBy(uint32_t at) const;
  const Entry* KindOf(uint32_t at) const;
  bool IsDay(int time) const;  // and no longer
  int TimeBehind(uint32_t at, uint32_t end) const;
  bool IsDefinite(uint32_t at) const;

  const Scene& scene_;
  Reading& reading_;
  std::vector<Past> past_;  // the latest of each kind, the latest last; at most kMaxKinds
};

}  // namespace isnad::core
