#pragma once

#include <opencv2/imgproc.hpp>
#include <vector>

namespace daiban::support {

/// What a document camera sees, drawn: a desk with the sensor's grain, sheets with lines of writing, an arm over them.
class DrawnFilm {
  public:
    static constexpr int width = 960, height = 720;

    /// A sheet with writing of its own, A4 lying, white unless told otherwise. `filled`: what stands in the one line by
    /// which a form differs from another.
    static cv::Mat sheet(unsigned seed, unsigned filled = 0, const cv::Scalar& paper = cv::Scalar::all(236)) {
        cv::Mat page(420, 594, CV_8UC3, paper);
        write(page, seed, 40, 11);
        if (filled != 0) write(page, filled, 372, 1);
        return page;
    }

    void empty(int frames) {
        for (int i = 0; i < frames; ++i) add(desk());
    }
    /// It lies still.
    void lies(const cv::Mat& sheet, int frames, cv::Point at = {180, 150}) {
        for (int i = 0; i < frames; ++i) add(with(sheet, at));
    }
    /// A hand brings it, or takes it away.
    void comes(const cv::Mat& sheet, int frames = 12, cv::Point at = {180, 150}) {
        for (int i = 0; i < frames; ++i) {
            const cv::Point now(at.x, at.y + (frames - i) * 40);
            cv::Mat frame = with(sheet, now);
            arm(frame, {now.x + 300, now.y + 380});
            add(frame);
        }
    }
    void goes(const cv::Mat& sheet, int frames = 12, cv::Point at = {180, 150}) {
        for (int i = 0; i < frames; ++i) {
            const cv::Point now(at.x, at.y + i * 50);
            cv::Mat frame = with(sheet, now);
            arm(frame, {now.x + 300, now.y + 380});
            add(frame);
        }
    }
    /// A hand waves over it, never at rest.
    void isWavedOver(const cv::Mat& sheet, int frames, cv::Point at = {180, 150}) {
        for (int i = 0; i < frames; ++i) {
            cv::Mat frame = with(sheet, at);
            arm(frame, {at.x + 120 + i * 29 % 350, at.y + 250 + i * 17 % 90});
            add(frame);
        }
    }
    /// The lens finds its focus: from dots of so much blur to none.
    void comesIntoFocus(const cv::Mat& sheet, double blur, int frames, cv::Point at = {180, 150}) {
        for (int i = 0; i < frames; ++i) {
            cv::Mat frame = with(sheet, at), seen;
            const double sigma = blur * (frames - i) / frames;
            cv::GaussianBlur(frame, seen, {}, std::max(0.01, sigma));
            add(seen);
        }
    }
    [[nodiscard]] const std::vector<cv::Mat>& frames() const { return frames_; }

    static cv::Mat desk() { return cv::Mat(height, width, CV_8UC3, cv::Scalar(62, 82, 104)); }

  private:
    static void write(cv::Mat& page, unsigned seed, int from, int lines) {
        cv::RNG chance(seed * 7919 + 13);
        for (int line = 0; line < lines; ++line)
            for (int x = 40; x < page.cols - 60; x += 14)
                if (chance.uniform(0, 8) > 0)
                    cv::putText(page, std::string(1, static_cast<char>('A' + chance.uniform(0, 26))),
                                {x, from + line * 30}, cv::FONT_HERSHEY_SIMPLEX, 0.5, cv::Scalar::all(40), 1,
                                cv::LINE_AA);
    }
    static cv::Mat with(const cv::Mat& sheet, cv::Point at) {
        cv::Mat frame = desk();
        const cv::Rect place = cv::Rect(at, sheet.size()) & cv::Rect(0, 0, width, height);
        if (!place.empty()) sheet(cv::Rect(place.tl() - at, place.size())).copyTo(frame(place));
        return frame;
    }
    static void arm(cv::Mat& frame, cv::Point hand) {
        const cv::Scalar skin(130, 165, 215);
        cv::line(frame, hand, {hand.x + 120, height + 200}, skin, 70, cv::LINE_AA);
        cv::circle(frame, hand, 52, skin, cv::FILLED, cv::LINE_AA);
    }
    void add(const cv::Mat& seen) {
        cv::Mat frame;
        const cv::Point corner(chance_.uniform(0, margin), chance_.uniform(0, margin));
        cv::add(seen, grain()(cv::Rect(corner, seen.size())), frame, cv::noArray(), CV_8UC3);
        frames_.push_back(frame);
    }
    /// Of a sensor in an office's light; every frame has another piece of it.
    static const cv::Mat& grain() {
        static const cv::Mat all = [] {
            cv::Mat grain(height + margin, width + margin, CV_16SC3);
            cv::RNG(42).fill(grain, cv::RNG::NORMAL, 0, 4);
            return grain;
        }();
        return all;
    }

    static constexpr int margin = 100;
    cv::RNG chance_{7};
    std::vector<cv::Mat> frames_;
};

}  // namespace daiban::support
