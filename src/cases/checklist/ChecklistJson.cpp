#include <fmt/format.h>

#include <algorithm>

#include "cases/checklist/Checklist.h"

namespace daiban::cases {

namespace {

base::Json toJson(const PaperPlace& place) {
    return {{"image", place.image}, {"page", place.page}, {"document", place.document}};
}

base::Json toJson(const Requirement& requirement) {
    base::Json by = base::Json::array();
    for (const PaperPlace& place : requirement.by) by.push_back(toJson(place));
    base::Json overruled = base::Json::array();
    for (const OverruledPaper& paper : requirement.overruled) {
        overruled.push_back(toJson(paper.overrule));
        overruled.back()["paper"] = toJson(paper.place);
    }
    return {{"type", requirement.material.type},
            {"subject", codeOf(requirement.material.subject)},
            {"one_of", requirement.material.oneOf},
            {"state", codeOf(requirement.state)},
            {"by", by},
            {"notes", base::textsOf(requirement.notes)},
            {"name", requirement.material.name},
            {"waived", requirement.waived},
            {"overruled", overruled}};
}

/// The image alone where that is clear, else "a.jpg, page 2, document 1".
std::string keyOf(const PaperPlace& place, const Conflict& conflict) {
    const auto ofImage =
        std::ranges::count_if(conflict.values, [&](const auto& value) { return value.first.image == place.image; });
    if (ofImage == 1) return place.image;
    return fmt::format("{}, page {}, document {}", place.image, place.page, place.document);
}

base::Json toJson(const Conflict& conflict) {
    base::Json values = base::Json::object();
    base::Json marked = base::Json::object();
    const auto markedTexts = markedValues(conflict);
    for (std::size_t n = 0; n < conflict.values.size(); ++n) {
        const auto& [place, value] = conflict.values[n];
        values[keyOf(place, conflict)] = value;
        marked[keyOf(place, conflict)] = markedTexts[n];
    }
    return {{"field", conflict.field}, {"values", values}, {"subject", codeOf(conflict.subject)}, {"marked", marked}};
}

base::Json toJson(const BundledPapers& papers) {
    base::Json pages = base::Json::array();
    for (const PaperPlace& place : papers.places) pages.push_back(toJson(place));
    return {{"kind", codeOf(papers.bundle.kind)},
            {"type", papers.bundle.type},
            {"papers", pages},
            {"subject", codeOf(papers.about.subject)},
            {"certain", papers.bundle.belonging == Belonging::Certain && papers.bundle.doubts.empty()},
            {"pages_in_all", papers.bundle.pagesInAll},
            {"missing", papers.bundle.missing},
            {"notes", base::textsOf(papers.bundle.notes)},
            {"doubts", base::textsOf(papers.bundle.doubts)}};
}

base::Json toJson(const PaperAbout& paper) {
    base::Json entry = toJson(paper.place);
    entry["type"] = paper.type;
    entry["subject"] = codeOf(paper.about.subject);
    entry["name"] = paper.about.person.name.value;
    entry["known_from"] = codeOf(paper.about.from);
    return entry;
}

base::Json codesOf(const std::vector<Situation>& situations) {
    base::Json codes = base::Json::array();
    for (const Situation& situation : situations) codes.push_back(situation.code);
    return codes;
}

}  // namespace

base::Json toJson(const Checklist& checklist) {
    base::Json requirements = base::Json::array();
    for (const Requirement& requirement : checklist.requirements) requirements.push_back(toJson(requirement));
    base::Json surplus = base::Json::array();
    for (const SurplusPaper& paper : checklist.surplus) {
        base::Json entry = toJson(paper.place);
        entry["type"] = paper.type;
        surplus.push_back(entry);
    }
    base::Json repeated = base::Json::array();
    for (const RepeatedPaper& paper : checklist.repeated) {
        repeated.push_back(toJson(paper.place));
        repeated.back()["of"] = toJson(paper.of);
    }
    base::Json conflicts = base::Json::array();
    for (const Conflict& conflict : checklist.conflicts) conflicts.push_back(toJson(conflict));
    base::Json bundles = base::Json::array();
    for (const BundledPapers& papers : checklist.bundles) bundles.push_back(toJson(papers));
    base::Json papers = base::Json::array();
    for (const PaperAbout& paper : checklist.papers) papers.push_back(toJson(paper));
    return {{"item", checklist.item},
            {"situations", checklist.situations},
            {"complete", checklist.complete},
            {"complete_with_promise", checklist.completeWithPromise},
            {"requirements", requirements},
            {"surplus", surplus},
            {"conflicts", conflicts},
            {"notice", checklist.notice.text()},
            {"version", checklist.version},
            {"bundles", bundles},
            {"papers", papers},
            {"situations_to_choose", codesOf(checklist.toChoose)},
            {"situations_to_choose_some", codesOf(checklist.toChooseSome)},
            {"notice_entries", toJson(checklist.notice.entries)},
            {"repeated", repeated}};
}

}  // namespace daiban::cases
