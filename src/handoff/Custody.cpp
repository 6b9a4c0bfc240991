#include "handoff/Custody.h"

#include <algorithm>
#include <array>
#include <limits>

#include "base/Sentence.h"
#include "base/Text.h"
#include "handoff/Journey.h"
#include "handoff/Party.h"

namespace daiban::handoff {

namespace {

constexpr std::array outcomeNames{"applied", "repeated", "surplus", "impossible", "refused"};

Story including(Story story, const Handoff& handoff, RecordedEvent recorded) {
    auto found =
        std::ranges::find(story.passages, handoff.id, [](const Passage& passage) { return passage.handoff.id; });
    if (found == story.passages.end())
        found = story.passages.insert(found, {.handoff = handoff, .events = {}, .dismissed = false});
    found->events.push_back(std::move(recorded));
    return story;
}

std::string numberIn(const Story& story, const base::HandoffId& id) {
    for (const Passage& passage : story.passages)
        if (passage.handoff.id == id) return passage.handoff.number;
    return {};
}

std::string partyTo(const Story& story, const base::HandoffId& id) {
    for (const Passage& passage : story.passages)
        if (passage.handoff.id == id) return passage.handoff.to;
    return {};
}

/// One event against one scene.
class Judgement {
  public:
    Judgement(const CustodyScene& scene, const CustodyEvent& event)
        : scene_(scene), event_(event), marks_(LineMarks::of(scene.earlier)) {
        if (scene.story) now_ = journeyOf(*scene.story);
    }

    [[nodiscard]] Outcome outcome() const {
        if (const auto repeated = sentBefore()) return *repeated;
        if (const auto malformed = neverLegal()) return *malformed;
        if (base::Sentence why = whyMayNotSign(scene_, event_); !why.empty()) return refused(std::move(why));
        if (!scene_.story) {
            Outcome unknown = impossible(base::Sentence("这个标签没有登记过，可能不是本系统的标签，请交专人核查。"));
            unknown.counts = !event_.live();
            return unknown;
        }
        if (!event_.live()) return takeLate();
        if (scene_.handoff.sequence < scene_.story->anchorSequence)
            return refused(base::Sentence("专人在本交接单开出之后重新登记过它的位置，请另开交接单。"));
        if (event_.verdict == Verdict::Undone) return undo();
        if (event_.side == Side::Receiver) return event_.verdict == Verdict::SignedIn ? signIn() : refuse();
        return event_.verdict == Verdict::SignedOut ? signOut() : takeBack();
    }

  private:
    [[nodiscard]] const Handoff& handoff() const { return scene_.handoff; }
    [[nodiscard]] bool closed() const { return handoff().state == HandoffState::Closed; }
    [[nodiscard]] bool carriedHere() const { return now_.whereabouts.inTransitBy == handoff().id; }
    [[nodiscard]] bool heldBy(const std::string& party) const {
        return !now_.whereabouts.inTransit() && now_.whereabouts.desk == party;
    }

    [[nodiscard]] Outcome unchanged(OutcomeKind kind, base::Sentence sentence, bool counts = false) const {
        return {kind, std::move(sentence), now_.whereabouts, counts};
    }
    [[nodiscard]] Outcome impossible(base::Sentence sentence) const {
        return unchanged(OutcomeKind::Impossible, std::move(sentence));
    }
    [[nodiscard]] Outcome refused(base::Sentence sentence) const {
        return unchanged(OutcomeKind::Refused, std::move(sentence));
    }
    [[nodiscard]] Outcome repeated(base::Sentence sentence) const {
        return unchanged(OutcomeKind::Repeated, std::move(sentence));
    }
    [[nodiscard]] static Outcome applied(base::Sentence sentence, const Journey& journey) {
        return {OutcomeKind::Applied, std::move(sentence), journey.whereabouts, true};
    }
    [[nodiscard]] Outcome handoffIsClosed() const { return refused(base::Sentence("交接单已关闭，请另开交接单。")); }
    [[nodiscard]] Outcome movedSince(const base::Sentence& what) const {
        return refused(base::Sentence("这件之后又流转过，不能再{}来了结；请在差异清单由专人处理。", what));
    }

    /// The journey if the event counted. A live scan has the newest sequence of all.
    [[nodiscard]] Journey supposing(OutcomeKind kind, bool counts) const {
        RecordedEvent recorded{.event = event_, .outcome = kind, .sentence = {}, .counts = counts};
        if (event_.live()) recorded.event.sequence = std::numeric_limits<std::int64_t>::max() - 1;
        return journeyOf(including(*scene_.story, handoff(), std::move(recorded)));
    }
    [[nodiscard]] Journey ifItCounts() const { return supposing(OutcomeKind::Applied, true); }

