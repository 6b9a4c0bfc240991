#include "text/ppocr/Recogniser.h"

#include <algorithm>
#include <fstream>

#include "base/Error.h"

namespace daiban::text::ppocr {

namespace {

std::vector<std::string> readKeys(const std::filesystem::path& file) {
    std::vector<std::string> keys{""};  // CTC's blank
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        keys.push_back(line);
    }
    keys.emplace_back(" ");  // the network's last class, not in the file
    return keys;
}

/// What else the network holds possible at a time step, the likeliest first.
std::vector<OtherCharacter> othersAt(const float* row, const std::vector<std::string>& keys, std::size_t best) {
    constexpr double sure = 0.98;       // nothing else is asked for
    constexpr float possible = 0.002F;  // less is noise
    constexpr std::size_t most = 5;
    std::vector<OtherCharacter> others;
    if (row[best] >= sure) return others;
    for (std::size_t i = 1; i < keys.size(); ++i)
        if (row[i] >= possible && i != best) others.push_back({keys[i], row[i]});
    std::sort(others.begin(), others.end(),
              [](const OtherCharacter& a, const OtherCharacter& b) { return a.probability > b.probability; });
    if (others.size() > most) others.resize(most);
    return others;
}

}  // namespace

Recogniser::Recogniser(const std::filesystem::path& file, const std::filesystem::path& keys)
    : network_(file), keys_(readKeys(keys)), known_(keys_.begin(), keys_.end()) {
    const Tensor probe =
        network_.run({{1, 3, stripHeight, stripHeight}, std::vector<float>(3 * stripHeight * stripHeight)});
    if (probe.shape.size() != 3 || probe.shape[2] != static_cast<std::int64_t>(keys_.size()))
        throw base::Error(
            base::ErrorKind::DependencyMissing,
            base::Sentence("The characters in {} are not those of {}; run scripts/fetch-ocr to install both again.",
                           keys.string(), file.string()));
    constexpr std::string_view digits = "0123456789X";
    constexpr std::string_view letters = "OoQDlI|ZzSsBbGgqx", lookLike = "0000111225586699X";
    for (std::size_t i = 1; i < keys_.size(); ++i) {
        if (keys_[i] == "×") letters_.emplace_back(i, digits.size() - 1);
        if (keys_[i].size() != 1) continue;
        if (const auto at = digits.find(keys_[i][0]); at != std::string_view::npos) digits_.emplace_back(i, at);
        if (const auto at = letters.find(keys_[i][0]); at != std::string_view::npos)
            letters_.emplace_back(i, digits.find(lookLike[at]));
    }
}

Tensor Recogniser::scoresOf(const cv::Mat& strip) const {
    return network_.run(tensorOf(strip, {0.5, 0.5, 0.5}, {0.5, 0.5, 0.5}));
}

DigitScores Recogniser::digits(const cv::Mat& strip) const {
    const Tensor scores = scoresOf(strip);
    const auto steps = static_cast<std::size_t>(scores.shape[1]);
    const auto classes = static_cast<std::size_t>(scores.shape[2]);
    DigitScores out{{}, static_cast<double>(strip.cols) / static_cast<double>(steps)};
    constexpr double half = 0.5;
    constexpr std::size_t else_ = 11;
    for (std::size_t i = 0; i < steps; ++i) {
        const float* row = scores.values.data() + i * classes;
        std::array<double, 12> step{};
        for (const auto& [key, digit] : digits_) step[digit] += static_cast<double>(row[key]);
        for (const auto& [key, digit] : letters_) step[digit] += half * static_cast<double>(row[key]);
        double sum = 0;
        for (const double chance : step) sum += chance;
        step[else_] = std::max(0.0, 1 - sum);
        out.steps.push_back(step);
    }
    return out;
}

std::vector<ReadCharacter> Recogniser::read(const cv::Mat& strip) const {
    const Tensor scores = scoresOf(strip);
    const auto steps = static_cast<std::size_t>(scores.shape[1]);
    const auto classes = static_cast<std::size_t>(scores.shape[2]);
    const double stepWidth = static_cast<double>(strip.cols) / static_cast<double>(steps);
    std::vector<ReadCharacter> read;
    std::size_t previous = 0;
    std::size_t since = 0;
    for (std::size_t i = 0; i < steps; ++i) {
        const float* row = scores.values.data() + i * classes;
        const auto best = static_cast<std::size_t>(std::max_element(row, row + classes) - row);
        if (best != 0 && best == previous) {
            read.back().at = (static_cast<double>(since + i) / 2 + 0.5) * stepWidth;
            if (row[best] > read.back().confidence) {
                read.back().confidence = row[best];
                read.back().others = othersAt(row, keys_, best);
            }
        } else if (best != 0) {
            since = i;
            read.push_back(
                {keys_[best], (static_cast<double>(i) + 0.5) * stepWidth, row[best], othersAt(row, keys_, best)});
        }
        previous = best;
    }
    return read;
}

double meanConfidence(const std::vector<ReadCharacter>& characters) {
    double sum = 0;
    for (const ReadCharacter& character : characters) sum += character.confidence;
    return characters.empty() ? 0 : sum / static_cast<double>(characters.size());
}

}  // namespace daiban::text::ppocr
