#include "cli/Describe.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "base/Shown.h"
#include "base/Text.h"
#include "base/Validators.h"
#include "cli/Context.h"
#include "cli/Terminal.h"

namespace daiban::cli {

namespace {

/// Numbers of people and of accounts with their middle hidden, as screens show them.
std::string masked(const std::string& name, const std::string& value) {
    constexpr std::size_t citizenNumber = 18;
    const bool ofPerson = name.ends_with("id_number") || name.ends_with("card_number") ||
                          name.ends_with("account_number") || name.ends_with("phone");
    // A disability certificate's number begins with its holder's.
    const auto check = value.size() < citizenNumber
                           ? std::nullopt
                           : base::citizenCheckCharacter(std::string_view(value).substr(0, citizenNumber - 1));
    const bool beginsWithOne = check && *check == value[citizenNumber - 1];
    return ofPerson || beginsWithOne ? base::maskedNumber(value) : value;
}

/// Of an identity number only its ends and what differs: 1101**********【1】2**2
std::string onlyMarked(const std::string& marked) {
    std::string out;
    bool inside = false;
    std::size_t number = 0;
    for (const char32_t c : base::toCodePoints(marked)) {
        const bool bracket = c == U'【' || c == U'】';
        if (bracket) inside = c == U'【';
        if (!bracket) ++number;
        out += bracket || inside || number <= 4 || number > 14 ? base::toUtf8(c) : "*";
    }
    return out;
}

void describeField(const Terminal& terminal, const std::string& name, const documents::Field& field) {
    const std::string mark = field.valid ? terminal.green("✓") : terminal.yellow("?");
    terminal.line("      " + mark + " " + padded(name, 24) + masked(name, field.value) +
                  terminal.dim(fmt::format("  {:.0f}%", field.confidence.value() * 100)));
}

std::string stateMark(const Terminal& terminal, const cases::Requirement& requirement) {
    using State = cases::RequirementState;
    if (requirement.waived) return terminal.dim("○ 可不交  ");
    switch (requirement.state) {
        case State::Satisfied:
            return terminal.green("✓ 齐全    ");
        case State::Uncertain:
            return terminal.yellow("? 待确认  ");
        case State::Later:
            return terminal.yellow("… 容缺    ");
        case State::Missing:
            return requirement.material.need == cases::Need::No ? terminal.dim("○ 非必要  ")
                                                                : terminal.red("✗ 缺少    ");
        case State::Expired:
            return terminal.red("✗ 过期    ");
        case State::TooOld:
            return terminal.red("✗ 超期限  ");
        case State::WrongSubject:
            return terminal.red("✗ 非本人  ");
        case State::TooFew:
            return terminal.red("✗ 份数不足");
    }
    return "";
}

}  // namespace

std::string typeName(Context& context, const std::string& code) {
    const auto* type = context.types().find(code);
    return type == nullptr ? "未识别" : type->name;
}

void describeReading(Context& context, const intake::PageReading& reading) {
    const Terminal terminal(context.out());
    std::string head = terminal.bold(reading.provenance.source);
    if (reading.provenance.number > 1) head += " 第" + std::to_string(reading.provenance.number) + "页";
    if (reading.turn != base::Turn::None)
        head += terminal.dim(fmt::format("  右转 {}°", static_cast<int>(reading.turn)));
    if (reading.quality.blank) head += terminal.yellow("  空白页（保留）");
    terminal.line(head);
    for (const auto& read : reading.documents) {
        const auto& classification = read.document.classification;
        const bool known = classification.type != documents::unknownType;
        const std::string name = typeName(context, classification.type);
        const std::string tag = known ? fmt::format("{:.0f}%", classification.confidence.value() * 100) : "";
        terminal.line("    " + (known ? terminal.green("■ " + name) : terminal.yellow("□ " + name)) + " " +
                      terminal.dim(classification.type + "  " + tag));
        if (!classification.reasons.empty())
            terminal.line("      " + terminal.dim(base::joined(classification.reasons, "；")));
        for (const auto& [field, value] : read.document.fields) describeField(terminal, field, value);
    }
    for (const auto& code : reading.codes) terminal.line("    " + terminal.cyan("▣ " + code.format) + " " + code.text);
    if (!reading.unreadCodes.empty())
        terminal.line("    " + terminal.yellow(fmt::format("! 另有 {} 处像二维码而未能识读，请查看原件。",
                                                           reading.unreadCodes.size())));
    for (const auto& note : reading.quality.notes)
        terminal.line("    " + terminal.yellow("! " + imaging::sentenceOf(note, reading.turn)));
    for (const auto& remark : reading.remarks) terminal.line("    " + terminal.yellow("! " + remark));
    context.out().flush();
}

std::string inOneLine(Context& context, const intake::PageReading& reading) {
    std::vector<std::string> papers;
    for (const auto& read : reading.documents) {
        const auto* type = context.types().find(read.document.classification.type);
        std::string paper = type == nullptr ? "未识别" : type->name;
        if (type != nullptr)
            for (const auto& key : type->keyFields)
                if (const auto field = read.document.fields.find(key); field != read.document.fields.end())
                    paper += " " + masked(key, field->second.value);
        papers.push_back(std::move(paper));
    }
    return base::joined(papers, "；");
}

void describeChecklist(Context& context, const cases::Checklist& checklist, const std::string& title) {
    const Terminal terminal(context.out());
    terminal.line("  " + terminal.bold(title));
    for (const auto& requirement : checklist.requirements) {
        std::string row = "    " + stateMark(terminal, requirement) + " " + padded(requirement.material.name, 30);
        if (!requirement.by.empty()) {
            std::vector<std::string> files;
            for (const auto& place : requirement.by)
                files.push_back(std::filesystem::path(place.image).filename().string());
            row += terminal.dim(base::joined(files, ", "));
        }
        terminal.line(row);
        for (const auto& note : requirement.notes)
            if (!requirement.waived) terminal.line("                 " + terminal.dim(note));
        for (const auto& [place, overrule] : requirement.overruled)
            terminal.line("                 " +
                          terminal.yellow("人工认定" + std::string(cases::chineseNameOf(overrule.about)) +
                                          (overrule.ruling == cases::Ruling::Accepted ? "可采用：" : "不采用：") +
                                          overrule.reason + "（" + overrule.by + "）"));
    }
    for (const auto& surplus : checklist.surplus)
        terminal.line("    " + terminal.yellow("+ 多余    ") + " " + padded(typeName(context, surplus.type), 30) +
                      terminal.dim(std::filesystem::path(surplus.place.image).filename().string()));
    for (const auto& conflict : checklist.conflicts) {
        std::vector<std::string> values;
        const auto marked = cases::markedValues(conflict);
        for (std::size_t n = 0; n < marked.size(); ++n)
            values.push_back(std::filesystem::path(conflict.values[n].first.image).filename().string() + " " +
                             (conflict.field == "id_number" ? onlyMarked(marked[n]) : marked[n]));
        terminal.line("    " + terminal.red("! 不一致  ") + " " + conflict.field + "：" + base::joined(values, "；"));
    }
    if (checklist.complete)
        terminal.line("    " + terminal.green(terminal.bold("材料齐全，可以收件。")));
    else if (checklist.completeWithPromise)
        terminal.line("    " + terminal.yellow("可容缺受理：凭承诺书先收件，余下材料按期补交。"));
    if (!checklist.complete) {
        terminal.line("");
        for (const auto& line : base::split(checklist.notice.text(), '\n')) terminal.line("    │ " + line);
    }
    context.out().flush();
}

}  // namespace daiban::cli