    /// Some scan that made sense would not any more, or this one does not.
    [[nodiscard]] bool raisesAlarm(const Journey& next) const {
        return std::ranges::any_of(next.lines, [&](const JourneyLine& line) {
            const JourneyLine* before = now_.line(line.handoff);
            const bool alarmedBefore = before != nullptr && isAlarm(before->doubt);
            return isAlarm(line.doubt) && (line.handoff == handoff().id || !alarmedBefore);
        });
    }
    /// It fits into the journey and moves nothing from where it is.
    [[nodiscard]] bool settlesQuietly(const Journey& next) const {
        return next.line(handoff().id)->onTrail && next.whereabouts == now_.whereabouts && !raisesAlarm(next);
    }

    /// A signature moved the thing, or took it back, after the receiver said that it is there.
    [[nodiscard]] bool movedAfterItWasSeen() const {
        return marks_.receiver == LineMarks::Receiver::SignedIn && marks_.receiverLive != 0 &&
               marks_.receiverLive < now_.movedAt;
    }

    /// The books know the thing somewhere else than at the giver's.
    [[nodiscard]] base::Sentence heldElsewhere() const {
        const Whereabouts& books = now_.whereabouts;
        return books.inTransit()
                   ? base::Sentence("登记显示它从 {} 送出后仍在途，不可能在这里：请核对，标签可能被复制。",
                                    wordsFor(books.desk))
                   : base::Sentence("登记显示它在 {}，不可能在这里：请核对，标签可能被复制。", wordsFor(books.desk));
    }

    [[nodiscard]] std::optional<Outcome> sentBefore() const {
        for (const RecordedEvent& recorded : scene_.earlier)
            if (recorded.event.id == event_.id)
                return recorded.event.saysTheSameAs(event_)
                           ? repeated(base::Sentence("这次扫描已经收到过。"))
                           : refused(base::Sentence("这个事件编号已用于另一次扫描，请重新扫描。"));
        return std::nullopt;
    }

    [[nodiscard]] std::optional<Outcome> neverLegal() const {
        if (event_.side == Side::Giver && event_.verdict == Verdict::Refused)
            return refused(base::Sentence("只有接收方可以拒收。"));
        if (event_.side == Side::Receiver && event_.verdict == Verdict::SignedOut)
            return refused(base::Sentence("只有交出方可以签出。"));
        const bool reasonless = base::trimmed(event_.reason).empty();
        if (event_.verdict == Verdict::Refused && reasonless) return refused(base::Sentence("拒收要写明原因。"));
        if (event_.verdict == Verdict::Undone && reasonless) return refused(base::Sentence("撤销要写明原因。"));
        if (event_.verdict == Verdict::Undone && event_.undoes.empty())
            return refused(base::Sentence("请说明撤销哪一次扫描。"));
        if (event_.verdict != Verdict::Undone && !event_.undoes.empty())
            return refused(base::Sentence("只有撤销才指明另一次扫描。"));
        return std::nullopt;
    }

    [[nodiscard]] Outcome signOut() const {
        if (marks_.giver == LineMarks::Giver::SignedOut)
            return heldBy(handoff().from) ? refused(base::Sentence("这件已经走完本交接单，再送请另开交接单。"))
                                          : repeated(base::Sentence("已经签出过。"));
        if (marks_.receiver != LineMarks::Receiver::Silent) return settleSurplus();
        if (closed()) return handoffIsClosed();
        const Journey next = ifItCounts();
        if (heldBy(handoff().from))
            return next.whereabouts.inTransitBy == handoff().id
                       ? applied(base::Sentence("已签出，在途。"), next)
                       : refused(base::Sentence("登记里还有没有了结的签收，不能签出；请在差异清单由专人处理。"));
        return signOutElsewhere();
    }

    [[nodiscard]] Outcome settleSurplus() const {
        const Journey next = ifItCounts();
        const JourneyLine& line = *next.line(handoff().id);
        if (!heldBy(handoff().from) && !settlesQuietly(next))
            return marks_.receiver == LineMarks::Receiver::SignedIn ? movedSince(base::Sentence("补签出"))
                                                                    : signOutElsewhere();
        if (!line.onTrail || raisesAlarm(next) || movedAfterItWasSeen()) return movedSince(base::Sentence("补签出"));
        if (marks_.receiver == LineMarks::Receiver::SignedIn)
            return applied(base::Sentence("已补签出，双方已确认。"), next);
        return next.whereabouts.inTransitBy == handoff().id ? applied(base::Sentence("已签出，在途。"), next)
                                                            : movedSince(base::Sentence("补签出"));
    }

