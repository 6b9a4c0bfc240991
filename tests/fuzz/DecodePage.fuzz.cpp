// Whatever bytes come from outside, opening them as a page gives pages within the limits or one clear sentence.
// PDF is left out: it is decoded by a child process.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/Error.h"
#include "page/PageFile.h"

namespace {

void require(bool condition) {
    if (!condition) std::abort();
}

daiban::page::DecodeLimits smallLimits() {
    daiban::page::DecodeLimits limits;
    limits.pixels = 1'000'000;
    limits.pages = 10;
    return limits;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace daiban;
    std::string bytes(reinterpret_cast<const char*>(data), size);
    if (page::PageFile::mediaTypeOf(bytes) == "application/pdf") return 0;
    const auto limits = smallLimits();
    try {
        const auto file = page::PageFile::fromBytes(std::move(bytes), "fuzzed", limits);
        require(file.pageCount() >= 1 && file.pageCount() <= limits.pages);
        for (int number = 1; number <= file.pageCount(); ++number) {
            const auto page = file.page(number);
            require(!page.pixels.empty() && page.pixels.total() <= static_cast<std::size_t>(limits.pixels));
            require(page.pixels.type() == CV_8UC1 || page.pixels.type() == CV_8UC3);
            require(page.dpi == 0 || (page.dpi >= 50 && page.dpi <= 4800));
        }
    } catch (const base::Error& error) {
        require(error.kind() == base::ErrorKind::Unreadable);
        require(std::string(error.what()).substr(0, 6) == "fuzzed");
    }
    return 0;
}
