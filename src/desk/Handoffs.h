#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "desk/Parts.h"
#include "handoff/Settlement.h"
#include "store/Records.h"

namespace daiban::desk {

struct HandoffOpening {
    base::HandoffId id;  ///< its sender's; empty: a new one
    std::string from;    ///< code of the giving office
    std::string to;
    std::string courier;    ///< account of who carries; empty: nobody is named
    std::string outside{};  ///< why somebody without an account carries, `courier` being his name; empty: an account
};

/// Who may carry between two offices.
struct Courier {
    std::string account;
    std::string name;    ///< as people call him; the account's where nobody is known by it
    std::string office;  ///< code
};

/// What one side does with a thing in its hand.
struct Scan {
    base::EventId id;  ///< its sender's; empty: a new one
    handoff::Side side = handoff::Side::Giver;
    handoff::Verdict verdict = handoff::Verdict::SignedOut;
    std::string reason;                         ///< of a refusal or an undoing
    std::optional<handoff::SenderOrder> order;  ///< of a scan that was made offline; empty: it is made now
    std::optional<base::Instant> senderTime;    ///< empty: the time in the id
    base::EventId undoes{};  ///< of Verdict::Undone: the scan, which may arrive after this when both were made offline
};

/// A scan as it was recorded, with the number people call the thing by.
struct ScannedThing {
    std::string thing;        ///< token id
    std::string shortNumber;  ///< empty: the label is not registered
    std::string kind{};       ///< what it is on (codes::nameOf); empty: the label is not registered
    store::RecordedCustody recorded;
};

/// What one side said last of a thing, by its own clock.
struct Said {
    handoff::Verdict verdict = handoff::Verdict::SignedOut;
    base::Instant at{};
};

/// What both sides said of a thing; nobody is named. What was taken back is not said.
struct SaidOfLine {
    std::optional<Said> giver{};
    std::optional<Said> receiver{};
};

/// A person's own signature, drawn on a screen, as it comes.
struct SheetSigning {
    base::EventId id;  ///< its sender's; empty: a new one
    handoff::Side side = handoff::Side::Giver;
    std::filesystem::path picture;
    std::optional<base::Instant> senderTime;  ///< empty: the time in the id
};

/// Who signed, for whom, and when.
struct SignedSheet {
    store::SheetSignature signature;
    std::string name;   ///< the person's; the account's where nobody is known by it
    std::string party;  ///< for whom: the office's code, or who carries (Party.h)
};

/// A label as people know it.
struct SeenLabel {
    std::string thing;        ///< token id
    std::string shortNumber;  ///< empty: the label is not registered
    std::string kind;         ///< what it is on
};

struct HandoffView {
    store::HandoffRecord record;
    handoff::HandoffReport report;
    std::vector<std::string> shortNumbers;  ///< of the report's lines
    std::vector<std::string> kinds{};       ///< what they are on; empty: the label is not registered
    std::vector<SaidOfLine> said{};         ///< of the report's lines
    std::vector<SignedSheet> signatures{};  ///< oldest first
    /// What is to be given and nobody has scanned yet, of a handoff that is open: what was put under its sheet's code,
    /// or else what waits at the giver's desk to go that way. At most 200.
    std::vector<SeenLabel> planned{};
};

/// How a person ends a difference, an alarm, or a doubt where a thing is.
struct SettlementRequest {
    base::EventId id;     ///< its sender's; empty: a new one
    std::string thing;    ///< label, number or token
    std::string handoff;  ///< whose line it ends; may be empty when the thing is placed
    handoff::SettlementKind kind = handoff::SettlementKind::Noted;
    std::string party;  ///< of Placed: the office that has it
    std::string reason;
};

/// The courier's verbs. Nobody signs both sides of a handoff; whoever owns the data folder signs for each side in the
/// name of its desk.
class Handoffs {
  public:
    explicit Handoffs(const Parts& parts) : parts_(parts) {}

    /// Accounts that carry for one of the two offices: active, with the role courier, of that office or one above it;
    /// by name.
    [[nodiscard]] std::vector<Courier> couriers(const staff::Actor& actor, const std::string& from,
                                                const std::string& to) const;
    /// Opens a handoff with a label for its sheet. Sent twice it is opened once; with other content it is refused.
    /// Throws Error{BadArguments} for a courier who is none of couriers(), unless a reason says that he has no account
    /// here.
    store::HandoffRecord open(const staff::Actor& actor, const HandoffOpening& opening) const;
    /// One side's scan of what `given` names: a token, a short number, or a picture of labels, which may show several.
    /// The handoff's own sheet, or a pouch, signs for all the things under it that this side has said nothing of.
    std::vector<ScannedThing> scan(const staff::Actor& actor, const std::string& key, const std::string& given,
                                   const Scan& scan) const;
    /// The labels of ours on a picture, where a phone may not look through its camera; nothing is signed for. Throws
    /// Error{CheckFailed} when there is none, or one that cannot be read.
    [[nodiscard]] std::vector<SeenLabel> labelsOn(const staff::Actor& actor,
                                                  const std::filesystem::path& picture) const;
    /// Takes back a scan of one's own side by another event; the reason is kept.
    ScannedThing undo(const staff::Actor& actor, const std::string& key, const base::EventId& event,
                      const std::string& reason) const;
    /// Keeps what somebody drew for one side; a person signs once, and for one side. Throws Error{Unreadable} for what
    /// is no picture, an empty one and one of more than 1 MB.
    store::Decided sign(const staff::Actor& actor, const std::string& key, const SheetSigning& signing) const;
    /// The picture of a signature as a PNG; that somebody looked is in the audit log.
    [[nodiscard]] std::string signaturePicture(const staff::Actor& actor, const std::string& key,
                                               const base::EventId& signature) const;
    [[nodiscard]] HandoffView show(const staff::Actor& actor, const std::string& key) const;
    store::ClosedHandoff close(const staff::Actor& actor, const std::string& key,
                               handoff::Differences differences) const;
    [[nodiscard]] store::HandoffList list(const staff::Actor& actor, store::HandoffFilter filter) const;

    /// Differences and alarms that nobody has settled, of the offices the actor sees; oldest first.
    [[nodiscard]] std::vector<store::Discrepancy> discrepancies(const staff::Actor& actor, bool alarmsOnly) const;
    store::Decided settle(const staff::Actor& actor, const SettlementRequest& request) const;
    /// Ends the alarm of a label whose key was withdrawn. Throws Error{BadArguments} without a reason.
    void closeLabelAlarm(const staff::Actor& actor, const base::EventId& alarm, const std::string& reason) const;
    /// Puts things under the code of a pouch or of a handoff's sheet.
    void pack(const staff::Actor& actor, const std::string& container, const std::vector<std::string>& things) const;

    [[nodiscard]] std::string shortNumberOf(const std::string& thing) const;
    [[nodiscard]] SeenLabel labelOf(const std::string& thing) const;

  private:
    void demandCourier(const HandoffOpening& opening) const;
    [[nodiscard]] std::vector<Courier> carriersOf(const std::string& from, const std::string& to) const;
    /// A handoff the actor may see: either side's, and whoever's stands above one of them.
    [[nodiscard]] store::HandoffRecord seen(const staff::Actor& actor, const std::string& key) const;
    [[nodiscard]] std::vector<ScannedThing> scanSheet(const staff::Actor& actor, const store::HandoffRecord& record,
                                                      const std::string& container, const Scan& scan) const;
    const Parts& parts_;
};

}  // namespace daiban::desk
