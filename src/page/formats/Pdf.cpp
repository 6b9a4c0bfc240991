#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <sstream>
#include <vector>

#include "base/Error.h"
#include "base/Text.h"
#include "page/formats/Formats.h"
#include "process/SharedBytes.h"
#include "process/run.h"

namespace daiban::page {
namespace {

constexpr double pointsPerInch = 72;
/// Below this a page of print can no longer be read (5 pixels a character of 5 mm).
constexpr int lowestPdfDpi = 50;
/// Where "%%EOF" is looked for, after trailing blanks and zeros; Acrobat looks at 1,024 bytes.
constexpr std::size_t endMarkWithin = 2048;
constexpr std::size_t pdfBeginsWithin = 1024;

struct PointSize {
    double width = 0;
    double height = 0;
};

struct PdfFacts {
    std::int64_t pages = 0;
    std::string form;  ///< "none", "AcroForm", "XFA"
    std::vector<PointSize> sizes;
};

/// Reads what pdfinfo prints: "Pages:  3", "Page    1 size:  595.28 x 841.89 pts (A4)". The title and other texts of
/// the document come before these lines, so that the last line of a name counts.
PdfFacts factsFrom(const std::string& text) {
    PdfFacts facts;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        words.imbue(std::locale::classic());
        std::string first, second, third, by;
        std::int64_t number = 0;
        words >> first;
        if (first == "Pages:") {
            words >> facts.pages;
        } else if (first == "Form:") {
            words >> facts.form;
        } else if (first == "Page" && words >> number >> second && second == "size:" && number >= 1) {
            PointSize size;
            if (!(words >> size.width >> by >> size.height)) continue;
            if (facts.sizes.size() + 1 == static_cast<std::size_t>(number))
                facts.sizes.push_back(size);
            else if (facts.sizes.size() >= static_cast<std::size_t>(number))
                facts.sizes[static_cast<std::size_t>(number) - 1] = size;
        }
    }
    return facts;
}

/// The number after the last "startxref" leads to a table of the file's objects.
bool leadsToTable(std::string_view bytes, std::size_t startxref) {
    const auto digits = bytes.find_first_of("0123456789", startxref);
    if (digits == std::string_view::npos || digits > startxref + 16) return false;
    std::size_t offset = 0;
    for (std::size_t i = digits; i < bytes.size() && bytes[i] >= '0' && bytes[i] <= '9' && offset < bytes.size(); ++i)
        offset = 10 * offset + static_cast<std::size_t>(bytes[i] - '0');
    const auto begin = std::min(bytes.find("%PDF-"), pdfBeginsWithin);
    for (const std::size_t at : {offset, offset + begin}) {
        if (at == 0 || at >= startxref) continue;
        const auto table = bytes.substr(at, 40);
        if (table.substr(0, 4) == "xref" || table.find(" obj") != std::string_view::npos) return true;
    }
    return false;
}

/// Whether all of the file came: it ends with its mark; or the mark is missing but the way to the table of objects is
/// there; or what follows the mark is none of its own, as the page of a web server.
bool isWhole(std::string_view bytes) {
    const auto last = bytes.find_last_not_of(std::string_view("\0 \t\r\n\x1a", 6));
    if (last == std::string_view::npos) return false;
    bytes = bytes.substr(0, last + 1);
    const auto mark = bytes.rfind("%%EOF");
    if (mark != std::string_view::npos && mark + endMarkWithin > bytes.size()) return true;
    const auto startxref = bytes.rfind("startxref");
    if (startxref == std::string_view::npos || !leadsToTable(bytes, startxref)) return false;
    const auto rest = bytes.substr(startxref);
    return rest.find(" obj") == std::string_view::npos && rest.find("endobj") == std::string_view::npos;
}

/// How many 72nds of an inch a unit of the pages is (PDF 1.7, 14.11.1): poppler does not heed it. Of files whose page
/// objects are compressed it is not seen.
double userUnitOf(std::string_view bytes) {
    constexpr std::string_view key = "/UserUnit";
    const auto found = bytes.find(key);
    if (found == std::string_view::npos) return 1;
    std::istringstream number(std::string(bytes.substr(found + key.size(), 16)));
    number.imbue(std::locale::classic());
    double unit = 0;
    return number >> unit && unit >= 1 && unit <= 1000 ? unit : 1;
}

bool isHexadecimal(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Whether a form's field is filled with more than Latin letters: its value (/V) begins with the mark of UTF-16 and has
/// a character above 00FF. Of files whose objects are compressed it is not seen.
bool hasWideValue(std::string_view bytes) {
    for (std::size_t at = bytes.find("/V"); at != std::string_view::npos; at = bytes.find("/V", at + 2)) {
        const auto open = bytes.find_first_not_of(" \r\n", at + 2);
        if (open == std::string_view::npos) return false;
        if (bytes[open] == '<') {
            std::string digits;
            for (std::size_t i = open + 1; i < bytes.size() && isHexadecimal(bytes[i]); ++i) digits += bytes[i];
            if (digits.size() < 8 || (digits.substr(0, 4) != "feff" && digits.substr(0, 4) != "FEFF")) continue;
            for (std::size_t i = 4; i + 4 <= digits.size(); i += 4)
                if (digits.substr(i, 2) != "00") return true;
        } else if (bytes.substr(open, 3) == "(\xFE\xFF") {
            return true;
        }
    }
    return false;
}

bool isBlank(const cv::Mat& pixels) {
    const auto first = pixels.at<cv::Vec3b>(0, 0);
    cv::Mat other;
    cv::inRange(pixels, first, first, other);
    return cv::countNonZero(other) == static_cast<int>(other.total());
}

bool mentions(const std::string& text, std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const char* word) { return text.find(word) != std::string::npos; });
}

