// An article as the host hands it to the engine, made of plain text for tests.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "plugins/abi/isnad_plugin.h"
#include "server/text/document.h"

namespace isnad::core {

// Owns the text and all views. What input() gives lives as long as this does; it must not be moved.
class ArticleInput {
 public:
  // `published` is RFC 3339 or a date, which becomes noon UTC; empty where it isn't known.
  ArticleInput(std::string text, std::string published, std::string language, std::string title = "");
  ArticleInput(const ArticleInput&) = delete;
  ArticleInput& operator=(const ArticleInput&) = delete;

  const isnad_input& input() const { return input_; }

 private:
  struct PartViews {
    std::string original;
    text::Document document;
    std::vector<isnad_token> tokens;
    std::vector<isnad_sentence> sentences;
    std::vector<isnad_quotation> quotations;
  };
  void AddPart(std::string original);

  std::deque<PartViews> views_;
  std::vector<isnad_part> parts_;
  std::string published_, language_;
  isnad_input input_ = {};
};

}  // namespace isnad::core
