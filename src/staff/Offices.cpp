#include "staff/Offices.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/Error.h"
#include "base/Text.h"
#include "staff/Actor.h"

namespace daiban::staff {

namespace {

using base::Error;
using base::ErrorKind;
using base::ModelProblem;
using base::YamlNode;

constexpr std::string_view codeAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";

struct PlacedOffice {
    Office office;
    YamlNode place;
};

using Report = std::function<void(const YamlNode&, const base::Sentence&)>;

OfficeKind kindFrom(const YamlNode& node) {
    if (const auto kind = officeKindNamed(node.string())) return *kind;
    node.fail(base::Sentence("the kind must be community, street-office, bureau or district."));
}

Office officeFrom(const YamlNode& node) {
    node.onlyKeys({"code", "kind", "name", "parent", "closed"});
    Office office;
    office.code = node.at("code").string();
    if (office.code.empty() || office.code.find_first_not_of(codeAlphabet) != std::string::npos)
        node.at("code").fail(base::Sentence("an office's code is made of A-Z, 0-9 and hyphens."));
    office.kind = kindFrom(node.at("kind"));
    office.name = node.at("name").string();
    office.parent = node.stringOr("parent", "");
    if (const auto closed = node.find("closed")) {
        office.closed = base::parseIsoDate(closed->string());
        if (!office.closed) closed->fail(base::Sentence("closed must be a day such as 2026-11-29."));
    }
    return office;
}

std::vector<std::filesystem::path> yamlFilesOf(const std::filesystem::path& folder) {
    std::error_code problem;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, problem))
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    if (problem)
        throw Error(ErrorKind::Unreadable,
                    base::Sentence("{}: this folder of offices cannot be read.", folder.string()));
    std::ranges::sort(files);
    return files;
}

/// Empty: in order. `parent` is null when there is no office with the parent's code.
base::Sentence problemOfParent(const Office& office, const Office* parent) {
    const auto isA = [&](OfficeKind kind) { return parent != nullptr && parent->kind == kind; };
    if (office.kind == OfficeKind::Community && !isA(OfficeKind::StreetOffice))
        return base::Sentence("community {} needs a street office as its parent.", office.code);
    if (office.kind == OfficeKind::Community || office.parent.empty()) return {};
    if (office.kind == OfficeKind::District)
        return base::Sentence("a district has no parent; take it out of {}.", office.code);
    if (!isA(OfficeKind::District))
        return base::Sentence("the parent of {} must be a district that is there, or be left out.", office.code);
    return {};
}

void checkTogether(const std::vector<PlacedOffice>& placed, const Report& report) {
    const auto find = [&](const std::string& code) {
        return std::ranges::find_if(placed, [&](const PlacedOffice& other) { return other.office.code == code; });
    };
    for (auto one = placed.begin(); one != placed.end(); ++one) {
        const Office& office = one->office;
        if (find(office.code) < one) report(one->place, base::Sentence("the code {} is used twice.", office.code));
        const auto parent = find(office.parent);
        const base::Sentence problem = problemOfParent(office, parent == placed.end() ? nullptr : &parent->office);
        if (!problem.empty()) report(one->place, problem);
    }
}

std::vector<PlacedOffice> officesOf(const YamlNode& file) {
    file.onlyKeys({"offices"});
    std::vector<PlacedOffice> placed;
    for (const YamlNode& node : file.at("offices").items()) placed.push_back({officeFrom(node), node});
    return placed;
}

std::vector<Office> checked(std::vector<PlacedOffice> placed) {
    checkTogether(placed, [](const YamlNode& place, const base::Sentence& sentence) { place.fail(sentence); });
    std::vector<Office> offices;
    for (auto& one : placed) offices.push_back(std::move(one.office));
    return offices;
}

}  // namespace

std::string_view nameOf(OfficeKind kind) {
    switch (kind) {
        case OfficeKind::Community:
            return "community";
        case OfficeKind::StreetOffice:
            return "street-office";
        case OfficeKind::Bureau:
            return "bureau";
        case OfficeKind::District:
            return "district";
    }
    return "";
}

std::optional<OfficeKind> officeKindNamed(std::string_view name) {
    for (const auto kind : {OfficeKind::Community, OfficeKind::StreetOffice, OfficeKind::Bureau, OfficeKind::District})
        if (name == nameOf(kind)) return kind;
    return std::nullopt;
}

std::string_view chineseNameOf(OfficeKind kind) {
    switch (kind) {
        case OfficeKind::Community:
            return "社区";
        case OfficeKind::StreetOffice:
            return "街道办事处";
        case OfficeKind::Bureau:
            return "委办局";
        case OfficeKind::District:
            return "区";
    }
    return "";
}

Offices Offices::load(const std::filesystem::path& folder) {
    std::vector<PlacedOffice> placed;
    for (const auto& file : yamlFilesOf(folder))
        std::ranges::move(officesOf(YamlNode::load(file)), std::back_inserter(placed));
    return Offices(checked(std::move(placed)));
}

Offices Offices::parse(const std::string& text, const std::filesystem::path& name) {
    return Offices(checked(officesOf(YamlNode::parse(text, name))));
}

std::vector<ModelProblem> Offices::validate(const std::filesystem::path& folder) {
    std::vector<ModelProblem> problems;
    std::vector<PlacedOffice> placed;
    for (const auto& file : yamlFilesOf(folder)) {
        try {
            std::ranges::move(officesOf(YamlNode::load(file)), std::back_inserter(placed));
        } catch (const Error& error) {
            problems.push_back({.file = file, .line = 0, .sentence = error.sentence()});
        }
    }
    checkTogether(placed, [&](const YamlNode& place, const base::Sentence& sentence) {
        problems.push_back({.file = place.file(), .line = place.line(), .sentence = sentence});
    });
    return problems;
}

const Office* Offices::find(std::string_view code) const {
    const auto found = std::ranges::find(offices_, code, &Office::code);
    return found == offices_.end() ? nullptr : &*found;
}

bool Offices::isUnder(std::string_view office, std::string_view above) const {
    const Office* one = find(office);
    while (one != nullptr && !one->parent.empty()) {  // at most two steps: the kinds allow no circle
        if (one->parent == above) return true;
        one = find(one->parent);
    }
    return false;
}

std::vector<std::string> Offices::seenFrom(std::string_view viewer) const {
    std::vector<std::string> seen;
    for (const Office& office : offices_)
        if (viewer == wholeStation || office.code == viewer || isUnder(office.code, viewer))
            seen.push_back(office.code);
    return seen;
}

void Offices::checkRoute(std::string_view from, std::string_view to) const {
    for (const std::string_view code : {from, to}) {
        const Office* office = find(code);
        if (office == nullptr)
            throw Error(ErrorKind::BadArguments,
                        base::Sentence("There is no office \"{}\"; see daiban office list.", code));
        if (office->closed)
            throw Error(ErrorKind::BadArguments, base::Sentence("{} ({}) is closed since {}; give another office.",
                                                                office->name, code, base::isoDate(*office->closed)));
    }
    if (from == to)
        throw Error(ErrorKind::BadArguments,
                    base::Sentence("A handoff needs two offices; give another office to hand to."));
}

}  // namespace daiban::staff
