#include "handoff/Party.h"

#include "base/Sentence.h"

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

base::Sentence wordsFor(std::string_view party) {
    return isCourier(party) ? base::Sentence("送件人 {}", accountOf(party))
                            : base::Sentence::verbatim(std::string(party));
}

}  // namespace daiban::handoff
