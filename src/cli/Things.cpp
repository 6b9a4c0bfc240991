#include "cli/Things.h"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>

#include "cli/Context.h"
#include "codes/Code.h"
#include "page/PageFile.h"

namespace daiban::cli {

namespace {

[[noreturn]] void notFound(const std::string& sentence) {
    throw base::Error(base::ErrorKind::NotFound, sentence);
}

std::vector<std::string> tokensOnPicture(Context& context, const std::string& file) {
    std::vector<std::string> ids;
    const auto picture = page::PageFile::open(file);
    for (int number = 1; number <= picture.pageCount(); ++number)
        for (const auto& code : codes::readCodes(picture.page(number).pixels))
            if (const auto token = context.keys().check(code.text)) ids.push_back(token->id);
    if (ids.empty())
        throw base::Error(base::ErrorKind::CheckFailed,
                          "No label of ours can be read on " + file + "; take the picture again or type the number.");
    return ids;
}

bool isPicture(const std::string& given) {
    std::error_code ignored;
    return std::filesystem::is_regular_file(given, ignored);
}

/// As long as a token and not a file: then it must be one.
constexpr std::size_t tokenLength = 35;

}  // namespace

staff::Actor actor() {
    if (const char* actor = std::getenv("DAIBAN_ACTOR"); actor != nullptr && *actor != '\0') return {.account = actor};
    const passwd* user = getpwuid(getuid());
    return {.account = user == nullptr ? "uid-" + std::to_string(getuid()) : user->pw_name};
}

std::vector<std::string> thingsBy(Context& context, const std::string& given) {
    if (isPicture(given)) return tokensOnPicture(context, given);
    if (const auto token = context.keys().check(given)) return {token->id};
    if (given.size() == tokenLength)
        throw base::Error(base::ErrorKind::CheckFailed,
                          "This label is not ours or was changed; do not take the thing, ask where it comes from.");
    if (!codes::normalizedShortNumber(given))
        notFound("'" + given + "' is no label number: its check character is wrong; type it again as printed.");
    const auto thing = context.store().thingByShortNumber(given);
    if (!thing) notFound("No label has the number " + given + ".");
    return {thing->tokenId};
}

std::string officeName(Context& context, const std::string& code) {
    const auto* office = context.offices().find(code);
    return office == nullptr ? code : office->name;
}

store::CaseRecord caseBy(Context& context, const std::string& key) {
    if (auto record = context.store().findCase(key)) return *record;
    if (isPicture(key) || key.size() == tokenLength)
        for (const auto& id : thingsBy(context, key))
            if (auto record = context.store().findCase(id)) return *record;
    notFound("There is no case '" + key + "'; see daiban case list.");
}

store::HandoffRecord handoffBy(Context& context, const std::string& key) {
    if (auto record = context.store().findHandoff(key)) return *record;
    if (isPicture(key) || key.size() == tokenLength)
        for (const auto& id : thingsBy(context, key))
            if (auto record = context.store().findHandoff(id)) return *record;
    notFound("There is no handoff '" + key + "'; see daiban handoff list.");
}

store::Thing labelOf(Context& context, const store::CaseRecord& record, codes::TokenKind kind,
                     const std::string& desk) {
    for (const auto& thing : context.store().thingsOfCase(record.id))
        if (thing.kind == kind) return thing;
    constexpr int tries = 16;  // two short numbers in half a million are the same
    for (int n = 0; n < tries; ++n) {
        const codes::LabelToken token = context.keys().issue(kind, context.random());
        const auto registered = context.store().registerThing({.tokenId = token.id,
                                                               .tokenText = token.text,
                                                               .kind = kind,
                                                               .caseId = record.id,
                                                               .shortNumber = codes::shortNumberOf(token),
                                                               .desk = desk,
                                                               .actor = actor()});
        if (registered != store::Registration::ShortNumberTaken) return *context.store().thingByToken(token.id);
    }
    throw base::Error(base::ErrorKind::Other, "No free label number was found; try again.");
}

}  // namespace daiban::cli
