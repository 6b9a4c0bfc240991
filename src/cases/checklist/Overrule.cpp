#include "cases/checklist/Overrule.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/Error.h"
#include "base/Text.h"
#include "cases/items/Item.h"

namespace daiban::cases {

namespace {

struct JudgedWords {
    Judged judged;
    std::string_view code;
    std::string_view chinese;
};

constexpr std::array judgedWords{
    JudgedWords{Judged::Type, "type", "材料种类"},     JudgedWords{Judged::Subject, "subject", "归属"},
    JudgedWords{Judged::Validity, "validity", "效期"}, JudgedWords{Judged::Count, "count", "份数"},
    JudgedWords{Judged::Bundle, "bundle", "页面归并"},
};

constexpr std::array rulingWords{
    std::pair{Ruling::Accepted, std::string_view("accepted")},
    std::pair{Ruling::Refused, std::string_view("refused")},
};

}  // namespace

std::string_view codeOf(Judged judged) {
    return std::ranges::find(judgedWords, judged, &JudgedWords::judged)->code;
}

std::optional<Judged> judgedOf(std::string_view code) {
    const auto* const found = std::ranges::find(judgedWords, code, &JudgedWords::code);
    return found == judgedWords.end() ? std::nullopt : std::optional(found->judged);
}

std::string_view chineseNameOf(Judged judged) {
    return std::ranges::find(judgedWords, judged, &JudgedWords::judged)->chinese;
}

std::string_view codeOf(Ruling ruling) {
    return ruling == Ruling::Accepted ? rulingWords[0].second : rulingWords[1].second;
}

std::optional<Ruling> rulingOf(std::string_view code) {
    for (const auto& [ruling, word] : rulingWords)
        if (word == code) return ruling;
    return std::nullopt;
}

bool speaksOf(const Overrule& overrule, const Material& material) {
    return overrule.material.empty() || overrule.material == material.name || overrule.material == titleOf(material);
}

const Overrule* lastOf(const std::vector<Overrule>& overrules, Judged about, const Material& material) {
    const Overrule* last = nullptr;
    for (const Overrule& overrule : overrules)
        if (overrule.about == about && speaksOf(overrule, material)) last = &overrule;
    return last;
}

void demandSound(const Overrule& overrule) {
    const auto refuse = [](const base::Sentence& sentence) {
        throw base::Error(base::ErrorKind::BadArguments, sentence);
    };
    if (base::trimmed(overrule.reason).empty())
        refuse(base::Sentence("Overruling needs a reason; say why the paper is (not) good."));
    if (base::trimmed(overrule.by).empty())
        refuse(base::Sentence("Overruling needs the account of the person who decides."));
    if (overrule.about == Judged::Type && overrule.ruling == Ruling::Accepted && overrule.material.empty())
        refuse(base::Sentence("Say which material the paper is; its name is on the checklist."));
}

base::Json toJson(const Overrule& overrule) {
    return {{"about", codeOf(overrule.about)}, {"ruling", codeOf(overrule.ruling)}, {"material", overrule.material},
            {"said", overrule.said},           {"reason", overrule.reason},         {"by", overrule.by}};
}

Overrule overruleFromJson(const base::Json& json) {
    const auto text = [&](const char* key) {
        const auto found = json.find(key);
        return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
    };
    const auto about = judgedOf(text("about"));
    const auto ruling = rulingOf(text("ruling"));
    if (!json.is_object() || !about || !ruling)
        throw base::Error(base::ErrorKind::Unreadable,
                          base::Sentence("A stored overruling cannot be read: {}.", json.dump()));
    Overrule overrule{.about = *about,
                      .ruling = *ruling,
                      .material = text("material"),
                      .said = text("said"),
                      .reason = text("reason"),
                      .by = text("by")};
    try {
        demandSound(overrule);
    } catch (const base::Error& error) {
        throw base::Error(base::ErrorKind::Unreadable,
                          base::Sentence("A stored overruling is not sound: {}", error.sentence()));
    }
    return overrule;
}

}  // namespace daiban::cases
