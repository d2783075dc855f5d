#include "server/compare/judge_undone.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace isnad::compare {
namespace {

constexpr size_t kNextTo = 2;  // contents behind the word that undoes, among which is what is undone

bool Holds(const Content& content, std::string_view key) {
  return std::find(content.keys.begin(), content.keys.end(), key) != content.keys.end();
}

bool Undoes(const Content& content) {
  static constexpr std::string_view kUndoing[] = {"c:cancel", "c:refuse", "c:reject", "c:fail", "c:postpone"};
  return std::any_of(std::begin(kUndoing), std::end(kUndoing),
                     [&](std::string_view key) { return Holds(content, key); });
}

bool Undoes(const View& view) {
  return std::any_of(view.contents.begin(), view.contents.end(),
                     [](const Content& content) { return Undoes(content); });
}

// The content of `view` that says the same as `wanted`; null where none does.
const Content* LikeOf(const View& view, const Content& wanted) {
  const auto like = std::find_if(view.contents.begin(), view.contents.end(), [&](const Content& content) {
    return content.keys.front() == wanted.keys.front();
  });
  return like == view.contents.end() ? nullptr : &*like;
}

// The two words, where `undoing` undoes what `done` states.
std::optional<std::pair<std::string, std::string>> Undone(const View& undoing, const View& done) {
  if (Undoes(done)) return std::nullopt;
  for (size_t i = 0; i < undoing.contents.size(); ++i) {
    if (!undoing.contents[i].predicate || !Undoes(undoing.contents[i])) continue;
    for (size_t k = i + 1; k < undoing.contents.size() && k <= i + kNextTo; ++k) {
      const Content* like = LikeOf(done, undoing.contents[k]);
      if (like != nullptr && like->predicate)
        return std::pair(std::string(undoing.contents[i].words), std::string(like->words));
    }
  }
  return std::nullopt;
}

bool IsHarm(const Content& content) {
  static constexpr std::string_view kHarms[] = {"c:death", "c:injure", "c:victim", "c:missing"};
  return std::any_of(std::begin(kHarms), std::end(kHarms),
                     [&](std::string_view key) { return Holds(content, key); });
}

// The harm that `without` says there was none of and `with` tells of.
const Content* HarmLeftOut(const View& without, const View& with) {
  if (without.negative || with.says_no) return nullptr;
  for (const Content& content : without.contents) {
    if (content.negated && IsHarm(content) && std::any_of(with.contents.begin(), with.contents.end(), IsHarm))
      return &content;
  }
  return nullptr;
}

const Content& HarmOf(const View& view) {
  return *std::find_if(view.contents.begin(), view.contents.end(), IsHarm);
}

}  // namespace

std::optional<Judgement> JudgeUndone(const Pair& pair) {
  const Overlap& overlap = pair.overlap;
  if (pair.a.negative || pair.b.negative || overlap.set_apart || !pair.TwoVoices() || overlap.same_article)
    return std::nullopt;
  if (overlap.shared < 2 || overlap.containment < 0.6 || !pair.Near(0.4, kFewForeign)) return std::nullopt;
  if (const auto words = Undone(pair.a, pair.b))
    return Conflict(pair, v1::CONTRADICTION_KIND_OPPOSITION, 35, "opposition", {words->first, words->second});
  if (const auto words = Undone(pair.b, pair.a))
    return Conflict(pair, v1::CONTRADICTION_KIND_OPPOSITION, 35, "opposition", {words->second, words->first});
  return std::nullopt;
}

std::optional<Judgement> JudgeWithout(const Pair& pair) {
  const Overlap& overlap = pair.overlap;
  if (overlap.set_apart || !pair.TwoVoices() || pair.DatedApart()) return std::nullopt;
  if (overlap.shared < 2 || overlap.containment < 0.6 || !pair.Near(0.35, kFewForeign)) return std::nullopt;
  if (const Content* harm = HarmLeftOut(pair.a, pair.b))
    return Conflict(pair, v1::CONTRADICTION_KIND_NEGATION, 40, "negation",
                    {std::string(harm->words), std::string(HarmOf(pair.b).words)});
  if (const Content* harm = HarmLeftOut(pair.b, pair.a))
    return Conflict(pair, v1::CONTRADICTION_KIND_NEGATION, 40, "negation",
                    {std::string(HarmOf(pair.a).words), std::string(harm->words)});
  return std::nullopt;
}

}  // namespace isnad::compare
