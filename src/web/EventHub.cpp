#include "web/EventHub.h"

#include <algorithm>

namespace daiban::web {

void EventHub::makeRoom() {
    while (topics_.size() > topics) {
        auto oldest = topics_.end();
        for (auto at = topics_.begin(); at != topics_.end(); ++at)
            if (at->second.followers.empty() && (oldest == topics_.end() || at->second.used < oldest->second.used))
                oldest = at;
        if (oldest == topics_.end()) return;
        topics_.erase(oldest);
    }
}

void EventHub::publish(const std::string& topic, std::string name, std::string data, std::string english) {
    std::vector<Wake> wakes;
    {
        const std::lock_guard lock(mutex_);
        Topic& at = topics_[topic];
        at.used = ++clock_;
        at.last = clock_;  // numbers of the run, not of the topic: one that was forgotten begins no second time at 1
        at.events.emplace_back(at.last, Event{idOf(at.last), std::move(name), std::move(data), std::move(english)});
        if (at.events.size() > kept) at.events.pop_front();
        for (const auto& [number, wake] : at.followers) wakes.push_back(wake);
        makeRoom();
    }
    for (const auto& wake : wakes) wake();
}

std::shared_ptr<void> EventHub::follow(const std::string& topic, Wake wake) {
    const std::lock_guard lock(mutex_);
    const auto number = ++nextFollower_;
    Topic& at = topics_[topic];
    at.used = ++clock_;
    at.followers.emplace(number, std::move(wake));
    return {nullptr, [this, topic, number](void*) {
                const std::lock_guard end(mutex_);
                if (const auto found = topics_.find(topic); found != topics_.end())
                    found->second.followers.erase(number);
            }};
}

std::string EventHub::newestId(const std::string& topic) const {
    const std::lock_guard lock(mutex_);
    const auto found = topics_.find(topic);
    return idOf(found == topics_.end() ? 0 : found->second.last);
}

EventHub::Missed EventHub::after(const std::string& topic, const std::string& lastId) const {
    const std::lock_guard lock(mutex_);
    const auto found = topics_.find(topic);
    Missed missed;
    if (!lastId.starts_with(run_ + "-")) {
        missed.gap = true;
        return missed;
    }
    std::uint64_t last = 0;
    for (const char c : std::string_view(lastId).substr(run_.size() + 1)) {
        if (c < '0' || c > '9' || last > 1'000'000'000'000'000) return {.events = {}, .gap = true};
        last = last * 10 + static_cast<std::uint64_t>(c - '0');
    }
    if (found == topics_.end()) {
        missed.gap = last > 0;
        return missed;
    }
    const auto& events = found->second.events;
    // Something fell out of what is kept between what it saw and the oldest there is.
    missed.gap = events.size() == kept && last < events.front().first;
    for (const auto& [number, event] : events)
        if (number > last) missed.events.push_back(event);
    return missed;
}

}  // namespace daiban::web
