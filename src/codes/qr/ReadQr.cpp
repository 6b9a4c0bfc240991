#include "codes/qr/ReadQr.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "codes/label/DecodeLabelSymbol.h"
#include "codes/qr/DecodeQr.h"
#include "codes/qr/FinderFrame.h"
#include "codes/qr/QrSymbol.h"
#include "codes/qr/QrTriple.h"
#include "codes/qr/QrView.h"

namespace daiban::codes {

namespace {

// Every search ends by work, not by time: what a page costs is the same on every machine.
constexpr std::size_t mostTriples = 600;     // whose timing patterns are looked at
constexpr double mostEasyWork = 24e6;        // pixels laid flat, some 30 ns each: 300 codes of version 3, 30 of 30
constexpr std::size_t mostHardTriples = 12;  // tried in all ways
constexpr double mostHardWork = 40'000;      // modules of them together, some 10 us each
constexpr double mostLinesWork = 10'000;     // modules whose lines are followed, some 25 us each; hidden thirds apart
constexpr std::size_t mostPairs = 36;
constexpr double clearMatch = 0.9;           // of two finder patterns, to look for their code without a third
constexpr std::size_t mostHidden = 6;        // pairs tried so
constexpr std::array stretches{1.0, 0.87, 1.15};
constexpr std::size_t versionsTried = 3;
// Of the timing patterns, -1 to 1.
constexpr double leastTiming = 0.22;
constexpr double leastTimingOfLines = 0.1;  // right ones under glare had 0.3 and more
constexpr double codeTiming = 0.45;   // it is a code, read or not
constexpr double codePatterns = 0.5;
constexpr std::array blurs{0.45, 0.65, 0.85};  // sigma in modules
constexpr double muchGlare = 0.25;  // rank of the paper among the lightest spots
constexpr int mostUnsmearedSide = 105;
constexpr int labelVersion = (labelSymbolModules - 17) / 4;

/// The version that the eighteen bits beside two of the finder patterns name, by the patterns' own directions.
std::optional<int> namedVersion(Pyramid& pyramid, const QrTriple& triple) {
    std::optional<int> best;
    std::size_t least = 4;
    for (const bool isRight : {true, false}) {
        const FinderFrame& frame = isRight ? triple.topRight : triple.bottomLeft;
        const std::size_t level = pyramid.levelFor(frame.module(), 2.0);
        const cv::Mat& gray = pyramid.level(level);
        const double shrink = std::pow(0.5, static_cast<double>(level));
        const auto shadeAt = [&](double x, double y) {
            const cv::Point2d p = (frame.centre + x * frame.right + y * frame.down) * shrink;
            const cv::Point at(static_cast<int>(p.x), static_cast<int>(p.y));
            if (!cv::Rect({}, gray.size()).contains(at)) return 127;
            return static_cast<int>(gray.at<std::uint8_t>(at));
        };
        const int threshold = (shadeAt(0, 0) + (shadeAt(2, 0) + shadeAt(-2, 0) + shadeAt(0, 2) + shadeAt(0, -2)) / 4) / 2;
        unsigned bits = 0;
        for (int i = 0; i < 18; ++i) {
            const double along = i / 3 - 3;
            const double away = -7 + i % 3;
            const int shade = isRight ? shadeAt(away, along) : shadeAt(along, away);
            if ((shade < threshold) != triple.topLeft.isInverted) bits |= 1U << static_cast<unsigned>(i);
        }
        for (int version = 7; version <= lastQrVersion; ++version) {
            const std::size_t wrong = std::bitset<18>(bits ^ qrVersionBits(version)).count();
            if (wrong >= least) continue;
            least = wrong;
            best = version;
        }
    }
    return best;
}

/// How well dark and light take turns along the timing patterns: correlation, -1 to 1.
double timingOf(Pyramid& pyramid, const cv::Matx33d& toPixels, int version, double module, bool isInverted) {
    const std::size_t level = pyramid.levelFor(module, 2.0);
    const cv::Mat& gray = pyramid.level(level);
    const double shrink = std::pow(0.5, static_cast<double>(level));
    const auto shadeAt = [&](double x, double y) -> std::optional<double> {
        const cv::Vec3d p = toPixels * cv::Vec3d(x, y, 1);
        const cv::Point at(static_cast<int>(p[0] / p[2] * shrink), static_cast<int>(p[1] / p[2] * shrink));
        if (!cv::Rect({}, gray.size()).contains(at)) return std::nullopt;
        return gray.at<std::uint8_t>(at);
    };
    double sum = 0;
    double all = 1e-9;
    for (const bool isRow : {true, false})
        for (int i = 8; i < qrSide(version) - 8; ++i) {
            const auto before = isRow ? shadeAt(i - 0.5, 6.5) : shadeAt(6.5, i - 0.5);
            const auto here = isRow ? shadeAt(i + 0.5, 6.5) : shadeAt(6.5, i + 0.5);
            if (!before || !here) return -1;
            sum += i % 2 == 0 ? *before - *here : *here - *before;
            all += std::abs(*before - *here) + 4;
        }
    return (isInverted ? -sum : sum) / all;
}

struct Guess {
    int version = 0;
    cv::Matx33d toPixels;
    double timing = 0;
};

std::vector<Guess> guessesOf(Pyramid& pyramid, const QrTriple& triple) {
    const double estimate = (triple.modules - 10) / 4;
    const int slack = 1 + cvRound(0.1 * estimate);
    const double module = triple.topLeft.module();
    std::vector<Guess> guesses;
    const auto named = estimate > 4.5 ? namedVersion(pyramid, triple) : std::nullopt;
    const auto add = [&](int version) {
        Guess guess{.version = version, .toPixels = qrPerspective(triple, version)};
        guess.timing = timingOf(pyramid, guess.toPixels, version, module, triple.topLeft.isInverted);
        if (named == version) guess.timing += 0.5;
        guesses.push_back(guess);
    };
    for (int version = std::max(1, cvRound(estimate) - slack);
         version <= std::min(lastQrVersion, cvRound(estimate) + slack); ++version)
        add(version);
    if (named && std::abs(*named - estimate) > slack && std::abs(*named - estimate) < 4 + 0.35 * estimate) add(*named);
    std::stable_sort(guesses.begin(), guesses.end(),
                     [](const Guess& a, const Guess& b) { return a.timing > b.timing; });
    if (guesses.size() > versionsTried) guesses.resize(versionsTried);
    return guesses;
}

/// The pair with its third, which was not seen, so many times as far from where it would be on the code's middle line.
QrTriple stretched(const QrPair& pair, double stretch) {
    QrTriple triple = pair.triple;
    triple.hidden = pair.missing;
    auto& third = pair.missing == 0 ? triple.topLeft : pair.missing == 1 ? triple.topRight : triple.bottomLeft;
    const cv::Point2d from = pair.missing == 0 ? (triple.topRight.centre + triple.bottomLeft.centre) / 2
                                               : triple.topLeft.centre;
    third.centre = from + stretch * (third.centre - from);
    return triple;
}

/// What is made of one place.
struct Tried {
    std::optional<Code> code;
    base::Quad quad{};
    bool isCode = false;  ///< whether it must be one, read or not
};

std::optional<std::string> textOf(const cv::Mat& seen, int version) {
    if (auto text = decodeQr(seen, version)) return text;
    return decodeQr(seen.t(), version);  // seen in a mirror or through the paper
}

Code codeOf(std::string text, const QrView& view) {
    return {.format = "QRCode", .text = std::move(text), .quad = view.quad()};
}

class Symbols {
  public:
    Symbols(const cv::Mat& gray, const std::vector<Code>& known, const QrSearch& search)
        : pyramid_(gray), search_(search), known_(known) {}

