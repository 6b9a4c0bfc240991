#include "desk/GateJournal.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>

#include "base/DurableFile.h"
#include "base/Error.h"
#include "base/Json.h"

namespace daiban::desk {

namespace {

[[noreturn]] void storageFailed() {
    throw base::Error(base::ErrorKind::StorageFailed,
                      base::Sentence("The scan could not be kept: the disk is full or cannot be written to; see to it "
                                     "and scan again."));
}

std::string lineOf(const GateScan& scan) {
    return base::toLine({{"scan", scan.id.text()}, {"code", scan.code}}) + "\n";
}

/// A last line that is cut off was never answered.
std::vector<GateScan> waitingIn(const std::filesystem::path& file) {
    std::vector<GateScan> waiting;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        const auto json = base::Json::parse(line, nullptr, false);
        if (!json.is_object()) continue;
        if (json.contains("settled"))
            std::erase_if(waiting, [&](const GateScan& scan) { return scan.id.text() == json["settled"]; });
        else if (base::isUuid(json.value("scan", "")))
            waiting.push_back({.id = base::EventId(json["scan"].get<std::string>()), .code = json.value("code", "")});
    }
    return waiting;
}

}  // namespace

GateJournal::GateJournal(std::filesystem::path file) : path_(std::move(file)), waiting_(waitingIn(path_)) {
    std::error_code ignored;
    std::filesystem::create_directories(path_.parent_path(), ignored);
    std::string kept;
    for (const auto& scan : waiting_) kept += lineOf(scan);
    if (base::writeDurably(path_, kept)) storageFailed();
    file_ = process::Descriptor(::open(path_.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
    if (!file_.isOpen()) storageFailed();
}

void GateJournal::append(const std::string& line) {
    std::string_view left = line;
    while (!left.empty()) {
        const auto written = ::write(file_.get(), left.data(), left.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) storageFailed();
        left.remove_prefix(static_cast<std::size_t>(written));
    }
}

void GateJournal::keep(const GateScan& scan) {
    append(lineOf(scan));
    if (::fdatasync(file_.get()) != 0) storageFailed();
    waiting_.push_back(scan);
}

void GateJournal::settle(const base::EventId& id) {
    std::erase_if(waiting_, [&](const GateScan& scan) { return scan.id == id; });
    // Without fsync: sent again after a power cut, it changes nothing.
    append(base::toLine({{"settled", id.text()}}) + "\n");
}

}  // namespace daiban::desk
