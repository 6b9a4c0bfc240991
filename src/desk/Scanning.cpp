#include "desk/Scanning.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "base/Crypto.h"
#include "base/DurableFile.h"
#include "base/Error.h"
#include "page/PageFile.h"

namespace daiban::desk {

using namespace std::chrono_literals;

std::vector<scanners::DeviceInfo> Scanning::devices() const {
    const std::lock_guard one(looking_);
    return looked();
}

std::vector<scanners::DeviceInfo> Scanning::known() const {
    const std::lock_guard one(looking_);
    {
        const std::lock_guard lock(mutex_);
        const auto age = parts_.clock.now() - foundAt_.value_or(base::Instant{});
        if (foundAt_ && age >= 0s && age < 5min) return found_;
    }
    return looked();
}

std::vector<scanners::DeviceInfo> Scanning::looked() const {
    auto found = scanners::allDevices(worker_);
    const std::lock_guard lock(mutex_);
    found_ = found, foundAt_ = parts_.clock.now();
    return found;
}

bool Scanning::knows(const std::string& device) const {
    const std::lock_guard lock(mutex_);
    return std::ranges::find(found_, device, &scanners::DeviceInfo::name) != found_.end();
}

std::filesystem::path Scanning::writeScan(const std::string& name, std::string_view bytes) const {
    const auto folder = parts_.dataFolder / "derived" / "scans";
    std::filesystem::create_directories(folder);
    auto file = folder / (name + ".png");
    if (base::writeDurably(file, bytes))
        throw base::Error(base::ErrorKind::StorageFailed,
                          base::Sentence("The scanned page could not be kept; see that the disk has room."));
    return file;
}

int Scanning::scan(const staff::Actor& actor, const store::IntakeId& intake, const base::BatchId& id,
                   const scanners::ScanOptions& options, const std::function<bool(const base::PageId&)>& onKept,
                   const std::function<bool(const scanners::ScanProgress&)>& onProgress) const {
    (void)intakes_.find(actor, intake);
    int number = 0;
    const auto keep = [&](const page::Page& page) {
        const std::string name = "扫描 " + std::to_string(++number) + ".png";
        const auto file = writeScan(id.text() + "-" + std::to_string(number),
                                    page::encodeImage(page.pixels, page.dpi, page::ImageFormat::Png));
        const base::BatchId batch(base::derivedUuid(id.text(), std::to_string(number)));
        const auto kept = intakes_.keep(actor, intake, batch, file, name);
        std::error_code ignored;
        std::filesystem::remove(file, ignored);
        if (kept.failed()) throw base::Error(kept.failureKind, kept.failure);
        return onKept(kept.pages.front());
    };
    return scanners::openPageSource(options.device, worker_)->scan(options, {keep, onProgress});
}

int Scanning::scanBatch(const staff::Actor& actor, const base::BatchId& batch, const base::EventId& id,
                        const scanners::ScanOptions& options,
                        const std::function<bool(const base::PageId&, KeptPage)>& onKept,
                        const std::function<bool(const scanners::ScanProgress&)>& onProgress) const {
    (void)batches_.find(actor, batch);
    const bool isFolder = options.device.starts_with("folder:");
    std::map<std::string, int> seen;  // pages that look the same are told apart by their order
    int number = 0;
    const auto keep = [&](const page::Page& page) {
        const std::string bytes = page::encodeImage(page.pixels, page.dpi, page::ImageFormat::Png);
        std::string key = id.text() + "/" + std::to_string(++number);
        if (isFolder) {
            const std::string hash = base::sha256Hex(bytes);
            key = hash + "#" + std::to_string(++seen[hash]);
        }
        const auto file = writeScan(id.text() + "-" + std::to_string(number), bytes);
        const auto kept = batches_.keep(actor, batch, key, file, "扫描 " + std::to_string(number) + ".png");
        std::error_code ignored;
        std::filesystem::remove(file, ignored);
        if (kept.failed()) throw base::Error(kept.failureKind, kept.failure);
        return onKept(kept.pages.front(), kept.added.front().wasNew ? KeptPage::New : KeptPage::ThereAlready);
    };
    return scanners::openPageSource(options.device, worker_)->scan(options, {keep, onProgress});
}

}  // namespace daiban::desk
