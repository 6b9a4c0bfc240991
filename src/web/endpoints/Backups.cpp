#include "web/endpoints/Backups.h"

#include <algorithm>
#include <fstream>
#include <vector>

#include "base/Text.h"
#include "web/Input.h"
#include "web/Problem.h"
#include "web/json/StationJson.h"

namespace daiban::web {

namespace {

namespace fs = std::filesystem;
using base::Json;
using State = BackupJob::State;

const fs::path& folderOf(const Call& call) {
    const auto& folder = call.station.parts().backups;
    if (folder.empty())
        refuse("not-set-up", 503, "没有给服务器放备份的文件夹；请以 daiban serve --backups 文件夹 启动。",
               "The server was given no folder for backups; start it with daiban serve --backups DIR.");
    return folder;
}

/// One folder within the folder of backups, and nothing else.
bool isName(const std::string& name) {
    constexpr std::size_t longest = 100;
    return !name.empty() && name.size() <= longest && name.front() != '.' &&
           std::ranges::all_of(
               name, [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.'; });
}

/// A word of a shell that stands for the path whatever it holds.
std::string shellWord(const fs::path& path) {
    std::string word = "'";
    for (const char c : path.string()) word += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return word + "'";
}

Json stateJson(const Call& call) {
    const auto state = call.station.backup.state();
    if (!state) return nullptr;
    constexpr std::array kinds{"make", "verify"};
    constexpr std::array stands{"running", "done", "failed", "cancelled"};
    return {{"kind", kinds.at(static_cast<std::size_t>(state->kind))},
            {"state", stands.at(static_cast<std::size_t>(state->stands))},
            {"name", state->name},
            {"account", state->account},
            {"began", moment(state->began)},
            {"blobs", state->blobs},
            {"sentence", state->sentence.in(call.words())}};
}

Json backupJson(const Call& call, const fs::path& folder) {
    Json json{{"name", folder.filename().string()},
              {"taken", nullptr},
              {"blobs", 0},
              {"bytes", 0},
              {"state", "unfinished"},
              {"sentence", ""}};
    try {
        if (const auto told = store::backupIn(folder)) {
            json["taken"] = moment(told->takenAt);
            json["blobs"] = told->blobs;
            json["bytes"] = told->bytes;
            json["state"] = "whole";
        }
    } catch (const base::Error& error) {
        json["state"] = "damaged";
        json["sentence"] = error.sentence().in(call.words());
    }
    return json;
}

std::vector<fs::path> backupsIn(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code none;
    for (fs::directory_iterator entry(folder, none), end; !none && entry != end; entry.increment(none))
        if (entry->is_directory(none) && isName(entry->path().filename().string())) found.push_back(entry->path());
    std::ranges::sort(found, std::greater<>());
    return found;
}

Json listed(const Call& call) {
    const auto& parts = call.station.parts();
    Json backups = Json::array();
    if (!parts.backups.empty())
        for (const auto& folder : backupsIn(parts.backups)) backups.push_back(backupJson(call, folder));
    const auto restored = parts.dataFolder.string() + "-restored";
    return {{"folder", parts.backups.string()},
            {"data_folder", parts.dataFolder.string()},
            {"backups", backups},
            {"job", stateJson(call)},
            {"restore",
             {{"before", "daiban --data " + shellWord(restored) + " restore " + shellWord(parts.backups) + "/"},
              {"check", "daiban --data " + shellWord(restored) + " verify --full"}}}};
}

fs::path namedBackup(const Call& call, const std::string& name) {
    const auto folder = folderOf(call) / name;
    if (!isName(name) || !fs::is_directory(folder))
        refuse("not-found", 404, "没有这份备份。", "There is no such backup.");
    return folder;
}

Response begun(const Call& call, State::Kind kind, const std::string& name,
               std::function<void(const BackupJob::Moved&)> work) {
    const bool mine = call.station.backup.begin({.kind = kind,
                                                 .stands = State::Stands::Running,
                                                 .name = name,
                                                 .account = call.actor().account,
                                                 .began = call.station.clock().now(),
                                                 .blobs = 0,
                                                 .sentence = {}},
                                                std::move(work));
    if (!mine)
        refuse("not-yet", 409, "已有一份备份正在做或核验，请等它完。",
               "A backup is being made or verified; wait for it.");
    return json(listed(call), 202);
}

/// "daiban-2026-11-30-161500"
std::string newName(base::Instant now) {
    std::string name = "daiban-";
    for (const char c : base::isoTime(now).substr(0, 19))
        if (c != ':') name += c == 'T' ? '-' : c;
    return name;
}

}  // namespace

Response getBackups(const Call& call) {
    call.desk().demandBackup(call.actor());
    return json(listed(call));
}

Response makeBackup(const Call& call) {
    const Input input(call.request.body, {"name"});
    call.desk().demandBackup(call.actor());
    const bool isNew = !input.has("name");
    const std::string name = isNew ? newName(call.station.clock().now()) : input.text("name");
    const auto folder = isNew ? folderOf(call) / name : namedBackup(call, name);
    const bool begunHere = isNew && !fs::exists(folder);
    return begun(call, State::Kind::Make, name,
                 [&station = call.station, actor = call.actor(), folder, begunHere](const BackupJob::Moved& moved) {
                     try {
                         (void)station.desk().backUp(actor, folder, moved);
                     } catch (const base::Error&) {
                         // What was begun here and is none is of no use to anybody; an earlier one stays as it was.
                         std::error_code none;
                         if (begunHere) fs::remove_all(folder, none);
                         throw;
                     }
                 });
}

Response verifyBackup(const Call& call) {
    call.desk().demandBackup(call.actor());
    const std::string& name = call.at("backup");
    return begun(call, State::Kind::Verify, name,
                 [&station = call.station, actor = call.actor(), folder = namedBackup(call, name)](
                     const BackupJob::Moved& moved) { (void)station.desk().verifyBackup(actor, folder, moved); });
}

Response cancelBackup(const Call& call) {
    call.desk().demandBackup(call.actor());
    call.station.backup.cancel();
    return json(listed(call), 202);
}

}  // namespace daiban::web
