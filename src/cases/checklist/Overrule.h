#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Json.h"

namespace daiban::cases {

struct Material;

/// What a machine may say wrongly of a paper.
enum class Judged {
    Type,      ///< which material it is
    Subject,   ///< whose it is
    Validity,  ///< that it holds, and is recent enough
    Count,     ///< that there are enough of it
    Bundle,    ///< which pages belong to it, and that none is missing
};

/// "type", "subject", "validity", "count", "bundle".
[[nodiscard]] std::string_view codeOf(Judged judged);
[[nodiscard]] std::optional<Judged> judgedOf(std::string_view code);
[[nodiscard]] std::string_view chineseNameOf(Judged judged);  ///< "材料种类", "归属" ...

enum class Ruling {
    Accepted,  ///< it is good, whatever the machine says
    Refused,   ///< it is not, whatever the machine says
};

/// "accepted", "refused".
[[nodiscard]] std::string_view codeOf(Ruling ruling);
[[nodiscard]] std::optional<Ruling> rulingOf(std::string_view code);

/// What a person decided of a paper against the machine. It speaks of one thing only: a paper that is accepted as the
/// applicant's is still expired when it is expired.
struct Overrule {
    Judged about = Judged::Type;
    Ruling ruling = Ruling::Accepted;
    /// Name of the material for which it holds, with or without 〔申请人〕 behind; empty: for every one the paper is
    /// for. A paper that is accepted as a material (Type) must name it.
    std::string material = {};
    std::string said = {};    ///< what the machine said then: state and notes of the row, for the record
    std::string reason = {};  ///< never empty
    std::string by = {};      ///< account of the person; never empty
    bool operator==(const Overrule&) const = default;
};

/// Whether it holds for that material.
[[nodiscard]] bool speaksOf(const Overrule& overrule, const Material& material);
/// The last of those that hold for the material; null when there is none.
[[nodiscard]] const Overrule* lastOf(const std::vector<Overrule>& overrules, Judged about, const Material& material);

/// Throws Error{BadArguments} when the reason, the person, or the material of an accepted type is missing.
void demandSound(const Overrule& overrule);

[[nodiscard]] base::Json toJson(const Overrule& overrule);
/// Throws Error{Unreadable} when it is none, or not a sound one.
[[nodiscard]] Overrule overruleFromJson(const base::Json& json);

}  // namespace daiban::cases