    QrSeen read() {
        std::vector<base::Quad> outlines;
        for (const auto& code : known_) outlines.push_back(code.quad);
        frames_ = findFinderFrames(
            pyramid_, {.firstLevel = search_.firstLevel, .alsoInverted = search_.alsoInverted, .read = outlines});
        std::erase_if(frames_, [&](const FinderFrame& frame) { return isWithin(frame.centre, known_); });
        isUsed_.assign(frames_.size(), false);
        read(qrTriples(frames_));
        fromPairs();
        seen_.hasLonePatterns = std::find(isUsed_.begin(), isUsed_.end(), false) != isUsed_.end();
        return std::move(seen_);
    }

  private:
    /// Codes of which one finder pattern is hidden or soiled.
    void fromPairs() {
        auto pairs = qrPairs(frames_);
        if (pairs.size() > mostPairs) pairs.resize(mostPairs);
        std::vector<QrTriple> completed;
        std::vector<QrPair> hidden;
        for (auto& pair : pairs) {
            if (isDone(pair.triple)) continue;
            const int version = std::clamp(cvRound((pair.triple.modules - 10) / 4), 1, lastQrVersion);
            const auto view = QrView::of(pyramid_, qrPerspective(pair.triple, version), version,
                                         pair.triple.topLeft.isInverted);
            if (!view) continue;
            const auto seen = view->finderNear(pair.missing);
            if (!seen) {
                // Under glare: where it is thought to be, for the lines between modules tell the rest.
                const bool areClear = std::min(frames_[pair.first].match, frames_[pair.second].match) > clearMatch;
                if (areClear && hidden.size() < mostHidden) hidden.push_back(pair);
                continue;
            }
            auto& third = pair.missing == 0   ? pair.triple.topLeft
                          : pair.missing == 1 ? pair.triple.topRight
                                              : pair.triple.bottomLeft;
            third.centre = *seen;
            completed.push_back(pair.triple);
        }
        read(completed);
        for (const double stretch : stretches)
            for (const auto& pair : hidden) withoutThird(pair, stretch);
    }

