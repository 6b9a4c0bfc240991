#include "samples/draw/PageDefects.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace daiban::samples {

namespace {

constexpr double kMillimetresPerInch = 25.4;

class Spoiler {
  public:
    Spoiler(const DrawnPage& clean, std::uint32_t seed)
        : clean_(clean), random_(seed * 2654435761ULL + 97), seed_(seed) {}

    DrawnPage scan(double skew) {
        const double width = clean_.image.cols / perMm();
        const bool onGlass = width < 170 || random_.uniform(0, 10) < 3;
        if (!onGlass) return fed(skew);
        return asScan(clean_, {.skewDegrees = skew,
                               .margin = random_.uniform(3.0, 9.0),
                               .platen = random_.uniform(205.0, 235.0),
                               .blurSigma = random_.uniform(0.3, 0.7),
                               .noiseSigma = random_.uniform(0.6, 1.6),
                               .noiseSeed = seed_});
    }

    double straight() { return random_.uniform(-0.5, 0.5); }
    double leaning() { return (random_.uniform(0, 2) == 0 ? -1 : 1) * random_.uniform(1.4, 6.0); }

    DrawnPage coarse(DrawnPage page) {
        constexpr int steps[]{75, 100, 120, 150};
        const double dpi = steps[random_.uniform(0, 4)];
        const double scale = dpi / page.dpi;
        cv::resize(page.image, page.image, {}, scale, scale, cv::INTER_AREA);
        page.dpi = dpi;
        return page;
    }

    DrawnPage turned(DrawnPage page) {
        constexpr int ways[]{cv::ROTATE_90_CLOCKWISE, cv::ROTATE_180, cv::ROTATE_90_COUNTERCLOCKWISE};
        cv::rotate(page.image, page.image, ways[random_.uniform(0, 3)]);
        return page;
    }

    DrawnPage cut(DrawnPage page) {
        // From each side, inwards: where most print would be cut.
        struct Way {
            int side = 0, at = 0, pieces = -1;
        } best;
        const int first = random_.uniform(0, 4);
        for (int i = 0; i < 4; ++i) {
            const int side = (first + i) % 4;
            for (int tries = 0; tries < 24; ++tries) {
                const int length = side % 2 == 0 ? page.image.cols : page.image.rows;
                const int at = cvRound(random_.uniform(0.08, 0.45) * length);
                if (const int pieces = piecesAt(page.image, side, at, perMm()); pieces > best.pieces)
                    best = {side, at, pieces};
            }
            if (best.pieces >= 4) break;
        }
        const int w = page.image.cols, h = page.image.rows;
        const cv::Rect kept[]{
            {best.at, 0, w - best.at, h}, {0, best.at, w, h - best.at}, {0, 0, w - best.at, h}, {0, 0, w, h - best.at}};
        page.image = page.image(kept[best.side]).clone();
        return page;
    }

    DrawnPage blank(DrawnPage page) {
        cv::Mat back, paper(page.image.size(), page.image.type(), cv::Scalar::all(248));
        cv::flip(page.image, back, 1);
        cv::GaussianBlur(back, back, {}, 0.15 * perMm());
        cv::addWeighted(paper, 0.94, back, 0.06, 0, page.image);
        addGrain(page.image, 1.2);
        return page;
    }

    DrawnPage unsharp(DrawnPage page) {
        cv::GaussianBlur(page.image, page.image, {}, random_.uniform(0.24, 0.45) * perMm());
        addGrain(page.image, 0.8);
        return page;
    }

    DrawnPage badlyLit(DrawnPage page) {
        if (random_.uniform(0, 2) == 0) {
            page.image.convertTo(page.image, -1, random_.uniform(0.28, 0.5), 0);
        } else {
            const double share = random_.uniform(0.16, 0.25);
            page.image.convertTo(page.image, -1, share, 250 * (1 - share));
        }
        return page;
    }

    DrawnPage streaked(DrawnPage page) {
        if (random_.uniform(0, 2) == 0) return bordered(std::move(page));
        const int lines = random_.uniform(1, 4);
        for (int i = 0; i < lines; ++i) {
            const int width = std::max(1, cvRound(random_.uniform(0.12, 0.5) * perMm()));
            const int x = cvRound(random_.uniform(0.1, 0.9) * page.image.cols);
            const double depth = random_.uniform(25.0, 140.0);
            for (int y = 0; y < page.image.rows; ++y) {
                const double wavering = depth * (0.85 + 0.15 * std::sin(0.011 * y + i));
                cv::Mat piece = page.image(cv::Rect(x, y, std::min(width, page.image.cols - x), 1));
                piece -= cv::Scalar::all(wavering);
            }
        }
        return page;
    }

