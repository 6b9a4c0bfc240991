#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace daiban::printing {

/// Where a printer puts what is drawn at a place: `scale` times it plus `offset`, in each axis. Millimetres from the
/// paper's upper left corner.
struct PrinterCalibration {
    double scaleX = 1;
    double scaleY = 1;
    double offsetX = 0;
    double offsetY = 0;

    /// Where to draw what shall be printed at x.
    [[nodiscard]] double drawnX(double x) const { return (x - offsetX) / scaleX; }
    [[nodiscard]] double drawnY(double y) const { return (y - offsetY) / scaleY; }
};

/// Where the calibration page's crosses are drawn, on A4: far apart, so that an error of measuring counts little, and
/// within what every printer can print.
inline constexpr double firstCrossX = 20;
inline constexpr double firstCrossY = 20;
inline constexpr double secondCrossX = 190;
inline constexpr double secondCrossY = 277;

/// What a person measured on the printed page: from the paper's left and upper edges to the crosses' middles.
struct MeasuredCrosses {
    double firstX = firstCrossX;
    double firstY = firstCrossY;
    double secondX = secondCrossX;
    double secondY = secondCrossY;
};

/// Throws Error{BadArguments} when no printer prints so: shifted by more than 10 mm or stretched by more than 3 %; then
/// a number was mistyped.
[[nodiscard]] PrinterCalibration calibrationFrom(const MeasuredCrosses& measured);

/// What a station knows of its printers: a short name for an address, and how it prints. DATA/printers.yaml, which a
/// person may edit too.
class PrinterBook {
  public:
    struct Entry {
        std::string address;  ///< as printerAddress() takes it; empty: a CUPS queue of that name
        std::optional<PrinterCalibration> calibration;
    };

    /// An empty book when there is no file. Throws Error{Unreadable} "file:line: sentence".
    [[nodiscard]] static PrinterBook open(const std::filesystem::path& dataFolder);

    [[nodiscard]] const std::map<std::string, Entry>& entries() const { return entries_; }
    [[nodiscard]] std::string addressOf(const std::string& nameOrAddress) const;
    /// Empty: nobody has measured it.
    [[nodiscard]] std::optional<PrinterCalibration> calibrationOf(const std::string& nameOrAddress) const;

    // Both write the file, whole or not at all. Throw Error{StorageFailed}; a name of blanks or control characters is
    // Error{BadArguments}.
    void setAddress(const std::string& name, const std::string& address);
    void setCalibration(const std::string& name, const PrinterCalibration& calibration);

  private:
    void save() const;
    std::filesystem::path file_;
    std::map<std::string, Entry> entries_;
};

}  // namespace daiban::printing
