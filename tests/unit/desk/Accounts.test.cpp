#include "desk/Accounts.h"

#include <gtest/gtest.h>

#include "unit/desk/Station.h"

namespace daiban::desk {
namespace {

using tests::refusalOf;

TEST(Accounts, NobodyTakesTheAdministratorFromTheAccountHeWorksWith) {
    tests::Station station;
    const Parts parts{.models = station.knownModels(),
                      .store = station.store,
                      .dataFolder = station.dataFolder(),
                      .keys = [&]() -> const codes::TokenKeys& { return station.keys; },
                      .clock = station.clock,
                      .random = station.random};
    const Accounts accounts{parts};
    const staff::Actor first{.account = "gaohong", .office = "QU-01", .roles = {staff::Role::Administrator}};
    const staff::Actor second{.account = "maying", .office = "QU-01", .roles = {staff::Role::Administrator}};
    for (const auto& each : {first, second})
        station.store.addAccount({.name = each.account,
                                  .fullName = "管理员",
                                  .office = each.office,
                                  .roles = each.roles,
                                  .passwordHash = {},
                                  .actor = staff::stationOwner("tests")});
    EXPECT_NE(refusalOf([&] { (void)accounts.setRoles(first, first.account, {staff::Role::Courier}); })
                  .find("ask another administrator"),
              std::string::npos);
    const staff::Roles both{staff::Role::Administrator, staff::Role::Courier};
    EXPECT_EQ(accounts.setRoles(first, first.account, both).roles, both);
    EXPECT_EQ(accounts.setRoles(second, first.account, {staff::Role::Courier}).roles,
              staff::Roles{staff::Role::Courier});
}

}  // namespace
}  // namespace daiban::desk
