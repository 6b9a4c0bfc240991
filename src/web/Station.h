#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "base/Clock.h"
#include "base/Log.h"
#include "base/Random.h"
#include "desk/Accounts.h"
#include "desk/Desk.h"
#include "desk/Scanning.h"
#include "intake/PageWorkers.h"
#include "web/BackupJob.h"
#include "web/Catalogues.h"
#include "web/EventHub.h"
#include "web/Inbox.h"
#include "web/RateLimit.h"
#include "web/ReadingQueue.h"
#include "web/ScanJobs.h"
#include "web/TrustSite.h"
#include "web/UndoStack.h"
#include "web/Uploads.h"

namespace daiban::web {

/// Certificates that came back and are held against the cases, by upload; see endpoints/Returns.
class ReturnsAtWork;

/// What every endpoint works with; all references outlive it.
struct StationParts {
    const desk::Desk& desk;
    const desk::Accounts& accounts;
    const desk::Scanning& scanning;
    const desk::Models& models;
    const base::Clock& clock;
    base::Random& random;
    std::filesystem::path dataFolder;
    intake::PageWorkers* fileWorkers = nullptr;
    intake::PageWorkers& readers;
    std::string version;
    int readAtOnce = 2;
    std::filesystem::path backups{};  ///< folder that keeps backups; empty: none was given
};

/// The running station: the desk, and what lives as long as the server does.
class Station {
  public:
    explicit Station(StationParts parts);
    ~Station();

    [[nodiscard]] const desk::Desk& desk() const { return parts_.desk; }
    [[nodiscard]] const desk::Models& models() const { return parts_.models; }
    [[nodiscard]] const base::Clock& clock() const { return parts_.clock; }
    [[nodiscard]] base::Random& random() const { return parts_.random; }
    [[nodiscard]] const StationParts& parts() const { return parts_; }
    [[nodiscard]] base::Date today() const { return base::dayOf(parts_.clock.now()); }
    [[nodiscard]] desk::Readers readers() const;
    [[nodiscard]] std::filesystem::path printsFolder() const { return parts_.dataFolder / "derived" / "prints"; }

    const Catalogues catalogues;
    Uploads uploads;
    EventHub events;
    UndoStack undo;
    RateLimit signIns{30, 0.5};        ///< by address: a station's people, not a machine that guesses
    RateLimit wrongTokens{30, 0.5};    ///< by address
    RateLimit requests{400, 200};      ///< by session or token
    const TrustSite* trust = nullptr;  ///< where telephones learn to trust the station; null: no need
    const Inbox* inbox = nullptr;      ///< null: no folder is watched
    std::unique_ptr<ReturnsAtWork> returns;
    std::unique_ptr<ReadingQueue> queue;
    ScanJobs scans;

    /// Tells whoever follows the intake that it is another now.
    void changed(const store::IntakeId& intake);
    void changed(const base::BatchId& batch);
    /// What was not read yet of a batch, as far as there is room in the queue.
    void readOn(const base::BatchId& batch, const staff::Actor& actor);
    /// What was not read when the server ended, of the intakes and batches that are open.
    void goOnReading(const std::function<std::optional<staff::Actor>(const std::string& account)>& actorOf,
                     const std::vector<store::Intake>& open, const std::vector<store::PaperBatch>& batches = {});

  private:
    void warmUp();
    void read(const ReadingJob& job, const ReadingQueue::Told& told);
    void readOfBatch(const ReadingJob& job, const ReadingQueue::Told& told);
    void draw(const base::PageId& page);
    void tell(const ReadingJob& job, const PageProgress& progress);
    void publish(const store::IntakeId& intake, const std::function<base::Json(const base::Words&)>& page);
    StationParts parts_;
    intake::ReadingPlace place_;

  public:
    BackupJob backup;  ///< last, so that it ends before what it works with
};

}  // namespace daiban::web
