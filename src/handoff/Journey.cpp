#include "handoff/Journey.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>
#include <tuple>

namespace daiban::handoff {

namespace {

constexpr std::array doubtNames{"none", "waiting", "copied-label", "two-takers"};

/// A journey has one to six legs; a search that long means somebody copies labels by the dozen. Then the best way found
/// counts, which is the same for the same scans because the search goes in a fixed order.
constexpr int mostSteps = 20000;

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

/// What one handoff, or one impossible scan on it, says of where the thing was.
struct Leg {
    std::size_t passage = 0;
    std::string from;
    std::string to;
    bool givenOut = false;     ///< the giver's signature
    bool takenIn = false;      ///< the receiver's
    bool moves = true;         ///< false: it only was seen at `from`
    std::int64_t outLive = 0;  ///< sequences of live scans; 0: none
    std::int64_t inLive = 0;

    [[nodiscard]] std::int64_t firstLive() const {
        return std::min(outLive == 0 ? never : outLive, inLive == 0 ? never : inLive);
    }
    /// From when on it was there, as far as live scans know.
    [[nodiscard]] std::int64_t thereAt() const { return inLive != 0 ? inLive : outLive; }
    [[nodiscard]] bool mayFollow(std::int64_t thereBefore) const {
        return (inLive == 0 || thereBefore < inLive) && (outLive == 0 || thereBefore < outLive);
    }
};

enum class Gaps { None, OverOpenRoutes };

/// Where paper may have gone over open handoffs on which it was not scanned yet.
class Reach {
  public:
    explicit Reach(const std::vector<OpenRoute>& routes) {
        for (const OpenRoute& route : routes) next_[route.from].insert(route.to);
    }

    [[nodiscard]] bool leads(const std::string& from, const std::string& to) {
        auto& reached = reached_[from];
        if (reached.empty()) spread(from, reached);
        return reached.contains(to);
    }

  private:
    void spread(const std::string& from, std::set<std::string>& reached) const {
        std::vector<std::string> open{from};
        while (!open.empty()) {
            const std::string at = open.back();
            open.pop_back();
            if (!reached.insert(at).second) continue;
            if (const auto found = next_.find(at); found != next_.end())
                open.insert(open.end(), found->second.begin(), found->second.end());
        }
    }

    std::map<std::string, std::set<std::string>> next_;
    std::map<std::string, std::set<std::string>> reached_;
};

using Path = std::vector<std::size_t>;

/// Strings legs together in every way that is possible and keeps the best.
class Search {
  public:
    Search(const std::vector<Leg>& legs, Reach& reach, Gaps gaps)
        : legs_(legs), reach_(reach), gaps_(gaps), used_(legs.size(), false) {}

    [[nodiscard]] Path best(const std::string& anchor) {
        extend(anchor, 0, 0);
        return best_;
    }

  private:
    /// More is better, by the first that differs. Equal: the path found first, whose handoffs came first.
    using Score = std::tuple<int, int, int, int>;

    [[nodiscard]] Score scoreOf(int jumps) const {
        int live = 0;
        int signedOut = 0;
        int missing = jumps;
        for (std::size_t i = 0; i < path_.size(); ++i) {
            const Leg& leg = legs_[path_[i]];
            live += leg.givenOut && leg.outLive != 0 ? 1 : 0;
            signedOut += leg.givenOut ? 1 : 0;
            const bool goesOn = leg.moves && i + 1 < path_.size();
            missing += leg.moves && (!leg.givenOut || (!leg.takenIn && goesOn)) ? 1 : 0;
        }
        return {live, signedOut, static_cast<int>(path_.size()), -missing};
    }

    void extend(const std::string& at, std::int64_t thereBefore, int jumps) {
        if (const Score score = scoreOf(jumps); steps_ == 0 || score > bestScore_) {
            bestScore_ = score;
            best_ = path_;
        }
        const bool perfect = best_.size() == legs_.size() && std::get<3>(bestScore_) == 0;
        if (++steps_ > mostSteps || perfect) return;
        for (std::size_t i = 0; i < legs_.size(); ++i) {
            const Leg& leg = legs_[i];
            if (used_[i] || !leg.mayFollow(thereBefore)) continue;
            const bool jump = leg.from != at;
            if (jump && (gaps_ == Gaps::None || !reach_.leads(at, leg.from))) continue;
            used_[i] = true;
            path_.push_back(i);
            extend(leg.moves ? leg.to : leg.from, std::max(thereBefore, leg.thereAt()), jumps + (jump ? 1 : 0));
            path_.pop_back();
            used_[i] = false;
        }
    }

