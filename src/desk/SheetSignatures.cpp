#include "desk/SheetSignatures.h"

#include "handoff/Party.h"
#include "intake/ReadingPlace.h"
#include "page/PageBytes.h"

namespace daiban::desk {

namespace {

/// The courier signs for himself, whoever else signs the giver's side for the office.
std::string partyOf(const handoff::Handoff& handoff, const store::SheetSignature& signature) {
    if (signature.side == handoff::Side::Receiver) return handoff.to;
    return signature.actor == handoff.courier ? handoff::courierParty(handoff.courier) : handoff.from;
}

}  // namespace

std::vector<SignedSheet> signedSheets(const Parts& parts, const handoff::Handoff& handoff) {
    std::vector<SignedSheet> all;
    for (auto& signature : parts.store.signaturesOf(handoff.id)) {
        const auto account = parts.store.findAccount(signature.actor);
        std::string name = account && !account->fullName.empty() ? account->fullName : signature.actor;
        std::string party = partyOf(handoff, signature);
        all.push_back({.signature = std::move(signature), .name = std::move(name), .party = std::move(party)});
    }
    return all;
}

cv::Mat signaturePixels(const Parts& parts, const std::string& picture) {
    const auto bytes = page::PageBytes::open(parts.store.blobPath(picture));
    return intake::pictureOf(bytes, {.sha256 = picture}, parts.fileWorkers()).pixels;
}

}  // namespace daiban::desk
