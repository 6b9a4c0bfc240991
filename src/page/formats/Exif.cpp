#include "page/formats/Exif.h"

#include <optional>

#include "page/formats/Bytes.h"

namespace daiban::page {
namespace {

enum Tag : std::uint16_t {
    OrientationTag = 0x0112,
    XResolutionTag = 0x011A,
    YResolutionTag = 0x011B,
    ResolutionUnitTag = 0x0128,
    ExifFolderTag = 0x8769,
    ExposureTimeTag = 0x829A,
    ApertureTag = 0x829D,
    FocalLengthTag = 0x920A,
};
enum FieldType : std::uint16_t { ShortField = 3, LongField = 4, RationalField = 5 };

/// TIFF's structure: a header, then folders (IFD) of fields of twelve bytes.
class FieldReader {
  public:
    FieldReader(std::string_view bytes, ByteOrder order) : bytes_(bytes), order_(order) {}

    [[nodiscard]] std::size_t firstFolder() const { return read32(bytes_, 4, order_); }

    [[nodiscard]] std::optional<std::uint32_t> whole(std::size_t folder, std::uint16_t tag) const {
        const auto field = find(folder, tag);
        if (!field) return {};
        switch (read16(bytes_, *field + 2, order_)) {
            case ShortField:
                return read16(bytes_, *field + 8, order_);
            case LongField:
                return read32(bytes_, *field + 8, order_);
            default:
                return {};
        }
    }

    [[nodiscard]] double rational(std::size_t folder, std::uint16_t tag) const {
        const auto field = find(folder, tag);
        if (!field || read16(bytes_, *field + 2, order_) != RationalField) return 0;
        const std::size_t at = read32(bytes_, *field + 8, order_);
        if (!holds(bytes_, at, 8)) return 0;
        const auto denominator = read32(bytes_, at + 4, order_);
        return denominator == 0 ? 0 : static_cast<double>(read32(bytes_, at, order_)) / denominator;
    }

    [[nodiscard]] bool has(std::size_t folder, std::uint16_t tag) const { return find(folder, tag).has_value(); }

  private:
    [[nodiscard]] std::optional<std::size_t> find(std::size_t folder, std::uint16_t tag) const {
        if (!holds(bytes_, folder, 2)) return {};
        const std::size_t count = read16(bytes_, folder, order_);
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t at = folder + 2 + 12 * i;
            if (!holds(bytes_, at, 12)) return {};
            if (read16(bytes_, at, order_) == tag) return at;
        }
        return {};
    }

    std::string_view bytes_;
    ByteOrder order_;
};

/// Exposure, aperture and focal length are written by cameras and by no scanner.
bool isPhotograph(const FieldReader& fields, std::size_t folder) {
    const auto exifFolder = fields.whole(folder, ExifFolderTag);
    if (!exifFolder) return false;
    return fields.has(*exifFolder, ExposureTimeTag) || fields.has(*exifFolder, ApertureTag) ||
           fields.has(*exifFolder, FocalLengthTag);
}

Resolution resolutionOf(const FieldReader& fields, std::size_t folder) {
    constexpr std::uint32_t centimetres = 3;
    const double perInch = fields.whole(folder, ResolutionUnitTag) == centimetres ? centimetresPerInch : 1;
    return {fields.rational(folder, XResolutionTag) * perInch, fields.rational(folder, YResolutionTag) * perInch};
}

}  // namespace

Exif readExif(std::string_view bytes) {
    using namespace std::string_view_literals;
    if (bytes.substr(0, 6) == "Exif\0\0"sv) bytes.remove_prefix(6);
    if (bytes.size() < 8) return {};
    const auto mark = bytes.substr(0, 2);
    if (mark != "II" && mark != "MM") return {};
    const FieldReader fields(bytes, mark == "II" ? ByteOrder::LittleEndian : ByteOrder::BigEndian);

    const std::size_t folder = fields.firstFolder();
    Exif exif;
    const auto orientation = fields.whole(folder, OrientationTag).value_or(1);
    if (orientation >= 1 && orientation <= 8) exif.orientation = static_cast<int>(orientation);
    exif.resolution = resolutionOf(fields, folder);
    exif.photograph = isPhotograph(fields, folder);
    return exif;
}

}  // namespace daiban::page
