#include "handoff/LineMarks.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "handoff/Undone.h"

namespace daiban::handoff {

namespace {

struct StateNames {
    LineState state;
    std::string_view name;
    std::string_view chinese;
};

constexpr std::array stateNames{
    StateNames{LineState::Confirmed, "confirmed", "已确认"},  StateNames{LineState::InTransit, "in-transit", "在途"},
    StateNames{LineState::Missing, "missing", "缺件"},        StateNames{LineState::Surplus, "surplus", "多件"},
    StateNames{LineState::Refused, "refused", "拒收"},        StateNames{LineState::TakenBack, "taken-back", "已退回"},
    StateNames{LineState::Impossible, "impossible", "可疑"},  StateNames{LineState::Dismissed, "dismissed", "已核销"},
};

using Stream = std::vector<const CustodyEvent*>;

bool receiverSpoke(const CustodyEvent& of, const std::vector<RecordedEvent>& events) {
    return std::ranges::any_of(events, [&](const RecordedEvent& other) {
        return other.counts && other.event.side == Side::Receiver && other.event.verdict != Verdict::Undone &&
               other.event.thing == of.thing && !isUndone(other.event, events);
    });
}

/// Takes one event after the other. `legal` says whether it would change anything in a way that makes sense.
class Machine {
  public:
    explicit Machine(LineMarks& marks) : marks_(marks) {}

    [[nodiscard]] bool legal(const CustodyEvent& event) const {
        if (event.side == Side::Giver)
            return event.verdict == Verdict::SignedOut ? maySignOut(event) : mayTakeBack();
        // A late refusal was said before the giver's own live take-back, which ended that journey.
        if (event.verdict == Verdict::Refused && !event.live() && tookBackLive()) return false;
        if (event.verdict == Verdict::SignedIn) return marks_.receiver != LineMarks::Receiver::SignedIn;
        return marks_.receiver != LineMarks::Receiver::Refused && !confirmed();
    }

    void take(const CustodyEvent& event) {
        const std::int64_t live = event.live() ? event.sequence : 0;
        if (event.side == Side::Receiver) {
            marks_.receiver = event.verdict == Verdict::SignedIn ? LineMarks::Receiver::SignedIn
                                                                 : LineMarks::Receiver::Refused;
            marks_.reason = event.reason;
            marks_.receiverLive = live;
        } else if (event.verdict == Verdict::SignedOut) {
            marks_.giver = LineMarks::Giver::SignedOut;
            marks_.giverLive = live;
        } else {  // what the receiver said of it ends with the journey
            marks_.giver = LineMarks::Giver::TookBack;
            marks_.giverLive = live;
            marks_.receiver = LineMarks::Receiver::Silent;
            marks_.receiverLive = 0;
            marks_.reason.clear();
        }
    }

  private:
    [[nodiscard]] bool confirmed() const {
        return marks_.giver == LineMarks::Giver::SignedOut && marks_.receiver == LineMarks::Receiver::SignedIn;
    }
    [[nodiscard]] bool tookBackLive() const {
        return marks_.giver == LineMarks::Giver::TookBack && marks_.giverLive != 0;
    }
    /// A late signature of the giver may be the one its live take-back already answered.
    [[nodiscard]] bool maySignOut(const CustodyEvent& event) const {
        return marks_.giver != LineMarks::Giver::SignedOut && (event.live() || !tookBackLive());
    }
    [[nodiscard]] bool mayTakeBack() const {
        if (marks_.giver == LineMarks::Giver::SignedOut) return marks_.receiver != LineMarks::Receiver::SignedIn;
        return marks_.giver == LineMarks::Giver::Silent && marks_.receiver != LineMarks::Receiver::Silent;
    }

