#include "page/PageFile.h"

#include <algorithm>
#include <array>
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
constexpr Kind heif{"image/heic", {4, "ftyp"sv}, openHeif};
constexpr Kind pdf{"application/pdf", {0, "%PDF-"sv}, openPdf};
/// Acrobat accepts that much in front of "%PDF-" (PDF 1.7, implementation note 13).
constexpr std::size_t pdfBeginsWithin = 1024;

/// Kinds that people bring and that cannot be opened, with what they are called.
struct ForeignKind {
    Signature signature;
    base::Pattern sentence;
};
constexpr std::array foreignKinds{
    ForeignKind{{4, "ftypavi"sv}, base::Pattern("is an AVIF picture; save it as JPEG.")},  // avif, avis
    ForeignKind{{0, "GIF8"sv}, base::Pattern("is a GIF picture; save it as PNG.")},
    ForeignKind{{4, "jP  "sv}, base::Pattern("is a JPEG 2000 picture; save it as JPEG.")},
    ForeignKind{
        {0, "PK\x03\x04"sv},
        base::Pattern("is an archive, Office or OFD file; open it in its program, print it to PDF and give that.")},
    ForeignKind{{0, "\xD0\xCF\x11\xE0"sv}, base::Pattern("is an old Office file; print it to PDF and give that.")},
};

bool carries(std::string_view bytes, const Signature& signature) {
    return bytes.size() >= signature.at && bytes.substr(signature.at, signature.bytes.size()) == signature.bytes;
}

/// Brands of HEIF (ISO/IEC 23008-12, annex B; 2 more of Apple's and MIAF's), the file's main one or one of those it says
/// to be compatible with.
bool isHeif(std::string_view bytes) {
    if (bytes.size() < 16 || bytes.substr(4, 4) != "ftyp" || bytes.substr(8, 3) == "avi") return false;
    const auto size = static_cast<std::size_t>(static_cast<unsigned char>(bytes[2])) << 8U |
                      static_cast<std::size_t>(static_cast<unsigned char>(bytes[3]));
    static constexpr std::array brands{"heic"sv, "heix"sv, "heim"sv, "heis"sv, "hevc"sv, "hevx"sv,
                                       "hevm"sv, "hevs"sv, "mif1"sv, "msf1"sv, "miaf"sv, "mif2"sv};
    for (std::size_t at = 8; at + 4 <= std::min(size, bytes.size()); at += at == 8 ? 8 : 4)
        if (std::find(brands.begin(), brands.end(), bytes.substr(at, 4)) != brands.end()) return true;
    return false;
}

const Kind* kindOf(std::string_view bytes) {
    const auto found =
        std::find_if(kinds.begin(), kinds.end(), [&](const Kind& kind) { return carries(bytes, kind.signature); });
    if (found != kinds.end()) return &*found;
    if (isHeif(bytes)) return &heif;
    return bytes.substr(0, pdfBeginsWithin).find(pdf.signature.bytes) != std::string_view::npos ? &pdf : nullptr;
}

[[noreturn]] void refuse(ErrorKind kind, const std::string& name, const base::Sentence& what) {
    throw Error(kind, base::Sentence("{} {}", name, what));
}

[[noreturn]] void refuseUnknown(const std::string& name, std::string_view bytes) {
    for (const auto& foreign : foreignKinds)
        if (carries(bytes, foreign.signature)) refuse(ErrorKind::Unreadable, name, base::Sentence(foreign.sentence));
    refuse(ErrorKind::Unreadable, name,
           base::Sentence("is neither a picture nor a PDF; give a JPEG, PNG, TIFF, WebP, HEIC, BMP or PDF file."));
}

}  // namespace

PageFile PageFile::open(const std::filesystem::path& file, const DecodeLimits& limits) {
    return from(PageBytes::open(file, limits), limits);
}

PageFile PageFile::from(const PageBytes& bytes, const DecodeLimits& limits) {
    return fromBytes(bytes.read(limits), bytes.source(), limits);
}

PageFile PageFile::fromBytes(std::string bytes, const std::string& name, const DecodeLimits& limits) {
    const std::string shown = shownName(name);
    if (bytes.empty())
        refuse(ErrorKind::Unreadable, shown, base::Sentence("is empty (0 bytes); copy or scan it again."));
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
        throw Error(ErrorKind::NotFound,
                    base::Sentence("{} has no page {}; it has {}.", format_->input().name, number, pageCount()));
    try {
        auto image = format_->image(number);
        return {std::move(image.pixels), image.dpi, {format_->input().source, number, format_->input().hash}};
    } catch (const std::bad_alloc&) {
        format_->refuse(base::Sentence("does not fit in this computer's memory; scan it with a lower dpi."));
    } catch (const cv::Exception&) {
        format_->refuse(base::Sentence("does not fit in this computer's memory; scan it with a lower dpi."));
    }
}

const std::string& PageFile::bytes() const {
    return format_->input().bytes;
}

std::string PageFile::mediaType() const {
    return format_->mediaType();
}

}  // namespace daiban::page
