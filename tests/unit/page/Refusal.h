#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/Error.h"
#include "page/PageFile.h"

namespace daiban::page {

/// What was refused and with which sentence.
struct Refusal {
    base::ErrorKind kind = base::ErrorKind::Other;
    std::string sentence;  ///< empty: nothing was refused
    [[nodiscard]] bool says(const std::string& words) const { return sentence.find(words) != std::string::npos; }
};

inline Refusal refusalOf(const std::function<void()>& action) {
    try {
        action();
    } catch (const base::Error& error) {
        return {error.kind(), error.what()};
    }
    return {};
}

/// Of opening the bytes and of reading every page in them.
inline Refusal refusalOfBytes(const std::string& bytes, const std::string& name, const DecodeLimits& limits = {}) {
    return refusalOf([&] {
        const auto file = PageFile::fromBytes(bytes, name, limits);
        for (int number = 1; number <= file.pageCount(); ++number) (void)file.page(number);
    });
}

inline Page onlyPage(const std::string& bytes, const std::string& name = "page", const DecodeLimits& limits = {}) {
    return PageFile::fromBytes(bytes, name, limits).page(1);
}

}  // namespace daiban::page
