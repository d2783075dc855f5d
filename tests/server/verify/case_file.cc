#include "tests/server/verify/case_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>

namespace isnad::verify {
namespace {

const std::map<std::string, v1::MarkKind> kMarks = {
    {"negation", v1::MARK_KIND_NEGATION},   {"condition", v1::MARK_KIND_CONDITION},
    {"exception", v1::MARK_KIND_EXCEPTION}, {"hedge", v1::MARK_KIND_HEDGE},
    {"contrast", v1::MARK_KIND_CONTRAST},   {"exclusive", v1::MARK_KIND_EXCLUSIVE}};

class Parser {
 public:
  explicit Parser(CaseFile* file) : file_(file) {}

  void Read(std::istream& in) {
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
      const size_t begin = line.find_first_not_of(' ');
      if (begin == std::string::npos) continue;
      line.erase(0, begin);
      if (line[0] == '#') {
        comment_ = line.substr(line.size() > 1 ? 2 : 1);
        continue;
      }
      const size_t space = std::min(line.find(' '), line.size());
      const std::string key = line.substr(0, space);
      const std::string value = space < line.size() ? line.substr(space + 1) : "";
      if (!Take(number, key, value)) ADD_FAILURE() << "line " << number << " means nothing: " << line;
    }
    EndArticle();
    const absl::StatusOr<entity::Aliases> aliases = entity::Aliases::Parse(aliases_, "aliases");
    ASSERT_TRUE(aliases.ok()) << aliases.status();
    file_->aliases = *aliases;
  }

 private:
  bool Take(int number, const std::string& key, const std::string& value) {
    if (key == "aliases") return aliases_ += value + "\n", true;
    if (key == "article") return BeginArticle(value), true;
    if (key == "case") return BeginCase(number, value), true;
    if (in_case_) return TakeOfCase(key, value);
    return TakeOfArticle(key, value);
  }

  void BeginArticle(const std::string& id) {
    EndArticle();
    in_case_ = false;
    article_.set_name("articles/" + id);
  }

  void BeginCase(int number, const std::string& verdict) {
    in_case_ = true;
    Case& added = file_->cases.emplace_back();
    added.line = number;
    added.verdict = verdict;
    added.title = comment_;
  }

  bool TakeOfArticle(const std::string& key, const std::string& value) {
    if (key == "outlet") return article_.set_outlet(value), true;
    if (key == "published") return article_.set_publish_time(value), true;
    if (key == "text") return article_.set_text(article_.text() + value + "\n"), true;
    if (key == "quote") return AddQuote(value), true;
    if (quotes_.empty()) return false;
    v1::Quote& quote = quotes_.back();
    if (key == "speaker") return Name(value, quote.mutable_speaker()), true;
    if (key == "via") return Name(value, quote.add_via()), true;
    if (key == "cue") return Locate(value, 0, quote.mutable_cue());
    if (key == "said") {
      quote.mutable_statement_time()->set_start(value);
      quote.mutable_statement_time()->set_end(value);
      return true;
    }
    const auto mark = kMarks.find(key);
    if (mark == kMarks.end()) return false;
    v1::Mark& added = *quote.add_marks();
    added.set_kind(mark->second);
    return Locate(value, static_cast<size_t>(quote.content().start()), added.mutable_span());
  }

  bool TakeOfCase(const std::string& key, const std::string& value) {
    Case& now = file_->cases.back();
    if (key == "given") return now.given.text = value, true;
    if (key == "speaker") return now.given.speaker = value, true;
    if (key == "date") return now.given.date = value, true;
    if (key == "in") return now.article = "articles/" + value, true;
    if (key == "diff") return now.diff = value, true;
    if (key != "faults") return false;
    std::istringstream faults(value);
    for (std::string fault; faults >> fault;) now.faults.push_back(fault);
    return true;
  }

  void AddQuote(const std::string& words) {
    v1::Quote& quote = quotes_.emplace_back();
    quote.set_kind(v1::QUOTE_KIND_DIRECT);
    if (!Locate(words, 0, quote.mutable_content())) ADD_FAILURE() << "the text lacks: " << words;
  }

  bool Locate(const std::string& words, size_t from, v1::Span* span) const {
    const size_t begin = article_.text().find(words, from);
    if (begin == std::string::npos) return false;
    span->set_start(static_cast<int32_t>(begin));
    span->set_end(static_cast<int32_t>(begin + words.size()));
    span->set_text(words);
    return true;
  }

  void Name(const std::string& name, v1::Mention* mention) const {
    mention->set_display_name(name);
    mention->set_entity_key(entity::NameKey(name));
    mention->set_kind(v1::ENTITY_KIND_PERSON);
  }

  void EndArticle() {
    const absl::StatusOr<entity::Aliases> aliases = entity::Aliases::Parse(aliases_, "aliases");
    int number = 0;
    for (v1::Quote& quote : quotes_) {
      quote.set_name(article_.name() + "/quotes/" + std::to_string(++number));
      quote.set_article(article_.name());
      quote.set_outlet(article_.outlet());
      quote.set_publish_time(article_.publish_time());
      if (quote.has_speaker()) {
        const std::string key(aliases->Canonical(quote.speaker().entity_key()));
        quote.mutable_speaker()->set_entity(entity::EntityName(key));
      }
      file_->corpus.Add(quote);
    }
    if (!article_.name().empty()) file_->corpus.Add(article_);
    quotes_.clear();
    article_.Clear();
  }

  CaseFile* file_;
  std::string comment_;
  std::string aliases_;
  bool in_case_ = false;
  v1::Article article_;
  std::vector<v1::Quote> quotes_;
};

}  // namespace

void ReadCaseFile(const std::string& name, CaseFile* file) {
  std::ifstream in("tests/data/verify/" + name);
  ASSERT_TRUE(in.good()) << name;
  Parser(file).Read(in);
}

}  // namespace isnad::verify
