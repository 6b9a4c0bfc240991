#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace daiban::staff {

/// What somebody may be at a station. One account may have several.
enum class Role {
    CounterWorker,  ///< 窗口社工
    Courier,        ///< 代办员
    StreetClerk,    ///< 街道办经办人
    BureauClerk,    ///< 委办局经办人
    PickupClerk,    ///< 发证员
    Supervisor,     ///< 督办
    Administrator,  ///< 管理员
};
[[nodiscard]] std::string_view nameOf(Role role);         ///< "counter-worker", "courier", ...
[[nodiscard]] std::string_view chineseNameOf(Role role);  ///< 窗口社工, 代办员, ...
[[nodiscard]] std::optional<Role> roleNamed(std::string_view name);
[[nodiscard]] const std::vector<Role>& allRoles();

using Roles = std::set<Role>;

/// Who does something: an account of an office, never a resident.
struct Actor {
    std::string account;  ///< the account's name, such as "wangli"
    std::string office;   ///< code of the office it belongs to
    Roles roles;

    [[nodiscard]] bool is(Role role) const { return roles.contains(role); }
    bool operator==(const Actor&) const = default;
};

}  // namespace daiban::staff
