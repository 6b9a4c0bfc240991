#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "web/Request.h"

namespace daiban::web {

/// Events by topic (an intake's id), kept a while for those who lost the way. Safe from many threads.
class EventHub {
  public:
    struct Event {
        std::string id;  ///< "RUN-NUMBER": of this run of the server
        std::string name;
        std::string data;     ///< one line, in Chinese where it says something
        std::string english;  ///< empty: the same
        [[nodiscard]] const std::string& in(Language language) const {
            return language == Language::English && !english.empty() ? english : data;
        }
    };
    /// What a follower has not seen yet; and whether there was a gap that cannot be filled.
    struct Missed {
        std::vector<Event> events;
        bool gap = false;
    };
    using Wake = std::function<void()>;

    /// `run`: a word of this run's own, so that ids of an earlier run are known to be none of ours.
    explicit EventHub(std::string run) : run_(std::move(run)) {}

    void publish(const std::string& topic, std::string name, std::string data, std::string english = {});
    /// `wake` is called, from any thread, whenever there is something new. The follower ends with the returned handle.
    [[nodiscard]] std::shared_ptr<void> follow(const std::string& topic, Wake wake);
    /// What came after `lastId`; empty: nothing that came before now is wanted.
    [[nodiscard]] Missed after(const std::string& topic, const std::string& lastId) const;
    [[nodiscard]] std::string newestId(const std::string& topic) const;

  private:
    static constexpr std::size_t kept = 400;      ///< events of a topic
    static constexpr std::size_t topics = 2'000;  ///< the one longest without an event goes first
    struct Topic {
        std::uint64_t last = 0;
        std::deque<std::pair<std::uint64_t, Event>> events;
        std::map<std::uint64_t, Wake> followers;
        std::uint64_t used = 0;
    };
    void makeRoom();
    [[nodiscard]] std::string idOf(std::uint64_t number) const { return run_ + "-" + std::to_string(number); }

    std::string run_;
    mutable std::mutex mutex_;
    std::map<std::string, Topic> topics_;
    std::uint64_t clock_ = 0;
    std::uint64_t nextFollower_ = 0;
};

}  // namespace daiban::web
