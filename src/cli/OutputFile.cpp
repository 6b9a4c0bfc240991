#include "cli/OutputFile.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <utility>

#include "base/Sentence.h"
#include "cli/Context.h"

namespace daiban::cli {

namespace fs = std::filesystem;

namespace {

base::Error refused(const fs::path& file, const base::Sentence& why) {
    return {base::ErrorKind::BadArguments, base::Sentence("{} {}", file, why)};
}

/// Where it would really be: links followed as far as there is something.
fs::path realPlace(const fs::path& file) {
    std::error_code failed;
    auto place = fs::weakly_canonical(file, failed);
    return failed ? fs::absolute(file) : place;
}

bool isInside(const fs::path& file, const fs::path& folder) {
    const auto place = realPlace(file), top = realPlace(folder);
    return std::mismatch(top.begin(), top.end(), place.begin(), place.end()).first == top.end();
}

/// A data folder is known by its own file; where there is none yet nothing can be hurt.
void demandOutsideData(const Context& context, const fs::path& file) {
    std::error_code none;
    const bool isThere =
        fs::exists(context.dataFolder / "daiban.json", none) || fs::exists(context.dataFolder / "daiban.db", none);
    if (isThere && isInside(file, context.dataFolder))
        throw refused(
            file,
            base::Sentence("is inside the data folder, where nothing but daiban's own is kept; write it elsewhere."));
}

void demandMayWrite(const Context& context, const fs::path& file) {
    demandOutsideData(context, file);
    std::error_code none;
    const auto status = fs::status(file, none);
    if (!fs::exists(status)) return;
    if (fs::is_directory(status)) throw refused(file, base::Sentence("is a folder; name a file."));
    if (!fs::is_regular_file(status)) throw refused(file, base::Sentence("is no ordinary file; - writes to stdout."));
    for (const auto& input : context.inputs)
        if (fs::equivalent(input, file, none))
            throw refused(file, base::Sentence("is read by this very command; name another file."));
    if (!context.overwrite)
        throw refused(file, base::Sentence("is there already; name another file, or say --overwrite."));
}

/// An empty file of a name nobody else has, beside `file`, with the rights a new file of this user has.
fs::path openTemporary(const fs::path& file) {
    std::string name = file.string() + ".XXXXXX.part";
    const int opened = ::mkostemps(name.data(), 5, O_CLOEXEC);
    if (opened < 0) return {};
    const mode_t mask = ::umask(0);
    ::umask(mask);
    ::fchmod(opened, 0666 & ~mask);
    ::close(opened);
    return name;
}

}  // namespace

OutputFile::OutputFile(Context& context, fs::path file) : context_(context), file_(std::move(file)) {
    if (toStdout()) return;
    demandMayWrite(context_, file_);
    temporary_ = openTemporary(file_);
    if (temporary_.empty()) fail();
    stream_.open(temporary_, std::ios::binary | std::ios::trunc);
    if (!stream_) fail();
}

OutputFile::~OutputFile() {
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

std::ostream& OutputFile::stream() {
    if (toStdout()) return context_.out().bytes();
    return stream_;
}

void OutputFile::finish() {
    if (toStdout()) {
        if (!context_.out().bytes().flush()) fail();
        return;
    }
    stream_.close();
    if (!stream_) fail();
    // Something may have come there meanwhile.
    const unsigned flags = context_.overwrite ? 0 : RENAME_NOREPLACE;
    if (::renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, file_.c_str(), flags) != 0) {
        if (errno == EEXIST)
            throw refused(file_, base::Sentence("came there meanwhile; name another file, or say --overwrite."));
        if (errno != EINVAL || ::rename(temporary_.c_str(), file_.c_str()) != 0) fail();
    }
    temporary_.clear();
}

void OutputFile::fail() const {
    throw base::Error(base::ErrorKind::StorageFailed,
                      base::Sentence("{} could not be written; see that its folder exists, is writable and has room.",
                                     toStdout() ? "stdout" : file_.string()));
}

void makeFolder(Context& context, const fs::path& folder) {
    demandOutsideData(context, folder);
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed)
        throw base::Error(base::ErrorKind::StorageFailed,
                          base::Sentence("{} could not be made a folder ({}).", folder.string(), failed.message()));
}

}  // namespace daiban::cli
