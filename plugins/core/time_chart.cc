#include "plugins/core/time_chart.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace isnad::core {
namespace {

constexpr double kLargestNumber = 1e6;  // no year, day or count of a time is larger

int Small(double value) { return static_cast<int>(std::lround(value)); }

}  // namespace

void TimeChart::Read(const Part& part, std::span<const uint32_t> time_ids,
                     std::span<const uint32_t> number_ids, uint32_t first, uint32_t end) {
  part_ = &part;
  time_ids_ = time_ids;
  number_ids_ = number_ids;
  first_ = first;
  end_ = end;
  atoms_.clear();
  heads_.assign(end - first + 1, -1);
  begins_.assign(end - first + 1, 0);
  all_ = 0;
  for (uint32_t at = first; at < end; ++at) {
    AddWords(at);
    if (numbers_.MayBegin(part.words[at], number_ids[at])) AddNumbers(at);
  }
  for (size_t stage = 0; stage < rules_.stages(); ++stage) RunStage(stage);
}

void TimeChart::Add(TimeAtom atom) {
  if (atom.end > end_) return;
  int32_t& head = heads_[atom.first - first_];
  atom.next = head;
  head = static_cast<int32_t>(atoms_.size());
  begins_[atom.first - first_] |= SetOf(atom.category);
  all_ |= SetOf(atom.category);
  atoms_.push_back(atom);
}

void TimeChart::AddWords(uint32_t at) {
  if (time_ids_[at] == 0) return;
  matches_.clear();
  rules_.table().Match(time_ids_.subspan(0, end_), at, matches_);
  for (const WordMatch& match : matches_) {
    const TimeWord& word = rules_.word(match.value);
    if (word.capital) {
      const char c = part_->input->original.data[part_->words[at].begin];
      if (c < 'A' || c > 'Z') continue;
    }
    Add({at, at + match.words, word.category, match.prefixes, word.fields});
  }
}

void TimeChart::AddNumbers(uint32_t at) {
  const auto add = [&](const Numeral& n) {
    if (n.value < 0 || n.value > kLargestNumber) return;
    TimeAtom atom{n.first, n.end, kNumberCategory, n.prefixes, {}};
    if (n.fraction) {
      atom.category = kFractionCategory;
      atom.fields.Set(kNumber, Small(n.value * 60));
      Add(atom);
      return;
    }
    if (std::floor(n.value) != n.value) return;
    atom.fields.Set(kNumber, Small(n.value));
    if (n.ordinal) atom.category = kOrdinalCategory;
    Add(atom);
    if (!n.digits || n.end != n.first + 1) return;
    atom.category = kDigitsCategory;
    Add(atom);
  };
  const std::optional<Numeral> whole = numbers_.Read(*part_, number_ids_, at);
  if (whole) add(*whole);
  if (part_->words[at].kind == ISNAD_TOKEN_NUMBER) AddDotted(at);
  if (!whole || whole->end == at + 1) return;
  // A part of it may be meant: three and twenty minutes.
  if (const auto shorter = numbers_.Read(*part_, number_ids_, at, true);
      shorter && shorter->end < whole->end) {
    add(*shorter);
  } else if (part_->words[at].kind == ISNAD_TOKEN_NUMBER) {
    if (const auto value = numbers_.DigitValue(part_->words[at].folded)) {
      Numeral digits;
      digits.first = at;
      digits.end = at + 1;
      digits.value = *value;
      digits.digits = true;
      add(digits);
    }
  }
}

// 8.30 and 18.2.2019
void TimeChart::AddDotted(uint32_t at) {
  const std::string_view text = part_->words[at].folded;
  int pieces[3] = {0, 0, 0};
  size_t count = 0, digits = 0;
  for (const char c : text) {
    if (c == '.') {
      if (digits == 0 || ++count == 3) return;
      digits = 0;
    } else if (c >= '0' && c <= '9' && digits < 4) {
      pieces[count] = pieces[count] * 10 + (c - '0');
      ++digits;
    } else {
      return;
    }
  }
  TimeAtom atom{at, at + 1, kDottedCategory, 0, {}};
  if (count == 1) {
    atom.fields.Set(kHour, pieces[0]);
    atom.fields.Set(kMinute, pieces[1]);
    Add(atom);
    AddDayAndMonth(atom, pieces[0], pieces[1]);
  } else if (count == 2) {
    if (pieces[0] > 31) std::swap(pieces[0], pieces[2]);
    if (pieces[0] > 31 || pieces[1] > 12) return;
    atom.category = kDotDateCategory;
    atom.fields.Set(kDayOfMonth, pieces[0]);
    atom.fields.Set(kMonth, pieces[1]);
    atom.fields.Set(kYear, pieces[2]);
    Add(atom);
  }
}

