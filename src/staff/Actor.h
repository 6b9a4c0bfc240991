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

/// Stands for an office in an actor who belongs to all of them; no office's code looks like it.
inline constexpr std::string_view wholeStation = "*";

/// Who does something: an account of an office, never a resident.
struct Actor {
    std::string account;  ///< the account's name, such as "wangli"
    std::string office;   ///< code of the office it belongs to, or wholeStation
    Roles roles;
    std::string through;  ///< who acts in the account's name: login of the data folder's owner, "token ID"; else empty

    [[nodiscard]] bool is(Role role) const { return roles.contains(role); }
    bool operator==(const Actor&) const = default;
};

/// Whoever owns the data folder, at the command line: every role in every office, since the file system refuses it
/// nothing of the folder anyway. `login`: the name at the operating system.
[[nodiscard]] Actor stationOwner(std::string login);

}  // namespace daiban::staff
