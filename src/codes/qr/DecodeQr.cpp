#include "codes/qr/DecodeQr.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include "codes/ReedSolomon.h"
#include "codes/qr/QrMessage.h"
#include "codes/qr/QrSymbol.h"

namespace daiban::codes {

namespace {

using Word = std::uint8_t;
using SeenWord = std::array<float, 8>;  // each bit -1 surely 0 to 1 surely 1

constexpr std::size_t formatsTried = 3;
constexpr double leastFormat = 0.25;   // agreement
constexpr double formatMargin = 0.35;  // behind the first one, above which a format is not tried
// Erased words tell nothing about whether the correction is right: this many check words stay for that. Below ten check
// words none are erased.
constexpr std::size_t checkWordsKept = 6;
constexpr std::size_t leastCheckWordsForErasing = 10;
// Of what was seen, weighed by how clearly, a block with erased words agrees with at least this much.
constexpr double leastAgreement = 0.7;
constexpr double leastSeen = 0.5;  // of all bits, each as far as it is certain

struct LikelyFormat {
    QrFormat format;
    double agreement = 0;
};

std::vector<LikelyFormat> formatsOf(const cv::Mat& seen, int version) {
    std::vector<LikelyFormat> formats;
    for (int level = 0; level < 4; ++level)
        for (int mask = 0; mask < 8; ++mask) {
            LikelyFormat likely{.format = {.level = level, .mask = mask}};
            const unsigned bits = qrFormatBits(likely.format);
            std::array<double, 2> copies{};
            for (int i = 0; i < 15; ++i) {
                const auto places = qrFormatPlaces(version, i);
                for (std::size_t copy = 0; copy < 2; ++copy) {
                    const double dark = seen.at<float>(places.at(copy));
                    copies.at(copy) += ((bits >> i & 1U) != 0 ? dark : -dark) / 15;
                }
            }
            // One copy may be hidden or lie beside its place.
            likely.agreement = std::max({copies[0], copies[1], (copies[0] + copies[1]) / 2});
            formats.push_back(likely);
        }
    std::sort(formats.begin(), formats.end(),
              [](const LikelyFormat& a, const LikelyFormat& b) { return a.agreement > b.agreement; });
    return formats;
}

std::vector<std::vector<SeenWord>> blocksOf(const cv::Mat& seen, int version, int mask, const QrBlocks& shape) {
    std::vector<std::vector<SeenWord>> blocks(shape.count);
    const auto& order = qrBitOrder(version);
    const std::size_t shortData = shape.shortDataWords();
    const std::size_t dataWords = shape.words - shape.count * shape.checkWords;
    for (std::size_t word = 0; word < shape.words; ++word) {
        SeenWord bits{};
        for (std::size_t i = 0; i < 8; ++i) {
            const cv::Point at = order[8 * word + i];
            const float dark = seen.at<float>(at);
            bits[i] = isMasked(mask, at.y, at.x) ? -dark : dark;
        }
        std::size_t block = 0;
        if (word < shortData * shape.count)
            block = word % shape.count;
        else if (word < dataWords)
            block = shape.count - shape.longBlocks() + (word - shortData * shape.count);
        else
            block = (word - dataWords) % shape.count;
        blocks[block].push_back(bits);
    }
    return blocks;
}

std::vector<Word> wordsOf(const std::vector<SeenWord>& seen) {
    std::vector<Word> words;
    for (const auto& bits : seen) {
        unsigned word = 0;
        for (const float bit : bits) word = word << 1U | (bit > 0 ? 1U : 0U);
        words.push_back(static_cast<Word>(word));
    }
    return words;
}

/// Words, the ones that are most probably wrong first.
std::vector<std::size_t> mostDoubtful(const std::vector<SeenWord>& seen) {
    constexpr double steepness = 5;
    std::vector<double> doubt;
    for (const auto& bits : seen) {
        double sum = 0;
        for (const float bit : bits) sum += std::log1p(std::exp(-steepness * std::abs(bit)));
        doubt.push_back(sum);
    }
    std::vector<std::size_t> positions(seen.size());
    std::iota(positions.begin(), positions.end(), 0U);
    std::stable_sort(positions.begin(), positions.end(),
                     [&](std::size_t a, std::size_t b) { return doubt[a] > doubt[b]; });
    return positions;
}

double agreementOf(const std::vector<Word>& words, const std::vector<SeenWord>& seen) {
    double sum = 0;
    double possible = 0;
    for (std::size_t position = 0; position < seen.size(); ++position)
        for (std::size_t i = 0; i < 8; ++i) {
            const double bit = seen[position][i];
            sum += (words[position] >> (7 - i) & 1) != 0 ? bit : -bit;
            possible += std::abs(bit);
        }
    return sum / std::max(possible, leastSeen * 8 * static_cast<double>(seen.size()));
}

std::optional<std::vector<Word>> corrected(const std::vector<SeenWord>& seen, std::size_t checkWords) {
    const auto words = wordsOf(seen);
    if (auto plain = correctedBlock(words, checkWords); plain && agreementOf(*plain, seen) > leastAgreement)
        return plain;
    if (checkWords < leastCheckWordsForErasing) return std::nullopt;
    const auto doubtful = mostDoubtful(seen);
    for (std::size_t erased = 2; erased + checkWordsKept <= checkWords; erased += 2) {
        const std::vector<std::size_t> erasures(doubtful.begin(),
                                                doubtful.begin() + static_cast<std::ptrdiff_t>(erased));
        auto block = correctedBlock(words, checkWords, erasures);
        if (block && agreementOf(*block, seen) > leastAgreement) return block;
    }
    return std::nullopt;
}

std::optional<std::string> decodedAs(const cv::Mat& seen, int version, const QrFormat& format) {
    const QrBlocks shape = qrBlocks(version, format.level);
    std::vector<Word> message;
    for (const auto& block : blocksOf(seen, version, format.mask, shape)) {
        const auto words = corrected(block, shape.checkWords);
        if (!words) return std::nullopt;
        message.insert(message.end(), words->begin(), words->end() - static_cast<std::ptrdiff_t>(shape.checkWords));
    }
    return qrMessage(message, version);
}

}  // namespace

std::optional<std::string> decodeQr(const cv::Mat& seen, int version) {
    const auto formats = formatsOf(seen, version);
    for (std::size_t i = 0; i < formatsTried; ++i) {
        if (formats[i].agreement < leastFormat || formats[i].agreement < formats[0].agreement - formatMargin) break;
        if (auto text = decodedAs(seen, version, formats[i].format)) return text;
    }
    return std::nullopt;
}

FrameAgreement frameAgreement(const cv::Mat& seen, int version) {
    const cv::Mat& frame = qrFrame(version);
    double timing = 0;
    double timingAll = 0;
    double patterns = 0;
    double patternsAll = 0;
    for (int row = 0; row < frame.rows; ++row)
        for (int column = 0; column < frame.cols; ++column) {
            const auto module = frame.at<std::uint8_t>(row, column);
            if (module > DarkModule) continue;
            const double dark = seen.at<float>(row, column);
            const double agrees = module == DarkModule ? dark : -dark;
            const bool isTiming = (row == 6 || column == 6) && std::min(row, column) >= 6 &&
                                  std::max(row, column) > 8 && std::max(row, column) < frame.rows - 8;
            (isTiming ? timing : patterns) += agrees;
            (isTiming ? timingAll : patternsAll) += 1;
        }
    return {.timing = timing / std::max(1.0, timingAll),
            .patterns = patterns / std::max(1.0, patternsAll),
            .format = formatsOf(seen, version)[0].agreement};
}

}  // namespace daiban::codes
