#pragma once

#include <string>
#include <vector>

#include "store/Accounts.h"

namespace daiban::cli {

class Context;

struct AccountArguments {
    std::string name;
    std::string fullName;
    std::string office;
    std::vector<std::string> roles;
    std::string passwordFile;
    bool makePassword = false;
};

// What daiban account does; each returns the exit code.
int listAccounts(Context& context, const AccountArguments& arguments);
int showAccount(Context& context, const AccountArguments& arguments);
int addAccount(Context& context, const AccountArguments& arguments);
int setAccountState(Context& context, const AccountArguments& arguments, store::AccountState state);
int setAccountRoles(Context& context, const AccountArguments& arguments);
int setAccountPassword(Context& context, const AccountArguments& arguments);

}  // namespace daiban::cli