    const std::vector<Leg>& legs_;
    Reach& reach_;
    Gaps gaps_;
    std::vector<bool> used_;
    Path path_;
    Path best_;
    Score bestScore_{};
    int steps_ = 0;
};

void addLegs(std::vector<Leg>& legs, std::size_t index, const Handoff& handoff, const LineMarks& marks) {
    const bool givenOut = marks.giver == LineMarks::Giver::SignedOut;
    const bool takenIn = marks.receiver == LineMarks::Receiver::SignedIn;
    const Leg seen{.passage = index, .from = handoff.from, .to = handoff.to, .moves = false};
    if (givenOut || takenIn) {
        Leg leg = seen;
        leg.moves = true;
        leg.givenOut = givenOut;
        leg.takenIn = takenIn;
        leg.outLive = givenOut ? marks.giverLive : 0;
        leg.inLive = takenIn ? marks.receiverLive : 0;
        legs.push_back(leg);
    }
    const auto seenAt = [&](std::int64_t live) {
        legs.push_back(seen);
        legs.back().outLive = live;
    };
    if (marks.giver == LineMarks::Giver::TookBack)
        seenAt(marks.giverLive);
    else if (!givenOut && marks.receiver == LineMarks::Receiver::Refused)
        seenAt(marks.receiverLive);
    if (marks.impossibleAt != 0) seenAt(marks.impossibleAt);
}

std::vector<std::size_t> byOpening(const std::vector<Passage>& passages) {
    std::vector<std::size_t> order(passages.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::sort(order, {}, [&](std::size_t i) {
        return std::pair(passages[i].handoff.sequence, passages[i].handoff.id);
    });
    return order;
}

bool countsFor(const Story& story, const Passage& passage) {
    return !passage.dismissed && passage.handoff.sequence >= story.anchorSequence;
}

std::set<std::size_t> missingFrom(const Path& path, const std::vector<Leg>& legs) {
    std::set<std::size_t> missing;
    for (std::size_t i = 0; i < legs.size(); ++i)
        if (std::ranges::find(path, i) == path.end()) missing.insert(i);
    return missing;
}

/// Two handoffs that left from one place, each signed on both sides.
bool hasRival(const Leg& left, const Path& path, const std::vector<Leg>& legs) {
    const auto complete = [](const Leg& leg) { return leg.givenOut && leg.takenIn; };
    return complete(left) && std::ranges::any_of(path, [&](std::size_t i) {
               return complete(legs[i]) && legs[i].from == left.from;
           });
}

void follow(Journey& journey, const Path& path, const std::vector<Leg>& legs, const std::vector<Passage>& passages) {
    for (const std::size_t i : path) {
        const Leg& leg = legs[i];
        journey.lines[leg.passage].onTrail = true;
        if (leg.moves) journey.claimedAt = leg.takenIn ? leg.to : std::string{};
        if (!leg.givenOut) continue;
        journey.movedAt = std::max(journey.movedAt, leg.thereAt());
        const Handoff& handoff = passages[leg.passage].handoff;
        journey.trail.push_back(handoff.id);
        journey.whereabouts = leg.takenIn ? Whereabouts{leg.to, {}, {}}
                                          : Whereabouts{leg.from, handoff.id, handoff.courier};
    }
}

}  // namespace

std::string_view nameOf(Doubt doubt) {
    return doubtNames.at(static_cast<std::size_t>(doubt));
}

std::string_view chineseNameOf(Doubt doubt) {
    switch (doubt) {
        case Doubt::None:
            return "";
        case Doubt::Waiting:
            return "等待补传的扫描";
        case Doubt::Copied:
            return "标签可能被复制";
        case Doubt::TwoTakers:
            return "两处都已签收";
    }
    return "";
}

Doubt doubtNamed(std::string_view name) {
    const auto found = std::ranges::find(doubtNames, name);
    return found == doubtNames.end() ? Doubt::None : static_cast<Doubt>(found - doubtNames.begin());
}

std::optional<LineState> JourneyLine::state() const {
    const auto said = marks.state();
    if (!said) return std::nullopt;
    if (dismissed) return LineState::Dismissed;
    return isAlarm(doubt) ? LineState::Impossible : *said;
}

const JourneyLine* Journey::line(const base::HandoffId& handoff) const {
    const auto found = std::ranges::find(lines, handoff, &JourneyLine::handoff);
    return found == lines.end() ? nullptr : &*found;
}

bool Journey::hasAlarm() const {
    return std::ranges::any_of(lines, [](const JourneyLine& line) { return isAlarm(line.doubt); });
}

Journey journeyOf(const Story& story) {
    Journey journey{.whereabouts = {story.anchor, {}, {}}, .claimedAt = story.anchor, .lines = {}, .trail = {}, .movedAt = 0};
    std::vector<Passage> passages;
    for (const std::size_t i : byOpening(story.passages)) passages.push_back(story.passages[i]);
    std::vector<Leg> legs;
    for (std::size_t i = 0; i < passages.size(); ++i) {
        const Passage& passage = passages[i];
        journey.lines.push_back({.handoff = passage.handoff.id,
                                 .marks = LineMarks::of(passage.events),
                                 .onTrail = false,
                                 .doubt = Doubt::None,
                                 .dismissed = passage.dismissed});
        if (!countsFor(story, passage)) continue;
        const LineMarks& marks = journey.lines.back().marks;
        addLegs(legs, i, passage.handoff, marks);
        if (marks.giver == LineMarks::Giver::TookBack) journey.movedAt = std::max(journey.movedAt, marks.giverLive);
    }
    std::ranges::stable_sort(legs, {}, &Leg::firstLive);  // those without a live scan by the opening

    Reach reach(story.openRoutes);
    const Path path = Search(legs, reach, Gaps::None).best(story.anchor);
    follow(journey, path, legs, passages);
    const auto left = missingFrom(path, legs);
    if (left.empty()) return journey;
    auto unexplained = missingFrom(Search(legs, reach, Gaps::OverOpenRoutes).best(story.anchor), legs);
    const bool blamesTheTrail = std::ranges::none_of(unexplained, [&](std::size_t i) { return left.contains(i); });
    if (!unexplained.empty() && blamesTheTrail) unexplained = left;
    for (const std::size_t i : left) {
        Doubt& doubt = journey.lines[legs[i].passage].doubt;
        const Doubt found = !unexplained.contains(i)        ? Doubt::Waiting
                            : hasRival(legs[i], path, legs) ? Doubt::TwoTakers
                                                            : Doubt::Copied;
        doubt = std::max(doubt, found);
    }
    return journey;
}

}  // namespace daiban::handoff