    /// `stretch`: how much farther the hidden third lies than the other: a tilt makes them differ.
    void withoutThird(const QrPair& pair, double stretch) {
        if (isDone(pair.triple) || workOfHidden_ > mostLinesWork) return;
        const QrTriple triple = stretched(pair, stretch);
        for (const auto& guess : guessesOf(pyramid_, triple)) {
            if (std::abs(guess.version - (triple.modules - 10) / 4) > 1.5) continue;
            workOfHidden_ += qrSide(guess.version) * qrSide(guess.version);
            if (alongLines(triple, guess, false)) return;
        }
    }

    void read(const std::vector<QrTriple>& triples) {
        std::vector<std::pair<QrTriple, Guess>> open;
        std::size_t looked = 0;
        double work = 0;
        for (const auto& triple : triples) {
            if (isDone(triple)) continue;
            if (++looked > mostTriples || work > mostEasyWork) break;
            for (const auto& guess : guessesOf(pyramid_, triple)) {
                if (guess.timing >= leastTiming) work += QrView::workOf(guess.version);
                if (easily(triple, guess)) break;
                if (guess.timing > 0 || areClear(triple)) open.emplace_back(triple, guess);
            }
        }
        std::stable_sort(open.begin(), open.end(),
                         [](const auto& a, const auto& b) { return a.second.timing > b.second.timing; });
        std::size_t tried = 0;
        double modules = 0;
        for (const auto& [triple, guess] : open) {
            if (tried == mostHardTriples || modules > mostHardWork) break;
            if (isDone(triple)) continue;
            ++tried;
            modules += qrSide(guess.version) * qrSide(guess.version);
            inAllWays(triple, guess);
        }
    }

    [[nodiscard]] static bool isWithin(cv::Point2d p, const std::vector<Code>& codes) {
        return std::any_of(codes.begin(), codes.end(), [&](const Code& code) {
            std::vector<cv::Point2f> outline;
            for (const auto& corner : code.quad)
                outline.emplace_back(static_cast<float>(corner.x), static_cast<float>(corner.y));
            return cv::pointPolygonTest(outline, p, false) >= 0;
        });
    }
    [[nodiscard]] bool isDone(const QrTriple& triple) const {
        return seen_.codes.size() >= search_.most || isUsed_[triple.corner] || isUsed_[triple.right] ||
               isUsed_[triple.below];
    }
    /// Surely three finder patterns: paper may be bent so that no straight line follows the timing patterns.
    [[nodiscard]] bool areClear(const QrTriple& triple) const {
        return std::min({frames_[triple.corner].match, frames_[triple.right].match, frames_[triple.below].match}) >
               clearMatch;
    }
    bool take(const QrTriple& triple, std::string text, const QrView& view) {
        seen_.codes.push_back(codeOf(std::move(text), view));
        for (const std::size_t i : {triple.corner, triple.right, triple.below}) isUsed_[i] = true;
        for (std::size_t i = 0; i < frames_.size(); ++i)
            if (isWithin(frames_[i].centre, {seen_.codes.back()})) isUsed_[i] = true;
        return true;
    }

