#include "imaging/ArchiveDefects.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "imaging/FindDocuments.h"
#include "imaging/Flatten.h"
#include "imaging/JudgeQuality.h"
#include "imaging/LightFlaws.h"
#include "imaging/RunningPrint.h"
#include "imaging/ScannerMarks.h"
#include "imaging/Sharpness.h"
#include "imaging/SmallPage.h"

namespace daiban::imaging {

namespace {

struct DefectWords {
    ArchiveDefect defect;
    std::string_view code, chineseName;
};

constexpr std::array words{
    DefectWords{ArchiveDefect::LowResolution, "low-resolution", "分辨率不足"},
    DefectWords{ArchiveDefect::Skewed, "skewed", "倾斜"},
    DefectWords{ArchiveDefect::Turned, "turned", "方向不正"},
    DefectWords{ArchiveDefect::CutOff, "cut-off", "切边"},
    DefectWords{ArchiveDefect::Blank, "blank", "空白页"},
    DefectWords{ArchiveDefect::Unsharp, "unsharp", "不清晰"},
    DefectWords{ArchiveDefect::BadLight, "bad-light", "过深过浅"},
    DefectWords{ArchiveDefect::Streaks, "streaks", "黑边黑线"},
    DefectWords{ArchiveDefect::Missing, "missing", "缺页"},
    DefectWords{ArchiveDefect::Doubled, "doubled", "重页"},
    DefectWords{ArchiveDefect::Disordered, "disordered", "错序"},
};

constexpr int workingSize = 1000;
constexpr double millimetresPerInch = 25.4;

constexpr double leastDpi = 199;     ///< 200, and what files round
constexpr double mostSkew = 1.0;     ///< degrees
constexpr double sureOfSkew = 0.6;   ///< what measureSkew says below is noise: of pages with hardly a line
constexpr double widestEdge = 3.6;   ///< pixels: in focus 1.5 to 3 (imaging/Sharpness.h)
constexpr double darkPaper = 140;    ///< gray level of the paper; recycled paper has 190 and more
constexpr double darkPicture = 165;  ///< and nothing on the picture is brighter: it is no dark cover on a light lid
constexpr double coloured = 45;      ///< of 255, saturation: a coloured cover is dark and good
constexpr double leastContrast = 70;
/// Print fainter than this is taken for show-through, of which 80 g paper lets 12 to 25 levels through.
constexpr double showThrough = 28;
constexpr int partsLookedAt = 4;
constexpr double inkShareOfPart = 0.02;  ///< the darkest of a part with print in it

/// Gray levels between print and paper, where there is most to see; 0: nowhere.
double contrastOf(const page::Page& page, const SmallPage& small, const DocumentView& view) {
    std::vector<double> contrasts;
    for (const cv::Rect& part : liveliestParts(page, small, view, partsLookedAt)) {
        cv::Mat gray = page.pixels(part);
        if (gray.channels() == 3) cv::cvtColor(gray, gray, cv::COLOR_BGR2GRAY);
        const cv::Mat all(gray.size(), CV_8U, cv::Scalar(255));
        const int paper = percentile(gray, all, 0.5);  // print is light on a dark card
        contrasts.push_back(
            std::max(paper - percentile(gray, all, inkShareOfPart), percentile(gray, all, 1 - inkShareOfPart) - paper));
    }
    return contrasts.empty() ? 0 : *std::ranges::max_element(contrasts);
}

double saturationOf(const SmallPage& small, const DocumentView& view) {
    if (small.colour.empty()) return 0;
    cv::Mat hsv;
    cv::cvtColor(small.colour(view.box), hsv, cv::COLOR_BGR2HSV);
    return cv::mean(hsv, view.inner)[1];
}

const FoundDocument& largest(const std::vector<FoundDocument>& documents) {
    return *std::ranges::max_element(documents, {},
                                     [](const FoundDocument& document) { return base::area(document.quad); });
}

class Inspector {
  public:
    explicit Inspector(const page::Page& page)
        : page_(page),
          documents_(findDocuments(page)),
          quality_(judgeQuality(page, documents_)),
          small_(shrunk(page, workingSize)) {
        views_ = viewsOf(small_, {largest(documents_)});
    }

    ArchiveLook look() {
        lookAtResolution();
        if (!views_.empty()) look_.contrast = contrastOf(page_, small_, views_.front());
        // Faint print is no blank page.
        quality_.blank = quality_.blank && look_.contrast < showThrough;
        if (!quality_.blank) {
            lookAtSkew();
            lookAtEdges();
        } else {
            add({ArchiveDefect::Blank});
        }
        if (!quality_.blank) lookAtSharpness();
        if (!views_.empty()) lookAtLight(views_.front());
        if (page_.dpi > 0 || isEvenlyLit(small_)) lookForMarks();
        return std::move(look_);
    }