    [[nodiscard]] Outcome signOutElsewhere() const {
        const Whereabouts& books = now_.whereabouts;
        if (now_.claimedAt == handoff().from)
            return refused(
                base::Sentence("送来的一方还没有签出这件，登记还不在本窗口：请它补签出；确实在手的，写明理由用“凭理由签"
                               "收”登记后再送。"));
        const std::string by = numberIn(*scene_.story, books.inTransitBy);
        if (books.inTransit() && books.desk == handoff().from)
            return refused(base::Sentence("已由交接单 {} 签出，在途，不能再签出一次。", by));
        if (books.inTransit() && partyTo(*scene_.story, books.inTransitBy) == handoff().from)
            return refused(base::Sentence("请先在交接单 {} 签入，再签出。", by));
        const Journey seen = supposing(OutcomeKind::Impossible, false);
        if (isAlarm(seen.line(handoff().id)->doubt)) return impossible(heldElsewhere());
        return refused(
            base::Sentence("登记显示它还在 {}，送来的签收没有补到；请先签入，再签出。", wordsFor(books.desk)));
    }

    [[nodiscard]] Outcome takeBack() const {
        if (marks_.giver == LineMarks::Giver::TookBack && !carriedHere())
            return repeated(base::Sentence("已经退回过。"));
        const bool surplus = marks_.giver == LineMarks::Giver::Silent && marks_.receiver != LineMarks::Receiver::Silent;
        if (carriedHere() || (surplus && heldBy(handoff().from)))
            return applied(surplus ? base::Sentence("多件已由交出方取回。") : base::Sentence("已退回交出方。"),
                           ifItCounts());
        if (marks_.giver == LineMarks::Giver::Silent)
            return refused(base::Sentence("这件没有在本交接单签出，不用退回。"));
        return refused(base::Sentence("接收方已经签入，请由接收方另开交接单退回。"));
    }

    [[nodiscard]] Outcome signIn() const {
        if (carriedHere())
            return applied(closed() ? base::Sentence("已补签入，差异已了结。") : base::Sentence("已签入。"),
                           ifItCounts());
        if (marks_.receiver == LineMarks::Receiver::SignedIn)
            return repeated(marks_.giver == LineMarks::Giver::SignedOut
                                ? base::Sentence("已经签入过。")
                                : base::Sentence("多件，已经记下过：交出方还没有签出这件，请交出方补签出或取回。"));
        if (marks_.giver == LineMarks::Giver::SignedOut) {
            const Journey next = ifItCounts();
            return settlesQuietly(next) ? applied(base::Sentence("已补签入，差异已了结。"), next)
                                        : movedSince(base::Sentence("补签入"));
        }
        return notSignedOut(base::Sentence("多件：交出方没有签出这件，请交出方补签出或取回。"));
    }

    [[nodiscard]] Outcome refuse() const {
        if (marks_.receiver == LineMarks::Receiver::Refused) return repeated(base::Sentence("已经拒收过。"));
        if (marks_.receiver == LineMarks::Receiver::SignedIn && marks_.giver == LineMarks::Giver::SignedOut)
            return refused(base::Sentence("已经签入，不能再拒收；要退回请另开交接单。"));
        if (carriedHere())
            return closed() ? handoffIsClosed()
                            : applied(base::Sentence("已拒收，由送件人带回，交出方签收前仍在途。"), ifItCounts());
        if (marks_.giver == LineMarks::Giver::SignedOut) return movedSince(base::Sentence("拒收"));
        return notSignedOut(base::Sentence("多件：交出方没有签出这件，已记下拒收。"));
    }

    [[nodiscard]] Outcome notSignedOut(base::Sentence sentence) const {
        if (closed()) return handoffIsClosed();
        if (heldBy(handoff().to)) return refused(base::Sentence("登记显示它本来就在接收方，不用签收。"));
        const Journey next = ifItCounts();
        const Doubt doubt = next.line(handoff().id)->doubt;
        if (next.whereabouts != now_.whereabouts) return movedSince(base::word(chineseNameOf(event_.verdict)));
        if (isAlarm(doubt)) return unchanged(OutcomeKind::Impossible, heldElsewhere(), true);
        if (doubt == Doubt::Waiting)
            sentence = base::Sentence("多件：登记显示它还在 {}，途中的签收没有补到；已记下，请核对。",
                                      wordsFor(now_.whereabouts.desk));
        return unchanged(OutcomeKind::Surplus, std::move(sentence), true);
    }