    bool easily(const QrTriple& triple, const Guess& guess) {
        if (guess.timing < leastTiming) return false;
        auto view = QrView::of(pyramid_, guess.toPixels, guess.version, triple.topLeft.isInverted);
        if (!view) return false;
        view->followAlignment();
        auto text = textOf(view->modules(), guess.version);
        if (!text) text = textOf(view->modulesByNeighbours(), guess.version);
        return text && take(triple, std::move(*text), *view);
    }

    /// With every line between modules followed, from where the alignment patterns lie or else from the finder patterns.
    bool alongLines(const QrTriple& triple, const Guess& guess, bool isAligned) {
        auto view = QrView::of(pyramid_, guess.toPixels, guess.version, triple.topLeft.isInverted, muchGlare);
        if (!view) return false;
        view->holdFinders(triple);
        if ((isAligned && view->followAlignment() == 0) || !view->followLines()) return false;
        const cv::Mat seen = view->modules();
        if (frameAgreement(seen, guess.version).timing < leastTimingOfLines) return false;
        for (const auto& modules : {seen, view->modulesByNeighbours()}) {
            auto text = textOf(modules, guess.version);
            if (!text && guess.version == labelVersion) text = decodeLabelSymbol(modules * 0.5 + 0.5).text;
            if (text) return take(triple, std::move(*text), *view);
        }
        return false;
    }

    void inAllWays(const QrTriple& triple, const Guess& guess) {
        auto view = QrView::of(pyramid_, guess.toPixels, guess.version, triple.topLeft.isInverted);
        if (!view) return;
        const auto isRead = [&](const cv::Mat& modules) {
            auto text = textOf(modules, guess.version);
            return text && take(triple, std::move(*text), *view);
        };
        const auto isReadUnsmeared = [&] {
            if (qrSide(guess.version) > mostUnsmearedSide) return false;
            return std::any_of(blurs.begin(), blurs.end(),
                               [&](double blur) { return isRead(view->modulesUnsmeared(blur)); });
        };
        const std::size_t found = view->followAlignment();
        view->bend(found == 0);
        if (isRead(view->modules()) || isRead(view->modulesByNeighbours())) return;
        for (const bool isAligned : {true, false}) {
            if (workOfLines_ > mostLinesWork) break;
            workOfLines_ += qrSide(guess.version) * qrSide(guess.version);
            if (alongLines(triple, guess, isAligned)) return;
        }
        const auto agreement = frameAgreement(view->modules(), guess.version);
        if (agreement.timing < leastTiming || agreement.patterns < 0.3) return;
        if (isReadUnsmeared()) return;
        if (agreement.timing < codeTiming || agreement.patterns < codePatterns) return;
        const base::Quad quad = view->quad();  // the same code may come with another version or from a pair
        const bool isKnown = std::any_of(seen_.unread.begin(), seen_.unread.end(), [&](const base::Quad& known) {
            return base::intersectionOverUnion(known, quad) > 0.2;
        });
        if (!isKnown) seen_.unread.push_back(quad);
    }

    Pyramid pyramid_;
    QrSearch search_;
    const std::vector<Code>& known_;
    std::vector<FinderFrame> frames_;
    std::vector<bool> isUsed_;
    QrSeen seen_;
    double workOfLines_ = 0;  // modules
    double workOfHidden_ = 0;
};

}  // namespace

QrSeen readQrSymbols(const cv::Mat& gray, const std::vector<Code>& known, const QrSearch& search) {
    return Symbols(gray, known, search).read();
}

}  // namespace daiban::codes
