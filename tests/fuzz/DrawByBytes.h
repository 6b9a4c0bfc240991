#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <opencv2/imgproc.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "page/Page.h"

// Pages drawn as a string of bytes says: a fuzzer that changes a byte moves a sheet, a line or a shade, where a changed
// byte of a JPEG hardly ever gives another picture.
namespace daiban::fuzz {

/// What a string that draws begins with. No picture format begins with it.
inline constexpr char drawingMark = 'd';

/// What a command draws. A command is ten bytes: what, four places or sizes, three colours, two more.
enum class Draw : std::uint8_t {
    Rectangle,
    Frame,
    Line,
    Sheet,  ///< filled quad about a centre, turned by `more`, keystoned by `last`
    Outline,
    Ellipse,
    Text,
    Table,
    Noise,
    Light,  ///< falls off in one direction
    Glare,
    Stripes,
    Blur,
    Bend,  ///< columns moved up and down, as paper curls
    TwoLevels,
    Inverse,
    count
};

struct Command {
    Draw what = Draw::Rectangle;
    std::array<std::uint8_t, 4> place{};  ///< x, y, then the other corner or a size
    std::array<std::uint8_t, 3> colour{};
    std::uint8_t more = 0, last = 0;
};

struct Drawing {
    bool gray = false;
    int width = 1, height = 1;
    std::uint8_t ground = 255;
    std::uint8_t dpi = 0;  ///< 0: unknown; else in steps of 25
    std::vector<Command> commands;
};

/// Small pages by far most of the time: they are the quickest, and the larger ones are made small first anyway.
inline constexpr int mostSide = 600, mostSideOfLarge = 4000, mostPixels = 4'000'000;
inline constexpr std::size_t mostCommands = 64;
/// Commands that go over the whole page: more only cost time that belongs to what is tested.
inline constexpr int mostSlowCommands = 6;
inline constexpr std::size_t headBytes = 8, commandBytes = 10;

/// As bytes; what `drawn` reads.
inline std::string bytesOf(const Drawing& drawing) {
    const bool large = drawing.width > mostSide || drawing.height > mostSide;
    const int width = drawing.width - 1, height = drawing.height - 1;
    std::string out;
    const auto put = [&](int value) { out += static_cast<char>(value & 255); };
    put(drawingMark), put((drawing.gray ? 1 : 0) | (large ? 2 : 0));
    put(width), put(width >> 8), put(height), put(height >> 8), put(drawing.ground), put(drawing.dpi);
    for (const Command& command : drawing.commands) {
        put(static_cast<int>(command.what));
        for (const auto value : command.place) put(value);
        for (const auto value : command.colour) put(value);
        put(command.more), put(command.last);
    }
    return out;
}

inline Drawing drawingOf(std::string_view bytes) {
    const auto at = [&](std::size_t i) { return i < bytes.size() ? static_cast<std::uint8_t>(bytes[i]) : 0; };
    const int most = (at(1) & 2) != 0 ? mostSideOfLarge : mostSide;
    Drawing out;
    out.gray = (at(1) & 1) != 0;
    out.width = 1 + (at(2) | at(3) << 8) % most;
    out.height = std::min(1 + (at(4) | at(5) << 8) % most, std::max(1, mostPixels / out.width));
    out.ground = static_cast<std::uint8_t>(at(6));
    out.dpi = static_cast<std::uint8_t>(at(7));
    for (std::size_t i = headBytes; i < bytes.size() && out.commands.size() < mostCommands; i += commandBytes) {
        const auto byte = [&](std::size_t k) { return static_cast<std::uint8_t>(at(i + k)); };
        out.commands.push_back({static_cast<Draw>(byte(0) % static_cast<int>(Draw::count)),
                                {byte(1), byte(2), byte(3), byte(4)},
                                {byte(5), byte(6), byte(7)},
                                byte(8),
                                byte(9)});
    }
    return out;
}

/// Draws commands on a page; places go from an eighth of the page outside it to an eighth beyond.
class Pencil {
  public:
    explicit Pencil(cv::Mat& page) : page_(page) {}

