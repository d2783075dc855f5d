#include "tests/plugins/core/article_input.h"

#include <utility>

namespace isnad::core {

ArticleInput::ArticleInput(std::string text, std::string published, std::string language, std::string title)
    : published_(std::move(published)), language_(std::move(language)) {
  if (published_.size() == 10) published_ += "T12:00:00Z";
  AddPart(std::move(text));
  AddPart(std::move(title));
  input_.size = sizeof(input_);
  input_.parts = parts_.data();
  input_.n_parts = parts_.size();
  input_.publish_time = {published_.data(), published_.size()};
  input_.language = {language_.data(), language_.size()};
}

void ArticleInput::AddPart(std::string original) {
  PartViews& views = views_.emplace_back();
  views.original = std::move(original);
  views.document = text::Document::Of(views.original);
  for (const text::Token& t : views.document.tokens()) {
    views.tokens.push_back(
        {t.original.begin, t.original.end, t.folded.begin, t.folded.end, static_cast<uint32_t>(t.kind)});
  }
  for (const text::Sentence& s : views.document.sentences()) {
    views.sentences.push_back({s.first_token, s.end_token, s.paragraph});
  }
  for (const text::Quotation& q : views.document.quotations()) {
    views.quotations.push_back({q.open_token, q.close_token, q.depth});
  }
  const std::string_view folded = views.document.folded().text();
  isnad_part part = {};
  part.size = sizeof(part);
  part.original = {views.original.data(), views.original.size()};
  part.folded = {folded.data(), folded.size()};
  part.folded_map = views.document.folded().map().data();
  part.tokens = views.tokens.data();
  part.n_tokens = views.tokens.size();
  part.sentences = views.sentences.data();
  part.n_sentences = views.sentences.size();
  part.quotations = views.quotations.data();
  part.n_quotations = views.quotations.size();
  parts_.push_back(part);
}

}  // namespace isnad::core
