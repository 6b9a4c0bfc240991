#include "handoff/Custody.h"

#include <fmt/format.h>

#include <array>

#include "handoff/HandoffReport.h"

namespace daiban::handoff {

namespace {

constexpr std::array outcomeNames{"applied", "repeated", "surplus", "impossible", "refused"};

/// One event against one scene.
class Judgement {
  public:
    Judgement(const CustodyScene& scene, const CustodyEvent& event)
        : scene_(scene), event_(event), marks_(LineMarks::of(scene.earlier)) {}

    [[nodiscard]] Outcome outcome() const {
        if (const auto repeated = sentBefore()) return *repeated;
        if (const auto malformed = neverLegal()) return *malformed;
        if (!scene_.whereabouts) return impossible("这个标签没有登记过，可能不是本系统的标签，请交专人核查。");
        if (event_.side == Side::Receiver) return event_.verdict == Verdict::SignedIn ? signIn() : refuse();
        return event_.verdict == Verdict::SignedOut ? signOut() : takeBack();
    }

  private:
    [[nodiscard]] bool closed() const { return scene_.handoff.state == HandoffState::Closed; }
    [[nodiscard]] bool carriedHere() const { return scene_.whereabouts->inTransitBy == scene_.handoff.id; }
    [[nodiscard]] bool onDesk(const std::string& office) const {
        return !scene_.whereabouts->inTransit() && scene_.whereabouts->desk == office;
    }

    [[nodiscard]] Outcome unchanged(OutcomeKind kind, std::string sentence) const {
        return {kind, std::move(sentence), scene_.whereabouts.value_or(Whereabouts{})};
    }
    [[nodiscard]] Outcome impossible(std::string sentence) const {
        return unchanged(OutcomeKind::Impossible, std::move(sentence));
    }
    [[nodiscard]] Outcome refused(std::string sentence) const {
        return unchanged(OutcomeKind::Refused, std::move(sentence));
    }
    [[nodiscard]] Outcome repeated(std::string sentence) const {
        return unchanged(OutcomeKind::Repeated, std::move(sentence));
    }
    [[nodiscard]] static Outcome applied(std::string sentence, Whereabouts whereabouts) {
        return {OutcomeKind::Applied, std::move(sentence), std::move(whereabouts)};
    }
    [[nodiscard]] Outcome handoffIsClosed() const { return refused("交接单已关闭，请另开交接单。"); }

    /// The books know the thing somewhere else than at the giver's.
    [[nodiscard]] Outcome heldElsewhere() const {
        const Whereabouts& books = *scene_.whereabouts;
        return impossible(
            books.inTransit()
                ? fmt::format("登记显示它从 {} 送出后仍在途，不可能在这里：请核对，标签可能被复制。", books.desk)
                : fmt::format("登记显示它在 {}，不可能在这里：请核对，标签可能被复制。", books.desk));
    }

