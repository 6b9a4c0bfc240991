#include "codes/DecodersAtWork.h"

#include <algorithm>
#include <array>
#include <utility>

namespace daiban::codes {

namespace {

constexpr std::array<std::pair<Decoder, std::string_view>, 2> names{
    {{Decoder::ZXing, "zxing"}, {Decoder::ZBar, "zbar"}}};

thread_local const ReadCodesOptions* followed = nullptr;

}  // namespace

std::string_view nameOf(Decoder decoder) {
    const auto* found = std::ranges::find(names, decoder, &std::pair<Decoder, std::string_view>::first);
    return found->second;
}

std::optional<Decoder> decoderNamed(std::string_view name) {
    const auto* found = std::ranges::find(names, name, &std::pair<Decoder, std::string_view>::second);
    return found == names.end() ? std::nullopt : std::optional(found->first);
}

DecodersAtWork::DecodersAtWork(const ReadCodesOptions& options) : before_(std::exchange(followed, &options)) {}

DecodersAtWork::~DecodersAtWork() {
    if (followed->onDecoder) followed->onDecoder(std::nullopt);
    followed = before_;
}

bool mayWork(Decoder decoder) {
    if (followed == nullptr) return true;
    if (std::ranges::find(followed->leftOut, decoder) != followed->leftOut.end()) return false;
    if (followed->onDecoder) followed->onDecoder(decoder);
    return true;
}

}  // namespace daiban::codes
