#include "staff/Actor.h"

#include <array>
#include <utility>

namespace daiban::staff {

namespace {

struct RoleWords {
    Role role;
    std::string_view name;
    std::string_view chineseName;
};

constexpr std::array words{RoleWords{Role::CounterWorker, "counter-worker", "窗口社工"},
                           RoleWords{Role::Courier, "courier", "代办员"},
                           RoleWords{Role::StreetClerk, "street-clerk", "街道办经办人"},
                           RoleWords{Role::BureauClerk, "bureau-clerk", "委办局经办人"},
                           RoleWords{Role::PickupClerk, "pickup-clerk", "发证员"},
                           RoleWords{Role::Supervisor, "supervisor", "督办"},
                           RoleWords{Role::Administrator, "administrator", "管理员"}};

const RoleWords& wordsOf(Role role) {
    return words.at(static_cast<std::size_t>(role));
}

}  // namespace

std::string_view nameOf(Role role) {
    return wordsOf(role).name;
}

std::string_view chineseNameOf(Role role) {
    return wordsOf(role).chineseName;
}

std::optional<Role> roleNamed(std::string_view name) {
    for (const RoleWords& entry : words)
        if (entry.name == name) return entry.role;
    return std::nullopt;
}

const std::vector<Role>& allRoles() {
    static const std::vector<Role> all = [] {
        std::vector<Role> roles;
        for (const RoleWords& entry : words) roles.push_back(entry.role);
        return roles;
    }();
    return all;
}

Actor stationOwner(std::string login) {
    return {.account = std::move(login),
            .office = std::string(wholeStation),
            .roles = {allRoles().begin(), allRoles().end()}};
}

}  // namespace daiban::staff
