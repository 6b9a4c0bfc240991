#include "desk/Labels.h"

#include "base/Crypto.h"
#include "base/Error.h"
#include "base/Text.h"
#include "desk/Lookup.h"
#include "handoff/CertificateReturn.h"

namespace daiban::desk {

namespace {

/// A certificate that was labelled keeps its label; a new one is made where there is a certificate.
void demandCertificate(const Parts& parts, const store::CaseRecord& record, const std::string& desk) {
    for (const auto& thing : parts.store.thingsOfCase(record.id))
        if (thing.kind == codes::TokenKind::Certificate) return;
    if (auto why = handoff::whyNoCertificateLabel(record.status, record.office, desk); !why.empty())
        throw base::Error(base::ErrorKind::CheckFailed, why);
}

}  // namespace

printing::LabelContent Labels::ofCase(const staff::Actor& actor, const std::string& key, codes::TokenKind kind,
                                      const std::string& office) const {
    const auto record = caseBy(parts_, key);
    if (!office.empty()) demandOffice(parts_, office);
    // A certificate is labelled where it is: at the bureau that issues it, or at the community that has it.
    if (office.empty() || office == record.office)
        parts_.demand(actor, staff::Verb::Label, record);
    else
        parts_.demand(actor, staff::Verb::Label, office, record.id.text());
    if (kind == codes::TokenKind::Certificate)
        demandCertificate(parts_, record, office.empty() ? record.office : office);
    const auto thing = thingOf(parts_, actor, record, kind, office);
    // Of a key that was withdrawn it is signed anew: the thing keeps its id and its number.
    const bool anew = parts_.keys().withdrawalOf(thing.tokenText).has_value();
    return {.token = anew ? parts_.keys().tokenOf(thing.kind, thing.tokenId)
                          : codes::LabelToken{.kind = thing.kind, .id = thing.tokenId, .text = thing.tokenText},
            .shortNumber = thing.shortNumber,
            .title = {},
            .item = parts_.models.items().at(record.itemCode).name,
            .office = parts_.models.officeName(record.office),
            .date = base::isoDate(base::dayOf(thing.registeredAt))};
}

printing::LabelContent Labels::ofHandoff(const staff::Actor& actor, const std::string& key) const {
    const auto record = handoffBy(parts_, key);
    parts_.demand(actor, staff::Verb::Label, record.handoff.from, record.handoff.id.text());
    if (record.sheetToken.empty())
        throw base::Error(base::ErrorKind::NotFound, base::Sentence("This handoff has no sheet label."));
    const auto token = parts_.keys().tokenOf(codes::TokenKind::Sheet, record.sheetToken);
    return {
        .token = token,
        .shortNumber = codes::shortNumberOf(token),
        .title = {},
        .item = record.handoff.number,
        .office = parts_.models.officeName(record.handoff.from) + " → " + parts_.models.officeName(record.handoff.to),
        .date = base::isoDate(base::dayOf(record.openedAt))};
}

printing::LabelContent Labels::ofDesk(const staff::Actor& actor, const std::string& office) const {
    demandOffice(parts_, office);
    parts_.demand(actor, staff::Verb::Label, office);
    const auto token = deskToken(parts_.keys(), office);
    return {.token = token,
            .shortNumber = codes::shortNumberOf(token),
            .title = {},
            .item = "交接时请扫此码",
            .office = parts_.models.officeName(office),
            .date = {}};
}

printing::LabelContent Labels::of(const staff::Actor& actor, codes::TokenKind kind, const std::string& key) const {
    if (kind == codes::TokenKind::Sheet) return ofHandoff(actor, key);
    if (kind == codes::TokenKind::Desk) return ofDesk(actor, key);
    return ofCase(actor, key, kind);
}

codes::LabelToken deskToken(const codes::TokenKeys& keys, const std::string& office) {
    constexpr std::string_view base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    constexpr std::size_t idLength = 16;
    // 80 bits of a hash of the code.
    const std::string hash = base::sha256Hex("daiban desk " + office);
    std::string id;
    for (std::size_t bit = 0; id.size() < idLength; bit += 5) {
        const auto value = std::stoul(hash.substr(bit / 4, 4), nullptr, 16);
        id += base32[value >> (11 - bit % 4) & 31U];
    }
    return keys.tokenOf(codes::TokenKind::Desk, id);
}

}  // namespace daiban::desk
