#include "desk/KeptModels.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <iterator>

#include "base/Crypto.h"
#include "base/DurableFile.h"
#include "base/Error.h"
#include "base/Json.h"
#include "base/Text.h"

namespace daiban::desk {

namespace {

namespace fs = std::filesystem;
using base::Error;
using base::ErrorKind;

struct KindWords {
    ModelKind kind;
    std::string_view name;
    std::string_view folder;
};
constexpr std::array kinds{KindWords{ModelKind::Items, "items", "items"},
                           KindWords{ModelKind::Types, "types", "documents"},
                           KindWords{ModelKind::Calendars, "calendars", "calendars"}};

constexpr const char* stampName = "last-change.json";
constexpr const char* withdrawnEnd = ".withdrawn.json";

[[noreturn]] void cannotWrite(const fs::path& file) {
    throw Error(ErrorKind::StorageFailed,
                base::Sentence("The file {} cannot be written; make room or check its owner.", file.string()));
}

void write(const fs::path& file, std::string_view bytes) {
    if (base::writeDurably(file, bytes)) cannotWrite(file);
}

std::optional<std::string> bytesOf(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return std::nullopt;
    return std::string{std::istreambuf_iterator<char>(stream), {}};
}

/// Held while one process numbers and writes a version.
class Turn {
  public:
    explicit Turn(const fs::path& folder)
        : file_(::open((folder / "edit.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
        if (file_ < 0 || ::flock(file_, LOCK_EX) != 0) cannotWrite(folder / "edit.lock");
    }
    ~Turn() { ::close(file_); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

  private:
    int file_;
};

void makeFolder(const fs::path& folder) {
    std::error_code problem;
    fs::create_directories(folder, problem);
    if (problem) cannotWrite(folder);
}

/// The number in "SB-001.v1001.yaml"; 0: it is none of ours.
int numberIn(const fs::path& file) {
    const std::string stem = file.stem().string();
    const auto at = stem.find(".v");
    if (at == std::string::npos) return 0;
    int number = 0;
    const char* end = stem.data() + stem.size();
    const auto read = std::from_chars(stem.data() + at + 2, end, number);
    return read.ptr == end && number >= firstOwnVersion ? number : 0;
}

fs::path besides(const fs::path& text, const char* end) {
    fs::path file = text;
    return file.replace_extension() += end;
}

base::Instant instantFrom(const base::Json& json) {
    return base::Instant{std::chrono::milliseconds{json.get<std::int64_t>()}};
}

base::Json factsOf(const KeptModel& kept) {
    return {{"id", kept.id},
            {"effective", base::isoDate(kept.effective)},
            {"saved_at", kept.savedAt.time_since_epoch().count()},
            {"saved_by", kept.savedBy},
            {"reason", kept.reason},
            {"sha256", kept.sha256},
            {"beside_shipped_sha256", kept.besideShipped}};
}

base::Json factsOf(const Withdrawal& withdrawal) {
    return {{"at", withdrawal.at.time_since_epoch().count()}, {"by", withdrawal.by}, {"reason", withdrawal.reason}};
}

void readFacts(KeptModel& kept, const std::string& bytes) {
    const auto file = besides(kept.file, ".json");
    const auto json = base::parseJson(bytes, base::Sentence::verbatim(file.string()));
    const auto day = base::parseIsoDate(json.at("effective").get<std::string>());
    if (!day) throw base::Json::other_error::create(0, "no day", nullptr);
    kept.id = json.at("id").get<std::string>();
    kept.effective = *day;
    kept.savedAt = instantFrom(json.at("saved_at"));
    kept.savedBy = json.at("saved_by").get<std::string>();
    kept.reason = json.at("reason").get<std::string>();
    kept.sha256 = json.at("sha256").get<std::string>();
    kept.besideShipped = json.at("beside_shipped_sha256").get<std::string>();
}

void readWithdrawal(KeptModel& kept) {
    const auto file = besides(kept.file, withdrawnEnd);
    const auto bytes = bytesOf(file);
    if (!bytes) return;
    const auto json = base::parseJson(*bytes, base::Sentence::verbatim(file.string()));
    kept.withdrawn = {.at = instantFrom(json.at("at")),
                      .by = json.at("by").get<std::string>(),
                      .reason = json.at("reason").get<std::string>()};
}

/// Empty: its text was written, but the version never counted.
std::optional<KeptModel> keptIn(ModelKind kind, const fs::path& file) {
    const auto facts = bytesOf(besides(file, ".json"));
    if (!facts) return std::nullopt;
    KeptModel kept{
        .id = {}, .kind = kind, .code = base::ModelSource::codeOf(file), .number = numberIn(file), .file = file};
    try {
        readFacts(kept, *facts);
        readWithdrawal(kept);
        const auto text = bytesOf(file);
        if (!text || base::sha256Hex(*text) != kept.sha256)
            kept.trouble = base::Sentence("it is not the text that was saved; restore it from a backup");
    } catch (const std::exception&) {
        kept.trouble = base::Sentence("what was written down beside it cannot be read; restore it from a backup");
    }
    return kept;
}

std::vector<fs::path> textsIn(const fs::path& folder) {
    std::error_code none;
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder, none))
        if (entry.path().extension() == ".yaml" && numberIn(entry.path()) != 0) files.push_back(entry.path());
    return files;
}

}  // namespace

std::string_view nameOf(ModelKind kind) {
    return kinds.at(static_cast<std::size_t>(kind)).name;
}

std::string_view folderOf(ModelKind kind) {
    return kinds.at(static_cast<std::size_t>(kind)).folder;
}

std::optional<ModelKind> modelKindNamed(std::string_view name) {
    const auto* found = std::ranges::find(kinds, name, &KindWords::name);
    return found == kinds.end() ? std::nullopt : std::optional(found->kind);
}

const std::vector<ModelKind>& allModelKinds() {
    static const std::vector<ModelKind> all{ModelKind::Items, ModelKind::Types, ModelKind::Calendars};
    return all;
}

bool canBeCode(ModelKind kind, std::string_view code) {
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const auto isCapital = [](char c) { return c >= 'A' && c <= 'Z'; };
    switch (kind) {
        case ModelKind::Items:
            return code.size() == 6 && isCapital(code[0]) && isCapital(code[1]) && code[2] == '-' &&
                   std::ranges::all_of(code.substr(3), isDigit);
        case ModelKind::Types:
            return !code.empty() && code.size() <= 60 &&
                   std::ranges::all_of(code, [&](char c) { return (c >= 'a' && c <= 'z') || isDigit(c) || c == '-'; });
        case ModelKind::Calendars:
            return code.size() == 4 && std::ranges::all_of(code, isDigit);
    }
    return false;
}

KeptModels::KeptModels(fs::path dataFolder) : folder_(std::move(dataFolder) / "rules") {}

fs::path KeptModels::folderOfKind(ModelKind kind) const {
    return folder_ / std::string(folderOf(kind)) / base::keptFolder;
}

std::vector<KeptModel> KeptModels::all() const {
    std::vector<KeptModel> found;
    for (const ModelKind kind : allModelKinds())
        for (const auto& file : textsIn(folderOfKind(kind)))
            if (auto kept = keptIn(kind, file)) found.push_back(*std::move(kept));
    std::ranges::sort(found, {}, [](const KeptModel& one) { return std::tuple(one.kind, one.code, one.number); });
    return found;
}

std::vector<KeptModel> KeptModels::of(ModelKind kind, std::string_view code) const {
    std::vector<KeptModel> found;
    for (const auto& file : textsIn(folderOfKind(kind)))
        if (base::ModelSource::codeOf(file) == code)
            if (auto kept = keptIn(kind, file)) found.push_back(*std::move(kept));
    std::ranges::sort(found, {}, &KeptModel::number);
    return found;
}

std::string KeptModels::textOf(const KeptModel& kept) const {
    auto text = bytesOf(kept.file);
    if (!text || base::sha256Hex(*text) != kept.sha256)
        throw Error(ErrorKind::Unreadable,
                    base::Sentence("Version {} of {} cannot be shown: {}.", kept.number, kept.code,
                                   base::Sentence("it is not the text that was saved; restore it from a backup")));
    return *std::move(text);
}

KeptModel KeptModels::keep(const NewKept& added, const TextOf& text, const BeforeItCounts& beforeItCounts) const {
    const auto folder = folderOfKind(added.kind);
    makeFolder(folder);
    const Turn turn(folder_);
    const auto before = of(added.kind, added.code);
    if (const auto same = std::ranges::find(before, added.id, &KeptModel::id); same != before.end()) return *same;
    for (const KeptModel& other : before)
        if (!other.withdrawn && other.trouble.empty() && other.effective > added.effective)
            throw Error(ErrorKind::BadArguments,
                        base::Sentence("Version {} takes effect on {}, after this one; withdraw it first, or let this "
                                       "one begin on that day or later.",
                                       other.number, base::isoDate(other.effective)));
    KeptModel kept{.id = added.id,
                   .kind = added.kind,
                   .code = added.code,
                   .number = firstOwnVersion,
                   .effective = added.effective,
                   .savedAt = added.at,
                   .savedBy = added.by,
                   .reason = added.reason,
                   .sha256 = {},
                   .besideShipped = added.besideShipped,
                   .file = {}};
    for (const auto& file : textsIn(folder))  // one that never counted has its number all the same
        if (base::ModelSource::codeOf(file) == added.code) kept.number = std::max(kept.number, numberIn(file) + 1);
    kept.file = folder / fmt::format("{}.v{}.yaml", added.code, kept.number);
    const std::string bytes = text(kept.number);
    kept.sha256 = base::sha256Hex(bytes);
    write(kept.file, bytes);
    beforeItCounts(kept);
    write(besides(kept.file, ".json"), base::toLine(factsOf(kept)) + "\n");
    changed();
    return kept;
}

KeptModel KeptModels::withdraw(ModelKind kind, const std::string& code, int number, const Withdrawal& withdrawal,
                               base::Date today, const BeforeItCounts& before) const {
    makeFolder(folder_);
    const Turn turn(folder_);
    auto versions = of(kind, code);
    const auto found = std::ranges::find(versions, number, &KeptModel::number);
    if (found == versions.end())
        throw Error(ErrorKind::NotFound, base::Sentence("There is no version {} of {} here.", number, code));
    if (found->withdrawn) return *found;
    if (found->effective <= today)
        throw Error(ErrorKind::BadArguments,
                    base::Sentence("Version {} has been in force since {} and stays; save an older one anew to go back "
                                   "to it.",
                                   number, base::isoDate(found->effective)));
    found->withdrawn = withdrawal;
    before(*found);
    write(besides(found->file, withdrawnEnd), base::toLine(factsOf(withdrawal)) + "\n");
    changed();
    return *found;
}

void KeptModels::changed() const {
    write(folder_ / stampName, base::toLine({{"changed", true}}) + "\n");
}

KeptModels::Stamp KeptModels::stamp() const {
    struct stat about {};
    if (::stat((folder_ / stampName).c_str(), &about) != 0) return {};
    return {about.st_ino, about.st_mtim.tv_sec, about.st_mtim.tv_nsec};
}

}  // namespace daiban::desk
