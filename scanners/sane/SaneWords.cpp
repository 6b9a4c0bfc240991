#include "scanners/sane/SaneWords.h"

#include <sane/sane.h>

#include <algorithm>
#include <cctype>
#include <initializer_list>

namespace daiban::scanners {
namespace {

std::string lowered(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

bool hasAny(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

/// 0 is the plain mode; more is farther from what one means by it.
struct ModeGuess {
    ScanMode mode;
    int oddity;
};

std::optional<ModeGuess> modeNamed(std::string_view driversName) {
    const std::string name = lowered(driversName);
    const bool colour = hasAny(name, {"color", "colour"});
    const bool deep = hasAny(name, {"10", "12", "14", "16-", "16 b", "16b", "30", "36", "42", "48"});
    if (hasAny(name, {"halftone", "diffusion", "dither"})) {
        if (colour) return {};
        return ModeGuess{ScanMode::BlackWhite, 10};
    }
    if (hasAny(name, {"lineart", "line art", "black", "binary", "mono", "threshold", "b&w", "bw", "1-bit", "1 bit"})) {
        if (colour) return {};
        return ModeGuess{ScanMode::BlackWhite, 0};
    }
    if (colour)
        return ModeGuess{ScanMode::Color, name.size() <= 6 ? 0 : name.find("256") != name.npos ? 5 : deep ? 3 : 1};
    if (hasAny(name, {"gray", "grey"})) {
        const bool coarse = hasAny(name, {"4 b", "4-", "4b", "2 b", "2-b"});
        return ModeGuess{ScanMode::Gray, coarse ? 5 : deep ? 3 : name.size() <= 9 ? 0 : 1};
    }
    return {};
}

}  // namespace

std::optional<ScanSource> sourceNamed(std::string_view driversName) {
    const std::string name = lowered(driversName);
    if (hasAny(name, {"back", "manual", "card", "negative", "slide", "transp"})) return {};
    if (hasAny(name, {"duplex", "both sides"})) return ScanSource::AdfDuplex;
    if (hasAny(name, {"adf", "feed", "simplex"})) return ScanSource::Adf;
    if (hasAny(name, {"flatbed", "flat bed", "platen", "document table"}) || name == "normal" || name == "fb")
        return ScanSource::Flatbed;
    return {};
}

std::optional<std::string> bestNameFor(ScanMode mode, const std::vector<std::string>& driversNames) {
    std::optional<std::string> best;
    int bestOddity = 0;
    for (const auto& name : driversNames) {
        const auto guess = modeNamed(name);
        if (!guess || guess->mode != mode || (best && guess->oddity >= bestOddity)) continue;
        best = name;
        bestOddity = guess->oddity;
    }
    return best;
}

ScanProblem problemOf(int saneStatus) {
    switch (saneStatus) {
        case SANE_STATUS_NO_DOCS:
            return ScanProblem::FeederEmpty;
        case SANE_STATUS_JAMMED:
            return ScanProblem::PaperJam;
        case SANE_STATUS_COVER_OPEN:
            return ScanProblem::CoverOpen;
        case SANE_STATUS_DEVICE_BUSY:
            return ScanProblem::DeviceBusy;
        case SANE_STATUS_ACCESS_DENIED:
            return ScanProblem::AccessDenied;
        case SANE_STATUS_NO_MEM:
            return ScanProblem::OutOfMemory;
        case SANE_STATUS_CANCELLED:
            return ScanProblem::Cancelled;
        case SANE_STATUS_INVAL:
        case SANE_STATUS_UNSUPPORTED:
            return ScanProblem::BadSetting;
        default:
            return ScanProblem::Offline;
    }
}

}  // namespace daiban::scanners
