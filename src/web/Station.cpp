#include "web/Station.h"

#include <algorithm>
#include <array>

#include "base/Crypto.h"
#include "web/endpoints/ReturnsAtWork.h"
#include "web/json/IntakeJson.h"

namespace daiban::web {

namespace {

constexpr std::size_t longestQueue = 2'000;  // pages; a station takes in a few hundred an hour

/// A word of this run's own.
std::string runOf(base::Random& random) {
    std::array<std::uint8_t, 6> bytes{};
    random.fill(bytes);
    return base::toHex(bytes);
}

}  // namespace

Station::Station(StationParts parts)
    : uploads(parts.dataFolder / "uploads"),
      events(runOf(parts.random)),
      returns(std::make_unique<ReturnsAtWork>()),
      parts_(std::move(parts)),
      place_(parts_.readers, base::dayOf(parts_.clock.now())) {
    queue = std::make_unique<ReadingQueue>(
        parts_.readAtOnce, longestQueue,
        [this](const ReadingJob& job, const ReadingQueue::Told& told) { read(job, told); }, [this] { warmUp(); });
}

Station::~Station() {
    backup.stop();
    scans.stop();
    returns->stop();
    queue->stop();  // before what it tells of goes
}

/// The first resident does not wait for the models to be loaded.
void Station::warmUp() {
    try {
        if (parts_.fileWorkers != nullptr) parts_.fileWorkers->warmUp();
        parts_.readers.warmUp();
    } catch (const base::Error&) {
        // Said of the first page that is to be read.
    }
}

desk::Readers Station::readers() const {
    return {.place = place_, .options = {.limits = {}, .threads = 1}};
}

void Station::changed(const store::IntakeId& intake) {
    events.publish(intake.text(), "intake", base::toLine({{"version", 0}}));
}

void Station::changed(const base::BatchId& batch) {
    events.publish(batch.text(), "batch", base::toLine({{"version", 0}}));
}

void Station::readOn(const base::BatchId& batch, const staff::Actor& actor) {
    for (const auto& page : desk().batches.unread(batch))
        if (queue->hasRoomFor(1)) queue->add({.intake = {}, .page = page.id, .actor = actor, .batch = batch});
}

void Station::draw(const base::PageId& page) {
    try {
        if (const auto stored = desk().pagePictures.find(page)) (void)desk().pagePictures.prepare(*stored);
    } catch (const std::exception&) {
        // That it cannot be drawn is said by its reading.
    }
}

void Station::readOfBatch(const ReadingJob& job, const ReadingQueue::Told& told) {
    try {
        draw(job.page);
        told.progress({.state = ReadingState::Reading, .firstLook = std::nullopt});
        const intake::ReadingPlace place(parts_.readers, today());
        desk().batches.readPage(job.actor, job.batch, job.page,
                                {.place = place, .options = {.limits = {}, .threads = 1}});
    } catch (const std::exception&) {
        // It stays unread, and is asked for again when the server begins anew.
    }
    told.done();
    changed(job.batch);
}

void Station::publish(const store::IntakeId& intake, const std::function<base::Json(const base::Words&)>& page) {
    const base::Json chinese = page(catalogues.chinese);
    if (chinese.is_null()) return;
    events.publish(intake.text(), "page", base::toLine({{"page", chinese}}),
                   base::toLine({{"page", page(catalogues.english)}}));
}

void Station::tell(const ReadingJob& job, const PageProgress& progress) {
    const auto view = desk().intakes.pagesOf(job.intake);
    const auto found = std::ranges::find(view, job.page, &store::StoredPage::id);
    if (found == view.end()) return;
    const int number = static_cast<int>(found - view.begin()) + 1;
    const auto size = desk().pagePictures.sizeOf(job.page);
    publish(job.intake, [&](const base::Words& words) {
        return pageInProgressJson(*found, number, progress, models(), size, words);
    });
}

void Station::read(const ReadingJob& job, const ReadingQueue::Told& told) {
    const auto held = models().hold(today());
    if (!job.batch.empty()) return readOfBatch(job, told);
    const auto progressed = [&](PageProgress progress) {
        told.progress(progress);
        tell(job, progress);
    };
    try {
        draw(job.page);
        progressed({.state = ReadingState::Reading, .firstLook = std::nullopt});
        // The day dates are held against is the day it is read on, however long the server runs.
        const intake::ReadingPlace place(parts_.readers, today());
        intake::ReadPagesOptions options{.limits = {}, .threads = 1};
        options.onFirstLook = [&](const intake::PageReading& look) {
            progressed({.state = ReadingState::Reading, .firstLook = look});
        };
        desk().intakes.readPage(job.actor, job.intake, job.page, {.place = place, .options = options}, {});
    } catch (const std::exception&) {
        // Out of the case, or the workers do not start: it stays unread, and can be asked for again.
    }
    told.done();
    try {
        const auto view = desk().intakes.show(job.actor, job.intake);
        publish(job.intake,
                [&](const base::Words& words) { return pageJson(papersView(*this, view, words), job.page); });
        events.publish(job.intake.text(), "intake", base::toLine({{"version", view.intake.version}}));
    } catch (const std::exception&) {
        changed(job.intake);
    }
}

void Station::goOnReading(const std::function<std::optional<staff::Actor>(const std::string&)>& actorOf,
                          const std::vector<store::Intake>& open, const std::vector<store::PaperBatch>& batches) {
    for (const auto& batch : batches)
        if (const auto actor = actorOf(batch.account)) readOn(batch.id, *actor);
    for (const auto& intake : open) {
        const auto actor = actorOf(intake.account);
        if (!actor) continue;
        for (const auto& page : desk().intakes.pagesOf(intake.id))
            if (desk().intakes.readingOf(page.id).empty() && queue->hasRoomFor(1))
                queue->add({.intake = intake.id, .page = page.id, .actor = *actor});
    }
}

}  // namespace daiban::web