    void draw(const Command& command) {
        if (isSlow(command.what) && ++slow_ > mostSlowCommands) return;
        const cv::Scalar colour(command.colour[0], command.colour[1], command.colour[2]);
        switch (command.what) {
            case Draw::Rectangle:
                cv::rectangle(page_, first(command), second(command), colour, cv::FILLED);
                break;
            case Draw::Frame:
                cv::rectangle(page_, first(command), second(command), colour, 1 + command.more % 8);
                break;
            case Draw::Line:
                cv::line(page_, first(command), second(command), colour, 1 + command.more % 8, cv::LINE_AA);
                break;
            case Draw::Sheet:
                cv::fillConvexPoly(page_, quadOf(command), colour, cv::LINE_AA);
                break;
            case Draw::Outline:
                cv::polylines(page_, quadOf(command), true, colour, 1 + command.last % 4, cv::LINE_AA);
                break;
            case Draw::Ellipse:
                cv::ellipse(page_, first(command), sizeOf(command), command.more, 0, 360, colour, cv::FILLED);
                break;
            case Draw::Text:
                writeText(cv::Rect(first(command), second(command)), colour, 3 + command.more % 30, command.last);
                break;
            case Draw::Table:
                ruleTable(cv::Rect(first(command), second(command)), colour, command.more, command.last);
                break;
            default:
                drawAllOver(command, colour);
        }
    }

  private:
    static bool isSlow(Draw what) { return what >= Draw::Noise; }

    [[nodiscard]] static int placed(std::uint8_t value, int extent) { return (value * 5 / 4 - 32) * extent / 256; }
    [[nodiscard]] cv::Point first(const Command& c) const {
        return {placed(c.place[0], page_.cols), placed(c.place[1], page_.rows)};
    }
    [[nodiscard]] cv::Point second(const Command& c) const {
        return {placed(c.place[2], page_.cols), placed(c.place[3], page_.rows)};
    }
    [[nodiscard]] cv::Size sizeOf(const Command& c) const {
        return {c.place[2] * page_.cols / 256, c.place[3] * page_.rows / 256};
    }

    /// Corners of a rectangle about `place`, turned, its top narrower or wider than its bottom.
    [[nodiscard]] std::vector<cv::Point> quadOf(const Command& c) const {
        const cv::Size2d half(sizeOf(c).width / 2.0, sizeOf(c).height / 2.0);
        const double angle = static_cast<std::int8_t>(c.more) * CV_PI / 256, keystone = (c.last - 128) / 512.0;
        std::vector<cv::Point> out;
        for (const auto& [x, y] : {std::pair(-1, -1), {1, -1}, {1, 1}, {-1, 1}}) {
            const double dx = x * half.width * (1 + y * keystone), dy = y * half.height;
            out.emplace_back(first(c).x + cvRound(dx * std::cos(angle) - dy * std::sin(angle)),
                             first(c).y + cvRound(dx * std::sin(angle) + dy * std::cos(angle)));
        }
        return out;
    }

    /// Rows of strokes, as text looks from afar.
    void writeText(cv::Rect area, const cv::Scalar& colour, int rowHeight, std::uint8_t seed) {
        cv::RNG random(seed + 1U);
        area &= cv::Rect({0, 0}, page_.size());
        const auto within = [&] { return random.uniform(0, rowHeight); };
        for (int y = area.y; y + rowHeight < area.br().y; y += 2 * rowHeight)
            for (int x = area.x; x + rowHeight < area.br().x; x += rowHeight + 1)
                for (int stroke = 0; stroke < 3; ++stroke)
                    cv::line(page_, {x + within(), y + within()}, {x + within(), y + within()}, colour);
    }

