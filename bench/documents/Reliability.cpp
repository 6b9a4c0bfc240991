#include "Reliability.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace daiban::bench {

namespace {

void take(ReliabilityBin& bin, const Answer& answer) {
    ++bin.count;
    bin.said += answer.said;
    bin.right += answer.right ? 1 : 0;
}

std::vector<ReliabilityBin> withMeans(std::vector<ReliabilityBin> bins) {
    std::erase_if(bins, [](const auto& bin) { return bin.count == 0; });
    for (auto& bin : bins) bin.said /= bin.count, bin.right /= bin.count;
    return bins;
}

}  // namespace

std::vector<ReliabilityBin> equalBins(const std::vector<Answer>& answers) {
    std::vector<ReliabilityBin> bins(10);
    for (std::size_t i = 0; i < bins.size(); ++i)
        bins[i].from = static_cast<double>(i) / 10, bins[i].to = static_cast<double>(i + 1) / 10;
    for (const auto& answer : answers)
        take(bins[static_cast<std::size_t>(std::clamp(static_cast<int>(answer.said * 10), 0, 9))], answer);
    return withMeans(std::move(bins));
}

std::vector<ReliabilityBin> adaptiveBins(std::vector<Answer> answers) {
    std::ranges::stable_sort(answers, {}, &Answer::said);
    std::vector<ReliabilityBin> bins(10);
    for (std::size_t i = 0; i < answers.size(); ++i) {
        auto& bin = bins[i * 10 / answers.size()];
        if (bin.count == 0) bin.from = answers[i].said;
        bin.to = answers[i].said;
        take(bin, answers[i]);
    }
    return withMeans(std::move(bins));
}

double calibrationError(const std::vector<ReliabilityBin>& bins) {
    double sum = 0;
    int count = 0;
    for (const auto& bin : bins) sum += bin.count * std::abs(bin.said - bin.right), count += bin.count;
    return count == 0 ? 0 : sum / count;
}

std::vector<std::pair<double, double>> fittedCurve(std::vector<Answer> answers, int least) {
    std::ranges::stable_sort(answers, {}, &Answer::said);
    std::vector<ReliabilityBin> pools;
    const auto share = [](const ReliabilityBin& pool) { return (pool.right + 0.5) / (pool.count + 1); };
    for (std::size_t i = 0; i < answers.size(); ++i) {
        // Equal odds belong together.
        const bool fresh = pools.empty() || (pools.back().count >= least && answers[i].said > answers[i - 1].said);
        if (fresh) pools.emplace_back();
        take(pools.back(), answers[i]);
    }
    if (pools.size() > 1 && pools.back().count < least) {
        auto last = pools.back();
        pools.pop_back();
        pools.back().count += last.count, pools.back().said += last.said, pools.back().right += last.right;
    }
    std::vector<ReliabilityBin> rising;
    for (const auto& pool : pools) {
        rising.push_back(pool);
        while (rising.size() > 1 && share(rising[rising.size() - 2]) >= share(rising.back())) {
            const auto last = rising.back();
            rising.pop_back();
            rising.back().count += last.count, rising.back().said += last.said, rising.back().right += last.right;
        }
    }
    std::vector<std::pair<double, double>> points;
    for (const auto& pool : rising) points.emplace_back(pool.said / pool.count, share(pool));
    return points;
}

std::string reliabilityPicture(const std::vector<ReliabilityBin>& types, const std::vector<ReliabilityBin>& unknown) {
    constexpr double side = 320, margin = 44;
    std::string svg =
        R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" font-family="sans-serif" font-size="12">
<rect width="400" height="400" fill="#fff"/>
)";
    const auto add = [&](const char* format, auto... values) {
        std::array<char, 256> line{};
        std::snprintf(line.data(), line.size(), format, values...);
        svg += line.data();
    };
    const auto x = [&](double share) { return margin + side * share; };
    const auto y = [&](double share) { return margin + side * (1 - share); };
    for (int tenth = 0; tenth <= 10; tenth += 2) {
        const double share = tenth / 10.0;
        add("<path d=\"M%.0f %.0fH%.0fM%.0f %.0fV%.0f\" stroke=\"#ddd\"/>\n", x(0), y(share), x(1), x(share), y(0),
            y(1));
        add("<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"middle\">%.1f</text>\n", x(share), y(0) + 16, share);
        add("<text x=\"%.0f\" y=\"%.0f\" text-anchor=\"end\">%.1f</text>\n", x(0) - 6, y(share) + 4, share);
    }
    add("<path d=\"M%.0f %.0fL%.0f %.0f\" stroke=\"#888\" stroke-dasharray=\"4\"/>\n", x(0), y(0), x(1), y(1));
    const auto dots = [&](const std::vector<ReliabilityBin>& bins, const char* colour) {
        for (const auto& bin : bins)
            add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"%s\" fill-opacity=\"0.7\"/>\n", x(bin.said),
                y(bin.right), 2 + std::sqrt(bin.count) / 4, colour);
    };
    dots(types, "#1f6fb2");
    dots(unknown, "#c8641e");
    add("<text x=\"%.0f\" y=\"392\" text-anchor=\"middle\">said</text>\n", x(0.5));
    add("<text x=\"%.0f\" y=\"30\">right, by confidence said: <tspan fill=\"#1f6fb2\">a type</tspan>, ", x(0));
    return svg + "<tspan fill=\"#c8641e\">unknown</tspan></text>\n</svg>\n";
}

}  // namespace daiban::bench
