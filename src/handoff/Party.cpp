#include "handoff/Party.h"

namespace daiban::handoff {

namespace {

constexpr char courierMark = '@';

}  // namespace

bool isCourier(std::string_view party) {
    return party.size() > 1 && party.front() == courierMark;
}

std::string courierParty(std::string_view account) {
    return std::string(1, courierMark) + std::string(account);
}

std::string accountOf(std::string_view party) {
    return isCourier(party) ? std::string(party.substr(1)) : std::string{};
}

std::string wordsFor(std::string_view party) {
    return isCourier(party) ? "送件人 " + accountOf(party) : std::string(party);
}

}  // namespace daiban::handoff
