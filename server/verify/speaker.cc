#include "server/verify/speaker.h"

#include <algorithm>

#include "server/verify/words.h"

namespace isnad::verify {
namespace {

using Name = std::vector<std::string>;

Name WordsOfName(std::string_view name) {
  Name words;
  for (Word& word : WordsOf(name)) words.push_back(std::move(word.key));
  return words;
}

bool SameWord(std::string_view a, std::string_view b) { return SameButForClitics(a, b, 2); }

// Whether every word of the shorter name stands in the longer one.
bool OneHoldsTheOther(const Name& a, const Name& b) {
  const Name& shorter = a.size() <= b.size() ? a : b;
  const Name& longer = a.size() <= b.size() ? b : a;
  if (shorter.empty()) return false;
  return std::all_of(shorter.begin(), shorter.end(), [&](const std::string& word) {
    return std::any_of(longer.begin(), longer.end(),
                       [&](const std::string& other) { return SameWord(word, other); });
  });
}

bool RunAt(const std::vector<Word>& words, size_t at, const Name& name) {
  if (at + name.size() > words.size()) return false;
  for (size_t i = 0; i < name.size(); ++i) {
    if (!SameWord(words[at + i].key, name[i])) return false;
  }
  return true;
}

}  // namespace

absl::StatusOr<SpeakerMatcher> SpeakerMatcher::For(std::string_view name, const entity::Aliases& aliases,
                                                   store::Reader& reader) {
  SpeakerMatcher matcher(reader);
  matcher.words_ = WordsOfName(name);
  if (matcher.words_.empty()) return matcher;
  absl::StatusOr<std::vector<std::string>> entities = reader.FindEntities(name);
  if (!entities.ok()) return entities.status();
  matcher.entities_.insert(entities->begin(), entities->end());
  matcher.entities_.insert(entity::EntityName(aliases.Canonical(entity::NameKey(name))));
  return matcher;
}

absl::StatusOr<std::vector<Name>> SpeakerMatcher::NamesOf(const v1::Mention& mention) const {
  std::vector<Name> names = {WordsOfName(mention.display_name()), WordsOfName(mention.span().text()),
                             WordsOfName(mention.entity_key())};
  if (!mention.entity().empty()) {
    const absl::StatusOr<v1::Entity> entity = reader_->GetEntity(mention.entity());
    if (!entity.ok() && entity.status().code() != absl::StatusCode::kNotFound) return entity.status();
    if (entity.ok()) {
      names.push_back(WordsOfName(entity->display_name()));
      for (const std::string& alias : entity->aliases()) names.push_back(WordsOfName(alias));
    }
  }
  std::erase_if(names, [](const Name& name) { return name.empty(); });
  return names;
}

absl::StatusOr<bool> SpeakerMatcher::IsMeant(const v1::Mention& mention) const {
  if (!mention.entity().empty() && entities_.contains(mention.entity())) return true;
  const absl::StatusOr<std::vector<Name>> names = NamesOf(mention);
  if (!names.ok()) return names.status();
  return std::any_of(names->begin(), names->end(),
                     [&](const Name& name) { return OneHoldsTheOther(name, words_); });
}

bool SpeakerMatcher::IsDescribedBy(const std::vector<Name>& names, std::string_view text) const {
  constexpr size_t kReach = 8;
  const std::vector<Word> words = WordsOf(text);
  for (size_t i = 1; i < words.size(); ++i) {
    if (!RunAt(words, i, words_)) continue;
    for (size_t j = i; j-- > 0 && i - j <= kReach && words[j].clause == words[i].clause;) {
      const auto is_word = [&](const Name& name) {
        return name.size() == 1 && SameWord(name.front(), words[j].key);
      };
      if (std::any_of(names.begin(), names.end(), is_word)) return true;
    }
  }
  return false;
}

bool SpeakerMatcher::StandsBeside(const std::vector<Name>& names, std::string_view text) const {
  const std::vector<Word> words = WordsOf(text);
  // Behind a comma may stand the next of a list; only a name that nobody else goes by may be an office there.
  const bool over_comma = entities_.size() <= 1;
  for (size_t i = 0; i < words.size(); ++i) {
    for (const Name& name : names) {
      if (!RunAt(words, i, name)) continue;
      const size_t behind = i + name.size();
      const size_t before = i - words_.size();
      const auto joined = [&](size_t left) {
        return words[left].clause == words[left + 1].clause ||
               (over_comma && words[left].sentence == words[left + 1].sentence);
      };
      if (RunAt(words, behind, words_) && joined(behind - 1)) return true;
      if (i >= words_.size() && RunAt(words, before, words_) && joined(i - 1)) return true;
    }
  }
  return false;
}

absl::StatusOr<Agreement> SpeakerMatcher::Compare(const v1::Quote& quote) {
  if (words_.empty() || !quote.has_speaker()) return Agreement::kUnknown;
  std::vector<v1::Mention> sources = {quote.speaker()};
  for (const v1::Mention& carrier : quote.via()) {
    if (carrier.kind() == v1::ENTITY_KIND_PERSON) sources.push_back(carrier);
  }
  for (const v1::Mention& source : sources) {
    const absl::StatusOr<bool> is_meant = IsMeant(source);
    if (!is_meant.ok()) return is_meant.status();
    if (*is_meant) return Agreement::kSame;
  }
  absl::StatusOr<std::vector<Name>> names = NamesOf(quote.speaker());
  if (!names.ok()) return names.status();
  if (names->empty()) return Agreement::kUnknown;
  const absl::StatusOr<v1::Article> article = reader_->GetArticle(quote.article());
  if (article.status().code() == absl::StatusCode::kNotFound) return Agreement::kDifferent;
  if (!article.ok()) return article.status();
  const bool same = StandsBeside(*names, article->text()) || IsDescribedBy(*names, article->text());
  return same ? Agreement::kSame : Agreement::kDifferent;
}

bool SpeakerMatcher::NamedIn(std::string_view text) const {
  if (words_.empty()) return false;
  const std::vector<Word> words = WordsOf(text);
  return std::any_of(words.begin(), words.end(),
                     [&](const Word& word) { return SameWord(word.key, words_.back()); });
}

}  // namespace isnad::verify
