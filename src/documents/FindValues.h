#pragma once

#include <optional>
#include <vector>

#include "documents/DocumentTypes.h"
#include "documents/Labels.h"
#include "documents/Layout.h"
#include "documents/ReadValue.h"

namespace daiban::documents {

/// A value found for a field, and how much its place says that it is this field's.
struct Candidate {
    ReadValue reading;
    double trust = 1;  ///< 1: right behind its label; less for misread labels and other places
    double top = 0;    ///< where it stands down the page
};

/// What a field is looked for in.
struct PageView {
    const Layout& layout;
    const Labels& labels;
    const DocumentType& type;
    base::Date today;
    const Meanings* meanings = nullptr;  ///< of labels and words of prose; null: only what the type's file says
};

/// Behind, right of or below its labels.
[[nodiscard]] std::vector<Candidate> findByLabel(const FieldRule& rule, const PageView& page);
/// Behind, right of or below labels of the same meaning that name the rule's people, or stand in their part of the page.
[[nodiscard]] std::vector<Candidate> findByMeaning(const FieldRule& rule, const PageView& page);
/// Where running text names a person: 兹证明张三（身份证号：…）.
[[nodiscard]] std::vector<Candidate> findInProse(const FieldRule& rule, const PageView& page);
/// A range of days, or the day a paper closes with, where no label was read.
[[nodiscard]] std::vector<Candidate> findDaysWithoutLabel(const FieldRule& rule, const PageView& page);
/// Between the words of its phrases, over the ends of lines.
[[nodiscard]] std::vector<Candidate> findByPhrase(const FieldRule& rule, const PageView& page);
/// Wherever one thing on the page looks like it.
[[nodiscard]] std::vector<Candidate> findAnywhere(const FieldRule& rule, const PageView& page);

/// The part of the page a rule is about, as a range of y. Empty: its bounds were not found.
struct Span {
    double top = 0;
    double bottom = 0;
    [[nodiscard]] bool holds(double y) const { return y >= top && y < bottom; }
};
[[nodiscard]] Span wholePage();
[[nodiscard]] std::optional<Span> spanOf(const FieldRule& rule, const PageView& page);
/// How many sections (or occurrences) of the rule's kind the type's fields speak of.
[[nodiscard]] int sectionsExpected(const FieldRule& rule, const DocumentType& type);
[[nodiscard]] int occurrencesExpected(const FieldRule& rule, const DocumentType& type);

}  // namespace daiban::documents