std::filesystem::path program(const std::string& name) {
    const auto found = process::findProgram(name);
    if (!found)
        throw base::Error(base::ErrorKind::DependencyMissing,
                          base::Sentence("PDF files need the program {}; install the package poppler-utils.", name));
    return *found;
}

/// A PDF is never parsed in this process: poppler's programs look at it in a child process with limits.
class PdfFormat final : public PageFile::Format {
  public:
    explicit PdfFormat(Input given) : Format(std::move(given)), file_(process::sharedBytes(bytes())) {
        if (!isWhole(bytes())) refuseCutShort();
        const auto result =
            run("pdfinfo", {"-f", "1", "-l", std::to_string(input().limits.pages), "/dev/stdin"}, 16LL << 20);
        facts_ = factsFrom(result.output);
        checkPages(facts_.pages);
        if (facts_.pages < 1) refuse(base::Sentence("is a PDF without pages; print or scan it again."));
        if (facts_.sizes.size() != static_cast<std::size_t>(facts_.pages))
            refuseDamaged(base::Sentence("pages of it are missing"));
        for (auto& size : facts_.sizes) {
            size.width *= userUnit_;
            size.height *= userUnit_;
        }
        for (int number = 1; number <= pageCount(); ++number) (void)dpiOf(number);
        if (facts_.form == "XFA") refuseWithoutItsForm();
        if (facts_.form == "AcroForm") refuseWithoutItsValues();
    }

    [[nodiscard]] std::string mediaType() const override { return "application/pdf"; }
    [[nodiscard]] int pageCount() const override { return static_cast<int>(facts_.pages); }

    [[nodiscard]] Image image(int number) const override {
        const int dpi = dpiOf(number);
        const auto page = std::to_string(number);
        auto result = run(
            "pdftoppm", {"-f", page, "-l", page, "-r", std::to_string(dpi * userUnit_), "-cropbox", "/dev/stdin"},
            input().limits.pixels * 3 + 64);
        refuseWithoutItsText(result.errors);
        cv::Mat pixels = pixelsOf(result.output, number);
        if (isBlank(pixels) && mentions(result.errors, {"Error"}))
            refuseDamaged(base::Sentence("page {} cannot be drawn", page));
        return {std::move(pixels), static_cast<double>(dpi)};
    }

  private:
    /// A form of Adobe's XFA has its fields in a language of its own; the pages say that one should wait.
    void refuseWithoutItsForm() const {
        bool isShell = bytes().find("/NeedsRendering true") != std::string_view::npos;
        if (!isShell) {
            const auto text = run("pdftotext", {"-f", "1", "-l", "1", "/dev/stdin", "-"}, 1LL << 20).output;
            isShell = mentions(text, {"Please wait", "请稍候", "請稍候"});
        }
        if (isShell)
            refuse(
                base::Sentence("is an XFA form, which only Adobe's programs draw: its pages in the file are empty; "
                               "open it there and print it to PDF or on paper."));
    }

    /// Poppler draws the values of fields that have no picture of their own with the letters of Latin-1 only; the name
    /// in a form would be missing without a word.
    void refuseWithoutItsValues() const {
        const bool isDrawnByReaders = bytes().find("/NeedAppearances true") != std::string_view::npos ||
                                      bytes().find("/AP") == std::string_view::npos;
        if (isDrawnByReaders && hasWideValue(bytes()))
            refuse(
                base::Sentence("is a form whose filled in fields are not drawn in the file; open it where it was "
                               "filled in, print it to PDF and give that."));
    }

