#include "samples/draw/SampleSet.h"

#include <charconv>
#include <cstring>
#include <exception>
#include <iostream>
#include <optional>
#include <string_view>

namespace {

constexpr int kOk = 0, kBadArguments = 1, kStorageFailed = 5;
constexpr std::uint32_t kBundledSeed = 20;

struct Arguments {
    std::string_view folder;
    std::uint32_t seed = kBundledSeed;
};

std::optional<std::uint32_t> numberIn(std::string_view text) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<Arguments> argumentsOf(int count, char** words) {
    Arguments arguments;
    for (int i = 1; i < count; ++i) {
        const std::string_view word = words[i];
        if (word == "--seed" && i + 1 < count) {
            const std::optional<std::uint32_t> seed = numberIn(words[++i]);
            if (!seed) return std::nullopt;
            arguments.seed = *seed;
        } else if (!word.starts_with('-') && arguments.folder.empty()) {
            arguments.folder = word;
        } else {
            return std::nullopt;
        }
    }
    if (arguments.folder.empty()) return std::nullopt;
    return arguments;
}

}  // namespace

int main(int count, char** words) {
    const std::optional<Arguments> arguments = argumentsOf(count, words);
    if (!arguments) {
        std::cerr << "Usage: daiban-draw-samples OUTDIR [--seed N]\n";
        return kBadArguments;
    }
    try {
        daiban::samples::writeSampleSet(arguments->folder, arguments->seed);
    } catch (const std::exception& error) {
        std::cerr << "The samples were not drawn: " << error.what() << "\n";
        return kStorageFailed;
    }
    return kOk;
}
