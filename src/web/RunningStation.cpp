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

desk::Parts deskPartsOf(const RunningParts& parts, desk::KeyRing& keys, intake::PageWorkers& files,
                        intake::PageWorkers& labels) {
    return {.models = parts.models,
            .store = parts.store,
            .dataFolder = parts.dataFolder,
            .keys = [&keys]() -> const codes::TokenKeys& { return keys.now(); },
            .clock = parts.clock,
            .random = parts.random,
            .fileWorkers = [&files] { return &files; },
            .codesWorkers = [&labels] { return &labels; },
            .keysChanged = [&keys](const codes::TokenKeys& changed) { keys.take(changed); }};
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
            .readAtOnce = parts.threads > 0 ? parts.threads : cores,
            .backups = parts.backups};
}

std::unique_ptr<TlsKeeper> keeperOf(const RunningParts& parts) {
    if (!parts.trust) return nullptr;
    return std::make_unique<TlsKeeper>(
        TlsKeeperOptions{
            .folder = parts.dataFolder / "tls", .hosts = parts.application.hosts, .listen = parts.server.address},
        parts.clock, parts.random, base::Log::inFolder(parts.dataFolder, parts.clock));
}

/// With what the keeper made; its names are those the station may be asked by.
ApplicationOptions applicationOf(const RunningParts& parts, TlsKeeper* keeper) {
    ApplicationOptions options = parts.application;
    if (keeper == nullptr) return options;
    options.trust = &keeper->site();
    for (const auto& host : keeper->names().hosts) options.hosts.push_back(host);
    return options;
}

ServerOptions serverOf(const RunningParts& parts, const TlsKeeper* keeper) {
    ServerOptions options = parts.server;
    if (keeper != nullptr) options.certificate = keeper->issued().certificate, options.key = keeper->issued().key;
    return options;
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
      keys_(parts.keys, parts.dataFolder),
      deskParts_(deskPartsOf(parts, keys_, files_, labels_)),
      desk_(deskParts_),
      accounts_(deskParts_),
      scanning_(deskParts_, {.program = parts.program}),
      station_(stationPartsOf(parts, desk_, accounts_, scanning_, files_, readers_)),
      inbox_(station_.uploads, parts.watched, station_.catalogues, base::Log::inFolder(parts.dataFolder, parts.clock),
             {.whyNoPage = pagesOpenedBy(&files_), .isInUse = uploadsIn(parts.store)}),
      keeper_(keeperOf(parts)),
      application_(station_, applicationOf(parts, keeper_.get()), base::Log::inFolder(parts.dataFolder, parts.clock)),
      server_(application_, serverOf(parts, keeper_.get())) {
    if (keeper_) {
        trustServer_ = std::make_unique<Server>(application_, *parts.trust);
        keeper_->start(server_.port(), trustServer_->port(), [this] { server_.renewCertificate(); });
        station_.trust = &keeper_->site();
    }
    station_.inbox = &inbox_;
    station_.uploads.dropOld();
    inbox_.start();
    station_.goOnReading([&parts](const std::string& account) { return actorNamed(parts.store, account); },
                         parts.store.openIntakes(""), parts.store.openBatches());
}

RunningStation::~RunningStation() {
    if (keeper_) keeper_->stop();  // before what it renews goes
}

}  // namespace daiban::web