    /// Text that is not drawn is worse than a page refused: the form would look empty.
    void refuseWithoutItsText(const std::string& errors) const {
        if (mentions(errors, {"Missing language pack"}))
            throw base::Error(
                base::ErrorKind::DependencyMissing,
                base::Sentence(
                    "{} has Chinese text that poppler draws only with its tables; install the package poppler-data.",
                    input().name));
        if (mentions(errors, {"No font in show", "couldn't find a font", "Couldn't find a font", "Couldn't create a font",
                              "No display font", "Unknown font tag"}))
            refuse(
                base::Sentence("has text in a font that is neither in the file nor on this computer; print it to PDF "
                               "with its fonts embedded, or install the font."));
    }

    /// The dpi asked for, or as much of it as the limit on pixels leaves.
    [[nodiscard]] int dpiOf(int number) const {
        const auto& size = facts_.sizes.at(static_cast<std::size_t>(number - 1));
        const double squareInches = size.width * size.height / (pointsPerInch * pointsPerInch);
        if (!(squareInches > 0)) refuseDamaged(base::Sentence("page {} has no size", number));
        // One row and column of pixels more, because a size in points seldom is a whole number of pixels.
        const double pixels = static_cast<double>(input().limits.pixels);
        const double most = std::sqrt(pixels / squareInches) * (1 - 1e-3);
        const double dpi = std::min(input().limits.pdfDpi, most);
        if (dpi < std::min<double>(lowestPdfDpi, input().limits.pdfDpi))
            refuse(
                base::Sentence("has a page of {} x {} cm (page {}), too large to be read; print it on smaller paper.",
                               std::lround(size.width / pointsPerInch * 2.54),
                               std::lround(size.height / pointsPerInch * 2.54), number));
        return std::max(1, static_cast<int>(dpi));
    }

    [[nodiscard]] process::RunResult run(const std::string& name, const std::vector<std::string>& arguments,
                                         std::int64_t mostOutput) const {
        const process::RunLimits limits{input().limits.pdfPageTime, input().limits.pdfMemory, mostOutput};
        auto result = process::run(program(name), arguments, file_.get(), limits);
        switch (result.end) {
            case process::RunResult::End::TimedOut:
                refuse(base::Sentence("takes too long to be drawn; print it and scan the paper instead."));
            case process::RunResult::End::TooMuchOutput:
                refuse(base::Sentence("has a page too large to be read; print it on smaller paper."));
            default:
                break;
        }
        if (mentions(result.errors, {"Incorrect password", "security handler", "encryption"}) &&
            (result.exitCode != 0 || result.output.empty()))
            refuse(base::Sentence("is locked with a password; save it without one and give it again."));
        if (mentions(result.errors, {"Out of memory", "bad_alloc", "annot allocate"}))
            refuse(
                base::Sentence("needs more memory to be drawn than is allowed; print it and scan the paper instead."));
        if (result.end == process::RunResult::End::Crashed || result.exitCode != 0)
            refuseDamaged(base::Sentence("it cannot be opened as a PDF"));
        return result;
    }

    /// Binary PPM, "P6\n2480 3508\n255\n" and RGB.
    [[nodiscard]] cv::Mat pixelsOf(std::string& ppm, int number) const {
        const auto refusePage = [&] { refuseDamaged(base::Sentence("page {} cannot be drawn", number)); };
        std::istringstream header(ppm.substr(0, 64));
        std::string magic;
        std::int64_t width = 0, height = 0, most = 0;
        if (!(header >> magic >> width >> height >> most) || magic != "P6" || most != 255) refusePage();
        checkSize(width, height);
        const auto begin = static_cast<std::size_t>(header.tellg()) + 1;
        if (ppm.size() - begin < static_cast<std::size_t>(width * height) * 3) refusePage();
        const cv::Mat rgb(static_cast<int>(height), static_cast<int>(width), CV_8UC3, ppm.data() + begin);
        cv::Mat bgr;
        cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
        return bgr;
    }

    process::Descriptor file_;
    double userUnit_ = userUnitOf(bytes());
    PdfFacts facts_;
};

}  // namespace

FormatPointer openPdf(Input input) {
    return std::make_shared<PdfFormat>(std::move(input));
}

}  // namespace daiban::page