  private:
    void add(const FoundDefect& found) { look_.defects.push_back(found); }

    [[nodiscard]] double pixelsPerMm() const { return look_.dpi / millimetresPerInch; }

    void lookAtResolution() {
        look_.dpi = page_.dpi > 0 ? page_.dpi : flatten(page_, largest(documents_)).dpi;
        const bool isLow = look_.dpi > 0 ? look_.dpi < leastDpi
                                         : std::ranges::find(quality_.warnings, QualityWarning::LowResolution) !=
                                               quality_.warnings.end();
        if (isLow) add({ArchiveDefect::LowResolution, look_.dpi});
    }

    void lookAtSkew() {
        const FoundDocument& document = largest(documents_);
        const Skew text = measureSkew(page_.pixels);
        if (text.confidence.value() >= sureOfSkew)
            look_.skewDegrees = text.degrees;
        else if (document.edgesVisible)
            look_.skewDegrees = flatten(page_, document).skewDegrees;
        if (std::abs(look_.skewDegrees) > mostSkew) add({ArchiveDefect::Skewed, look_.skewDegrees});
    }

    void lookAtEdges() {
        for (const RunningPrint& side : runningPrint(page_, pixelsPerMm()))
            return add({ArchiveDefect::CutOff, static_cast<double>(side.pieces),
                        base::rectangle(side.where.x, side.where.y, side.where.width, side.where.height)});
        for (const QualityNote& note : quality_.notes)
            if (note.warning == QualityWarning::CutOff) return add({ArchiveDefect::CutOff, 0, note.where});
    }

    void lookAtSharpness() {
        if (quality_.sharpness <= 0) return;
        look_.edgeWidth = 1 / quality_.sharpness;
        if (look_.edgeWidth > widestEdge) add({ArchiveDefect::Unsharp, look_.edgeWidth});
    }

    void lookAtLight(const DocumentView& view) {
        const double paper = percentile(view.levels, 0.9);
        const cv::Mat all(small_.gray.size(), CV_8U, cv::Scalar(255));
        if (paper < darkPaper && percentile(small_.gray, all, 0.98) < darkPicture &&
            saturationOf(small_, view) < coloured)
            return add({ArchiveDefect::BadLight, paper});
        if (quality_.blank) return;
        if (look_.contrast > 0 && look_.contrast < leastContrast) add({ArchiveDefect::BadLight, look_.contrast});
    }

    void lookForMarks() {
        const ScannerMarks marks = scannerMarks(page_, documents_, pixelsPerMm());
        std::vector<cv::Rect> all = marks.borders;
        all.insert(all.end(), marks.streaks.begin(), marks.streaks.end());
        if (all.empty()) return;
        const cv::Rect& where = all.front();
        const double width = std::min(where.width, where.height);
        add({ArchiveDefect::Streaks, pixelsPerMm() > 0 ? width / pixelsPerMm() : 0,
             base::rectangle(where.x, where.y, where.width, where.height)});
    }

    const page::Page& page_;
    std::vector<FoundDocument> documents_;
    Quality quality_;
    SmallPage small_;
    std::vector<DocumentView> views_;  ///< of the largest document
    ArchiveLook look_;
};

}  // namespace

std::string_view codeOf(ArchiveDefect defect) {
    return words.at(static_cast<std::size_t>(defect)).code;
}

std::string_view chineseNameOf(ArchiveDefect defect) {
    return words.at(static_cast<std::size_t>(defect)).chineseName;
}

std::optional<ArchiveDefect> archiveDefectNamed(std::string_view code) {
    const auto found = std::ranges::find(words, code, &DefectWords::code);
    return found == words.end() ? std::nullopt : std::optional(found->defect);
}

const std::vector<ArchiveDefect>& allArchiveDefects() {
    static const std::vector<ArchiveDefect> all = [] {
        std::vector<ArchiveDefect> defects;
        for (const DefectWords& entry : words) defects.push_back(entry.defect);
        return defects;
    }();
    return all;
}

ArchiveLook lookForArchive(const page::Page& page) {
    ArchiveLook look = Inspector(page).look();
    std::ranges::stable_sort(look.defects, {}, &FoundDefect::defect);
    return look;
}

}  // namespace daiban::imaging
