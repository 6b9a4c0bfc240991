#include "page/PageFile.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <new>

#include "base/Crypto.h"
#include "base/Error.h"
#include "page/formats/Formats.h"

namespace daiban::page {
namespace {

using base::Error;
using base::ErrorKind;
using namespace std::string_view_literals;

struct Signature {
    std::size_t at;
    std::string_view bytes;
};

struct Kind {
    std::string_view mediaType;
    Signature signature;
    FormatPointer (*open)(Input input);
};

/// Every kind of file that can be opened, by its first bytes.
constexpr std::array kinds{
    Kind{"image/jpeg", {0, "\xFF\xD8\xFF"sv}, openJpeg},
    Kind{"image/png", {0, "\x89PNG\r\n\x1A\n"sv}, openPng},
    Kind{"image/tiff", {0, "II*\0"sv}, openTiff},
    Kind{"image/tiff", {0, "MM\0*"sv}, openTiff},
    Kind{"image/tiff", {0, "II+\0"sv}, openTiff},  // BigTIFF
    Kind{"image/tiff", {0, "MM\0+"sv}, openTiff},
    Kind{"image/webp", {8, "WEBP"sv}, openWebP},
    Kind{"image/bmp", {0, "BM"sv}, openBmp},
};
constexpr Kind pdf{"application/pdf", {0, "%PDF-"sv}, openPdf};
/// Acrobat accepts that much in front of "%PDF-" (PDF 1.7, implementation note 13).
constexpr std::size_t pdfBeginsWithin = 1024;

/// Kinds that people bring and that cannot be opened, with what they are called.
struct ForeignKind {
    Signature signature;
    std::string_view sentence;
};
constexpr std::array foreignKinds{
    ForeignKind{{4, "ftypheic"sv},
                "is a HEIC photograph; set the phone's camera to JPEG (\"most compatible\") and take it again."},
    ForeignKind{{4, "ftypheix"sv},
                "is a HEIC photograph; set the phone's camera to JPEG (\"most compatible\") and take it again."},
    ForeignKind{{4, "ftypmif1"sv},
                "is a HEIF photograph; set the phone's camera to JPEG (\"most compatible\") and take it again."},
    ForeignKind{{4, "ftypavif"sv}, "is an AVIF picture; save it as JPEG."},
    ForeignKind{{0, "GIF8"sv}, "is a GIF picture; save it as PNG."},
    ForeignKind{{4, "jP  "sv}, "is a JPEG 2000 picture; save it as JPEG."},
    ForeignKind{{0, "PK\x03\x04"sv}, "is an archive, Office or OFD file; print it to PDF and give that."},
    ForeignKind{{0, "\xD0\xCF\x11\xE0"sv}, "is an old Office file; print it to PDF and give that."},
};

bool carries(std::string_view bytes, const Signature& signature) {
    return bytes.size() >= signature.at && bytes.substr(signature.at, signature.bytes.size()) == signature.bytes;
}

const Kind* kindOf(std::string_view bytes) {
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const Kind& kind) { return carries(bytes, kind.signature); });
    if (found != kinds.end()) return &*found;
    return bytes.substr(0, pdfBeginsWithin).find(pdf.signature.bytes) != std::string_view::npos ? &pdf : nullptr;
}

/// The last part of a name, fit for a line on a terminal.
std::string shownName(const std::string& source) {
    std::filesystem::path path(source);
    if (!path.has_filename()) path = path.parent_path();
    std::string name = path.filename().string();
    if (name.empty()) name = source.empty() ? "The input" : source;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, '?');
    return name;
}

[[noreturn]] void refuse(ErrorKind kind, const std::string& name, std::string_view what) {
    throw Error(kind, name + " " + std::string(what));
}

[[noreturn]] void refuseUnknown(const std::string& name, std::string_view bytes) {
    for (const auto& foreign : foreignKinds)
        if (carries(bytes, foreign.signature)) refuse(ErrorKind::Unreadable, name, foreign.sentence);
    refuse(ErrorKind::Unreadable, name,
           "is neither a picture nor a PDF; give a JPEG, PNG, TIFF, WebP, BMP or PDF file.");
}