// 22.4, and 4.22 as some write it.
void TimeChart::AddDayAndMonth(TimeAtom atom, int day, int month) {
  if (month > 12) std::swap(day, month);
  if (day < 1 || day > 31 || month < 1 || month > 12) return;
  atom.category = kDotDayCategory;
  atom.fields = {};
  atom.fields.Set(kDayOfMonth, day);
  atom.fields.Set(kMonth, month);
  Add(atom);
}

void TimeChart::RunStage(size_t stage) {
  found_.clear();
  const std::vector<PatternNode>& nodes = rules_.stage(stage);
  if ((nodes[0].begins & all_) == 0) return;
  for (uint32_t at = first_; at < end_; ++at) {
    if ((nodes[0].begins & begins_[at - first_]) == 0) continue;
    for (int32_t a = heads_[at - first_]; a >= 0; a = atoms_[static_cast<size_t>(a)].next) {
      const TimeAtom& atom = atoms_[static_cast<size_t>(a)];
      for (const uint16_t branch : rules_.FirstBranches(stage, atom.category)) {
        const auto& [element, node] = nodes[0].next[branch];
        if (element.joined || !Fits(element, atom, 0, false) || (element.glued && !Touches(at))) continue;
        path_[0] = {a, &element, at};
        Walk(nodes, node, atom.end, 1);
      }
    }
  }
  std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
    return std::tuple(a.atom.first, a.atom.category, b.atom.end, a.rule) <
           std::tuple(b.atom.first, b.atom.category, a.atom.end, b.rule);
  });
  for (size_t i = 0; i < found_.size(); ++i) {
    const TimeAtom& atom = found_[i].atom;
    if (i > 0 && found_[i - 1].atom.first == atom.first && found_[i - 1].atom.category == atom.category)
      continue;
    Add(atom);
  }
}

void TimeChart::Walk(const std::vector<PatternNode>& nodes, uint32_t node, uint32_t at, size_t depth) {
  for (const uint32_t rule : nodes[node].rules) Accept(rule, depth);
  const CategorySet here = begins_[at - first_] | SetOf(kEndCategory);
  if ((nodes[node].begins & here) == 0) return;
  for (const auto& [element, next] : nodes[node].next) {
    if ((element.begins & here) == 0) continue;
    if (element.choices[0].category == kEndCategory) {
      if (!AtEnd(at)) continue;
      path_[depth] = {-1, &element, at};
      Walk(nodes, next, at, depth + 1);
      continue;
    }
    if (at >= end_ || (element.glued && !Touches(at))) continue;
    WalkAtoms(nodes, element, next, at, depth, false);
    if (!element.joined) continue;
    for (int32_t a = heads_[at - first_]; a >= 0; a = atoms_[static_cast<size_t>(a)].next) {
      const TimeAtom& conjunction = atoms_[static_cast<size_t>(a)];
      if (conjunction.category != kAndCategory || conjunction.end >= end_) continue;
      WalkAtoms(nodes, element, next, conjunction.end, depth, true);
    }
  }
}

void TimeChart::WalkAtoms(const std::vector<PatternNode>& nodes, const PatternElement& element, uint32_t node,
                          uint32_t at, size_t depth, bool after_and) {
  for (int32_t a = heads_[at - first_]; a >= 0; a = atoms_[static_cast<size_t>(a)].next) {
    if (!Fits(element, atoms_[static_cast<size_t>(a)], depth, after_and)) continue;
    path_[depth] = {a, &element, at};
    Walk(nodes, node, atoms_[static_cast<size_t>(a)].end, depth + 1);
  }
}

