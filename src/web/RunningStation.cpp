#include "web/RunningStation.h"

#include <algorithm>
#include <thread>

namespace daiban::web {

namespace {

intake::PageWorkersOptions workersOf(const RunningParts& parts) {
    return {.program = parts.program,
            .models = parts.models.folder(),
            .data = parts.dataFolder,
            .engine = parts.engine,
            .most = parts.threads};
}

desk::Parts deskPartsOf(const RunningParts& parts, intake::PageWorkers& files, intake::PageWorkers& labels) {
    return {.models = parts.models,
            .store = parts.store,
            .dataFolder = parts.dataFolder,
            .keys = [&keys = parts.keys]() -> const codes::TokenKeys& { return keys; },
            .clock = parts.clock,
            .random = parts.random,
            .fileWorkers = [&files] { return &files; },
            .codesWorkers = [&labels] { return &labels; }};
}

StationParts stationPartsOf(const RunningParts& parts, const desk::Desk& desk, const desk::Accounts& accounts,
                            const desk::Scanning& scanning, intake::PageWorkers& files, intake::PageWorkers& readers) {
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    return {.desk = desk,
            .accounts = accounts,
            .scanning = scanning,
            .models = parts.models,
            .clock = parts.clock,
            .random = parts.random,
            .dataFolder = parts.dataFolder,
            .fileWorkers = &files,
            .readers = readers,
            .version = parts.version,
            .readAtOnce = parts.threads > 0 ? parts.threads : cores};
}

std::optional<staff::Actor> actorNamed(const store::Store& store, const std::string& name) {
    const auto account = store.findAccount(name);
    if (!account || account->state != store::AccountState::Active) return std::nullopt;
    return account->actor();
}

}  // namespace

RunningStation::RunningStation(const RunningParts& parts)
    : files_(intake::WorkerKind::Pdf, workersOf(parts)),
      labels_(intake::WorkerKind::Codes, workersOf(parts)),
      readers_(intake::WorkerKind::Read, workersOf(parts)),
      deskParts_(deskPartsOf(parts, files_, labels_)),
      desk_(deskParts_),
      accounts_(deskParts_),
      scanning_(deskParts_, {.program = parts.program}),
      station_(stationPartsOf(parts, desk_, accounts_, scanning_, files_, readers_)),
      application_(station_, parts.application, base::Log::inFolder(parts.dataFolder, parts.clock)),
      server_(application_, parts.server) {
    station_.uploads.dropOld();
    station_.goOnReading([&parts](const std::string& account) { return actorNamed(parts.store, account); },
                         parts.store.openIntakes(""));
}

}  // namespace daiban::web
