#include "desk/Phones.h"

#include <algorithm>
#include <array>

#include "base/Crypto.h"
#include "base/Error.h"
#include "desk/Intakes.h"

namespace daiban::desk {

namespace {

constexpr std::string_view mark = "phone_";

template <std::size_t Bytes>
std::string randomHex(base::Random& random) {
    std::array<std::uint8_t, Bytes> bytes{};
    random.fill(bytes);
    return base::toHex(bytes);
}

}  // namespace

PhoneOffer Phones::offer(const staff::Actor& actor, const store::IntakeId& intake, const std::string& id) const {
    const auto found = Intakes(parts_).find(actor, intake);
    parts_.demand(actor, staff::Verb::AddPages, found.office, intake.text());
    const auto now = parts_.clock.now();
    parts_.store.endOldPhones(now);
    std::size_t paired = 0;
    for (const auto& phone : parts_.store.phonesOf(intake)) {
        if (!phone.pairedAt && phone.id != id)
            parts_.store.endPhone(phone.id);
        else if (phone.pairedAt)
            ++paired;
    }
    if (paired >= mostOfIntake)
        throw base::Error(base::ErrorKind::CheckFailed,
                          base::Sentence("已有 {} 部手机连着这次收件；请先断开一部。", paired));
    PhoneOffer offer{.phone = {.id = id,
                               .intake = intake,
                               .account = actor.account,
                               .offeredAt = now,
                               .pairedAt = {},
                               .seenAt = {},
                               .endsAt = now + offerLasts},
                     .secret = randomHex<16>(parts_.random)};
    parts_.store.offerPhone(offer.phone, base::sha256Hex(offer.secret));
    return offer;
}

std::vector<store::Phone> Phones::list(const staff::Actor& actor, const store::IntakeId& intake) const {
    (void)Intakes(parts_).find(actor, intake);
    auto phones = parts_.store.phonesOf(intake);
    std::erase_if(phones, [now = parts_.clock.now()](const store::Phone& phone) { return phone.endsAt <= now; });
    return phones;
}

void Phones::end(const staff::Actor& actor, const store::IntakeId& intake, const std::string& id) const {
    for (const auto& phone : list(actor, intake))
        if (phone.id == id) parts_.store.endPhone(id);
}

std::optional<PairedPhone> Phones::pair(std::string_view secret) const {
    constexpr std::size_t secretSize = 32;
    const auto now = parts_.clock.now();
    const std::string token = std::string(mark) + randomHex<32>(parts_.random);
    const auto phone = secret.size() == secretSize
                           ? parts_.store.pairPhone(base::sha256Hex(secret), base::sha256Hex(token), now, now + longest)
                           : std::nullopt;
    if (!phone) {
        parts_.store.recordRefusedToken({.account = {}, .office = {}, .roles = {}}, "",
                                        base::Sentence("配对码已用过、已过期或不对；请在收件页重新显示二维码。"));
        return std::nullopt;
    }
    return PairedPhone{.phone = *phone, .token = token};
}

std::optional<PhoneBearer> Phones::bearerOf(std::string_view token) const {
    constexpr std::size_t tokenSize = mark.size() + 64;
    if (token.size() != tokenSize || !token.starts_with(mark)) return std::nullopt;
    auto phone = parts_.store.phoneByToken(base::sha256Hex(token));
    if (!phone || phone->endsAt <= parts_.clock.now()) return std::nullopt;
    const auto account = parts_.store.findAccount(phone->account);
    auto intake = parts_.store.findIntake(phone->intake);
    if (!account || account->state == store::AccountState::Locked || !intake ||
        intake->state != store::IntakeState::Open)
        return std::nullopt;
    auto actor = account->actor();
    actor.through = "phone " + phone->id;
    return PhoneBearer{.phone = *std::move(phone), .intake = *std::move(intake), .actor = std::move(actor)};
}

void Phones::sent(const PhoneBearer& bearer, int pages) const {
    parts_.store.phoneSeen(bearer.phone.id, parts_.clock.now(), pages);
}

void Phones::leave(const PhoneBearer& bearer) const {
    parts_.store.endPhone(bearer.phone.id);
}

}  // namespace daiban::desk
