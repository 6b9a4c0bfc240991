#include "cases/checklist/PaperDates.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/Sentence.h"
#include "base/Text.h"

namespace daiban::cases {

namespace {

struct DateReading {
    std::optional<base::Date> date;
    bool forever = false;  ///< 长期
    bool sure = false;
    [[nodiscard]] bool readable() const { return date.has_value() || forever; }
};

/// Which fields of a paper say until when it holds and of when it is; "": none does.
struct Validity {
    std::string expires;
    std::string dated;
};

/// What the type's model says. Of a paper that has no model, because a person said what it is, the usual names: they
/// are there only when the person typed them in.
Validity validityOf(const Paper& paper, const documents::DocumentTypes& types) {
    const auto* type = types.find(paper.document.classification.type);
    if (type == nullptr) return {"valid_until", "issue_date"};
    return {type->expiryField, type->dateField};
}

/// Whether papers of its type always say until when they hold: when that cannot be read, nobody knows whether they do.
bool alwaysExpires(const Paper& paper, const documents::DocumentTypes& types) {
    const auto* type = types.find(paper.document.classification.type);
    return type != nullptr && !type->expiryField.empty();
}

struct FieldWord {
    std::string_view field;
    std::string_view word;
};

/// How the clerk calls the days that papers bear.
constexpr std::array dayWords{
    FieldWord{"valid_until", "有效期至"},       FieldWord{"end_date", "终止日期"},
    FieldWord{"issue_date", "开具日期"},        FieldWord{"print_date", "打印日期"},
    FieldWord{"registration_date", "登记日期"}, FieldWord{"resolution_date", "决议日期"},
    FieldWord{"termination_date", "终止日期"},  FieldWord{"discharge_date", "出院日期"},
    FieldWord{"start_date", "起始日期"},        FieldWord{"establish_date", "成立日期"},
};

std::string_view wordOf(std::string_view field) {
    const auto* const found = std::ranges::find(dayWords, field, &FieldWord::field);
    return found == dayWords.end() ? std::string_view("日期") : found->word;
}

std::optional<DateReading> readDate(const Paper& paper, std::string_view name) {
    const auto found = paper.document.fields.find(name);
    if (found == paper.document.fields.end()) return std::nullopt;
    const auto& field = found->second;
    DateReading reading;
    for (const std::string& text : {field.iso, field.value})
        if (text.find("长期") != std::string::npos || text.find("无固定期限") != std::string::npos)
            reading.forever = true;
    if (!reading.forever) reading.date = base::parseIsoDate(field.iso);
    if (!reading.forever && !reading.date) reading.date = base::findDate(field.value);
    reading.sure = paper.confirmedByPerson || (field.valid && field.confidence >= base::certainEnough);
    return reading;
}

}  // namespace

DatedJudgement judgeEnd(const Paper& paper, const Material& material, const CaseFacts& facts) {
    if (material.mayBeExpired) return {};
    const std::string field = validityOf(paper, facts.types).expires;
    const auto end = field.empty() ? std::nullopt : readDate(paper, field);
    if (end && end->readable()) {
        if (!end->sure)
            return {RequirementState::Uncertain,
                    base::Sentence("{}读取把握不足，请人工确认", base::word(wordOf(field)))};
        if (end->forever || *end->date >= facts.today) return {};
        return {RequirementState::Expired,
                base::Sentence("{} {}，已过期", base::word(wordOf(field)), base::isoDate(*end->date))};
    }
    if (paper.confirmedByPerson || !alwaysExpires(paper, facts.types)) return {};
    return {RequirementState::Uncertain, base::Sentence("有效期看不清，请人工确认")};
}

DatedJudgement judgeBeginning(const Paper& paper, base::Date today) {
    const auto from = readDate(paper, "valid_from");
    if (!from || !from->date || *from->date <= today || paper.confirmedByPerson) return {};
    return {RequirementState::Uncertain,
            base::Sentence("有效期自 {} 起，尚未开始，请人工确认", base::isoDate(*from->date))};
}

DatedJudgement judgeAge(const Paper& paper, int maxAgeDays, const CaseFacts& facts) {
    if (maxAgeDays == 0) return {};
    const Validity validity = validityOf(paper, facts.types);
    const auto made = validity.dated.empty() ? std::nullopt : readDate(paper, validity.dated);
    if (made && made->date) {
        const base::Sentence word = base::word(wordOf(validity.dated));
        const std::string day = base::isoDate(*made->date);
        if (!made->sure) return {RequirementState::Uncertain, base::Sentence("{}读取把握不足，请人工确认", word)};
        const int age = base::daysBetween(*made->date, facts.today);
        if (age > maxAgeDays)
            return {RequirementState::TooOld, base::Sentence("{} {}，超过 {} 天", word, day, maxAgeDays)};
        if (age < 0 && !paper.confirmedByPerson)
            return {RequirementState::Uncertain, base::Sentence("{} {}，晚于今天，请人工确认", word, day)};
        return {};
    }
    // A paper that does not say when it was made, but until when it holds, is judged by that alone.
    const auto end = validity.expires.empty() ? std::nullopt : readDate(paper, validity.expires);
    if (paper.confirmedByPerson || (end && end->readable())) return {};
    return {RequirementState::Uncertain, base::Sentence("未读到开具日期，请人工确认在 {} 天内", maxAgeDays)};
}

}  // namespace daiban::cases
