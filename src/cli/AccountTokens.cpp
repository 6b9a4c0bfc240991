#include "cli/AccountTokens.h"

#include <ostream>

#include "base/Id.h"
#include "base/Sentence.h"
#include "base/Shown.h"
#include "base/Text.h"
#include "cli/CaseArguments.h"
#include "cli/Context.h"
#include "cli/Terminal.h"

namespace daiban::cli {

namespace {

base::Sentence stateOf(const store::ApiToken& token, base::Date today) {
    if (token.withdrawnAt) return base::Sentence("已收回");
    return token.isGood(today) ? base::Sentence("有效至 {}", base::isoDate(token.until))
                               : base::Sentence("已过期（{}）", base::isoDate(token.until));
}

base::Json jsonOf(const store::ApiToken& token, base::Date today) {
    base::Json scopes = base::Json::array();
    for (const auto scope : token.scopes) scopes.push_back(staff::nameOf(scope));
    return {{"id", token.id},
            {"account", token.account},
            {"name", token.name},
            {"scopes", scopes},
            {"until", base::isoDate(token.until)},
            {"created", base::isoTime(token.createdAt)},
            {"used", token.usedAt ? base::Json(base::isoTime(*token.usedAt)) : base::Json(nullptr)},
            {"good", token.isGood(today)}};
}

void say(Context& context, const store::ApiToken& token) {
    const auto today = base::dayOf(context.clock().now());
    if (context.json) return context.printLine(jsonOf(token, today));
    context.out() << token.id << "  " << padded(base::shown(token.name), 24) << padded(textOf(token.scopes), 24)
                  << stateOf(token, today)
                  << (token.usedAt ? base::Sentence("，上次使用 {}", base::isoTime(*token.usedAt))
                                   : base::Sentence("，还没有用过"))
                  << "\n";
}

}  // namespace

int listTokens(Context& context, const TokenArguments& arguments) {
    const auto actor = context.actor();
    const std::string account = arguments.account.empty() ? actor.account : arguments.account;
    for (const auto& token : context.desk().tokens.list(actor, account)) say(context, token);
    return 0;
}

int makeToken(Context& context, const TokenArguments& arguments) {
    const auto made =
        context.desk().tokens.make(context.actor(), {.id = base::newUuidV7(context.clock(), context.random()),
                                                     .name = arguments.name,
                                                     .scopes = staff::scopesNamed(arguments.scopes),
                                                     .until = dayFrom(arguments.until)});
    if (context.json) {
        base::Json line = jsonOf(made.token, base::dayOf(context.clock().now()));
        line["secret"] = made.secret;
        context.printLine(line);
        return 0;
    }
    say(context, made.token);
    context.err() << base::Sentence("令牌（只显示这一次）：{}", made.secret) << "\n";
    return 0;
}

int withdrawToken(Context& context, const TokenArguments& arguments) {
    context.desk().tokens.withdraw(context.actor(), arguments.id);
    say(context, *context.store().apiToken(arguments.id));
    return 0;
}

}  // namespace daiban::cli
