#include "web/Inbox.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "base/DurableFile.h"
#include "base/Error.h"
#include "intake/ReadingPlace.h"
#include "page/PageFile.h"
#include "store/Store.h"
#include "web/Problem.h"

namespace daiban::web {

namespace {

namespace fs = std::filesystem;
using Outcome = WatchedFile::Outcome;

bool isMadeFolder(const fs::path& folder) {
    std::error_code problem;
    fs::create_directories(folder, problem);
    return !problem && ::access(folder.c_str(), W_OK | X_OK) == 0;
}

/// Where a file system knows no such locks (a share), nobody is kept out.
process::Descriptor lockOn(const fs::path& folder) {
    process::Descriptor lock(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("The folder {} is watched by another daiban already; end that one, or name "
                                         "another folder.",
                                         folder.string()));
    return lock;
}

/// Of the office and the bytes: the same file is the same upload whatever it is called, also after the server was
/// killed. Empty: it cannot be read.
std::string idOf(const WatchedFolder& watched, const OpenedFile& opened) {
    base::Sha256Stream hash;
    hash.add(watched.office + "\n");
    const bool isRead = opened.read([&](std::string_view bytes) {
        hash.add(bytes);
        return true;
    });
    if (!isRead) return "";
    std::string hex = base::toHex(hash.finish()).substr(0, 32);
    hex[12] = '8', hex[16] = '8';  // RFC 9562, version 8
    return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" + hex.substr(16, 4) + "-" +
           hex.substr(20);
}

/// Its first kilobyte.
std::string firstOf(const OpenedFile& opened) {
    std::string first;
    (void)opened.read([&](std::string_view bytes) {
        first = bytes.substr(0, 1024);
        return false;
    });
    return first;
}

/// The folder below the watched one that a file lies in; empty: none.
std::string hintOf(const WatchedFolder& watched, const fs::path& file) {
    return file.parent_path() == watched.folder ? "" : file.parent_path().filename().string();
}

/// done/ or failed/, or the folder in it that stands for the one the file lies in.
fs::path placeFor(const WatchedFolder& watched, const char* where, const fs::path& file) {
    const fs::path folder = watched.folder / where / hintOf(watched, file);
    fs::create_directories(folder);
    return freePlace(folder, file.filename());
}

}  // namespace

std::function<base::Sentence(const page::PageBytes&)> pagesOpenedBy(intake::PageWorkers* workers) {
    return [workers](const page::PageBytes& bytes) {
        try {
            const auto facts = intake::lookAt(bytes, {}, workers);
            const bool isPicture = facts.mediaType.starts_with("image/");
            for (int number = 1; isPicture && number <= facts.pages; ++number)
                (void)intake::pictureOf(bytes, {.number = number, .sha256 = facts.sha256}, workers);
            return base::Sentence();
        } catch (const base::Error& error) {
            if (error.kind() == base::ErrorKind::Unreadable) return error.sentence();
            throw;
        }
    };
}

std::function<bool(const std::string&)> uploadsIn(const store::Store& store) {
    return [&store](const std::string& upload) { return !store.pagesOf(base::BatchId(upload)).empty(); };
}

Inbox::Inbox(Uploads& uploads, std::vector<WatchedFolder> folders, const Catalogues& catalogues, base::Log log,
             InboxOptions options)
    : uploads_(uploads),
      folders_(std::move(folders)),
      catalogues_(catalogues),
      log_(std::move(log)),
      options_(std::move(options)),
      files_(options_.rules) {
    for (auto& watched : folders_) {
        if (!fs::is_directory(watched.folder) || !isMadeFolder(watched.folder / "done") ||
            !isMadeFolder(watched.folder / "failed"))
            throw base::Error(base::ErrorKind::BadArguments,
                              base::Sentence("The watched folder {} is not there or cannot be written to; make it and "
                                             "give it to the user that serves.",
                                             watched.folder.string()));
        watched.folder = fs::canonical(watched.folder);
        locks_.push_back(lockOn(watched.folder));
    }
}

Inbox::~Inbox() {
    stop();
}

void Inbox::start() {
    if (folders_.empty()) return;
    thread_ = std::thread([this] {
        std::unique_lock lock(mutex_);
        while (!ends_.wait_for(lock, options_.looksEvery, [this] { return ending_; })) {
            lock.unlock();
            look();
            lock.lock();
        }
    });
}

void Inbox::stop() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    ends_.notify_all();
    if (thread_.joinable()) thread_.join();
}

bool Inbox::watches(const std::string& office) const {
    return std::ranges::find(folders_, office, &WatchedFolder::office) != folders_.end();
}

std::size_t Inbox::look() {
    for (const auto& watched : folders_) {
        try {
            lookInto(watched);
        } catch (const std::exception&) {
            log_.event("watch.failed", {{"office", watched.office}});  // the share is away; the next look tries again
        }
    }
    return files_.waiting();
}

