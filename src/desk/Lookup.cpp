#include "desk/Lookup.h"

#include <charconv>
#include <filesystem>

#include "base/Error.h"
#include "desk/LabelAlarm.h"
#include "handoff/ScannedCode.h"
#include "intake/ReadingPlace.h"

namespace daiban::desk {

namespace {

/// As long as a token and not a file: then it must be one.
constexpr std::size_t tokenLength = 35;

[[noreturn]] void notFound(const base::Sentence& sentence) {
    throw base::Error(base::ErrorKind::NotFound, sentence);
}

bool isPicture(const std::string& given) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(given, ignored);
}

/// The id of the thing a label is on. Throws Error{CheckFailed} for the code of a slip or a separator.
std::string thingOfLabel(const codes::LabelToken& token) {
    if (token.kind == codes::TokenKind::Slip)
        throw base::Error(
            base::ErrorKind::CheckFailed,
            base::Sentence("This is the code of a slip, not of the folder; scan the label on the folder."));
    if (token.kind == codes::TokenKind::Separator)
        throw base::Error(base::ErrorKind::CheckFailed, handoff::whyNoThing(token.kind));
    return token.id;
}

/// A label of a key that was stolen proves nothing any more, whoever made it.
void refuseWithdrawn(const Parts& parts, const std::string& text) {
    if (const auto since = parts.keys().withdrawalOf(text))
        throw WithdrawnLabel(
            base::Sentence("这张标签的密钥 {} 自 {} 起作废，标签可能是伪造的：先按短号核对实物，再补打标签。",
                           text.substr(1, 1), *since),
            {.thing = text.substr(2, 16), .key = text[1], .since = *since});
}

/// What is not read may be the label of a folder: taken for none, that folder would be left without a trace.
[[noreturn]] void refuseUnread(const std::string& file, std::size_t read, std::size_t unread) {
    throw base::Error(base::ErrorKind::CheckFailed,
                      base::Sentence("{} labels are seen on {} and only {} can be read, so none was taken; take the "
                                     "picture again with every label flat and in focus, or give the labels one by one.",
                                     read + unread, file, read));
}

std::vector<std::string> tokensOnPicture(const Parts& parts, const std::string& file) {
    std::vector<std::string> ids;
    std::size_t unread = 0;
    const auto bytes = page::PageBytes::open(file);
    intake::PageWorkers* workers = parts.codesWorkers();
    const auto facts = intake::lookAt(bytes, {}, workers);
    for (int number = 1; number <= facts.pages; ++number) {
        const auto seen = intake::codesOf(bytes, {.number = number, .sha256 = facts.sha256}, workers).codes;
        for (const auto& code : seen.read) {
            refuseWithdrawn(parts, code.text);
            if (const auto token = parts.keys().check(code.text)) ids.push_back(thingOfLabel(*token));
        }
        unread += seen.unread.size();
    }
    if (unread > 0) refuseUnread(file, ids.size(), unread);
    if (ids.empty())
        throw base::Error(
            base::ErrorKind::CheckFailed,
            base::Sentence("No label of ours can be read on {}; take the picture again or type the number.", file));
    return ids;
}

const cases::Item& itemOfVersion(const Parts& parts, const std::string& number, const std::string& code,
                                 const std::string& text) {
    int version = 0;
    const char* end = text.data() + text.size();
    if (std::from_chars(text.data(), end, version).ptr != end || text.empty())
        throw base::Error(
            base::ErrorKind::Unreadable,
            base::Sentence("Case {} follows version '{}' of its item, which is no number.", number, text));
    return parts.models.items().version(code, version);
}

}  // namespace

std::vector<std::string> thingsBy(const Parts& parts, const std::string& given) {
    if (isPicture(given)) return tokensOnPicture(parts, given);
    if (const auto token = parts.keys().check(given)) return {thingOfLabel(*token)};
    refuseWithdrawn(parts, given);
    if (given.size() == tokenLength)
        throw base::Error(
            base::ErrorKind::CheckFailed,
            base::Sentence("This label is not ours or was changed; do not take the thing, ask where it comes from."));
    if (!codes::normalizedShortNumber(given))
        notFound(
            base::Sentence("'{}' is no label number: its check character is wrong; type it again as printed.", given));
    const auto thing = parts.store.thingByShortNumber(given);
    if (!thing) notFound(base::Sentence("No label has the number {}.", given));
    return {thing->tokenId};
}

store::CaseRecord caseBy(const Parts& parts, const std::string& key) {
    if (auto record = parts.store.findCase(key)) return *record;
    if (key.size() == tokenLength)
        if (const auto token = parts.keys().check(key))  // a folder's, a certificate's, or a slip's
            if (auto record = parts.store.findCase(token->id)) return *record;
    if (isPicture(key) || key.size() == tokenLength)
        for (const auto& id : thingsBy(parts, key))
            if (auto record = parts.store.findCase(id)) return *record;
    notFound(base::Sentence("There is no case '{}'; see daiban case list.", key));
}

store::HandoffRecord handoffBy(const Parts& parts, const std::string& key) {
    if (auto record = parts.store.findHandoff(key)) return *record;
    if (isPicture(key) || key.size() == tokenLength)
        for (const auto& id : thingsBy(parts, key))
            if (auto record = parts.store.findHandoff(id)) return *record;
    notFound(base::Sentence("There is no handoff '{}'; see daiban handoff list.", key));
}

store::Thing thingOf(const Parts& parts, const staff::Actor& actor, const store::CaseRecord& record,
                     codes::TokenKind kind, const std::string& office) {
    constexpr int tries = 16;  // two short numbers in half a million are the same
    for (int n = 0; n < tries; ++n) {
        for (const auto& thing : parts.store.thingsOfCase(record.id))
            if (thing.kind == kind) return thing;
        const codes::LabelToken token = parts.keys().issue(kind, parts.random);
        const auto registered = parts.store.registerThing({.tokenId = token.id,
                                                           .tokenText = token.text,
                                                           .kind = kind,
                                                           .caseId = record.id,
                                                           .shortNumber = codes::shortNumberOf(token),
                                                           .desk = office,
                                                           .actor = actor,
                                                           .onlyOne = true});
        if (registered == store::Registration::Registered) return *parts.store.thingByToken(token.id);
    }
    throw base::Error(base::ErrorKind::Other, base::Sentence("No free label number was found; try again."));
}

const cases::Item& itemOf(const Parts& parts, const store::CaseRecord& record) {
    return itemOfVersion(parts, record.number, record.itemCode, record.itemVersion);
}

const cases::Item& itemOf(const Parts& parts, const store::AcceptedCase& accepted) {
    return itemOfVersion(parts, accepted.number, accepted.itemCode, accepted.itemVersion);
}

void demandOffice(const Parts& parts, const std::string& code) {
    if (parts.models.offices().find(code) == nullptr)
        throw base::Error(base::ErrorKind::NotFound,
                          base::Sentence("There is no office '{}'; see daiban office list.", code));
}

void demandMaterial(const cases::Item& item, const std::string& name) {
    std::string names;
    for (const auto& material : item.materials) {
        if (name == material.name || name == cases::titleOf(material)) return;
        if (names.find(material.name) == std::string::npos) names += (names.empty() ? "" : ", ") + material.name;
    }
    throw base::Error(base::ErrorKind::BadArguments,
                      base::Sentence("Item {} asks for no material '{}'; choose from: {}.", item.code, name, names));
}

}  // namespace daiban::desk
