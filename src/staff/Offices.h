#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Yaml.h"

namespace daiban::staff {

enum class OfficeKind { Community, StreetOffice, Bureau };
[[nodiscard]] std::string_view nameOf(OfficeKind kind);         ///< "community", "street-office", "bureau"
[[nodiscard]] std::string_view chineseNameOf(OfficeKind kind);  ///< 社区, 街道办事处, 委办局

/// A place with a desk that can hold paper.
struct Office {
    std::string code;  ///< A-Z, 0-9 and hyphens, such as "SQ-0101"
    OfficeKind kind = OfficeKind::Community;
    std::string name;    ///< 永和社区
    std::string parent;  ///< code of a community's street office; else empty
};

/// The offices of a district, from models/offices.
class Offices {
  public:
    /// Reads every .yaml of `folder`. Throws Error{Unreadable} "file:line: sentence": a missing key, a code twice,
    /// a community whose street office is not there.
    [[nodiscard]] static Offices load(const std::filesystem::path& folder);
    /// The same checks, all problems instead of the first.
    [[nodiscard]] static std::vector<base::ModelProblem> validate(const std::filesystem::path& folder);

    [[nodiscard]] const Office* find(std::string_view code) const;             ///< nullptr when unknown
    [[nodiscard]] const std::vector<Office>& all() const { return offices_; }  ///< in the files' order

    /// The offices whose residents `viewer` sees by its place: a community itself, a street office itself and its
    /// communities, a bureau only itself (what was handed to it is the store's knowledge).
    [[nodiscard]] std::vector<std::string> seenFrom(std::string_view viewer) const;

    /// Throws Error{BadArguments} when an office is unknown or paper would be handed to where it is.
    void checkRoute(std::string_view from, std::string_view to) const;

  private:
    std::vector<Office> offices_;
};

}  // namespace daiban::staff