bool TimeChart::Fits(const PatternElement& element, const TimeAtom& atom, size_t depth,
                     bool after_and) const {
  const bool with_and = (atom.prefixes & kWithAnd) != 0;
  if (element.joined ? with_and == after_and : with_and && depth > 0) return false;
  const int number = atom.fields.Get(kNumber, kUnset);
  return std::any_of(element.choices.begin(), element.choices.end(),
                     [&](const PatternElement::Choice& choice) {
                       return choice.category == atom.category &&
                              (choice.from == kUnset || (number >= choice.from && number <= choice.to));
                     });
}

bool TimeChart::AtEnd(uint32_t at) const {
  if (at >= part_->words.size()) return true;
  const Word& word = part_->words[at];
  if (at > first_ && Touches(at) && at + 1 < part_->words.size() && Touches(at + 1) &&
      word.kind != ISNAD_TOKEN_WORD &&
      (part_->words[at + 1].kind == ISNAD_TOKEN_NUMBER || number_ids_[at + 1] != 0)) {
    return false;  // 1-3, 21/9, 2-nil
  }
  if (word.folded == "%" || word.folded == "٪") return false;     // what stands before it counts something
  if (word.kind == ISNAD_TOKEN_WORD && IsUnit(at)) return false;  // fifteen days
  if (word.kind != ISNAD_TOKEN_WORD || time_ids_[at] != 0) return true;
  if (at > 0 && word.sentence != part_->words[at - 1].sentence) return true;
  return std::any_of(word.analyses.begin(), word.analyses.end(), [](const WordAnalysis& analysis) {
    return (analysis.features & (kPerfect | kImperfect)) != 0;
  });
}

// Whether the word there is nothing but a unit, which what stands before it counts.
bool TimeChart::IsUnit(uint32_t at) const {
  if (at >= end_ || heads_[at - first_] < 0) return false;
  for (int32_t a = heads_[at - first_]; a >= 0; a = atoms_[static_cast<size_t>(a)].next) {
    const TimeFields& fields = atoms_[static_cast<size_t>(a)].fields;
    if (!fields.Has(kUnit) || fields.Has(kShift) || fields.Has(kCount)) return false;
  }
  return true;
}

bool TimeChart::Touches(uint32_t at) const {
  return at > 0 && part_->words[at - 1].end == part_->words[at].begin;
}

void TimeChart::Accept(uint32_t index, size_t depth) {
  const TimeRule& rule = rules_.rule(index);
  const size_t begin = rule.before, end = depth - rule.after;
  TimeAtom atom;
  atom.category = rule.result;
  atom.first = path_[begin].at;
  for (size_t i = begin; i < end; ++i) {
    if (path_[i].atom < 0) continue;
    const TimeAtom& piece = atoms_[static_cast<size_t>(path_[i].atom)];
    if (i == begin) atom.prefixes = piece.prefixes;
    atom.end = piece.end;
    const int capture = path_[i].element->capture;
    if (capture == kFrom || capture == kTo || capture == kPlus) {
      atom.fields.Set(static_cast<TimeField>(capture), path_[i].atom);
      continue;
    }
    atom.fields.Add(piece.fields);
    if (capture >= 0) atom.fields.Set(static_cast<TimeField>(capture), piece.fields.Get(kNumber));
  }
  for (const auto& [field, value] : rule.sets) atom.fields.Set(field, value);
  if (atom.end > atom.first) found_.push_back({atom, index});
}

std::vector<const TimeAtom*> TimeChart::Times() const {
  std::vector<const TimeAtom*> times;
  for (uint32_t at = first_; at < end_;) {
    const TimeAtom* best = nullptr;
    for (int32_t a = heads_[at - first_]; a >= 0; a = atoms_[static_cast<size_t>(a)].next) {
      const TimeAtom& atom = atoms_[static_cast<size_t>(a)];
      if (atom.category != kTimeCategory && atom.category != kNothingCategory) continue;
      if (best == nullptr || atom.end > best->end ||
          (atom.end == best->end && atom.category == kNothingCategory))
        best = &atom;
    }
    if (best == nullptr) {
      ++at;
      continue;
    }
    if (best->category == kTimeCategory) times.push_back(best);
    at = best->end;
  }
  return times;
}

}  // namespace isnad::core