    void ruleTable(const cv::Rect& area, const cv::Scalar& colour, int rows, int columns) {
        rows = 1 + rows % 12, columns = 1 + columns % 12;
        for (int i = 0; i <= rows; ++i)
            cv::line(page_, {area.x, area.y + i * area.height / rows}, {area.br().x, area.y + i * area.height / rows},
                     colour);
        for (int i = 0; i <= columns; ++i)
            cv::line(page_, {area.x + i * area.width / columns, area.y},
                     {area.x + i * area.width / columns, area.br().y}, colour);
    }

    void drawAllOver(const Command& c, const cv::Scalar& colour) {
        switch (c.what) {
            case Draw::Noise: {
                cv::RNG random(c.last + 1U);
                cv::Mat noise(page_.size(), CV_16SC(page_.channels()));
                random.fill(noise, cv::RNG::NORMAL, 0, c.more / 4.0);
                cv::add(page_, noise, page_, cv::noArray(), CV_8U);
                break;
            }
            case Draw::Light:
                shade([&](double x, double y) { return 1 - c.more / 255.0 * (c.place[0] < 128 ? x : y); });
                break;
            case Draw::Glare: {
                const cv::Point at = first(c);
                const double reach = 1.0 + c.more / 255.0 * page_.cols;
                shade([&](double x, double y) {
                    const double dx = x * page_.cols - at.x, dy = y * page_.rows - at.y;
                    return 1 + c.last / 64.0 * std::exp(-(dx * dx + dy * dy) / (reach * reach));
                });
                break;
            }
            case Draw::Stripes:
                shade([&](double x, double y) {
                    return 1 + c.last / 512.0 * std::sin((x * c.place[0] + y * c.place[1]) * (1 + c.more / 8.0));
                });
                break;
            case Draw::Blur:
                cv::blur(page_, page_, {1 + c.more % 16, 1 + c.last % 16});
                break;
            case Draw::Bend:
                bend(c);
                break;
            case Draw::TwoLevels:
                cv::threshold(page_, page_, colour[0], 255, cv::THRESH_BINARY);
                break;
            default:
                cv::bitwise_not(page_, page_);
        }
    }

    /// Multiplies each pixel by what `gain` says of x and y from 0 to 1.
    template <typename Gain>
    void shade(const Gain& gain) {
        const int channels = page_.channels();
        for (int r = 0; r < page_.rows; ++r) {
            uchar* row = page_.ptr(r);
            for (int c = 0; c < page_.cols; ++c) {
                const double by = gain(c / static_cast<double>(page_.cols), r / static_cast<double>(page_.rows));
                for (int k = 0; k < channels; ++k)
                    row[c * channels + k] = cv::saturate_cast<uchar>(row[c * channels + k] * by);
            }
        }
    }

    void bend(const Command& c) {
        const cv::Mat flat = page_.clone();
        for (int x = 0; x < page_.cols; ++x) {
            const double wave = std::sin((x * (1 + c.more / 64.0) / page_.cols) * CV_PI);
            const int shift = cvRound(wave * c.last / 2048.0 * page_.rows);
            if (shift <= 0 || shift >= page_.rows) continue;
            flat(cv::Rect(x, 0, 1, page_.rows - shift)).copyTo(page_(cv::Rect(x, shift, 1, page_.rows - shift)));
        }
    }

    cv::Mat& page_;
    int slow_ = 0;
};

[[nodiscard]] inline page::Page drawn(const Drawing& drawing) {
    page::Page page;
    page.pixels =
        cv::Mat(drawing.height, drawing.width, drawing.gray ? CV_8UC1 : CV_8UC3, cv::Scalar::all(drawing.ground));
    page.dpi = drawing.dpi == 0 ? 0 : std::clamp(25.0 * drawing.dpi, 50.0, 4800.0);
    Pencil pencil(page.pixels);
    for (const Command& command : drawing.commands) pencil.draw(command);
    return page;
}

}  // namespace daiban::fuzz
