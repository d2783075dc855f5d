#include "tests/server/store/model.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <sstream>

#include "server/entity/aliases.h"

namespace isnad::store {
namespace {

// Every key that an article mentions, in the order in which a store meets them.
std::vector<std::string> KeysOf(const AnalyzedArticle& article) {
  std::vector<std::string> keys;
  for (const v1::Quote& quote : article.analysis.quotes()) {
    keys.push_back(quote.speaker().entity_key());
    for (const v1::Mention& via : quote.via()) keys.push_back(via.entity_key());
  }
  for (const v1::Claim& claim : article.analysis.claims()) keys.push_back(claim.holder().entity_key());
  std::erase(keys, "");
  return keys;
}

// Only words that stand for themselves are asked for.
bool HasWord(const std::string& text, const std::string& word) {
  if (word.empty()) return true;
  std::istringstream words(entity::NameKey(text));
  for (std::string next; words >> next;) {
    if (next == word) return true;
  }
  return false;
}

bool Of(const std::string& claim, const std::string& article) { return claim.rfind(article + "/", 0) == 0; }

}  // namespace

PutOutcome Model::Put(const AnalyzedArticle& article) {
  const std::string& name = article.analysis.article().name();
  const auto at = std::find_if(articles_.begin(), articles_.end(), [&name](const Stored& stored) {
    return stored.article.analysis.article().name() == name;
  });
  PutOutcome outcome{.state = v1::INGEST_STATE_CREATED};
  if (at != articles_.end()) {
    if (at->article.analysis.article().revision() == article.analysis.article().revision()) {
      return {.state = v1::INGEST_STATE_UNCHANGED, .sequence = at->sequence};
    }
    outcome.state = v1::INGEST_STATE_REVISED;
    articles_.erase(at);
    ForgetRelations(name);
  }
  outcome.sequence = ++sequence_;
  articles_.push_back({article, outcome.sequence});
  LearnNames(article);
  ForgetNames();
  return outcome;
}

bool Model::Delete(const std::string& article) {
  const size_t deleted = std::erase_if(
      articles_, [&](const Stored& stored) { return stored.article.analysis.article().name() == article; });
  ForgetRelations(article);
  ForgetNames();
  return deleted > 0;
}

void Model::LearnNames(const AnalyzedArticle& article) {
  for (const std::string& key : KeysOf(article)) {
    if (std::find(names_.begin(), names_.end(), key) == names_.end()) names_.push_back(key);
  }
}

void Model::ForgetNames() {
  std::set<std::string> mentioned;
  for (const Stored& stored : articles_) {
    for (const std::string& key : KeysOf(stored.article)) mentioned.insert(key);
  }
  std::erase_if(names_, [&mentioned](const std::string& key) { return !mentioned.contains(key); });
}

void Model::ForgetRelations(const std::string& article) {
  std::erase_if(relations_, [&article](const v1::Relation& relation) {
    return Of(relation.a().claim(), article) || Of(relation.b().claim(), article);
  });
}

void Model::Relate(const v1::Relation& relation) {
  for (v1::Relation& known : relations_) {
    if (known.name() != relation.name()) continue;
    known = relation;
    return;
  }
  relations_.push_back(relation);
}

std::vector<std::string> Model::Articles() const {
  std::vector<const Stored*> order;
  for (const Stored& stored : articles_) order.push_back(&stored);
  const auto newest_first = [](const Stored* a, const Stored* b) {
    const std::string& at = a->article.analysis.article().publish_time();
    const std::string& bt = b->article.analysis.article().publish_time();
    return at != bt ? at > bt : a->sequence > b->sequence;
  };
  std::sort(order.begin(), order.end(), newest_first);
  std::vector<std::string> names;
  for (const Stored* stored : order) names.push_back(stored->article.analysis.article().name());
  return names;
}

std::vector<std::string> Model::Quotes(const std::string& speaker_key, const std::string& word) const {
  std::vector<std::string> names;
  for (const Stored& stored : articles_) {
    for (const v1::Quote& quote : stored.article.analysis.quotes()) {
      const bool by = speaker_key.empty() || quote.speaker().entity_key() == speaker_key;
      if (by && HasWord(quote.content().text(), word)) names.push_back(quote.name());
    }
  }
  return names;
}

std::vector<std::string> Model::Claims(const std::string& article, const std::string& word) const {
  std::vector<std::string> names;
  for (const Stored& stored : articles_) {
    if (!article.empty() && stored.article.analysis.article().name() != article) continue;
    for (const v1::Claim& claim : stored.article.analysis.claims()) {
      if (HasWord(claim.evidence().text(), word)) names.push_back(claim.name());
    }
  }
  return names;
}

std::vector<std::string> Model::Relations(double min_score) const {
  std::vector<std::string> names;
  for (const v1::Relation& relation : relations_) {
    if (relation.score() >= min_score) names.push_back(relation.name());
  }
  return names;
}

namespace {

// Units and their features. They all share one bound: histories stay below that of frequency and of features
// a query.
using Units = std::map<std::string, std::vector<uint64_t>>;

// What those that share anything with the features score, and how much they share.
struct Score {
  int64_t score = 0;
  int shared = 0;
};

std::map<std::string, Score> ScoreAll(const Units& units, const std::vector<uint64_t>& features) {
  std::map<std::string, Score> scores;
  for (const uint64_t feature : std::set<uint64_t>(features.begin(), features.end())) {
    std::vector<std::string> having;
    for (const auto& [name, of_unit] : units) {
      if (std::count(of_unit.begin(), of_unit.end(), feature) > 0) having.push_back(name);
    }
    if (having.empty()) continue;
    const long double ratio =
        static_cast<long double>(units.size() + 1) / static_cast<long double>(having.size());
    for (const std::string& name : having) {
      scores[name].score += static_cast<int64_t>(std::floor(1024 * std::log2(ratio)));
      ++scores[name].shared;
    }
  }
  return scores;
}

std::vector<std::string> Best(const std::map<std::string, Score>& scores, size_t limit) {
  std::vector<std::pair<int64_t, std::string>> order;
  for (const auto& [name, score] : scores) order.emplace_back(-score.score, name);
  std::sort(order.begin(), order.end());
  std::vector<std::string> found;
  for (const auto& [score, name] : order) {
    if (found.size() < limit) found.push_back(name + " " + std::to_string(-score));
  }
  return found;
}

}  // namespace

std::vector<std::string> Model::Candidates(UnitKind kind, const std::vector<uint64_t>& features,
                                           size_t limit) const {
  Units units;
  for (const Stored& stored : articles_) {
    const v1::Analysis& analysis = stored.article.analysis;
    const bool quotes = kind == UnitKind::kQuote;
    const int count = quotes ? analysis.quotes_size() : analysis.claims_size();
    for (int i = 0; i < count; ++i) {
      units[quotes ? analysis.quotes(i).name() : analysis.claims(i).name()] =
          quotes ? stored.article.quote_features[i] : stored.article.claim_features[i];
    }
  }
  return Best(ScoreAll(units, features), limit);
}

std::vector<std::vector<std::string>> Model::InMatter(const Matter& matter,
                                                      const std::vector<std::vector<uint64_t>>& queries,
                                                      size_t limit, const std::string& except) const {
  Units topics;
  for (const Stored& stored : articles_) {
    const std::string& name = stored.article.analysis.article().name();
    if (name != except) topics[name] = stored.article.topic_features;
  }
  const std::map<std::string, Score> scores = ScoreAll(topics, matter.topics);
  std::vector<std::pair<int64_t, const Stored*>> members;  // from the one stored last on
  for (auto stored = articles_.rbegin(); stored != articles_.rend(); ++stored) {
    const auto score = scores.find(stored->article.analysis.article().name());
    if (score == scores.end() || score->second.shared < matter.least) continue;
    members.emplace_back(score->second.score, &*stored);
  }
  std::stable_sort(members.begin(), members.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (members.size() > static_cast<size_t>(matter.articles)) members.resize(matter.articles);
  Units claims;
  for (const auto& [score, stored] : members) {
    for (int i = 0; i < stored->article.analysis.claims_size(); ++i) {
      claims[stored->article.analysis.claims(i).name()] = stored->article.claim_features[i];
    }
  }
  std::vector<std::vector<std::string>> found;
  for (const auto& query : queries) found.push_back(Best(ScoreAll(claims, query), limit));
  return found;
}

}  // namespace isnad::store