    LineMarks& marks_;
};

int rankOf(const CustodyEvent& event) {
    if (event.verdict == Verdict::SignedOut) return 0;
    if (event.verdict == Verdict::Refused) return 1;
    return event.side == Side::Receiver ? 2 : 3;
}

struct Evidence {
    Stream live;
    std::map<std::string, Stream> devices;
};

Evidence evidenceIn(const std::vector<RecordedEvent>& events) {
    Evidence evidence;
    for (const RecordedEvent& recorded : events) {
        const CustodyEvent& event = recorded.event;
        if (!recorded.counts || event.verdict == Verdict::Undone || isUndone(event, events)) continue;
        (event.live() ? evidence.live : evidence.devices[event.order->device]).push_back(&event);
    }
    std::ranges::sort(evidence.live, {}, &CustodyEvent::sequence);
    for (auto& [device, stream] : evidence.devices)
        std::ranges::sort(stream, {}, [](const CustodyEvent* event) { return std::pair(*event->order, event->id); });
    return evidence;
}

std::set<std::string> accountsOf(const Stream& stream, Side side) {
    std::set<std::string> accounts;
    for (const CustodyEvent* event : stream)
        if (event->side == side && !event->actor.account.empty()) accounts.insert(event->actor.account);
    return accounts;
}

void dropSignatures(Evidence& evidence, Side side, const std::set<std::string>& accounts) {
    for (auto& [device, stream] : evidence.devices)
        std::erase_if(stream, [&](const CustodyEvent* event) {
            return event->side == side && accounts.contains(event->actor.account);
        });
}

/// Nobody signs both sides: the live signature counts, of two late ones the giver's.
void dropSecondSides(Evidence& evidence) {
    dropSignatures(evidence, Side::Giver, accountsOf(evidence.live, Side::Receiver));
    std::set<std::string> givers = accountsOf(evidence.live, Side::Giver);
    for (const auto& [device, stream] : evidence.devices) givers.merge(accountsOf(stream, Side::Giver));
    dropSignatures(evidence, Side::Receiver, givers);
}

void mergeInto(Machine& machine, std::map<std::string, Stream> devices) {
    std::erase_if(devices, [](const auto& entry) { return entry.second.empty(); });
    while (!devices.empty()) {
        auto next = devices.begin();  // when no head makes sense, the first device's is passed over
        bool found = false;
        for (auto it = devices.begin(); it != devices.end(); ++it) {
            const CustodyEvent& head = *it->second.front();
            if (!machine.legal(head)) continue;
            if (found && rankOf(*next->second.front()) <= rankOf(head)) continue;
            next = it;
            found = true;
        }
        if (found) machine.take(*next->second.front());
        next->second.erase(next->second.begin());
        if (next->second.empty()) devices.erase(next);
    }
}

}  // namespace

bool isUndone(const CustodyEvent& event, const std::vector<RecordedEvent>& events) {
    return std::ranges::any_of(events, [&](const RecordedEvent& other) {
        if (!other.counts || other.event.verdict != Verdict::Undone || other.event.undoes != event.id ||
            other.event.side != event.side)
            return false;
        return other.event.live() || event.side == Side::Receiver || !receiverSpoke(event, events);
    });
}

std::string_view nameOf(LineState state) {
    return std::ranges::find(stateNames, state, &StateNames::state)->name;
}
std::string_view chineseNameOf(LineState state) {
    return std::ranges::find(stateNames, state, &StateNames::state)->chinese;
}
std::optional<LineState> lineStateNamed(std::string_view name) {
    const auto found = std::ranges::find(stateNames, name, &StateNames::name);
    return found == stateNames.end() ? std::nullopt : std::optional(found->state);
}

bool isDifference(LineState state) {
    return state == LineState::Missing || state == LineState::Surplus || state == LineState::Refused ||
           state == LineState::Impossible;
}

LineMarks LineMarks::of(const std::vector<RecordedEvent>& events) {
    LineMarks marks;
    for (const RecordedEvent& recorded : events) {
        const bool couldNotBe = recorded.outcome == OutcomeKind::Impossible && !recorded.counts;
        if (couldNotBe && recorded.event.side == Side::Giver && !isUndone(recorded.event, events))
            marks.impossibleAt = std::max(marks.impossibleAt, recorded.event.sequence);
    }
    Machine machine(marks);
    Evidence evidence = evidenceIn(events);
    dropSecondSides(evidence);
    for (const CustodyEvent* event : evidence.live)
        if (machine.legal(*event)) machine.take(*event);
    mergeInto(machine, std::move(evidence.devices));
    return marks;
}

std::optional<LineState> LineMarks::state() const {
    if (giver == Giver::SignedOut) {
        if (receiver == Receiver::Silent) return LineState::Missing;
        return receiver == Receiver::SignedIn ? LineState::Confirmed : LineState::Refused;
    }
    if (receiver != Receiver::Silent) return LineState::Surplus;
    if (giver == Giver::TookBack) return LineState::TakenBack;
    return impossibleAt != 0 ? std::optional(LineState::Impossible) : std::nullopt;
}

}  // namespace daiban::handoff
