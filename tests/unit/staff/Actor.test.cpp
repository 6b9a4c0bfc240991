#include "staff/Actor.h"

#include <gtest/gtest.h>

namespace {

using namespace daiban::staff;

TEST(Role, IsFoundByItsNameAndHasOneInChinese) {
    EXPECT_EQ(allRoles().size(), 7U);
    for (const Role role : allRoles()) {
        EXPECT_EQ(roleNamed(nameOf(role)), role);
        EXPECT_FALSE(chineseNameOf(role).empty());
    }
    EXPECT_EQ(roleNamed("king"), std::nullopt);
}

TEST(Actor, IsWhatItsRolesSay) {
    const Actor actor{.account = "wangli", .office = "SQ-0101", .roles = {Role::CounterWorker, Role::PickupClerk}};
    EXPECT_TRUE(actor.is(Role::PickupClerk));
    EXPECT_FALSE(actor.is(Role::Supervisor));
}

}  // namespace
