#include "codes/label/DecodeLabelSymbol.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <string_view>
#include <vector>

#include "codes/ReedSolomon.h"
#include "codes/label/LabelToken.h"
#include "codes/label/LikeliestBlock.h"

namespace daiban::codes {

namespace {

constexpr int side = labelSymbolModules;
constexpr std::size_t dataWords = 17;  // of each of the two blocks
constexpr std::size_t checkWords = 18;
constexpr std::size_t blockWords = dataWords + checkWords;
constexpr std::size_t tokenLength = 35;
constexpr std::string_view alphanumeric = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

// Of what was seen, weighed by how clearly it was seen, a block may contradict no more than an eighth. On six of the
// hardest labels of bench/codes/StressLabels.cpp right blocks had 0.88 and more, and of the wrong ones, which errors
// and erasures let through now and then, none had more than 0.67.
constexpr double leastAgreement = 0.75;
constexpr double leastSeen = 0.6;  // of all bits, each as far as it is certain

// Of a block that was found by its bits (see LikeliestBlock.h). On 39 of the hardest labels 616 right blocks had 5.7
// and more, 19 of 20 of them above 8, and of 4,760 wrong ones none had more than 4.5.
constexpr double leastCertainty = 6;

// Two formats differ in 5 of 15 bits at least, each standing twice and counting half: 10 apart when all is clear.
constexpr double clearFormat = 4;

using Word = std::uint8_t;

/// Where a bit of the message stands.
struct Bit {
    int row = 0;
    int column = 0;
};

bool isFunction(int row, int column) {
    const bool finder = (row < 9 && column < 9) || (row < 9 && column >= side - 8) || (row >= side - 8 && column < 9);
    const bool alignment = row >= 20 && row <= 24 && column >= 20 && column <= 24;
    return finder || alignment || row == 6 || column == 6;
}

/// ISO/IEC 18004, 7.7.3: two columns at a time, up and down by turns, from the right.
std::vector<Bit> bitsInOrder() {
    std::vector<Bit> bits;
    bool upwards = true;
    for (int right = side - 1; right > 0; right -= 2, upwards = !upwards) {
        if (right == 6) --right;
        for (int i = 0; i < side; ++i)
            for (const int column : {right, right - 1})
                if (const int row = upwards ? side - 1 - i : i; !isFunction(row, column)) bits.push_back({row, column});
    }
    bits.resize(2 * blockWords * 8);  // seven remain
    return bits;
}

const std::vector<Bit>& bitOrder() {
    static const std::vector<Bit> bits = bitsInOrder();
    return bits;
}

bool isInverted(int mask, Bit at) {
    const int i = at.row;
    const int j = at.column;
    switch (mask) {
        case 0:
            return (i + j) % 2 == 0;
        case 1:
            return i % 2 == 0;
        case 2:
            return j % 3 == 0;
        case 3:
            return (i + j) % 3 == 0;
        case 4:
            return (i / 2 + j / 3) % 2 == 0;
        case 5:
            return i * j % 2 + i * j % 3 == 0;
        case 6:
            return (i * j % 2 + i * j % 3) % 2 == 0;
        default:
            return ((i + j) % 2 + i * j % 3) % 2 == 0;
    }
}

// The format ---------------------------------------------------------------------------------------------------------

unsigned formatBits(int mask) {
    const unsigned data = 3U << 3U | static_cast<unsigned>(mask);  // 11: level Q
    unsigned remainder = data << 10U;
    for (int bit = 14; bit >= 10; --bit)
        if ((remainder >> bit & 1U) != 0) remainder ^= 0x537U << (bit - 10);
    return (data << 10U | remainder) ^ 0x5412U;
}

/// Where bit `i` of the format (0 the lowest) stands, twice.
std::array<Bit, 2> formatPlaces(int i) {
    const Bit first = i < 6 ? Bit{i, 8} : i < 8 ? Bit{i + 1, 8} : i == 8 ? Bit{8, 7} : Bit{8, 14 - i};
    const Bit second = i < 8 ? Bit{8, side - 1 - i} : Bit{side - 15 + i, 8};
    return {first, second};
}

struct Mask {
    int number = 0;
    double agreement = 0;  ///< of the format that names it with what is seen: -15 to 15
};

/// The one the format names most clearly first.
std::vector<Mask> masksByFormat(const cv::Mat& darkness) {
    std::vector<Mask> masks;
    for (int number = 0; number < 8; ++number) {
        Mask mask{.number = number};
        for (int i = 0; i < 15; ++i)
            for (const Bit place : formatPlaces(i)) {
                const double seen = darkness.at<float>(place.row, place.column) - 0.5;
                mask.agreement += (formatBits(number) >> i & 1U) != 0 ? seen : -seen;
            }
        masks.push_back(mask);
    }
    std::sort(masks.begin(), masks.end(), [](const Mask& a, const Mask& b) { return a.agreement > b.agreement; });
    return masks;
}

// The text -----------------------------------------------------------------------------------------------------------

constexpr std::size_t header = 4 + 9;  // bits: mode and length

unsigned bitsOf(const std::vector<Word>& words, std::size_t from, unsigned count) {
    unsigned value = 0;
    for (std::size_t at = from; at < from + count; ++at) value = value << 1U | (words[at / 8] >> (7 - at % 8) & 1U);
    return value;
}

/// Two characters of 11 bits, or one of 6.
std::optional<std::string> charactersOf(unsigned value, unsigned bits) {
    const std::size_t base = alphanumeric.size();
    const bool pair = bits == 11;
    if (value >= (pair ? base * base : base)) return std::nullopt;
    std::string characters;
    if (pair) characters += alphanumeric[value / base];
    return characters + alphanumeric[value % base];
}

// The blocks ---------------------------------------------------------------------------------------------------------

std::array<SeenBlock, 2> seenBlocks(const cv::Mat& darkness, int mask) {
    std::array<SeenBlock, 2> blocks;
    const auto& bits = bitOrder();
    for (std::size_t word = 0; word < 2 * blockWords; ++word) {
        std::array<double, 8> seen{};
        for (std::size_t i = 0; i < 8; ++i) {
            const Bit at = bits[word * 8 + i];
            const double dark = std::clamp(2.0 * darkness.at<float>(at.row, at.column) - 1, -1.0, 1.0);
            seen[i] = isInverted(mask, at) ? -dark : dark;
        }
        blocks[word % 2].push_back(seen);
    }
    return blocks;
}

/// What stands at a place of the message whatever the token; -1: that depends on it. 0x21 0x18: alphanumeric mode, 35
/// characters, the first of them '1'; after the text and the terminator, padding.
int fixedWord(std::size_t block, std::size_t position) {
    const std::size_t word = block * dataWords + position;
    if (position >= dataWords) return -1;
    if (word == 0) return 0x21;
    if (word == 1) return 0x18;
    if (word == 26) return 0;
    if (word > 26) return word % 2 == 1 ? 0xEC : 0x11;
    return -1;
}

void putIn(SeenBlock& seen, std::size_t block) {
    for (std::size_t position = 0; position < seen.size(); ++position)
        if (const int word = fixedWord(block, position); word >= 0)
            for (std::size_t i = 0; i < 8; ++i) seen[position][i] = (word >> (7 - i) & 1) != 0 ? 1 : -1;
}

std::vector<Word> wordsOf(const SeenBlock& seen) {
    std::vector<Word> words;
    for (const auto& bits : seen) {
        unsigned word = 0;
        for (const double bit : bits) word = word << 1U | (bit > 0 ? 1U : 0U);
        words.push_back(static_cast<Word>(word));
    }
    return words;
}

/// Higher for words that are more probably wrong.
double doubtOf(const std::array<double, 8>& bits) {
    constexpr double steepness = 6;
    double doubt = 0;
    for (const double bit : bits) doubt += std::log1p(std::exp(-steepness * std::abs(bit)));
    return doubt;
}

std::vector<std::size_t> mostDoubtful(const SeenBlock& seen) {
    std::vector<std::size_t> positions(seen.size());
    std::iota(positions.begin(), positions.end(), 0U);
    std::stable_sort(positions.begin(), positions.end(),
                     [&](std::size_t a, std::size_t b) { return doubtOf(seen[a]) > doubtOf(seen[b]); });
    return positions;
}

struct Agreement {
    double sum = 0;
    double possible = 0;
    double all = 0;  ///< bits
    /// Where little was seen, agreeing with it tells little.
    [[nodiscard]] double part() const { return sum / std::max(possible, leastSeen * all); }
};

Agreement agreementOf(const std::vector<Word>& words, const SeenBlock& seen) {
    Agreement agreement;
    for (std::size_t position = 0; position < seen.size(); ++position)
        for (std::size_t i = 0; i < 8; ++i) {
            const double bit = seen[position][i];
            agreement.sum += (words[position] >> (7 - i) & 1) != 0 ? bit : -bit;
            agreement.possible += std::abs(bit);
            agreement.all += 1;
        }
    return agreement;
}

struct Decoded {
    std::vector<Word> words;
    double agreement = -1;
};

bool hasFixedWords(const std::vector<Word>& words, std::size_t block) {
    for (std::size_t position = 0; position < dataWords; ++position)
        if (const int word = fixedWord(block, position); word >= 0 && words[position] != word) return false;
    return true;
}

void keepBetter(Decoded& best, const std::vector<Word>& words, const SeenBlock& seen,
                const std::vector<std::size_t>& doubtful, std::size_t block) {
    // At least two check words stay for telling that something is wrong.
    for (std::size_t erased = 0; erased + 2 <= checkWords; erased += 2) {
        const std::vector<std::size_t> erasures(doubtful.begin(),
                                                doubtful.begin() + static_cast<std::ptrdiff_t>(erased));
        const auto corrected = correctedBlock(words, checkWords, erasures);
        if (!corrected || !hasFixedWords(*corrected, block)) continue;
        const double agreement = agreementOf(*corrected, seen).part();
        if (agreement > best.agreement) best = {*corrected, agreement};
    }
}

/// Whether the characters that stand in this block alone are those of a token.
bool mayBeOfToken(const std::vector<Word>& words, std::size_t block) {
    const std::size_t first = block * dataWords * 8;
    const std::size_t end = first + dataWords * 8;
    for (std::size_t place = 0; place < tokenLength; place += 2) {
        const std::size_t at = header + place / 2 * 11;
        const unsigned bits = place + 1 < tokenLength ? 11 : 6;
        if (at < first || at + bits > end) continue;
        const auto characters = charactersOf(bitsOf(words, at - first, bits), bits);
        if (!characters) return false;
        for (std::size_t i = 0; i < characters->size(); ++i)
            if (!mayStandInToken(place + i, (*characters)[i])) return false;
    }
    return true;
}

std::vector<int> fixedWords(std::size_t block) {
    std::vector<int> words;
    for (std::size_t position = 0; position < dataWords; ++position) words.push_back(fixedWord(block, position));
    return words;
}

std::optional<std::vector<Word>> decodedBlock(SeenBlock seen, std::size_t block) {
    putIn(seen, block);
    Decoded best;
    keepBetter(best, wordsOf(seen), seen, mostDoubtful(seen), block);
    if (best.agreement < leastAgreement) {
        const auto isPossible = [&](const std::vector<Word>& words) { return mayBeOfToken(words, block); };
        const auto likeliest = likeliestBlock(seen, fixedWords(block), checkWords, isPossible);
        if (likeliest && likeliest->certainty > leastCertainty) return likeliest->words;
    }
    if (best.agreement < leastAgreement) return std::nullopt;
    return best.words;
}

// The message --------------------------------------------------------------------------------------------------------

std::optional<std::string> textOf(const std::vector<Word>& message) {
    if (bitsOf(message, 0, 4) != 2 || bitsOf(message, 4, 9) != tokenLength) return std::nullopt;
    std::string text;
    for (std::size_t at = header; text.size() < tokenLength; at += 11) {
        const unsigned bits = text.size() + 1 < tokenLength ? 11 : 6;
        const auto characters = charactersOf(bitsOf(message, at, bits), bits);
        if (!characters) return std::nullopt;
        text += *characters;
    }
    return hasTokenForm(text) ? std::optional(text) : std::nullopt;
}

bool isSet(Word word, std::size_t bit) {
    return (word >> (7 - bit) & 1) != 0;
}

void noteWord(cv::Mat& known, int mask, std::size_t block, std::size_t position, Word word) {
    const std::size_t inSymbol = 2 * position + block;
    for (std::size_t i = 0; i < 8; ++i) {
        const Bit at = bitOrder()[inSymbol * 8 + i];
        known.at<std::uint8_t>(at.row, at.column) = isSet(word, i) != isInverted(mask, at) ? 1 : 0;
    }
}

void noteFormat(cv::Mat& known, int mask) {
    for (int i = 0; i < 15; ++i)
        for (const Bit at : formatPlaces(i))
            known.at<std::uint8_t>(at.row, at.column) = (formatBits(mask) >> i & 1U) != 0 ? 1 : 0;
}

LabelReading readWith(int mask, const cv::Mat& darkness) {
    LabelReading reading{.text = {}, .known = labelSymbolFrame().clone()};
    noteFormat(reading.known, mask);
    const auto seen = seenBlocks(darkness, mask);
    std::vector<Word> message;
    for (std::size_t block = 0; block < 2; ++block) {
        const auto words = decodedBlock(seen[block], block);
        for (std::size_t position = 0; position < blockWords; ++position)
            if (const int fixed = fixedWord(block, position); words || fixed >= 0)
                noteWord(reading.known, mask, block, position, words ? (*words)[position] : static_cast<Word>(fixed));
        if (words) message.insert(message.end(), words->begin(), words->begin() + dataWords);
    }
    if (message.size() == 2 * dataWords) reading.text = textOf(message);
    return reading;
}

cv::Mat drawnFrame() {
    cv::Mat frame(side, side, CV_8UC1, cv::Scalar(2));
    const auto put = [&](int row, int column, bool dark) {
        if (row >= 0 && column >= 0 && row < side && column < side) frame.at<std::uint8_t>(row, column) = dark ? 1 : 0;
    };
    const auto rings = [&](int row, int column, int radius, int lightRing) {
        for (int y = -radius; y <= radius; ++y)
            for (int x = -radius; x <= radius; ++x) {
                const int ring = std::max(std::abs(x), std::abs(y));
                put(row + y, column + x, ring != lightRing && ring != 4);
            }
    };
    for (int i = 8; i < side - 8; ++i) {
        put(6, i, i % 2 == 0);
        put(i, 6, i % 2 == 0);
    }
    for (const auto& [row, column] : {std::pair{3, 3}, {3, side - 4}, {side - 4, 3}}) rings(row, column, 4, 2);
    rings(22, 22, 2, 1);
    put(side - 8, 8, true);
    return frame;
}

/// Of the words that are the same in every token, as seen under a mask.
double fixedAgreement(const cv::Mat& darkness, int mask) {
    const auto blocks = seenBlocks(darkness, mask);
    double agrees = 0;
    double all = 1e-6;
    for (std::size_t block = 0; block < blocks.size(); ++block)
        for (std::size_t position = 0; position < dataWords; ++position) {
            const int word = fixedWord(block, position);
            for (std::size_t i = 0; word >= 0 && i < 8; ++i) {
                const double bit = blocks[block][position][i];
                agrees += (word >> (7 - i) & 1) != 0 ? bit : -bit;
                all += std::abs(bit);
            }
        }
    return agrees / all;
}

}  // namespace

const cv::Mat& labelSymbolFrame() {
    static const cv::Mat frame = drawnFrame();
    return frame;
}

LabelReading decodeLabelSymbol(const cv::Mat& darkness) {
    const auto masks = masksByFormat(darkness);
    auto likely = readWith(masks[0].number, darkness);
    if (likely.text) return likely;
    if (auto second = readWith(masks[1].number, darkness); second.text) return second;
    if (masks[0].agreement - masks[1].agreement < clearFormat) likely.known = labelSymbolFrame().clone();
    return likely;
}

double labelLikeness(const cv::Mat& darkness) {
    double best = -1;
    for (int mask = 0; mask < 8; ++mask) best = std::max(best, fixedAgreement(darkness, mask));
    return best;
}

}  // namespace daiban::codes
