#include "server/pipeline/former_units.h"

#include <string_view>
#include <utility>

#include "server/text/anchor.h"

namespace isnad::pipeline {
namespace {

constexpr int kPage = 500;

v1::AnchorState StateOf(text::AnchorState state) {
  switch (state) {
    case text::AnchorState::kFound:
      return v1::ANCHOR_STATE_FOUND;
    case text::AnchorState::kMoved:
      return v1::ANCHOR_STATE_MOVED;
    case text::AnchorState::kAmbiguous:
      return v1::ANCHOR_STATE_AMBIGUOUS;
    case text::AnchorState::kOrphaned:
      break;
  }
  return v1::ANCHOR_STATE_ORPHANED;
}

// Both parts of an article, then and now.
class Parts {
 public:
  Parts(const v1::Article& former, const v1::Article& now)
      : now_(now), title_(former.title(), now.title()), text_(former.text(), now.text()) {}

  v1::FormerUnit Follow(const std::string& name, const v1::Mention& source, const v1::Span& span) const {
    v1::FormerUnit unit;
    unit.set_name(name);
    if (source.ByteSizeLong() > 0) *unit.mutable_source() = source;
    *unit.mutable_span() = span;
    const bool in_title = span.part() == v1::PART_TITLE;
    const text::Anchor anchor =
        (in_title ? title_ : text_)
            .Find({static_cast<uint32_t>(span.start()), static_cast<uint32_t>(span.end())});
    unit.set_state(StateOf(anchor.state));
    const std::string_view now = in_title ? now_.title() : now_.text();
    for (const text::ByteRange& place : anchor.places) {
      v1::Span& at = *unit.add_places();
      at.set_start(static_cast<int32_t>(place.begin));
      at.set_end(static_cast<int32_t>(place.end));
      at.set_text(std::string(now.substr(place.begin, place.end - place.begin)));
      at.set_part(span.part());
    }
    return unit;
  }

 private:
  const v1::Article& now_;
  const text::Anchors title_, text_;
};

// All units of an article, page after page.
template <typename Query, typename Item, typename Each>
absl::Status ForEach(store::Reader& reader, const std::string& article,
                     absl::StatusOr<store::Page<Item>> (store::Reader::*list)(const Query&,
                                                                              const store::PageRequest&),
                     Each each) {
  Query query;
  query.article = article;
  store::PageRequest request{.size = kPage, .after = ""};
  do {
    auto page = (reader.*list)(query, request);
    if (!page.ok()) return page.status();
    for (const Item& item : page->items) each(item);
    request.after = page->next;
  } while (!request.after.empty());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<v1::FormerUnit>> FormerUnits(const v1::Article& now, store::Reader& reader) {
  std::vector<v1::FormerUnit> units;
  const auto former = reader.GetArticle(now.name());
  if (absl::IsNotFound(former.status())) return units;
  if (!former.ok()) return former.status();
  if (former->revision() == now.revision()) return units;
  const Parts parts(*former, now);
  absl::Status status = ForEach(reader, now.name(), &store::Reader::ListQuotes, [&](const v1::Quote& quote) {
    units.push_back(parts.Follow(quote.name(), quote.speaker(), quote.content()));
  });
  if (!status.ok()) return status;
  status = ForEach(reader, now.name(), &store::Reader::ListClaims, [&](const v1::Claim& claim) {
    units.push_back(parts.Follow(claim.name(), claim.holder(), claim.evidence()));
  });
  if (!status.ok()) return status;
  return units;
}

}  // namespace isnad::pipeline