    [[nodiscard]] std::optional<Outcome> sentBefore() const {
        for (const RecordedEvent& recorded : scene_.earlier)
            if (recorded.event.id == event_.id)
                return recorded.event.saysTheSameAs(event_) ? repeated("这次扫描已经收到过。")
                                                            : refused("这个事件编号已用于另一次扫描，请重新扫描。");
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Outcome> neverLegal() const {
        if (event_.side == Side::Giver && event_.verdict == Verdict::Refused) return refused("只有接收方可以拒收。");
        if (event_.side == Side::Receiver && event_.verdict == Verdict::SignedOut)
            return refused("只有交出方可以签出。");
        if (event_.verdict == Verdict::Refused && event_.reason.empty()) return refused("拒收要写明原因。");
        return std::nullopt;
    }

    [[nodiscard]] Outcome signOut() const {
        if (marks_.giver == LineMarks::Giver::SignedOut)
            return onDesk(scene_.handoff.from) ? refused("这件已经走完本交接单，再送请另开交接单。")
                                               : repeated("已经签出过。");
        const bool settlesSurplus = marks_.receiver != LineMarks::Receiver::Silent;
        if (closed() && !settlesSurplus) return handoffIsClosed();
        if (!onDesk(scene_.handoff.from)) return heldElsewhere();
        if (marks_.receiver == LineMarks::Receiver::SignedIn)
            return applied("已补签出，双方已确认。", {scene_.handoff.to, {}});
        return applied("已签出，在途。", {scene_.handoff.from, scene_.handoff.id});
    }

    [[nodiscard]] Outcome takeBack() const {
        if (carriedHere()) return applied("已退回交出方。", {scene_.handoff.from, {}});
        if (marks_.giver == LineMarks::Giver::TookBack) return repeated("已经退回过。");
        if (marks_.giver == LineMarks::Giver::Silent) return refused("这件没有在本交接单签出，不用退回。");
        return refused("接收方已经签入，请由接收方另开交接单退回。");
    }

    [[nodiscard]] Outcome signIn() const {
        if (carriedHere()) return applied(closed() ? "已补签入，差异已了结。" : "已签入。", {scene_.handoff.to, {}});
        if (marks_.receiver == LineMarks::Receiver::SignedIn) return repeated("已经签入过。");
        return notSignedOut("多件：交出方没有签出这件，请交出方补签出或退回。");
    }

    [[nodiscard]] Outcome refuse() const {
        if (marks_.receiver == LineMarks::Receiver::Refused) return repeated("已经拒收过。");
        if (marks_.receiver == LineMarks::Receiver::SignedIn && marks_.giver == LineMarks::Giver::SignedOut)
            return refused("已经签入，不能再拒收；要退回请另开交接单。");
        if (carriedHere())
            return closed() ? handoffIsClosed()
                            : applied("已拒收，由送件人带回，交出方签收前仍在途。", *scene_.whereabouts);
        return notSignedOut("多件：交出方没有签出这件，已记下拒收。");
    }

    [[nodiscard]] Outcome notSignedOut(std::string sentence) const {
        if (closed()) return handoffIsClosed();
        if (onDesk(scene_.handoff.to)) return refused("登记显示它本来就在接收方，不用签收。");
        return onDesk(scene_.handoff.from) ? unchanged(OutcomeKind::Surplus, std::move(sentence)) : heldElsewhere();
    }

    const CustodyScene& scene_;
    const CustodyEvent& event_;
    LineMarks marks_;
};

}  // namespace

std::string_view nameOf(Side side) {
    return side == Side::Giver ? "giver" : "receiver";
}
std::string_view chineseNameOf(Side side) {
    return side == Side::Giver ? "交出方" : "接收方";
}

std::optional<Side> sideNamed(std::string_view name) {
    for (const auto side : {Side::Giver, Side::Receiver})
        if (name == nameOf(side)) return side;
    return std::nullopt;
}

std::string_view nameOf(Verdict verdict) {
    switch (verdict) {
        case Verdict::SignedOut:
            return "signed-out";
        case Verdict::SignedIn:
            return "signed-in";
        case Verdict::Refused:
            return "refused";
    }
    return "";
}

std::string_view chineseNameOf(Verdict verdict) {
    switch (verdict) {
        case Verdict::SignedOut:
            return "签出";
        case Verdict::SignedIn:
            return "签入";
        case Verdict::Refused:
            return "拒收";
    }
    return "";
}

std::optional<Verdict> verdictNamed(std::string_view name) {
    for (const auto verdict : {Verdict::SignedOut, Verdict::SignedIn, Verdict::Refused})
        if (name == nameOf(verdict)) return verdict;
    return std::nullopt;
}

std::string_view nameOf(HandoffState state) {
    return state == HandoffState::Open ? "open" : "closed";
}

std::string_view nameOf(OutcomeKind kind) {
    return outcomeNames.at(static_cast<std::size_t>(kind));
}

std::optional<OutcomeKind> outcomeKindNamed(std::string_view name) {
    for (std::size_t i = 0; i < outcomeNames.size(); ++i)
        if (name == outcomeNames.at(i)) return static_cast<OutcomeKind>(i);
    return std::nullopt;
}

bool CustodyEvent::saysTheSameAs(const CustodyEvent& other) const {
    return id == other.id && handoff == other.handoff && thing == other.thing && side == other.side &&
           verdict == other.verdict && reason == other.reason && actor.account == other.actor.account &&
           senderTime == other.senderTime;
}

Outcome apply(const CustodyScene& scene, const CustodyEvent& event) {
    return Judgement(scene, event).outcome();
}

}  // namespace daiban::handoff
