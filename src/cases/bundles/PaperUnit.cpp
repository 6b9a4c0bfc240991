#include "cases/bundles/PaperUnit.h"

#include <algorithm>

#include "cases/checklist/Persons.h"
#include "documents/Understand.h"

namespace daiban::cases {

namespace {

bool isGood(const documents::Field& field) {
    return field.valid && field.confidence >= base::certainEnough && !field.value.empty();
}

/// A field of a page that a person confirmed is as sure as one can be; on the other pages nobody looked.
documents::Field fieldOf(const Paper& page, documents::Field field) {
    if (!page.confirmedByPerson) return field;
    field.confidence = base::Confidence(1);
    field.valid = true;
    return field;
}

void addFields(Paper& whole, const Paper& page) {
    for (const auto& [name, field] : page.document.fields) {
        auto& known = whole.document.fields;
        const auto found = known.find(name);
        if (found == known.end())
            known.emplace(name, fieldOf(page, field));
        else if (!isGood(found->second) && isGood(fieldOf(page, field)))
            found->second = fieldOf(page, field);
    }
}

bool saysWho(documents::FieldKind kind) {
    using Kind = documents::FieldKind;
    return kind == Kind::PersonName || kind == Kind::Organisation || kind == Kind::Party ||
           kind == Kind::CitizenNumber || kind == Kind::CreditCode;
}

/// An unrecognised page read as a page of that paper.
Paper readAs(const Paper& page, const Bundle& bundle, const documents::DocumentTypes& types, base::Date today) {
    Paper read = page;
    const auto* type = types.find(bundle.type);
    if (type == nullptr || page.text == nullptr) return read;
    const page::CleanPage noPixels;
    const std::vector<codes::Code> noCodes;
    read.document.fields = documents::extractFields({noPixels, *page.text, noCodes}, *type, today);
    if (bundle.kind == BundleKind::Pages)
        for (const auto& rule : type->fields)
            if (saysWho(rule.kind)) read.document.fields.erase(rule.name);
    return read;
}

Paper wholeOf(const std::vector<Paper>& papers, const Bundle& bundle, const documents::DocumentTypes& types,
              base::Date today) {
    Paper whole = papers[bundle.papers.front()];
    // A leaf that was not recognised may come first; the type is then known from the next.
    whole.document.classification.type = bundle.type;
    std::vector<std::string> lines;
    for (const std::size_t number : bundle.papers) {
        const Paper& page = papers[number];
        if (page.lines != nullptr) lines.insert(lines.end(), page.lines->begin(), page.lines->end());
        auto& classification = whole.document.classification;
        if (page.document.classification.type == bundle.type &&
            page.document.classification.confidence > classification.confidence)
            classification.confidence = page.document.classification.confidence;
        if (whole.assignedTo.empty()) whole.assignedTo = page.assignedTo;
        if (number != bundle.papers.front())
            whole.overrules.insert(whole.overrules.end(), page.overrules.begin(), page.overrules.end());
        const std::string& type = page.document.classification.type;
        if (type == documents::unknownType)
            addFields(whole, readAs(page, bundle, types, today));
        else if (number != bundle.papers.front() && type == bundle.type)
            addFields(whole, page);
    }
    if (!lines.empty()) whole.lines = std::make_shared<const std::vector<std::string>>(std::move(lines));
    whole.notes = bundle.notes;
    whole.doubts = bundle.doubts;
    return whole;
}

}  // namespace

std::vector<PaperUnit> unitsOf(const std::vector<Paper>& papers, const std::vector<Bundle>& bundles,
                               const documents::DocumentTypes& types, base::Date today) {
    std::vector<PaperUnit> units;
    std::vector<char> taken(papers.size(), 0);
    for (const Bundle& bundle : bundles) {
        if (!bundle.isOnePaper()) continue;
        units.push_back({wholeOf(papers, bundle, types, today), bundle.papers});
        for (const std::size_t number : bundle.papers) taken[number] = 1;
    }
    for (std::size_t number = 0; number < papers.size(); ++number)
        if (taken[number] == 0) units.push_back({papers[number], {number}});
    std::ranges::sort(units, {}, [](const PaperUnit& unit) { return std::ranges::min(unit.papers); });
    return units;
}

}  // namespace daiban::cases
