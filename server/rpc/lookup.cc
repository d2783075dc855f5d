#include "server/rpc/lookup.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "server/entity/aliases.h"
#include "server/rpc/errors.h"
#include "server/text/document.h"

namespace isnad::rpc {
std::vector<std::string> WordsOf(std::string_view text) {
  const text::Document document = text::Document::Of(text);
  std::vector<std::string> words;
  for (const text::Token& token : document.tokens()) {
    if (token.kind == text::TokenKind::kWord || token.kind == text::TokenKind::kNumber) {
      words.emplace_back(document.FoldedText(token));
    }
  }
  return words;
}

absl::Status CheckDay(std::string_view field, std::string_view value) {
  if (value.empty()) return absl::OkStatus();
  int year = 0, read = 0;
  unsigned month = 0, day = 0;
  const std::string text(value);
  const bool shaped = text.size() == 10 &&
                      std::sscanf(text.c_str(), "%4d-%2u-%2u%n", &year, &month, &day, &read) == 3 &&
                      read == 10;
  if (!shaped) return InvalidField(field, "is no day; write it as 2019-02-17");
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok()) return InvalidField(field, "does not exist in the calendar");
  return absl::OkStatus();
}

absl::StatusOr<Who> WhoIs(std::string_view name, store::Reader& reader) {
  Who who;
  if (name.empty()) return who;
  auto entities = reader.FindEntities(name);
  if (!entities.ok()) return entities.status();
  if (!entities->empty() || name.starts_with("entities/")) {
    who.entities = *std::move(entities);
  } else {
    who.words = WordsOf(name);
  }
  return who;
}

absl::StatusOr<std::string> TheEntity(std::string_view field, std::string_view name, store::Reader& reader) {
  if (name.empty()) return InvalidField(field, "is missing; give entities/ID or a name");
  if (name.starts_with("entities/")) return std::string(name);
  auto found = reader.FindEntities(name);
  if (!found.ok()) return found.status();
  const std::string key = entity::NameKey(name);
  std::vector<std::string> called;
  for (const std::string& candidate : *found) {
    auto entity = reader.GetEntity(candidate);
    if (!entity.ok()) return entity.status();
    const auto is_it = [&key](const std::string& alias) { return entity::NameKey(alias) == key; };
    if (std::any_of(entity->aliases().begin(), entity->aliases().end(), is_it)) called.push_back(candidate);
  }
  if (called.empty()) called = *std::move(found);
  if (called.size() == 1) return called.front();
  if (called.empty())
    return WithField(absl::NotFoundError(fmt::format("nobody is called {}; see `isnad entities`", name)),
                     field);
  return InvalidField(field,
                      fmt::format("{} may be any of {}; give one of them", name, fmt::join(called, ", ")));
}

absl::StatusOr<std::vector<std::vector<std::string>>> WhatIsMeant(std::string_view about,
                                                                  store::Reader& reader) {
  std::vector<std::vector<std::string>> alternatives;
  if (about.empty()) return alternatives;
  if (!about.starts_with("entities/")) alternatives.push_back(WordsOf(about));
  auto entities = reader.FindEntities(about);
  if (!entities.ok()) return entities.status();
  for (const std::string& name : *entities) {
    auto entity = reader.GetEntity(name);
    if (!entity.ok()) return entity.status();
    alternatives.push_back(WordsOf(entity->display_name()));
    for (const std::string& alias : entity->aliases()) alternatives.push_back(WordsOf(alias));
  }
  return alternatives;
}

absl::Status RewriteOffsets(v1::OffsetUnit unit, store::Reader& reader, google::protobuf::Message& answer) {
  OffsetRewriter rewriter(unit, [&reader](const std::string& name) { return reader.GetArticle(name); });
  return rewriter.Rewrite(answer, "");
}

}  // namespace isnad::rpc
