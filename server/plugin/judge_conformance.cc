#include "server/plugin/judge_conformance.h"

#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "isnad/v1/claim.pb.h"
#include "server/plugin/loaded_plugin.h"

namespace isnad::plugin {
namespace {

constexpr std::chrono::seconds kPatience{10};

v1::Claim Claim(const std::string& id, const std::string& words) {
  v1::Claim claim;
  claim.set_name("articles/" + id + "/claims/1");
  claim.set_article("articles/" + id);
  claim.mutable_evidence()->set_start(0);
  claim.mutable_evidence()->set_end(static_cast<int32_t>(words.size()));
  claim.mutable_evidence()->set_text(words);
  claim.set_polarity(v1::POLARITY_POSITIVE);
  claim.set_modality(v1::MODALITY_ASSERTED);
  return claim;
}

v1::Claim Full(const std::string& id, double number, int terms) {
  v1::Claim claim = Claim(id, "أصيب 14 عاملا في المصنع ولم يغلق");
  claim.mutable_holder()->set_display_name("مدير المستشفى");
  claim.mutable_holder()->set_entity("entities/x");
  claim.mutable_time()->set_start("2024-05-16");
  claim.mutable_time()->set_end("2024-05-16");
  claim.mutable_time()->set_grain(v1::GRAIN_DAY);
  v1::Quantity& quantity = *claim.add_quantities();
  quantity.set_value(number);
  quantity.set_unit_key("person");
  for (int i = 0; i < terms; ++i) {
    v1::Term& term = *claim.add_terms();
    term.set_key(fmt::format("s:{}", i));
    term.set_role(i == 0 ? v1::TERM_ROLE_PREDICATE : v1::TERM_ROLE_ARGUMENT);
    term.add_opposites("c:open");
  }
  claim.add_marks()->set_kind(v1::MARK_KIND_NEGATION);
  claim.set_publish_time("2024-05-16T10:00:00Z");
  return claim;
}

std::vector<v1::Claim> Claims() {
  using namespace std::string_literals;
  return {Claim("a", ""),      Claim("b", "\0قال\0"s), Full("c", 14, 3),
          Full("d", 1e308, 3), Full("e", -1, 2000),    Claim("f", std::string(100'000, 'x'))};
}

std::string Printed(const absl::StatusOr<compare::Judgement>& judgement) {
  if (!judgement.ok()) return std::string(judgement.status().message());
  return fmt::format("{} {} {}", v1::RelationVerdict_Name(judgement->verdict),
                     v1::ContradictionKind_Name(judgement->kind), judgement->score);
}

}  // namespace

std::vector<std::string> CheckJudge(const Manifest& manifest, const std::string& host_program) {
  const Limits limits;
  LoadedPlugin plugin(manifest, host_program, limits), other(manifest, host_program, limits);
  std::vector<std::string> faults;
  const std::vector<v1::Claim> claims = Claims();
  for (const v1::Claim& a : claims) {
    for (const v1::Claim& b : claims) {
      if (&a >= &b) continue;
      const auto fault = [&](std::string_view what) {
        faults.push_back(fmt::format("{}: of {} and {} it {}", manifest.path, a.name(), b.name(), what));
      };
      const auto first = plugin.Judge(a, b, true, kPatience);
      if (!first.ok()) {
        fault(fmt::format("fails: {}", std::string(first.status().message())));
        continue;
      }
      if (const auto turned = plugin.Judge(b, a, true, kPatience); Printed(turned) != Printed(first))
        fault(fmt::format("says {}, and turned round {}; say the same of both", Printed(first),
                          Printed(turned)));
      if (const auto again = plugin.Judge(a, b, true, kPatience); Printed(again) != Printed(first))
        fault(fmt::format("says {}, and a second time {}; keep nothing from call to call", Printed(first),
                          Printed(again)));
      if (const auto elsewhere = other.Judge(a, b, true, kPatience); Printed(elsewhere) != Printed(first))
        fault(fmt::format("says {}, and in another instance {}; depend on the configuration alone",
                          Printed(first), Printed(elsewhere)));
    }
  }
  return faults;
}

}  // namespace isnad::plugin
