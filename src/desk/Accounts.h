#pragma once

#include <optional>
#include <string>
#include <vector>

#include "desk/Parts.h"
#include "store/Accounts.h"

namespace daiban::desk {

/// An account with a password that was made for it and is shown once.
struct AccountWithPassword {
    store::Account account;
    std::string password;
};

/// Who works here, as an administrator sees and changes it. Throw Error{NotFound} for who may not.
class Accounts {
  public:
    explicit Accounts(const Parts& parts) : parts_(parts) {}

    /// Of the actor's office and those below.
    [[nodiscard]] std::vector<store::Account> list(const staff::Actor& actor) const;
    AccountWithPassword add(const staff::Actor& actor, store::NewAccount added) const;
    store::Account setState(const staff::Actor& actor, const std::string& name, store::AccountState state) const;
    store::Account setRoles(const staff::Actor& actor, const std::string& name, const staff::Roles& roles) const;
    /// A new password, made; every session of the account ends with the old one.
    AccountWithPassword makePassword(const staff::Actor& actor, const std::string& name) const;
    /// What was refused to accounts of the offices the actor sees, newest first.
    [[nodiscard]] store::RefusalList refusals(const staff::Actor& actor, const std::string& cursor, int limit) const;

  private:
    [[nodiscard]] store::Account demanded(const staff::Actor& actor, const std::string& name) const;
    const Parts& parts_;
};

}  // namespace daiban::desk
