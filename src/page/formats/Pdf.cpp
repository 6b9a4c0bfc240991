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

struct PointSize {
    double width = 0;
    double height = 0;
};

struct PdfFacts {
    std::int64_t pages = 0;
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

bool hasEndMark(std::string_view bytes) {
    const auto last = bytes.find_last_not_of(std::string_view("\0 \t\r\n\x1a", 6));
    if (last == std::string_view::npos) return false;
    bytes = bytes.substr(0, last + 1);
    const auto from = bytes.size() > endMarkWithin ? bytes.size() - endMarkWithin : 0;
    return bytes.substr(from).find("%%EOF") != std::string_view::npos;
}

bool mentions(const std::string& text, std::initializer_list<const char*> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const char* word) { return text.find(word) != std::string::npos; });
}

std::filesystem::path program(const std::string& name) {
    const auto found = process::findProgram(name);
    if (!found)
        throw base::Error(base::ErrorKind::DependencyMissing,
                          "PDF files need the program " + name + "; install the package poppler-utils.");
    return *found;
}

/// A PDF is never parsed in this process: poppler's programs look at it in a child process with limits.
class PdfFormat final : public PageFile::Format {
  public:
    explicit PdfFormat(Input given) : Format(std::move(given)), file_(process::sharedBytes(bytes())) {
        if (!hasEndMark(bytes())) refuseCutShort();
        const auto result =
            run("pdfinfo", {"-f", "1", "-l", std::to_string(input().limits.pages), "/dev/stdin"}, 16LL << 20);
        facts_ = factsFrom(result.output);
        checkPages(facts_.pages);
        if (facts_.pages < 1) refuse("is a PDF without pages; print or scan it again.");
        if (facts_.sizes.size() != static_cast<std::size_t>(facts_.pages)) refuseDamaged("pages of it are missing");
        for (int number = 1; number <= pageCount(); ++number) (void)dpiOf(number);
    }

    [[nodiscard]] std::string mediaType() const override { return "application/pdf"; }
    [[nodiscard]] int pageCount() const override { return static_cast<int>(facts_.pages); }

    [[nodiscard]] Image image(int number) const override {
        const int dpi = dpiOf(number);
        const auto page = std::to_string(number);
        auto result = run("pdftoppm", {"-f", page, "-l", page, "-r", std::to_string(dpi), "-cropbox", "/dev/stdin"},
                          input().limits.pixels * 3 + 64);
        return {pixelsOf(result.output, number), static_cast<double>(dpi)};
    }

  private:
    /// The dpi asked for, or as much of it as the limit on pixels leaves.
    [[nodiscard]] int dpiOf(int number) const {
        const auto& size = facts_.sizes.at(static_cast<std::size_t>(number - 1));
        const double squareInches = size.width * size.height / (pointsPerInch * pointsPerInch);
        if (!(squareInches > 0)) refuseDamaged("page " + std::to_string(number) + " has no size");
        // One row and column of pixels more, because a size in points seldom is a whole number of pixels.
        const double pixels = static_cast<double>(input().limits.pixels);
        const double most = std::sqrt(pixels / squareInches) * (1 - 1e-3);
        const double dpi = std::min(input().limits.pdfDpi, most);
        if (dpi < std::min<double>(lowestPdfDpi, input().limits.pdfDpi))
            refuse("has a page of " + std::to_string(std::lround(size.width / pointsPerInch * 2.54)) + " x " +
                   std::to_string(std::lround(size.height / pointsPerInch * 2.54)) + " cm (page " +
                   std::to_string(number) + "), too large to be read; print it on smaller paper.");
        return std::max(1, static_cast<int>(dpi));
    }

    [[nodiscard]] process::RunResult run(const std::string& name, const std::vector<std::string>& arguments,
                                         std::int64_t mostOutput) const {
        const process::RunLimits limits{input().limits.pdfPageTime, input().limits.pdfMemory, mostOutput};
        auto result = process::run(program(name), arguments, file_.get(), limits);
        switch (result.end) {
            case process::RunResult::End::TimedOut:
                refuse("takes too long to be drawn; print it and scan the paper instead.");
            case process::RunResult::End::TooMuchOutput:
                refuse("has a page too large to be read; print it on smaller paper.");
            default:
                break;
        }
        if (mentions(result.errors, {"Incorrect password", "security handler", "encryption"}) &&
            (result.exitCode != 0 || result.output.empty()))
            refuse("is locked with a password; save it without one and give it again.");
        if (mentions(result.errors, {"Out of memory", "bad_alloc", "annot allocate"}))
            refuse("needs more memory to be drawn than is allowed; print it and scan the paper instead.");
        if (result.end == process::RunResult::End::Crashed || result.exitCode != 0)
            refuseDamaged("it cannot be opened as a PDF");
        return result;
    }

    /// Binary PPM, "P6\n2480 3508\n255\n" and RGB.
    [[nodiscard]] cv::Mat pixelsOf(std::string& ppm, int number) const {
        const auto refusePage = [&] { refuseDamaged("page " + std::to_string(number) + " cannot be drawn"); };
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
    PdfFacts facts_;
};

}  // namespace

FormatPointer openPdf(Input input) {
    return std::make_shared<PdfFormat>(std::move(input));
}

}  // namespace daiban::page