    [[nodiscard]] const RecordedEvent* undoneEvent() const {
        for (const RecordedEvent& recorded : scene_.earlier)
            if (recorded.event.id == event_.undoes && recorded.event.side == event_.side) return &recorded;
        return nullptr;
    }

    [[nodiscard]] Outcome undo() const {
        const RecordedEvent* target = undoneEvent();
        if (target == nullptr || target->event.verdict == Verdict::Undone)
            return refused(base::Sentence("本方在这张交接单上没有这次扫描，不能撤销。"));
        if (event_.side == Side::Giver && marks_.giver == LineMarks::Giver::SignedOut &&
            marks_.receiver != LineMarks::Receiver::Silent)
            return refused(base::Sentence("接收方已经表态，交出方不能再撤销；请由接收方另开交接单退回。"));
        const Journey next = ifItCounts();
        if (next.line(handoff().id)->marks == marks_)
            return repeated(base::Sentence("这次扫描本来就不算数，不用撤销。"));
        const bool last = now_.trail.empty() || now_.trail.back() == handoff().id;
        const JourneyLine* line = now_.line(handoff().id);
        const bool passedOn = line != nullptr && line->onTrail && marks_.giver == LineMarks::Giver::SignedOut && !last;
        if (passedOn || raisesAlarm(next)) return movedSince(base::Sentence("撤销"));
        return applied(base::Sentence("已撤销，原扫描仍留在记录里。"), next);
    }

    [[nodiscard]] Outcome takeLate() const {
        const Journey next = ifItCounts();
        const JourneyLine& line = *next.line(handoff().id);
        const auto answer = [&](OutcomeKind kind, base::Sentence sentence) {
            return Outcome{kind, std::move(sentence), next.whereabouts, true};
        };
        if (isAlarm(line.doubt)) return answer(OutcomeKind::Impossible, heldElsewhere());
        if (line.marks == marks_) return answer(OutcomeKind::Repeated, base::Sentence("已补传；登记没有因此改变。"));
        if (line.marks.state() == LineState::Surplus)
            return answer(OutcomeKind::Surplus, base::Sentence("已补传；多件：还没有收到交出方的签出。"));
        return answer(OutcomeKind::Applied, base::Sentence("已补传并登记。"));
    }

    const CustodyScene& scene_;
    const CustodyEvent& event_;
    LineMarks marks_;
    Journey now_;
};

bool listed(const std::vector<std::string>& accounts, const std::string& account) {
    return !account.empty() && std::ranges::find(accounts, account) != accounts.end();
}

bool isParty(const std::string& party, const staff::Actor& actor) {
    return isCourier(party) ? accountOf(party) == actor.account : !actor.office.empty() && actor.office == party;
}

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
        case Verdict::Undone:
            return "undone";
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
        case Verdict::Undone:
            return "撤销";
    }
    return "";
}

std::optional<Verdict> verdictNamed(std::string_view name) {
    for (const auto verdict : {Verdict::SignedOut, Verdict::SignedIn, Verdict::Refused, Verdict::Undone})
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
           senderTime == other.senderTime && order == other.order && undoes == other.undoes;
}

std::string Whereabouts::holder() const {
    return inTransit() ? courierParty(courier) : desk;
}

base::Sentence whyMayNotSign(const Handoff& handoff, Side side, const staff::Actor& actor,
                             const std::vector<std::string>& otherSide) {
    const bool carries = !handoff.courier.empty() && handoff.outside.empty() && actor.account == handoff.courier;
    if (side == Side::Giver && !isParty(handoff.from, actor) && !carries)
        return base::Sentence("交出方是 {}：只有它的工作人员或它指定的送件人可以签。", wordsFor(handoff.from));
    if (side == Side::Receiver && carries && !isCourier(handoff.to))
        return base::Sentence("送件人属于交出一方，不能替接收方签。");
    if (side == Side::Receiver && !isParty(handoff.to, actor))
        return base::Sentence("接收方是 {}：只有它的工作人员可以签。", wordsFor(handoff.to));
    if (listed(otherSide, actor.account)) return base::Sentence("同一个人不能在一张交接单上既签交出方又签接收方。");
    return {};
}

base::Sentence whyMayNotSign(const CustodyScene& scene, const CustodyEvent& event) {
    static const std::vector<std::string> nobody;
    const auto& others = event.side == Side::Giver ? scene.receiverAccounts : scene.giverAccounts;
    return whyMayNotSign(scene.handoff, event.side, event.actor, event.live() ? others : nobody);
}

Outcome apply(const CustodyScene& scene, const CustodyEvent& event) {
    return Judgement(scene, event).outcome();
}

}  // namespace daiban::handoff
