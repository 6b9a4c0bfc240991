#include "intake/CopiedDocuments.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "base/Text.h"
#include "documents/Understand.h"
#include "imaging/ContentBlocks.h"
#include "intake/IdCardsInText.h"

namespace daiban::intake {

namespace {

/// A document that covers more of the sheet than that is the sheet.
constexpr double largestShare = 0.6;
/// Fewer lines say nothing; a sheet with more lines or blocks of print is a form, and looking through it takes long.
constexpr std::size_t fewestLines = 3, mostLines = 60, mostBlocks = 80;
/// No smaller sheet (square millimetres; A5 has 31,080) has copies on it: an open booklet shows two pages and is one.
constexpr double smallestSheet = 26000;
/// Print of a document reaches so far of its width and height at least; copiers enlarge, and specks stand at its rim.
constexpr double leastFilled = 0.6, enlarged = 1.07;
/// Of two sizes that leave nearly the same print beside the documents the smaller one is theirs.
constexpr double sameBeside = 0.02;
/// A frame drawn around a copy is so much larger than the copy's print at most.
constexpr double largestFrame = 2;
/// Of what is on the sheet, so much may stand beside the documents: a heading, a purpose, a stamp.
constexpr double mostBeside = 0.35;

double areaOf(const page::CleanPage& page) {
    return static_cast<double>(page.pixels.cols) * page.pixels.rows;
}

bool isInside(base::Point p, const base::Quad& quad) {
    std::vector<cv::Point2f> corners;
    for (const auto& q : quad) corners.emplace_back(static_cast<float>(q.x), static_cast<float>(q.y));
    return cv::pointPolygonTest(corners, {static_cast<float>(p.x), static_cast<float>(p.y)}, false) >= 0;
}

bool isInsideAny(base::Point p, const std::vector<base::Quad>& quads) {
    return std::any_of(quads.begin(), quads.end(), [&](const base::Quad& quad) { return isInside(p, quad); });
}

std::size_t charactersOf(const text::PageText& text) {
    std::size_t count = 0;
    for (const auto& line : text.lines) count += base::countCodePoints(line.text);
    return count;
}

base::Quad quadOf(const cv::Rect& box) {
    return base::rectangle(box.x, box.y, box.width, box.height);
}

/// Mean lean of the lines, longer ones counting more; radians.
double tiltOf(const text::PageText& text) {
    double across = 0, down = 0;
    for (const auto& line : text.lines) {
        across += line.quad[1].x - line.quad[0].x;
        down += line.quad[1].y - line.quad[0].y;
    }
    return across > 0 ? std::atan2(down, across) : 0;
}

/// A rectangle of this size about a middle, leaning.
base::Quad leaning(base::Point middle, double width, double height, double tilt) {
    base::Quad quad = base::rectangle(-width / 2, -height / 2, width, height);
    const double c = std::cos(tilt), s = std::sin(tilt);
    for (base::Point& p : quad) p = {middle.x + c * p.x - s * p.y, middle.y + s * p.x + c * p.y};
    return quad;
}

/// Whether nothing can be copied onto it; never where its scale is not known.
bool isTooSmall(const page::CleanPage& sheet) {
    const base::Point size = sheet.sizeInMillimetres();
    return size.x > 0 && size.x * size.y < smallestSheet;
}

/// Sizes of papers that may be copied onto a sheet, upright and across, the smallest first.
std::vector<documents::SizeRule> sizesBelow(double squareMm, const documents::DocumentTypes& types) {
    std::vector<documents::SizeRule> sizes;
    for (const auto& type : types.all())
        for (const auto& size : type.sizes)
            if (type.look == documents::Look::Text && size.width * size.height < squareMm) {
                sizes.push_back(size);
                sizes.push_back({size.height, size.width});
            }
    const auto key = [](const documents::SizeRule& size) { return std::pair(size.width * size.height, size.width); };
    std::sort(sizes.begin(), sizes.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
    const auto same = [&](const auto& a, const auto& b) { return key(a) == key(b); };
    sizes.erase(std::unique(sizes.begin(), sizes.end(), same), sizes.end());
    return sizes;
}

bool comesIn(const documents::DocumentType& type, const documents::SizeRule& size) {
    return std::any_of(type.sizes.begin(), type.sizes.end(), [&](const documents::SizeRule& one) {
        return (one.width == size.width && one.height == size.height) ||
               (one.width == size.height && one.height == size.width);
    });
}

/// What is left of a sheet when the identity cards on it are taken away.
class Rest {
  public:
    Rest(const page::CleanPage& sheet, const text::PageText& text, const std::vector<base::Quad>& cards,
         const documents::DocumentTypes& types, const documents::LearnedTypes* learned)
        : sheet_(sheet), types_(types), learned_(learned), perMm_(sheet.dpi / 25.4) {
        for (const auto& line : text.lines)
            if (!isInsideAny(base::centre(line.quad), cards)) text_.lines.push_back(line);
        if (perMm_ <= 0 || text_.lines.size() < fewestLines || text_.lines.size() > mostLines) return;
        blocks_ = imaging::contentBlocks(sheet.pixels, perMm_);
        std::erase_if(blocks_, [&](const cv::Rect& block) { return isInsideAny(base::centre(quadOf(block)), cards); });
        if (blocks_.size() > mostBlocks) blocks_.clear();
    }

    /// Documents of the size that least of the print stands beside.
    [[nodiscard]] std::vector<base::Quad> documents() const {
        std::vector<base::Quad> best;
        if (blocks_.empty()) return best;
        double least = mostBeside + sameBeside;
        for (const auto& size : sizesBelow(largestShare * areaOf(sheet_) / (perMm_ * perMm_), types_)) {
            auto found = documentsOf(size);
            if (found.empty()) continue;
            const double beside = shareBeside(found);
            const bool better = beside <= mostBeside && beside < least - sameBeside;
            // Two halves of an open booklet are the booklet.
            const bool whole = found.size() < best.size() && beside <= least + sameBeside;
            if (!better && !whole) continue;
            least = beside;
            best = std::move(found);
        }
        return best;
    }

  private:
    [[nodiscard]] std::vector<base::Quad> documentsOf(const documents::SizeRule& size) const {
        const double width = size.width * perMm_, height = size.height * perMm_;
        std::vector<base::Quad> found;
        for (const cv::Rect& box : imaging::joinedUpTo(blocks_, cv::Size2d(enlarged * width, enlarged * height))) {
            if (box.width < leastFilled * width || box.height < leastFilled * height) continue;
            const text::PageText text = textWithin(quadOf(box), box.size(), text_);
            if (text.lines.size() < fewestLines || isFramed(box) || !isOfSize(box, text, size)) continue;
            found.push_back(leaning(base::centre(quadOf(box)), width, height, tiltOf(text)));
        }
        return found;
    }

    /// Inside a border that is larger than a frame drawn around a copy: part of a certificate.
    [[nodiscard]] bool isFramed(const cv::Rect& box) const {
        return std::any_of(blocks_.begin(), blocks_.end(), [&](const cv::Rect& block) {
            return (block & box) == box && block.area() > largestFrame * box.area();
        });
    }

    [[nodiscard]] bool isOfSize(const cv::Rect& box, const text::PageText& text,
                                const documents::SizeRule& size) const {
        page::CleanPage block;
        block.pixels = sheet_.pixels(box & cv::Rect({0, 0}, sheet_.pixels.size()));
        const auto is = documents::classify({block, text, {}}, types_, learned_);
        const documents::DocumentType* type = types_.find(is.type);
        return type != nullptr && comesIn(*type, size);
    }

    /// Of the characters on the sheet.
    [[nodiscard]] double shareBeside(const std::vector<base::Quad>& quads) const {
        text::PageText beside;
        for (const auto& line : text_.lines)
            if (!isInsideAny(base::centre(line.quad), quads)) beside.lines.push_back(line);
        return static_cast<double>(charactersOf(beside)) /
               static_cast<double>(std::max<std::size_t>(1, charactersOf(text_)));
    }

    const page::CleanPage& sheet_;
    const documents::DocumentTypes& types_;
    const documents::LearnedTypes* learned_;
    double perMm_;
    text::PageText text_;
    std::vector<cv::Rect> blocks_;
};

/// Whether what stands there is known to be some other paper with the same labels, or is known for nothing on a sheet
/// that bears the title of another card: an elder's benefit card has four labels of the identity card.
bool saysItIsAnother(const IdCardInText& card, const text::PageText& text, double dpi, bool sheetIsAnother,
                     const documents::DocumentTypes& types, const documents::LearnedTypes* learned) {
    page::CleanPage place;
    const cv::Size size(cvRound(base::distance(card.quad[0], card.quad[1])),
                        cvRound(base::distance(card.quad[0], card.quad[3])));
    place.pixels = cv::Mat(size, CV_8UC1, cv::Scalar(255));
    place.dpi = dpi;
    const auto is = documents::classify({place, textWithin(card.quad, size, text), {}}, types, learned);
    return is.type == documents::unknownType ? sheetIsAnother : is.type != card.type;
}

}  // namespace

std::vector<base::Quad> copiedDocuments(const page::CleanPage& sheet, const text::PageText& text,
                                        const documents::DocumentTypes& types, const documents::LearnedTypes* learned) {
    std::vector<base::Quad> found;
    const documents::DocumentType* type = types.find(documents::classify({sheet, text, {}}, types, learned).type);
    // A temporary identity card has nearly all labels of the card, a residence permit most: what is known and has its
    // size is what it is.
    const bool isIdCard = type != nullptr && type->code.starts_with("id-card-");
    if (isTooSmall(sheet) || (type != nullptr && !isIdCard && !isLargerThanItsType(sheet, type))) return found;
    for (const IdCardInText& card : idCardsInText(text, sheet.dpi / 25.4)) {
        if (base::area(card.quad) > largestShare * areaOf(sheet)) return {};
        const bool isAnother = type != nullptr && !isIdCard;
        if (!saysItIsAnother(card, text, sheet.dpi, isAnother, types, learned)) found.push_back(card.quad);
    }
    // A paper as large as the sheet may have a part that is no larger than another size of the same paper.
    if (type != nullptr && !isLargerThanItsType(sheet, type)) return found;
    for (const base::Quad& other : Rest(sheet, text, found, types, learned).documents()) found.push_back(other);
    return found;
}

bool isOfItsTypesSize(const base::Quad& outline, double pixelsPerMm, const documents::DocumentType* type) {
    constexpr double tolerance = 0.08;
    const double width = (base::distance(outline[0], outline[1]) + base::distance(outline[3], outline[2])) / 2;
    const double height = (base::distance(outline[0], outline[3]) + base::distance(outline[1], outline[2])) / 2;
    const auto near = [&](double one, double other) { return std::abs(one / other - 1) < tolerance; };
    const auto fits = [&](double across, double down) {
        if (pixelsPerMm <= 0) return near(width * down, across * height);
        return near(width, across * pixelsPerMm) && near(height, down * pixelsPerMm);
    };
    return type != nullptr && std::any_of(type->sizes.begin(), type->sizes.end(), [&](const auto& size) {
        return fits(size.width, size.height) || fits(size.height, size.width);
    });
}

bool isLargerThanItsType(const page::CleanPage& sheet, const documents::DocumentType* type) {
    const base::Point size = sheet.sizeInMillimetres();
    return type != nullptr && !type->sizes.empty() &&
           std::all_of(type->sizes.begin(), type->sizes.end(), [&](const documents::SizeRule& one) {
               return one.width * one.height < largestShare * size.x * size.y;
           });
}

text::PageText textWithin(const base::Quad& quad, cv::Size size, const text::PageText& sheet) {
    std::array<cv::Point2f, 4> from;
    for (std::size_t i = 0; i < 4; ++i) from[i] = {static_cast<float>(quad[i].x), static_cast<float>(quad[i].y)};
    const auto w = static_cast<float>(size.width), h = static_cast<float>(size.height);
    const std::array<cv::Point2f, 4> to{cv::Point2f{0, 0}, {w, 0}, {w, h}, {0, h}};
    const cv::Matx33d map = cv::getPerspectiveTransform(from.data(), to.data());
    const auto move = [&](base::Quad& corners) {
        for (base::Point& p : corners) {
            const cv::Vec3d at = map * cv::Vec3d(p.x, p.y, 1);
            p = {at[0] / at[2], at[1] / at[2]};
        }
    };
    text::PageText text{{}, sheet.engine, sheet.version};
    for (text::TextLine line : sheet.lines) {
        if (!isInside(base::centre(line.quad), quad)) continue;
        move(line.quad);
        for (text::TextSymbol& symbol : line.symbols) move(symbol.quad);
        text.lines.push_back(std::move(line));
    }
    return text;
}

}  // namespace daiban::intake
