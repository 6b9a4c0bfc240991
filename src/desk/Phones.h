#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/Sentence.h"
#include "desk/Parts.h"
#include "store/Workstation.h"

namespace daiban::desk {

/// A code to be shown to a telephone.
struct PhoneOffer {
    store::Phone phone;
    std::string secret;  ///< 32 hexadecimal digits, kept nowhere
};

/// A telephone that was paired.
struct PairedPhone {
    store::Phone phone;
    std::string token;  ///< "phone_" and 64 hexadecimal digits: what it says from now on, kept nowhere
};

/// A telephone that asks, and for whom it sends.
struct PhoneBearer {
    store::Phone phone;
    store::Intake intake;
    staff::Actor actor;  ///< the account that showed the code, through the telephone
};

/// Telephones as cameras of the counter: each sends pictures for one intake and sees nothing of it but what became of
/// its own. No account is signed in on it.
class Phones {
  public:
    static constexpr std::chrono::minutes offerLasts{10};
    static constexpr std::chrono::hours longest{4};
    static constexpr std::size_t mostOfIntake = 4;
    static constexpr int mostPages = 300;  ///< of one telephone

    explicit Phones(const Parts& parts) : parts_(parts) {}

    /// For whoever may add pages to the intake. Offers that were not taken up give way to a new one.
    [[nodiscard]] PhoneOffer offer(const staff::Actor& actor, const store::IntakeId& intake,
                                   const std::string& id) const;
    /// Those that are offered or paired, newest first.
    [[nodiscard]] std::vector<store::Phone> list(const staff::Actor& actor, const store::IntakeId& intake) const;
    /// Whether there was such a one or not: it is none from now on.
    void end(const staff::Actor& actor, const store::IntakeId& intake, const std::string& id) const;

    /// Empty: the code was taken, is over, or never was one; that is in the audit log.
    [[nodiscard]] std::optional<PairedPhone> pair(std::string_view secret) const;
    /// Empty: it is none (any more): its time is over, it was ended, its intake put aside, its account locked.
    [[nodiscard]] std::optional<PhoneBearer> bearerOf(std::string_view token) const;
    void sent(const PhoneBearer& bearer, int pages) const;
    void leave(const PhoneBearer& bearer) const;

  private:
    const Parts& parts_;
};

}  // namespace daiban::desk
