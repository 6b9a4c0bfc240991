#include "staff/OfficeBook.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

#include "base/DurableFile.h"
#include "base/Error.h"
#include "base/Json.h"
#include "base/Text.h"

namespace daiban::staff {

namespace {

using base::Error;
using base::ErrorKind;

constexpr std::string_view fileName = "offices.yaml";

bool isYaml(const std::filesystem::directory_entry& entry) {
    return entry.path().extension() == ".yaml";
}

bool hasYaml(const std::filesystem::path& folder) {
    std::error_code none;
    return std::ranges::any_of(std::filesystem::directory_iterator(folder, none), isYaml);
}

[[noreturn]] void cannotWrite(const std::filesystem::path& file) {
    throw Error(ErrorKind::StorageFailed,
                base::Sentence("The file {} cannot be written; make room or check its owner.", file.string()));
}

/// Held while the file is read, changed and written.
class EditLock {
  public:
    explicit EditLock(const std::filesystem::path& folder)
        : file_(::open((folder / "edit.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
        if (file_ < 0 || ::flock(file_, LOCK_EX) != 0) cannotWrite(folder / fileName);
    }
    ~EditLock() { ::close(file_); }
    EditLock(const EditLock&) = delete;
    EditLock& operator=(const EditLock&) = delete;

  private:
    int file_;
};

/// JSON's strings are YAML's double-quoted ones.
std::string quoted(const std::string& text) {
    return base::toLine(base::Json(text));
}

std::string textOf(const std::vector<Office>& offices) {
    std::string text =
        "# The offices of this station: daiban office. What a person writes here is kept, comments are not.\n";
    text += "offices:\n";
    for (const Office& office : offices) {
        text +=
            fmt::format("  - {{code: {}, kind: {}, name: {}", office.code, nameOf(office.kind), quoted(office.name));
        if (!office.parent.empty()) text += fmt::format(", parent: {}", office.parent);
        if (office.closed) text += fmt::format(", closed: {}", base::isoDate(*office.closed));
        text += "}\n";
    }
    return text;
}

/// A person's own arrangement of files is not overwritten.
void mustBeOurs(const std::filesystem::path& folder) {
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(folder, none))
        if (isYaml(entry) && entry.path().filename() != fileName)
            throw Error(
                ErrorKind::BadArguments,
                base::Sentence("The offices are kept by hand in {}; change them there.", entry.path().string()));
}

}  // namespace

OfficeBook::OfficeBook(std::filesystem::path modelsFolder, std::filesystem::path dataFolder)
    : modelsFolder_(std::move(modelsFolder)), ownFolder_(std::move(dataFolder) / "offices") {}

std::filesystem::path OfficeBook::folder() const {
    return hasYaml(ownFolder_) ? ownFolder_ : modelsFolder_ / "offices";
}

Offices OfficeBook::offices() const {
    return Offices::load(folder());
}

template <class Change>
void OfficeBook::edit(const Change& change) {
    const auto file = ownFolder_ / fileName;
    std::error_code problem;
    std::filesystem::create_directories(ownFolder_, problem);
    if (problem) cannotWrite(file);
    const EditLock lock(ownFolder_);
    mustBeOurs(ownFolder_);
    std::vector<Office> changed = offices().all();
    change(changed);
    const std::string text = textOf(changed);
    try {
        (void)Offices::parse(text, file);
    } catch (const Error& error) {
        throw Error(ErrorKind::BadArguments, base::Sentence("This would not be in order: {}", error.sentence()));
    }
    if (base::writeDurably(file, text)) cannotWrite(file);
}

void OfficeBook::add(const Office& office) {
    edit([&](std::vector<Office>& offices) { offices.push_back(office); });
}

void OfficeBook::close(const std::string& code, base::Date day) {
    edit([&](std::vector<Office>& offices) {
        const auto closing = std::ranges::find(offices, code, &Office::code);
        if (closing == offices.end())
            throw Error(ErrorKind::NotFound,
                        base::Sentence("There is no office \"{}\"; see daiban office list.", code));
        for (const Office& other : offices)
            if (other.parent == code && !other.closed)
                throw Error(ErrorKind::BadArguments,
                            base::Sentence("{} ({}) is below it; close that first.", other.name, other.code));
        if (!closing->closed) closing->closed = day;
    });
}

}  // namespace daiban::staff
