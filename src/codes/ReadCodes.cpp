#include <algorithm>
#include <opencv2/imgproc.hpp>

#include "base/Error.h"
#include "codes/Code.h"
#include "codes/DecodersAtWork.h"
#include "codes/FindBusyAreas.h"
#include "codes/FindQrCandidates.h"
#include "codes/FindSoiledLabels.h"
#include "codes/FindSolidEdges.h"
#include "codes/ReadWithZXing.h"
#include "codes/Remedies.h"
#include "codes/label/ReadLabelSymbol.h"
#include "codes/qr/ReadQr.h"

namespace daiban::codes {

namespace {

// The whole image is read at up to this size, A4 at 200 dpi and some more: ZXing takes 10 ms a megapixel, and a module
// of 0.5 mm has three pixels there. What is too fine for that is found as a busy area and read at full size.
constexpr double mostPixelsOfAPass = 4.5e6;
// Up to this size all further passes over a whole image cost some 100 ms together; above it is a page, and only places
// that look like a code are tried again.
constexpr std::size_t mostPixelsOfASmallImage = 500'000;
constexpr std::size_t mostPixelsOfALabel = 2'000'000;  // 63 x 33 mm at 12 pixels a module of 0.5 mm, at any angle
constexpr std::size_t mostCandidates = 6;   // places on a page tried again; a page of labels is read by the first pass
constexpr std::size_t mostLabelPlaces = 2;  // of them tried as our own labels, 5 ms each
constexpr std::size_t mostSolidEdged = 24;  // places
constexpr std::size_t leastCodesOfASheet = 3;
constexpr std::size_t mostBusyAreas = 8;  // most are portraits, stamps and headlines

std::vector<cv::Point> outlineOf(const base::Quad& quad) {
    std::vector<cv::Point> outline;
    for (const auto& p : quad) outline.emplace_back(cvRound(p.x), cvRound(p.y));
    return outline;
}

cv::Mat withoutCodes(const cv::Mat& gray, const std::vector<Code>& codes) {
    cv::Mat masked = gray.clone();
    for (const auto& code : codes) cv::fillConvexPoly(masked, outlineOf(code.quad), cv::Scalar(255));
    return masked;
}

/// ZXing gives every QR code and barcode in one call, but only one DataMatrix, Aztec or PDF417 code; where there is one
/// there are often more of its kind, so found ones are painted over until nothing new comes.
void addNeighbours(const cv::Mat& gray, std::vector<Code>& codes, int most) {
    if (std::none_of(codes.begin(), codes.end(), isOneACall)) return;
    for (std::size_t before = 0; before < codes.size() && codes.size() < static_cast<std::size_t>(most);) {
        before = codes.size();
        addNew(codes, readWithZXing(withoutCodes(gray, codes), {.symbologies = Symbologies::OneACall, .most = most}),
               most);
    }
}

/// Barcodes are read by themselves and at full size only, where their bars are widest.
std::vector<Code> plainPass(const cv::Mat& gray, int most) {
    std::vector<Code> codes;
    addNew(codes, readWithZXing(gray, {.symbologies = Symbologies::Matrix, .most = most}), most);
    addNew(codes,
           readWithZXing(gray, {.symbologies = Symbologies::Linear, .layers = Layers::FullSizeOnly, .most = most}),
           most);
    addNeighbours(gray, codes, most);
    return codes;
}

void scaleBy(std::vector<Code>& codes, double factor) {
    for (auto& code : codes)
        for (auto& p : code.quad) p = {p.x * factor, p.y * factor};
}

base::Quad moved(base::Quad quad, cv::Point by) {
    for (auto& p : quad) p = {p.x + by.x, p.y + by.y};
    return quad;
}

bool isTaken(const cv::Rect& where, const std::vector<Place>& places) {
    return std::any_of(places.begin(), places.end(), [&](const Place& place) {
        return (place.where & where).area() > 0.6 * (place.where | where).area();
    });
}

bool isReadAt(const base::Quad& quad, const std::vector<Code>& codes) {
    const auto outline = outlineOf(quad);
    return std::any_of(codes.begin(), codes.end(), [&](const Code& code) {
        const auto centre = base::centre(code.quad);
        return cv::pointPolygonTest(outline, cv::Point2f(static_cast<float>(centre.x), static_cast<float>(centre.y)),
                                    false) >= 0;
    });
}

bool isSeenAt(const base::Quad& quad, const std::vector<UnreadPlace>& places) {
    return std::any_of(places.begin(), places.end(),
                       [&](const UnreadPlace& place) { return base::intersectionOverUnion(place.quad, quad) > 0.2; });
}

/// The image as it is and at the size of the plain pass.
struct Picture {
    cv::Mat full;
    cv::Mat work;
    int factor = 1;
};

Picture pictureOf(const cv::Mat& gray) {
    Picture picture{.full = gray, .work = gray};
    while (static_cast<double>(gray.total()) > mostPixelsOfAPass * picture.factor * picture.factor) ++picture.factor;
    const cv::Size size = gray.size() / picture.factor;
    if (picture.factor > 1 && !size.empty())
        cv::resize(gray(cv::Rect({}, size * picture.factor)), picture.work, size, 0, 0, cv::INTER_AREA);
    return picture;
}

/// Places that look like a code and gave none, in pixels of the image: where the corners of a QR code are seen, all is
/// tried; what is only full of contrast gets a brief second look.
std::vector<Place> unreadPlaces(const Picture& picture, const std::vector<Code>& codes) {
    std::vector<Place> places;
    const auto add = [&](const std::vector<cv::Rect>& found, std::size_t most, Effort effort) {
        for (const auto& small : found) {
            const cv::Rect where = cv::Rect(small.tl() * picture.factor, small.size() * picture.factor) &
                                   cv::Rect({}, picture.full.size());
            if (places.size() < most && !isTaken(where, places) && !hasCode(where, codes))
                places.push_back({where, effort});
        }
    };
    add(findQrCandidates(picture.work), mostCandidates, Effort::Full);
    add(findBusyAreas(picture.work), places.size() + mostBusyAreas, Effort::Brief);
    return places;
}

/// A picture of little more than a label, and nothing read: our own label is looked for everywhere.
bool mayBeALabel(const cv::Mat& gray, const std::vector<Code>& codes) {
    return gray.total() <= mostPixelsOfALabel && codes.empty();
}

bool isNearlySquare(const cv::Rect& where) {
    return std::max(where.width, where.height) < 1.4 * std::min(where.width, where.height);
}

/// Our own labels among the places of a page.
void addLabelsAt(const std::vector<Place>& places, const cv::Mat& gray, std::vector<Code>& codes, int most) {
    std::size_t tried = 0;
    for (const auto& place : places) {
        if (tried == mostLabelPlaces || !isNearlySquare(place.where) || hasCode(place.where, codes)) continue;
        ++tried;
        auto found = readLabelSymbolFilling(gray(place.where));
        for (auto& code : found) code.quad = moved(code.quad, place.where.tl());
        addNew(codes, std::move(found), most);
    }
}

/// DataMatrix codes away from the middle.
void addSolidEdged(const cv::Mat& gray, std::vector<Code>& codes, int most) {
    std::vector<Place> places;
    // A code that was read is a hundred patches, none of which is looked for.
    for (const auto& where : findSolidEdges(codes.empty() ? gray : withoutCodes(gray, codes), mostSolidEdged))
        if (!hasCode(where, codes)) places.push_back({where, Effort::Brief});
    addWithRemedies(codes, gray, places, most);
}

void add(SeenCodes& seen, QrSeen found, int most) {
    addNew(seen.read, std::move(found.codes), most);
    for (const auto& quad : found.unread)
        if (!isSeenAt(quad, seen.unread)) seen.unread.push_back({.quad = quad});
}

/// QR codes too fine for the size of the plain pass. The whole page is searched where QR codes are seen that were not
/// read, and on sheets of them; elsewhere only what looks like a code of whatever kind, for most pages have none.
void addFine(const cv::Mat& gray, const std::vector<Place>& places, SeenCodes& seen, int most) {
    const bool isQrSeen =
        std::any_of(places.begin(), places.end(), [](const Place& place) { return place.effort == Effort::Full; });
    if (isQrSeen || !seen.unread.empty() || seen.read.size() >= leastCodesOfASheet)
        return add(seen, readQrSymbols(gray, seen.read, {.alsoInverted = true}), most);
    for (const auto& place : places) {
        if (hasCode(place.where, seen.read)) continue;
        auto found = readQrSymbols(gray(place.where), {}, {.alsoInverted = true});
        for (auto& code : found.codes) code.quad = moved(code.quad, place.where.tl());
        for (auto& quad : found.unread) quad = moved(quad, place.where.tl());
        add(seen, std::move(found), most);
    }
}

void addDifficult(const Picture& picture, SeenCodes& seen, int most) {
    const cv::Mat& gray = picture.full;
    const bool isPage = gray.total() > mostPixelsOfASmallImage;
    const bool isFine = picture.factor > 1;
    // Where a code was read at once, a look at half the size tells whether there may be others.
    const bool isEasy = !seen.read.empty() && seen.read.size() < leastCodesOfASheet;
    QrSearch search{.firstLevel = isFine || isEasy ? 1U : 0U, .alsoInverted = isPage || seen.read.empty()};
    auto symbols = readQrSymbols(gray, seen.read, search);
    const bool areMore = symbols.hasLonePatterns || !symbols.codes.empty() || !symbols.unread.empty();
    add(seen, std::move(symbols), most);
    if (isEasy && !isFine && areMore) {
        search.firstLevel = 0;
        add(seen, readQrSymbols(gray, seen.read, search), most);
    }
    const auto places =
        isPage ? unreadPlaces(picture, seen.read) : std::vector<Place>{{.where = cv::Rect({}, gray.size())}};
    if (isFine) addFine(gray, places, seen, most);
    if (isPage) {
        addWithRemedies(seen.read, gray, places, most);
        if (!mayBeALabel(gray, seen.read)) addLabelsAt(places, gray, seen.read, most);
    } else if (seen.read.empty()) {
        addWithRemedies(seen.read, gray, places, most);
    }
    addSolidEdged(gray, seen.read, most);
    if (mayBeALabel(gray, seen.read)) addNew(seen.read, readLabelSymbols(gray), most);
    for (const auto& quad : findSoiledLabels(gray, seen.read))
        if (!isSeenAt(quad, seen.unread)) seen.unread.push_back({.quad = quad});
    std::erase_if(seen.unread, [&](const UnreadPlace& place) { return isReadAt(place.quad, seen.read); });
}

cv::Mat toGray(const cv::Mat& pixels) {
    if (pixels.depth() != CV_8U || (pixels.channels() != 1 && pixels.channels() != 3 && pixels.channels() != 4))
        throw base::Error(
            base::ErrorKind::BadArguments,
            base::Sentence("Codes are read from 8-bit gray or colour images only; convert the image first."));
    if (pixels.channels() == 1) return pixels;
    cv::Mat gray;
    cv::cvtColor(pixels, gray, pixels.channels() == 3 ? cv::COLOR_BGR2GRAY : cv::COLOR_BGRA2GRAY);
    return gray;
}

}  // namespace

SeenCodes readCodes(const cv::Mat& pixels, const ReadCodesOptions& options) {
    if (pixels.empty() || options.most <= 0) return {};
    const DecodersAtWork decoders(options);
    const Picture picture = pictureOf(toGray(pixels));
    SeenCodes seen{.read = plainPass(picture.work, options.most), .unread = {}};
    scaleBy(seen.read, picture.factor);
    if (options.tryHarder) addDifficult(picture, seen, options.most);
    const auto isAbove = [](const auto& a, const auto& b) { return base::centre(a.quad).y < base::centre(b.quad).y; };
    std::stable_sort(seen.read.begin(), seen.read.end(), isAbove);
    std::stable_sort(seen.unread.begin(), seen.unread.end(), isAbove);
    return seen;
}

}  // namespace daiban::codes
