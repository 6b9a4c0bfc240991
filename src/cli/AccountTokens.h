#pragma once

#include <string>
#include <vector>

namespace daiban::cli {

class Context;

struct TokenArguments {
    std::string account;  ///< whose tokens; empty: the acting account's
    std::string id;
    std::string name;
    std::vector<std::string> scopes;
    std::string until;
};

// API tokens; each returns the exit code.
int listTokens(Context& context, const TokenArguments& arguments);
int makeToken(Context& context, const TokenArguments& arguments);
int withdrawToken(Context& context, const TokenArguments& arguments);

}  // namespace daiban::cli
