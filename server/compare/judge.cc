#include "server/compare/judge.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>

#include "server/compare/features.h"
#include "server/compare/judge_numbers.h"
#include "server/compare/judge_polarity.h"
#include "server/compare/judge_undone.h"
#include "server/compare/judge_words.h"
#include "server/compare/pair.h"
#include "server/compare/two_things.h"
#include "server/compare/view.h"
#include "server/entity/digest.h"

namespace isnad::compare {
namespace {

constexpr size_t kOfAName = 4;       // contents
constexpr int kLittleForeign = 2;    // contents
constexpr int kOneEvent = 45;        // days beyond which two dates are two events
constexpr int kStillNews = 3;        // days after which nobody tells of today or yesterday anew
constexpr double kRetold = 0.7;      // likeness from which on one claim retells the other
constexpr double kPrintedAgain = 8;  // contents
constexpr double kOneApart = 0.6;    // likeness of claims of three or four contents, one of which differs
// Of the twenty keys of a topic articles of one event share four to a dozen, names among them, which count
// twice here. Others share up to seven; then the claims themselves have to share much.
constexpr int kLeastTopic = 4;
constexpr int kCommonTopic = 8;
constexpr int kTiniestTopic = 3;
constexpr double kMuchShared = 3;
constexpr double kRatherMuchShared = 2.5;
constexpr double kVeryMuchShared = 4;
constexpr double kSomeShared = 2;  // where it is most of what both say
constexpr double kMostlyAlike = 0.4;

bool Counts(const v1::Claim& claim) {
  return std::any_of(claim.quantities().begin(), claim.quantities().end(), IsCount);
}

std::string Words(const std::vector<const Content*>& contents) {
  std::string words;
  for (const Content* content : contents) {
    if (words.size() > 60) break;
    if (!words.empty()) words += ' ';
    words += content->words;
  }
  return words;
}

// Whether what a claim says alone is one thing: words next to each other.
bool IsOneThing(const View& view, const std::vector<const Content*>& only) {
  const auto first = static_cast<size_t>(only.front() - view.contents.data());
  const auto last = static_cast<size_t>(only.back() - view.contents.data());
  return last - first + 1 == only.size();
}

std::optional<Judgement> JudgeExclusive(const Pair& pair) {
  const Overlap& overlap = pair.overlap;
  const bool only = pair.a.Scope("c:only") && pair.b.Scope("c:only");
  const bool wholly = pair.a.Scope("c:wholly") && pair.b.Scope("c:wholly");
  if ((!only && !wholly) || pair.a.negative != pair.b.negative || !pair.TwoVoices()) return std::nullopt;
  if (overlap.shared < 3 || overlap.containment < 0.5 || !pair.Near(0.3, kManyForeign) ||
      overlap.likeness >= kRetold)
    return std::nullopt;
  if (overlap.only_a.empty() || overlap.only_b.empty()) return std::nullopt;
  if (!pair.a.claim->quantities().empty() && !pair.b.claim->quantities().empty()) return std::nullopt;
  if (!IsOneThing(pair.a, overlap.only_a) && !IsOneThing(pair.b, overlap.only_b)) return std::nullopt;
  return Make(pair, v1::RELATION_VERDICT_CONTRADICTION, v1::CONTRADICTION_KIND_EXCLUSIVE, 45, "exclusive",
              {Words(overlap.only_a), Words(overlap.only_b)});
}

std::string ExclusiveWord(const v1::Claim& claim) {
  for (const v1::Mark& mark : claim.marks()) {
    if (mark.kind() == v1::MARK_KIND_EXCLUSIVE) return mark.span().text();
  }
  return "1";
}

// "The only plant that makes it", and "two plants make it".
std::optional<Judgement> JudgeOnlyOne(const Pair& pair) {
  if (pair.a.Scope("c:only") == pair.b.Scope("c:only") || pair.a.negative || pair.b.negative)
    return std::nullopt;
  const View& only = pair.a.Scope("c:only") ? pair.a : pair.b;
  const View& several = pair.a.Scope("c:only") ? pair.b : pair.a;
  const auto& counts = several.claim->quantities();
  const auto counted = std::find_if(counts.begin(), counts.end(), [](const v1::Quantity& quantity) {
    return IsCount(quantity) && std::max(quantity.value(), quantity.min()) >= 2;
  });
  if (counted == counts.end() || !only.claim->quantities().empty() || !pair.TwoVoices()) return std::nullopt;
  const Overlap& overlap = pair.overlap;
  const bool same_head =
      std::any_of(several.contents.begin(), several.contents.end(),
                  [&](const Content& content) { return content.head && only.Says(content.keys.front()); });
  if (!same_head || !overlap.same_predicate || overlap.shared < 2.5 || !pair.times_meet || !pair.Near(0.3, 1))
    return std::nullopt;
  return Make(pair, v1::RELATION_VERDICT_CONTRADICTION, v1::CONTRADICTION_KIND_EXCLUSIVE, 45, "exclusive",
              {ExclusiveWord(*only.claim), std::string(counted->span().text())});
}

std::optional<Judgement> JudgeDates(const Pair& pair) {
  const Overlap& overlap = pair.overlap;
  if (pair.a.negative || pair.b.negative || pair.times_meet) return std::nullopt;
  if (!pair.a.Scope("c:dated") || !pair.b.Scope("c:dated")) return std::nullopt;
  if (std::abs(DaysBetween(pair.a.start, pair.b.start)) > kOneEvent) return std::nullopt;
  if (pair.a.Scope("c:last") != pair.b.Scope("c:last") || overlap.set_apart || overlap.opposed)
    return std::nullopt;
  // Of two articles 'yesterday' is told from the days on which they were published, as far as these are
  // known.
  const bool relative = pair.a.Scope("c:relative") || pair.b.Scope("c:relative");
  // Nor does a text that another outlet prints on another day tell of another one.
  if (overlap.likeness >= kRetold && overlap.shared >= kPrintedAgain) return std::nullopt;
  if (relative && std::abs(DaysBetween(pair.a.start, pair.b.start)) < 2) return std::nullopt;
  // What is told of two days with two numbers is a report of each: "35 companies rose today".
  const bool told_anew = pair.a.Scope("c:relative") && pair.b.Scope("c:relative") && pair.days > kStillNews;
  if (!pair.a.planned && (told_anew || CountApart(pair))) return std::nullopt;
  // What was planned for one day happened on another.
  const bool moved = pair.a.planned && pair.days >= 1;
  const bool kept = moved && overlap.shared >= 2 && overlap.containment >= 0.6;
  const bool first = pair.a.Scope("c:first") || pair.b.Scope("c:first");
  // the storm will arrive on Thursday: nothing but what happens to whom, and when
  const bool bare = overlap.containment >= 0.9 && overlap.likeness >= 0.6;
  // the hospital will open on 10 June, it will open on 25 June: one event to come, of which both articles
  // know all that one of them says
  const bool announced = pair.a.planned && pair.b.planned && pair.days == 0 && overlap.same_predicate &&
                         std::min(overlap.foreign_a, overlap.foreign_b) == 0 &&
                         std::max(overlap.foreign_a, overlap.foreign_b) <= kLittleForeign;
  if (!overlap.same_predicate || overlap.shared < (announced ? 1 : first || kept || bare ? 2 : 3))
    return std::nullopt;
  if (!announced && overlap.containment < (first ? 0.5 : 0.6)) return std::nullopt;
  if (!first && !kept && !announced && overlap.likeness < 0.5) return std::nullopt;
  // What each tells besides makes two events of one kind of them.
  if (!kept && !pair.Near(0, kFewForeign)) return std::nullopt;
  if (!first && !kept && std::min(overlap.foreign_a, overlap.foreign_b) > 1) return std::nullopt;
  return Make(pair, moved ? v1::RELATION_VERDICT_CHANGED_OVER_TIME : v1::RELATION_VERDICT_CONTRADICTION,
              v1::CONTRADICTION_KIND_DATE, 40, moved ? "date_changed" : "date",
              {std::string(pair.a.start), std::string(pair.b.start)});
}

// What a claim says alone, where it is one thing next to its predicate; none where there is more.
const Content* OneBesidePredicate(const View& view, const std::vector<const Content*>& only) {
  if (only.empty() || only.size() > kOfAName || !IsOneThing(view, only)) return nullptr;
  const bool before =
      only.back() + 1 < view.contents.data() + view.contents.size() && (only.back() + 1)->predicate;
  const bool behind = only.front() > view.contents.data() && (only.front() - 1)->predicate;
  return before || behind ? only.front() : nullptr;
}

// One deed, of which each names another doer: "the bombing of the café was the work of".
bool EachNamesADoer(const Pair& pair) {
  static constexpr std::string_view kDeeds[] = {"c:attack", "c:explode", "c:kill", "c:kidnap", "c:steal"};
  const Overlap& overlap = pair.overlap;
  if (!overlap.same_predicate || overlap.shared < 3) return false;
  const bool deed = std::any_of(std::begin(kDeeds), std::end(kDeeds), [&](std::string_view key) {
    const auto states = [&](const Content& content) {
      return content.predicate && !content.head &&
             std::find(content.keys.begin(), content.keys.end(), key) != content.keys.end();
    };
    return std::any_of(pair.a.contents.begin(), pair.a.contents.end(), states);
  });
  return deed && OneBesidePredicate(pair.a, overlap.only_a) && OneBesidePredicate(pair.b, overlap.only_b);
}

// "The army fired first", "the gunmen fired first": all but who it was is the same.
bool EachCameFirst(const Pair& pair) {
  if (!pair.a.Scope("c:first") || !pair.b.Scope("c:first") || !pair.overlap.same_predicate) return false;
  if (pair.overlap.likeness > kOneApart) return false;
  const auto subject = [](const View& view, const std::vector<const Content*>& only) {
    return only.size() == 1 && only.front() == &view.contents.front() && !only.front()->predicate;
  };
  return subject(pair.a, pair.overlap.only_a) && subject(pair.b, pair.overlap.only_b) &&
         pair.a.contents.size() > 2;
}

std::optional<Judgement> JudgeDoers(const Pair& pair) {
  const Overlap& overlap = pair.overlap;
  if ((EachCameFirst(pair) || EachNamesADoer(pair)) && !pair.a.negative && !pair.b.negative &&
      pair.TwoVoices() && pair.times_meet) {
    return Make(pair, v1::RELATION_VERDICT_CONTRADICTION, v1::CONTRADICTION_KIND_ATTRIBUTION, 40,
                "attribution", {Words(overlap.only_a), Words(overlap.only_b)});
  }
  if (!pair.a.Scope("c:doer") || !pair.b.Scope("c:doer")) return std::nullopt;
  if (pair.a.negative || pair.b.negative) return std::nullopt;
  const bool accused = pair.a.Says("c:accuse") || pair.b.Says("c:accuse");
  if (!overlap.predicate && (accused || !overlap.same_article)) return std::nullopt;
  if (pair.a.Says("c:accuse") && pair.b.Says("c:accuse")) return std::nullopt;
  if (overlap.only_a.empty() || overlap.only_b.empty() || pair.same_holder) return std::nullopt;
  if (overlap.containment < (overlap.same_article ? 0.3 : 0.35)) return std::nullopt;
  return Make(pair, v1::RELATION_VERDICT_CONTRADICTION, v1::CONTRADICTION_KIND_ATTRIBUTION, 40, "attribution",
              {Words(overlap.only_a), Words(overlap.only_b)});
}

std::optional<Judgement> JudgeSupport(const Pair& pair) {
  const Overlap& overlap = pair.overlap;
  if (overlap.same_article && pair.a.claim->evidence().text() == pair.b.claim->evidence().text())
    return std::nullopt;
  if (pair.a.negative != pair.b.negative || overlap.opposed || overlap.set_apart || !pair.times_meet) {
    return std::nullopt;
  }
  if (pair.a.planned != pair.b.planned) return std::nullopt;
  const NumberComparison numbers = CompareNumbers(pair.a, pair.b, overlap);
  const bool counted = Counts(*pair.a.claim) && Counts(*pair.b.claim);
  if (counted && numbers.verdict != NumberVerdict::kCompatible) return std::nullopt;
  const bool enough = overlap.shared >= 2.5 && overlap.containment >= 0.75 && overlap.likeness >= 0.45;
  if (!enough && !(counted && overlap.shared >= 1.5)) return std::nullopt;
  return Make(pair, v1::RELATION_VERDICT_SUPPORTS, v1::CONTRADICTION_KIND_UNSPECIFIED, 35, "supports",
              {std::string(overlap.shared_a), std::string(overlap.shared_b)});
}

// Nobody is taken to contradict himself in one breath, nor an article in its own voice.
bool OneVoice(const View& a, const View& b) {
  if (a.claim->article() != b.claim->article()) return false;
  return SameHolder(a, b) || (!a.claim->has_holder() && !b.claim->has_holder()) ||
         (!a.claim->quote().empty() && a.claim->quote() == b.claim->quote());
}

// Whether the articles of both claims are about one matter. A short text has a small topic, of which half is
// much.
bool OfOneMatter(const Pair& pair) {
  if (pair.overlap.same_article) return true;
  const SharedTopic topic(pair.a, pair.b);
  const int weight = topic.keys + topic.specific;
  const auto half = static_cast<int>(std::min(pair.a.topic.size(), pair.b.topic.size()) / 2);
  // Open and closed are said of one thing as much as open twice.
  const double shared = pair.overlap.shared + (pair.overlap.same_object ? 1 : 0);
  if (shared >= kVeryMuchShared && weight >= kLeastTopicFeatures) return true;
  if (topic.keys < std::min(kLeastTopic, half)) return false;
  if (weight >= std::min(kCommonTopic, std::max(kTiniestTopic, half + 1))) return true;
  if (weight == kCommonTopic - 1 && shared >= kRatherMuchShared) return true;
  const bool much = shared >= kMuchShared || (shared >= kSomeShared && pair.overlap.likeness >= kMostlyAlike);
  return weight >= kLeastTopicFeatures && much;
}

bool Nested(const v1::Claim& a, const v1::Claim& b) {
  return a.article() == b.article() && a.evidence().part() == b.evidence().part() &&
         a.evidence().start() < b.evidence().end() && b.evidence().start() < a.evidence().end();
}

bool IsEarlier(const v1::Claim& a, const v1::Claim& b) {
  if (a.publish_time() != b.publish_time()) return a.publish_time() < b.publish_time();
  return a.name() <= b.name();
}

}  // namespace

Judgement Judge(const View& first, const View& second, bool same_matter) {
  const bool in_order = IsEarlier(*first.claim, *second.claim);
  const View& a = in_order ? first : second;
  const View& b = in_order ? second : first;
  if (!a.firm || !b.firm || Nested(*a.claim, *b.claim) || OneVoice(a, b)) return {};
  const Pair pair(a, b);
  if (pair.overlap.shared <= 0 || (!same_matter && !OfOneMatter(pair))) return {};
  for (const auto rule : {JudgeWording, JudgeNumbers, JudgeExclusive, JudgeOnlyOne, JudgePolarity,
                          JudgeOpposition, JudgeUndone, JudgeWithout, JudgeDates, JudgeDoers, JudgeSupport}) {
    std::optional<Judgement> judgement = rule(pair);
    if (!judgement) continue;
    const bool against = judgement->verdict != v1::RELATION_VERDICT_SUPPORTS;
    if (against && SpeakOfTwoThings(pair, *judgement)) return {};
    return *std::move(judgement);
  }
  return {};
}

Judgement Judge(const v1::Claim& a, const v1::Claim& b, bool same_matter) {
  return Judge(View(a), View(b), same_matter);
}

v1::Relation MakeRelation(const v1::Claim& first, const v1::Claim& second, const Judgement& judgement) {
  const bool in_order = IsEarlier(first, second);
  const v1::Claim& a = in_order ? first : second;
  const v1::Claim& b = in_order ? second : first;
  v1::Relation relation;
  const std::string_view low = std::min(a.name(), b.name());
  const std::string_view high = std::max(a.name(), b.name());
  relation.set_name("relations/" + entity::ShortId({low, " ", high}));
  relation.set_verdict(judgement.verdict);
  relation.set_kind(judgement.kind);
  relation.set_score(judgement.score);
  *relation.mutable_reason() = judgement.reason;
  const auto fill = [](const v1::Claim& claim, v1::RelationEnd& end) {
    end.set_claim(claim.name());
    end.set_article(claim.article());
    *end.mutable_evidence() = claim.evidence();
    if (claim.has_holder()) *end.mutable_holder() = claim.holder();
    if (claim.has_time()) *end.mutable_time() = claim.time();
    end.set_outlet(claim.outlet());
    end.set_publish_time(claim.publish_time());
  };
  fill(a, *relation.mutable_a());
  fill(b, *relation.mutable_b());
  return relation;
}

}  // namespace isnad::compare