[[noreturn]] void refuseToOpen(const std::string& name, int error) {
    switch (error) {
        case ENOENT:
        case ENOTDIR:
        case ENAMETOOLONG:
            refuse(ErrorKind::NotFound, name, "does not exist; check the name and the folder.");
        case EACCES:
        case EPERM:
            refuse(ErrorKind::NotFound, name, "may not be read; ask its owner for permission.");
        default:
            refuse(ErrorKind::Unreadable, name,
                   "cannot be read (" + std::string(std::strerror(error)) + "); check the disk or copy it again.");
    }
}

[[noreturn]] void refuseTooLarge(const std::string& name, const DecodeLimits& limits) {
    refuse(ErrorKind::Unreadable, name,
           "is larger than " + std::to_string(limits.bytes >> 20) + " MB; split it or scan it with a lower dpi.");
}

class OpenFile {
  public:
    explicit OpenFile(const std::filesystem::path& path) : number_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
    ~OpenFile() {
        if (number_ >= 0) close(number_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    [[nodiscard]] int number() const { return number_; }

  private:
    int number_;
};

std::string readFile(const std::filesystem::path& path, const std::string& name, const DecodeLimits& limits) {
    const OpenFile file(path);
    struct stat about {};
    if (file.number() < 0 || fstat(file.number(), &about) != 0) refuseToOpen(name, errno);
    if (S_ISDIR(about.st_mode)) refuse(ErrorKind::Unreadable, name, "is a folder; give the files in it.");
    if (S_ISREG(about.st_mode) && about.st_size > limits.bytes) refuseTooLarge(name, limits);

    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(std::max<off_t>(about.st_size, 0)));
    std::array<char, 1 << 16> buffer;
    while (true) {
        const ssize_t count = read(file.number(), buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) refuseToOpen(name, errno);
        if (count == 0) return bytes;
        bytes.append(buffer.data(), static_cast<std::size_t>(count));
        if (static_cast<std::int64_t>(bytes.size()) > limits.bytes) refuseTooLarge(name, limits);
    }
}

}  // namespace

PageFile PageFile::open(const std::filesystem::path& file, const DecodeLimits& limits) {
    return fromBytes(readFile(file, shownName(file.string()), limits), file.string(), limits);
}

PageFile PageFile::fromBytes(std::string bytes, const std::string& name, const DecodeLimits& limits) {
    const std::string shown = shownName(name);
    if (bytes.empty()) refuse(ErrorKind::Unreadable, shown, "is empty (0 bytes); copy or scan it again.");
    if (static_cast<std::int64_t>(bytes.size()) > limits.bytes) refuseTooLarge(shown, limits);
    const Kind* kind = kindOf(bytes);
    if (kind == nullptr) refuseUnknown(shown, bytes);
    std::string hash = base::sha256Hex(bytes);
    return PageFile(kind->open({std::move(bytes), name, shown, std::move(hash), limits}));
}

std::string PageFile::mediaTypeOf(std::string_view firstBytes) {
    const Kind* kind = kindOf(firstBytes);
    return kind == nullptr ? "" : std::string(kind->mediaType);
}

int PageFile::pageCount() const {
    return format_->pageCount();
}

Page PageFile::page(int number) const {
    if (number < 1 || number > pageCount())
        throw Error(ErrorKind::NotFound, format_->input().name + " has no page " + std::to_string(number) +
                                             "; it has " + std::to_string(pageCount()) + ".");
    try {
        auto image = format_->image(number);
        return {std::move(image.pixels), image.dpi, {format_->input().source, number, format_->input().hash}};
    } catch (const std::bad_alloc&) {
        format_->refuse("does not fit in this computer's memory; scan it with a lower dpi.");
    } catch (const cv::Exception&) {
        format_->refuse("does not fit in this computer's memory; scan it with a lower dpi.");
    }
}

const std::string& PageFile::bytes() const {
    return format_->input().bytes;
}

std::string PageFile::mediaType() const {
    return format_->mediaType();
}

}  // namespace daiban::page