void Inbox::lookInto(const WatchedFolder& watched) {
    for (const auto& file : files_.ready(watched.folder)) {
        {
            const std::lock_guard lock(mutex_);
            if (ending_) return;
        }
        try {
            take(watched, file);
        } catch (const std::exception&) {
            log_.event("watch.failed", {{"office", watched.office}});  // the others do not wait for it
        }
    }
}

void Inbox::take(const WatchedFolder& watched, const fs::path& file) {
    const OpenedFile opened(file);
    if (!opened.isOpen()) {
        if (!fs::is_regular_file(fs::symlink_status(file))) return;
        return putAside(watched, file, Outcome::Refused,
                        base::Sentence("The file cannot be opened; see its permissions."));
    }
    if (opened.isBeingWritten()) return;
    if (opened.size() > UploadLimits{}.bytes)
        return putAside(watched, file, Outcome::Refused, base::Sentence("The file is too large to be taken."));
    if (const auto objection = objectionTo(opened, file); !objection.why.empty()) {
        if (!objection.mayPass || files_.isGivenUp(file, opened))
            putAside(watched, file, Outcome::Refused, objection.why);
        return;
    }
    const std::string id = idOf(watched, opened), owner = ownerOf(watched.office);
    if (id.empty()) return;
    const auto known = uploads_.find(id, owner);
    const bool isWhole = known && known->complete();
    const bool isItself = isWhole && known->mark == opened.mark();  // taken when the program was killed
    if (!isItself) {
        if (const auto why = whyKnown(id, owner); !why.empty()) return putAside(watched, file, Outcome::Known, why);
        if (!copy(opened, id, watched, file)) return;
    }
    fs::rename(file, placeFor(watched, "done", file));
    tell(watched, file, Outcome::Taken);
    log_.event("watch.taken", {{"office", watched.office}});
}

bool Inbox::copy(const OpenedFile& opened, const std::string& id, const WatchedFolder& watched, const fs::path& file) {
    const std::string owner = ownerOf(watched.office);
    uploads_.drop(id, owner);  // half of it, from before the program was killed
    {
        const auto piece = uploads_.begin(id, owner, opened.size(), file.filename().string(),
                                          {.folder = hintOf(watched, file), .mark = opened.mark()});
        const bool isRead = opened.read([&](std::string_view bytes) {
            piece->take(bytes);
            return true;
        });
        if (isRead && opened.isStill(file) && piece->finish().complete()) return true;
    }
    uploads_.drop(id, owner);  // somebody went on writing it; the next look sees another file
    return false;
}

base::Sentence Inbox::whyKnown(const std::string& id, const std::string& owner) {
    const auto known = uploads_.find(id, owner);
    if (known && known->complete())
        return base::Sentence("The same file lies in the inbox already, as {}; it was not taken a second time.",
                              known->name);
    if (options_.isInUse && options_.isInUse(id))
        return base::Sentence("The same file was taken in before; it was not taken a second time.");
    return {};
}

Inbox::Objection Inbox::objectionTo(const OpenedFile& opened, const fs::path& file) const {
    if (opened.size() == 0) return {.why = base::Sentence("The file is empty, and cannot be taken."), .mayPass = true};
    const std::string first = firstOf(opened);
    const bool isZero = first.find_first_not_of('\0') == std::string::npos;  // room that is filled later
    if (page::PageFile::mediaTypeOf(first).empty())
        return {.why = base::Sentence("This is no picture and no PDF, and cannot be taken."), .mayPass = isZero};
    if (!options_.whyNoPage) return {};
    return {.why = options_.whyNoPage(
                page::PageBytes::of(opened.descriptor().duplicate(), page::shownName(file.filename().string()))),
            .mayPass = true};
}

void Inbox::putAside(const WatchedFolder& watched, const fs::path& file, Outcome outcome, const base::Sentence& why) {
    const auto place = placeFor(watched, "failed", file);
    // First the reason: no file stands there without one. Whoever looks may read either language.
    (void)base::writeDurably(place.string() + ".txt",
                             why.in(catalogues_.chinese) + "\n" + why.in(catalogues_.english) + "\n");
    std::error_code ignored;
    fs::permissions(place.string() + ".txt", fs::perms::group_read | fs::perms::others_read, fs::perm_options::add,
                    ignored);
    fs::rename(file, place);
    tell(watched, file, outcome, why);
    log_.event(outcome == Outcome::Known ? "watch.known" : "watch.refused", {{"office", watched.office}});
}

void Inbox::tell(const WatchedFolder& watched, const fs::path& file, Outcome outcome, const base::Sentence& why) {
    files_.forget(file);
    if (options_.told)
        options_.told({.office = watched.office,
                       .file = file.lexically_relative(watched.folder),
                       .outcome = outcome,
                       .sentence = why});
}

}  // namespace daiban::web
