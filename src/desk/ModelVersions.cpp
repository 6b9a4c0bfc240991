#include "desk/ModelVersions.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

#include "base/Crypto.h"
#include "base/Error.h"
#include "base/Text.h"
#include "desk/Reason.h"
#include "documents/LearningFolder.h"
#include "documents/Understand.h"

namespace daiban::desk {

namespace {

using base::Error;
using base::ErrorKind;

constexpr std::size_t longestText = 100'000;  // the longest of the program's has 7,000

/// Empty: there is no such file.
std::optional<std::string> bytesOf(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return std::nullopt;
    return std::string{std::istreambuf_iterator<char>(stream), {}};
}

void demandCode(ModelKind kind, const std::string& code) {
    if (!canBeCode(kind, code))
        throw Error(ErrorKind::NotFound, base::Sentence("There is nothing called {} here.", code));
}

/// Items in force that ask of a type for a day it would not have any more.
void addItemsThatAskForMore(const cases::Items& items, const documents::DocumentType& type,
                            const base::ModelSource& source, std::vector<base::ModelProblem>& problems) {
    for (const auto& item : items.all())
        for (const auto& material : item.materials) {
            if (material.type != type.code) continue;
            if (material.maxAgeDays > 0 && type.dateField.empty())
                problems.push_back(
                    {source.file, 0,
                     base::Sentence("事项 {} 的“{}”限定开具天数，而这里没有说明哪个字段是开具日期（validity: dated）。",
                                    item.code, material.name)});
            if (material.mayBeExpired && type.expiryField.empty())
                problems.push_back(
                    {source.file, 0,
                     base::Sentence("事项 {} 的“{}”允许过期，而这里没有说明哪个字段是有效期（validity: expires）。",
                                    item.code, material.name)});
        }
}

store::ModelChange changeOf(const KeptModel& kept) {
    return {.kind = std::string(nameOf(kept.kind)),
            .code = kept.code,
            .number = kept.number,
            .effective = base::isoDate(kept.effective),
            .sha256 = kept.sha256};
}

}  // namespace

std::string_view nameOf(VersionState state) {
    constexpr std::array<std::string_view, 5> names{"in-force", "waiting", "past", "withdrawn", "unusable"};
    return names.at(static_cast<std::size_t>(state));
}

std::string withVersion(const std::string& text, int number, base::Date effective) {
    std::string out;
    const auto put = [&out](std::string_view line, std::string_view key, const std::string& value) {
        const auto hash = line.find(" #");  // what was remarked behind it stays
        const auto end = line.ends_with('\r') ? std::string_view("\r") : std::string_view();
        out += std::string(key) + " " + value;
        out += hash == std::string_view::npos ? end : line.substr(hash);
    };
    for (std::size_t at = 0; at < text.size();) {
        const auto newline = std::min(text.find('\n', at), text.size());
        const std::string_view line = std::string_view(text).substr(at, newline - at);
        if (line.starts_with("version:"))
            put(line, "version:", std::to_string(number));
        else if (line.starts_with("effective:"))
            put(line, "effective:", base::isoDate(effective));
        else
            out += line;
        if (newline < text.size()) out += '\n';
        at = newline + 1;
    }
    return out;
}

base::ModelSource ModelVersions::sourceOf(const ModelDraft& draft) const {
    demandCode(draft.kind, draft.code);
    if (draft.text.size() > longestText)
        throw Error(ErrorKind::BadArguments,
                    base::Sentence("The text is too long; {} bytes are the most.", longestText));
    return {.file = parts_.models.shippedFile(draft.kind, draft.code), .text = draft.text};
}

DraftCheck ModelVersions::checked(const ModelDraft& draft) const {
    const auto source = sourceOf(draft);
    const auto& models = parts_.models;
    if (draft.kind == ModelKind::Calendars) return {.problems = cases::calendarProblemsOf(source)};
    if (draft.kind == ModelKind::Items) {
        auto read = cases::readItemAmong(source, models.folder() / "items", cases::knownTypes(models.types()));
        read.problems.insert(read.problems.end(), read.gaps.begin(), read.gaps.end());
        return {.problems = std::move(read.problems)};
    }
    DraftCheck check{.problems = documents::DocumentTypes::problemsOf(source)};
    if (!check.problems.empty()) return check;
    addItemsThatAskForMore(models.items(), *typesWith(draft).find(draft.code), source, check.problems);
    return check;
}

DraftCheck ModelVersions::check(const staff::Actor& actor, const ModelDraft& draft) const {
    parts_.demandOnStation(actor, staff::Verb::ManageModels);
    return checked(draft);
}

DraftCheck ModelVersions::checkWhole(const staff::Actor& actor, const ModelDraft& draft) const {
    DraftCheck check = this->check(actor, draft);
    if (draft.kind != ModelKind::Items || !check.problems.empty()) return check;
    check.walk =
        cases::walkItem(itemOf(actor, draft), parts_.today(), parts_.models.types(), parts_.models.bundleRules());
    return check;
}

void ModelVersions::demandInOrder(const ModelDraft& draft) const {
    const auto check = checked(draft);
    if (check.problems.empty()) return;
    const auto& first = check.problems.front();
    throw Error(ErrorKind::BadArguments,
                first.line > 0 ? base::Sentence("第 {} 行：{}", first.line, first.sentence) : first.sentence);
}

cases::Item ModelVersions::itemOf(const staff::Actor& actor, const ModelDraft& draft) const {
    parts_.demandOnStation(actor, staff::Verb::ManageModels);
    demandInOrder(draft);
    return *cases::readItemAmong(sourceOf(draft), parts_.models.folder() / "items",
                                 cases::knownTypes(parts_.models.types()))
                .item;
}

documents::DocumentTypes ModelVersions::typesWith(const ModelDraft& draft) const {
    return documents::DocumentTypes::load(parts_.models.folder() / "documents",
                                          parts_.models.ownTypesWith(sourceOf(draft)));
}

std::vector<TypeTrial> ModelVersions::tryType(const staff::Actor& actor, const ModelDraft& draft,
                                              const intake::PageReading& reading) const {
    parts_.demandOnStation(actor, staff::Verb::ManageModels);
    demandInOrder(draft);
    const auto types = typesWith(draft);
    const auto learned = documents::LearningFolder(parts_.dataFolder).load().learned;
    const auto readBy = [&](const documents::Evidence& seen, const documents::DocumentTypes& all) {
        const auto* type = all.find(draft.code);
        return TypeReading{
            .taken = documents::classify(seen, all, learned.get()),
            .fields = type == nullptr ? documents::Fields{} : documents::extractFields(seen, *type, parts_.today())};
    };
    std::vector<TypeTrial> trials;
    for (const auto& document : reading.documents) {
        const documents::Evidence seen{document.clean, document.text, reading.codes};
        TypeTrial trial{.inForce = std::nullopt, .draft = readBy(seen, types)};
        if (parts_.models.types().find(draft.code) != nullptr) trial.inForce = readBy(seen, parts_.models.types());
        trials.push_back(std::move(trial));
    }
    return trials;
}

/// `kept`: by kind, code and number. Looked at as they are kept now: this very request may have saved one.
std::vector<ModelVersion> ModelVersions::withStates(std::vector<KeptModel> kept) const {
    std::vector<ModelVersion> versions;
    const auto today = parts_.today();
    for (auto at = kept.begin(); at != kept.end(); ++at) {
        const bool hasFollower = std::any_of(std::next(at), kept.end(), [&](const KeptModel& later) {
            return later.kind == at->kind && later.code == at->code && later.hasBegun(today);
        });
        ModelVersion version{.kept = *at, .state = VersionState::Waiting};
        if (at->withdrawn)
            version.state = VersionState::Withdrawn;
        else if (at->trouble.empty() && at->hasBegun(today) && !hasFollower)
            version.kept.trouble = parts_.models.whyNotFollowed(*at);
        if (!version.kept.trouble.empty())
            version.state = VersionState::Unusable;
        else if (at->hasBegun(today))
            version.state = hasFollower ? VersionState::Past : VersionState::InForce;
        versions.push_back(std::move(version));
    }
    return versions;
}

std::vector<ModelVersion> ModelVersions::list(ModelKind kind, const std::string& code) const {
    demandCode(kind, code);
    auto versions = withStates(parts_.models.kept().of(kind, code));
    if (std::filesystem::is_regular_file(parts_.models.shippedFile(kind, code))) {
        const bool own =
            std::ranges::any_of(versions, [](const ModelVersion& one) { return one.state == VersionState::InForce; });
        versions.insert(versions.begin(),
                        {.kept = {.id = {}, .kind = kind, .code = code, .file = parts_.models.shippedFile(kind, code)},
                         .state = own ? VersionState::Past : VersionState::InForce});
    }
    if (versions.empty()) throw Error(ErrorKind::NotFound, base::Sentence("There is nothing called {} here.", code));
    return versions;
}

std::vector<ModelVersion> ModelVersions::kept() const {
    return withStates(parts_.models.kept().all());
}

std::string ModelVersions::textOf(ModelKind kind, const std::string& code, int number) const {
    demandCode(kind, code);
    if (number == 0)
        if (auto text = bytesOf(parts_.models.shippedFile(kind, code))) return *std::move(text);
    for (const auto& kept : parts_.models.kept().of(kind, code))
        if (kept.number == number) return parts_.models.kept().textOf(kept);
    throw Error(ErrorKind::NotFound, base::Sentence("There is no version {} of {} here.", number, code));
}

KeptModel ModelVersions::save(const staff::Actor& actor, const SavedDraft& saved) const {
    const ModelDraft& draft = saved.draft;
    const DraftCheck check = checkWhole(actor, draft);
    demandInOrder(draft);
    if (check.walk && !check.walk->wrong.empty()) throw Error(ErrorKind::BadArguments, check.walk->wrong.front());
    if (saved.effective < parts_.today())
        throw Error(ErrorKind::BadArguments,
                    base::Sentence("A version takes effect today or later; what was in force stays as it was."));
    const auto text = [&](int number) {
        std::string bytes =
            draft.kind == ModelKind::Items ? withVersion(draft.text, number, saved.effective) : draft.text;
        if (draft.kind != ModelKind::Items) return bytes;
        const auto item = itemOf(actor, {draft.kind, draft.code, bytes});
        if (item.version != number || item.effective != saved.effective)
            throw Error(ErrorKind::BadArguments,
                        base::Sentence("Write 'version:' and 'effective:' at the beginning of lines of their own; they "
                                       "are filled in when the text is saved."));
        return bytes;
    };
    const auto shipped = bytesOf(parts_.models.shippedFile(draft.kind, draft.code));
    return parts_.models.kept().keep(
        {.id = saved.id,
         .kind = draft.kind,
         .code = draft.code,
         .effective = saved.effective,
         .at = parts_.clock.now(),
         .by = actor.account,
         .reason = soundReason(saved.reason),
         .besideShipped = shipped ? base::sha256Hex(*shipped) : std::string{}},
        text, [&](const KeptModel& kept) { parts_.store.recordModelChange("model.saved", changeOf(kept), actor); });
}

KeptModel ModelVersions::withdraw(const staff::Actor& actor, ModelKind kind, const std::string& code, int number,
                                  const std::string& reason) const {
    parts_.demandOnStation(actor, staff::Verb::ManageModels);
    demandCode(kind, code);
    return parts_.models.kept().withdraw(
        kind, code, number, {.at = parts_.clock.now(), .by = actor.account, .reason = soundReason(reason)},
        parts_.today(),
        [&](const KeptModel& kept) { parts_.store.recordModelChange("model.withdrawn", changeOf(kept), actor); });
}

}  // namespace daiban::desk
