#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/Clock.h"
#include "base/Yaml.h"

namespace daiban::staff {

enum class OfficeKind { Community, StreetOffice, Bureau, District };
[[nodiscard]] std::string_view nameOf(OfficeKind kind);         ///< "community", "street-office", "bureau", "district"
[[nodiscard]] std::string_view chineseNameOf(OfficeKind kind);  ///< 社区, 街道办事处, 委办局, 区
[[nodiscard]] std::optional<OfficeKind> officeKindNamed(std::string_view name);

/// A place with a desk that can hold paper.
struct Office {
    std::string code;  ///< A-Z, 0-9 and hyphens, such as "SQ-0101"
    OfficeKind kind = OfficeKind::Community;
    std::string name;    ///< 永和社区
    std::string parent;  ///< a community's street office; the district of a street office or bureau, or empty
    std::optional<base::Date> closed;  ///< from that day on it opens no case and takes no paper; its name stays known
    bool operator==(const Office&) const = default;
};

/// The offices of a district, as a folder of YAML files says.
class Offices {
  public:
    /// Reads every .yaml of `folder`. Throws Error{Unreadable} "file:line: sentence": a missing key, a code twice,
    /// a community whose street office is not there.
    [[nodiscard]] static Offices load(const std::filesystem::path& folder);
    /// The same of one file's text; `name` is named where something is wrong.
    [[nodiscard]] static Offices parse(const std::string& text, const std::filesystem::path& name);
    /// The same checks, all problems instead of the first.
    [[nodiscard]] static std::vector<base::ModelProblem> validate(const std::filesystem::path& folder);

    [[nodiscard]] const Office* find(std::string_view code) const;             ///< nullptr when unknown
    [[nodiscard]] const std::vector<Office>& all() const { return offices_; }  ///< in the files' order

    /// Whether `office` is below `above`: a community below its street office, everything below its district.
    [[nodiscard]] bool isUnder(std::string_view office, std::string_view above) const;

    /// The offices whose residents `viewer` sees by its place: itself and those under it; a bureau only itself (what
    /// was handed to it is the store's knowledge), wholeStation all.
    [[nodiscard]] std::vector<std::string> seenFrom(std::string_view viewer) const;

    /// Throws Error{BadArguments} when an office is unknown or closed or paper would be handed to where it is.
    void checkRoute(std::string_view from, std::string_view to) const;

  private:
    explicit Offices(std::vector<Office> offices) : offices_(std::move(offices)) {}
    std::vector<Office> offices_;
};

}  // namespace daiban::staff
