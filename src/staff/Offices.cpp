#include "staff/Offices.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

#include "base/Error.h"

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

using Report = std::function<void(const YamlNode&, const std::string&)>;

OfficeKind kindFrom(const YamlNode& node) {
    const std::string text = node.string();
    for (const auto kind : {OfficeKind::Community, OfficeKind::StreetOffice, OfficeKind::Bureau})
        if (text == nameOf(kind)) return kind;
    node.fail("the kind must be community, street-office or bureau.");
}

Office officeFrom(const YamlNode& node) {
    node.onlyKeys({"code", "kind", "name", "parent"});
    Office office;
    office.code = node.at("code").string();
    if (office.code.empty() || office.code.find_first_not_of(codeAlphabet) != std::string::npos)
        node.at("code").fail("an office's code is made of A-Z, 0-9 and hyphens.");
    office.kind = kindFrom(node.at("kind"));
    office.name = node.at("name").string();
    office.parent = node.stringOr("parent", "");
    return office;
}

std::vector<std::filesystem::path> yamlFilesOf(const std::filesystem::path& folder) {
    std::error_code problem;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, problem))
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    if (problem)
        throw Error(ErrorKind::Unreadable, fmt::format("{}: this folder of offices cannot be read.", folder.string()));
    std::ranges::sort(files);
    return files;
}

void checkTogether(const std::vector<PlacedOffice>& placed, const Report& report) {
    const auto find = [&](const std::string& code) {
        return std::ranges::find_if(placed, [&](const PlacedOffice& other) { return other.office.code == code; });
    };
    for (auto one = placed.begin(); one != placed.end(); ++one) {
        const Office& office = one->office;
        if (find(office.code) < one) report(one->place, fmt::format("the code {} is used twice.", office.code));
        const auto parent = find(office.parent);
        const bool underStreet = parent != placed.end() && parent->office.kind == OfficeKind::StreetOffice;
        if (office.kind == OfficeKind::Community && !underStreet)
            report(one->place, fmt::format("community {} needs a street office as its parent.", office.code));
        if (office.kind != OfficeKind::Community && !office.parent.empty())
            report(one->place, fmt::format("only a community has a parent; take it out of {}.", office.code));
    }
}

std::vector<PlacedOffice> officesOf(const YamlNode& file) {
    file.onlyKeys({"offices"});
    std::vector<PlacedOffice> placed;
    for (const YamlNode& node : file.at("offices").items()) placed.push_back({officeFrom(node), node});
    return placed;
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
    }
    return "";
}

std::string_view chineseNameOf(OfficeKind kind) {
    switch (kind) {
        case OfficeKind::Community:
            return "社区";
        case OfficeKind::StreetOffice:
            return "街道办事处";
        case OfficeKind::Bureau:
            return "委办局";
    }
    return "";
}

Offices Offices::load(const std::filesystem::path& folder) {
    std::vector<PlacedOffice> placed;
    for (const auto& file : yamlFilesOf(folder))
        std::ranges::move(officesOf(YamlNode::load(file)), std::back_inserter(placed));
    checkTogether(placed, [](const YamlNode& place, const std::string& sentence) { place.fail(sentence); });
    Offices offices;
    for (auto& one : placed) offices.offices_.push_back(std::move(one.office));
    return offices;
}

std::vector<ModelProblem> Offices::validate(const std::filesystem::path& folder) {
    std::vector<ModelProblem> problems;
    std::vector<PlacedOffice> placed;
    for (const auto& file : yamlFilesOf(folder)) {
        try {
            std::ranges::move(officesOf(YamlNode::load(file)), std::back_inserter(placed));
        } catch (const Error& error) {
            problems.push_back({.file = file, .line = 0, .sentence = error.what()});
        }
    }
    checkTogether(placed, [&](const YamlNode& place, const std::string& sentence) {
        problems.push_back({.file = place.file(), .line = place.line(), .sentence = sentence});
    });
    return problems;
}

const Office* Offices::find(std::string_view code) const {
    const auto found = std::ranges::find(offices_, code, &Office::code);
    return found == offices_.end() ? nullptr : &*found;
}

std::vector<std::string> Offices::seenFrom(std::string_view viewer) const {
    std::vector<std::string> seen;
    for (const Office& office : offices_)
        if (office.code == viewer || (!office.parent.empty() && office.parent == viewer)) seen.push_back(office.code);
    return seen;
}

void Offices::checkRoute(std::string_view from, std::string_view to) const {
    for (const std::string_view code : {from, to})
        if (find(code) == nullptr)
            throw Error(ErrorKind::BadArguments,
                        fmt::format("There is no office \"{}\"; the offices are in models/offices.", code));
    if (from == to)
        throw Error(ErrorKind::BadArguments, "A handoff needs two offices; give another office to hand to.");
}

}  // namespace daiban::staff
