#include "imaging/JudgeQuality.h"

#include <algorithm>
#include <optional>
#include <set>

#include "imaging/BlankPage.h"
#include "imaging/CutEdges.h"
#include "imaging/Fingers.h"
#include "imaging/LightFlaws.h"
#include "imaging/Moire.h"
#include "imaging/Sharpness.h"
#include "imaging/SmallPage.h"

namespace daiban::imaging {

namespace {

constexpr int workingSize = 1000;

constexpr double leastDpi = 145;     ///< Chinese 小四 text has 24 pixels at 150 dpi, the fewest readers need
constexpr double leastPixels = 900;  ///< longer side of a page when the dpi is unknown
constexpr double leastOfCard = 480;  ///< longer side of any document: a bank card has 505 at 150 dpi
/// Width of the steepest edges in pixels of the picture as it came (10 to 90 % of the step): in focus 1.5 to 3.
constexpr double widestEdge = 6.5;
constexpr int partsLookedAt = 3;
/// Documents whose quads cover less of the page than this may have been found wrongly: the page is judged as a whole.
constexpr double enoughOfPage = 0.2;

enum class Origin { Scan, Photo };

class Judge {
  public:
    Judge(const page::Page& page, const std::vector<FoundDocument>& documents)
        : page_(page), small_(shrunk(page, workingSize)), views_(viewsOf(small_, documents)) {
        origin_ = page.dpi > 0 || isEvenlyLit(small_) ? Origin::Scan : Origin::Photo;
    }

    Quality verdict() {
        quality_.dpi = page_.dpi;
        quality_.blank = nothingOnPage();
        for (const DocumentView& view : views_) judge(view);
        std::set<QualityWarning> seen;
        for (const QualityNote& note : quality_.notes) seen.insert(note.warning);
        quality_.warnings.assign(seen.begin(), seen.end());
        return std::move(quality_);
    }

  private:
    bool nothingOnPage() const {
        double covered = 0;
        for (const DocumentView& view : views_) {
            if (!isBlank(small_, view)) return false;
            covered += view.area;
        }
        if (covered > enoughOfPage * static_cast<double>(small_.gray.total())) return true;
        FoundDocument whole{base::rectangle(0, 0, page_.width(), page_.height()), {}, false};
        const auto views = viewsOf(small_, {whole});
        return !views.empty() && isBlank(small_, views.front());
    }

    void judge(const DocumentView& view) {
        judgeResolution(view);
        if (!quality_.blank) judgeSharpness(view);
        note(view, isTooDark(small_, view), QualityWarning::TooDark);
        note(view, !quality_.blank && isTooBright(view), QualityWarning::TooBright);
        for (const cv::Rect& where : cutEdges(small_, view)) note(view, where, QualityWarning::CutOff);
        if (origin_ == Origin::Scan) return;
        for (const cv::Rect& where : glareSpots(small_, view)) note(view, where, QualityWarning::Glare);
        for (const cv::Rect& where : fingersOver(small_, view)) note(view, where, QualityWarning::Finger);
        if (const auto where = deepShadow(small_, view)) note(view, *where, QualityWarning::Shadow);
        note(view, hasMoire(page_, small_, view), QualityWarning::Moire);
    }

    void judgeResolution(const DocumentView& view) {
        const base::Quad& q = view.document.quad;
        const double longer = std::max(base::distance(q[0], q[1]), base::distance(q[1], q[2]));
        const bool low = page_.dpi > 0 ? page_.dpi < leastDpi
                                       : std::max(page_.width(), page_.height()) < leastPixels || longer < leastOfCard;
        note(view, low, QualityWarning::LowResolution);
    }

    void judgeSharpness(const DocumentView& view) {
        const double width = edgeWidth(page_, liveliestParts(page_, small_, view, partsLookedAt));
        if (width <= 0) return;
        quality_.sharpness = quality_.sharpness > 0 ? std::min(quality_.sharpness, 1 / width) : 1 / width;
        note(view, width > widestEdge, QualityWarning::Blurred);
    }

    void note(const DocumentView& view, bool yes, QualityWarning warning) {
        if (yes) add({warning, std::nullopt, view.document.quad, {}});
    }
    void note(const DocumentView& view, const cv::Rect& where, QualityWarning warning) {
        add({warning, onPage(where, small_), view.document.quad, {}});
    }
    void add(QualityNote note) {
        note.sentence = sentenceOf(note, base::Turn::None).text();
        quality_.notes.push_back(std::move(note));
    }

    const page::Page& page_;
    SmallPage small_;
    std::vector<DocumentView> views_;
    Origin origin_;
    Quality quality_;
};

}  // namespace

Quality judgeQuality(const page::Page& page) {
    return judgeQuality(page, findDocuments(page));
}

Quality judgeQuality(const page::Page& page, const std::vector<FoundDocument>& documents) {
    return Judge(page, documents).verdict();
}

}  // namespace daiban::imaging