  private:
    double perMm() const { return clean_.dpi / kMillimetresPerInch; }

    void addGrain(cv::Mat& image, double sigma) {
        cv::Mat grain(image.size(), CV_16SC(image.channels()));
        cv::RNG random(seed_ + 1);
        random.fill(grain, cv::RNG::NORMAL, cv::Scalar::all(0), cv::Scalar::all(sigma));
        cv::add(image, grain, image, cv::noArray(), image.type());
    }

    /// Through a feeder: the sheet fills the picture, beside it the white roller.
    DrawnPage fed(double skew) {
        DrawnPage page = clean_;
        const cv::Point2f middle(static_cast<float>(page.image.cols) / 2, static_cast<float>(page.image.rows) / 2);
        cv::warpAffine(clean_.image, page.image, cv::getRotationMatrix2D(middle, -skew, 1), page.image.size(),
                       cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(250, 250, 248));
        page.image.convertTo(page.image, -1, random_.uniform(0.95, 0.99), 0);
        cv::GaussianBlur(page.image, page.image, {}, random_.uniform(0.3, 0.6));
        addGrain(page.image, random_.uniform(0.6, 1.6));
        if (random_.uniform(0, 4) == 0) cv::cvtColor(page.image, page.image, cv::COLOR_BGR2GRAY);
        return page;
    }

    /// How many pieces of print a cut from that side (left, top, right, bottom), so far in, goes through.
    static int piecesAt(const cv::Mat& image, int side, int at, double perMm) {
        cv::Mat line;
        if (side % 2 == 0)
            line = image.col(side == 0 ? at : image.cols - at).t();
        else
            line = image.row(side == 1 ? at : image.rows - at).clone();
        if (line.channels() == 3) cv::cvtColor(line, line, cv::COLOR_BGR2GRAY);
        int pieces = 0, run = 0;
        double apart = 0;  // from the piece before: strokes of one character are one piece
        for (int i = 0; i < line.cols; ++i) {
            run = line.at<uchar>(i) < 130 ? run + 1 : 0;
            apart = run > 4 ? 0 : apart + 1;
            if (run == 4 && (pieces == 0 || apart > 1.2 * perMm)) ++pieces, apart = 0;
        }
        return pieces;
    }

    DrawnPage bordered(DrawnPage page) {
        const int sides = random_.uniform(1, 3), first = random_.uniform(0, 4);
        for (int i = 0; i < sides; ++i) {
            const int side = (first + i) % 4, w = page.image.cols, h = page.image.rows;
            const int depth = cvRound(random_.uniform(2.0, 8.0) * perMm());
            const cv::Rect where[]{
                {0, 0, depth, h}, {0, 0, w, depth}, {w - depth, 0, depth, h}, {0, h - depth, w, depth}};
            page.image(where[side]).setTo(cv::Scalar::all(random_.uniform(8.0, 45.0)));
        }
        addGrain(page.image, 1);
        return page;
    }

    const DrawnPage& clean_;
    cv::RNG random_;
    std::uint32_t seed_;
};

}  // namespace

std::vector<std::string_view> pageDefects() {
    return {"low-resolution", "skewed", "turned", "cut-off", "blank", "unsharp", "bad-light", "streaks"};
}

DrawnPage archiveScan(const DrawnPage& clean, std::string_view defect, std::uint32_t seed) {
    Spoiler spoiler(clean, seed);
    DrawnPage page = spoiler.scan(defect == "skewed" ? spoiler.leaning() : spoiler.straight());
    if (defect.empty() || defect == "skewed") return page;
    if (defect == "low-resolution") return spoiler.coarse(std::move(page));
    if (defect == "turned") return spoiler.turned(std::move(page));
    if (defect == "cut-off") return spoiler.cut(std::move(page));
    if (defect == "blank") return spoiler.blank(std::move(page));
    if (defect == "unsharp") return spoiler.unsharp(std::move(page));
    if (defect == "bad-light") return spoiler.badlyLit(std::move(page));
    if (defect == "streaks") return spoiler.streaked(std::move(page));
    throw std::invalid_argument("A page cannot be spoiled in a way of that name.");
}

}  // namespace daiban::samples
