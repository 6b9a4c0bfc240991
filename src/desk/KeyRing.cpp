#include "desk/KeyRing.h"

#include "base/Error.h"

namespace daiban::desk {

KeyRing::KeyRing(const codes::TokenKeys& keys, std::filesystem::path dataFolder)
    : dataFolder_(std::move(dataFolder)), seen_(stamp()) {
    all_.push_back(keys);
}

KeyRing::Stamp KeyRing::stamp() const {
    std::error_code none;
    const auto at = std::filesystem::last_write_time(dataFolder_ / "label-keys.json", none);
    return none ? Stamp{} : at;
}

const codes::TokenKeys& KeyRing::now() {
    const std::lock_guard lock(mutex_);
    const auto written = stamp();
    if (written == seen_) return all_.back();
    seen_ = written;
    try {
        if (auto keys = codes::TokenKeys::open(dataFolder_)) all_.push_back(*std::move(keys));
    } catch (const base::Error&) {
        seen_ = {};  // half of a restore, say: looked at again the next time
    }
    return all_.back();
}

void KeyRing::take(const codes::TokenKeys& keys) {
    const std::lock_guard lock(mutex_);
    seen_ = stamp();
    all_.push_back(keys);
}

}  // namespace daiban::desk
