#include "cli/Describe.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "base/Sentence.h"
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

void describeField(const Terminal& terminal, const std::string& name, const documents::Field& field) {
    const std::string mark = field.valid ? terminal.green("✓") : terminal.yellow("?");
    terminal.line(base::Sentence("      {} {}{}{}", mark, padded(name, 24), masked(name, field.value),
                                 terminal.dim(fmt::format("  {:.0f}%", field.confidence.value() * 100))));
}

/// "标题：结婚证": what agrees, and a word for how or what was read, which stays as it is.
base::Sentence saidReasons(const std::vector<std::string>& reasons) {
    constexpr std::string_view colon = "：";
    std::vector<base::Sentence> said;
    for (const std::string& reason : reasons) {
        const auto at = reason.find(colon);
        said.push_back(at == std::string::npos ? base::word(reason)
                                               : base::Sentence("{}：{}", base::word(reason.substr(0, at)),
                                                                base::word(reason.substr(at + colon.size()))));
    }
    return base::joined(said, base::Sentence("；"));
}

std::string stateMark(const Terminal& terminal, const cases::Requirement& requirement) {
    using State = cases::RequirementState;
    if (requirement.waived) return terminal.dim(base::Sentence("○ 可不交  "));
    switch (requirement.state) {
        case State::Satisfied:
            return terminal.green(base::Sentence("✓ 齐全    "));
        case State::Uncertain:
            return terminal.yellow(base::Sentence("? 待确认  "));
        case State::Later:
            return terminal.yellow(base::Sentence("… 容缺    "));
        case State::Missing:
            return requirement.material.need == cases::Need::No ? terminal.dim(base::Sentence("○ 非必要  "))
                                                                : terminal.red(base::Sentence("✗ 缺少    "));
        case State::Expired:
            return terminal.red(base::Sentence("✗ 过期    "));
        case State::TooOld:
            return terminal.red(base::Sentence("✗ 超期限  "));
        case State::WrongSubject:
            return terminal.red(base::Sentence("✗ 非本人  "));
        case State::TooFew:
            return terminal.red(base::Sentence("✗ 份数不足"));
    }
    return "";
}

}  // namespace

std::string typeName(Context& context, const std::string& code) {
    const auto* type = context.types().find(code);
    return type == nullptr ? context.say(base::Sentence("未识别")) : type->name;
}

void describeReading(Context& context, const intake::PageReading& reading) {
    const Terminal terminal(context.out());
    std::string head = terminal.bold(reading.provenance.source);
    if (reading.provenance.number > 1) head += terminal.say(base::Sentence(" 第{}页", reading.provenance.number));
    if (reading.turn != base::Turn::None)
        head += terminal.dim(base::Sentence("  右转 {}°", static_cast<int>(reading.turn)));
    if (reading.quality.blank) head += terminal.yellow(base::Sentence("  空白页（保留）"));
    terminal.line(head);
    for (const auto& read : reading.documents) {
        const auto& classification = read.document.classification;
        const bool known = classification.type != documents::unknownType;
        const std::string name = typeName(context, classification.type);
        const std::string tag = known ? fmt::format("{:.0f}%", classification.confidence.value() * 100) : "";
        terminal.line("    " + (known ? terminal.green("■ " + name) : terminal.yellow("□ " + name)) + " " +
                      terminal.dim(classification.type + "  " + tag));
        if (!classification.reasons.empty())
            terminal.line("      " + terminal.dim(saidReasons(classification.reasons)));
        for (const auto& [field, value] : read.document.fields) describeField(terminal, field, value);
    }
    for (const auto& code : reading.codes) terminal.line("    " + terminal.cyan("▣ " + code.format) + " " + code.text);
    if (!reading.unreadCodes.empty())
        terminal.line(
            base::Sentence("    {}", terminal.yellow(base::Sentence("! 另有 {} 处像二维码而未能识读，请查看原件。",
                                                                    reading.unreadCodes.size()))));
    for (const auto& note : reading.quality.notes)
        terminal.line("    " + terminal.yellow(base::Sentence("! {}", imaging::sentenceOf(note, reading.turn))));
    for (const auto& remark : reading.remarks) terminal.line("    " + terminal.yellow(base::Sentence("! {}", remark)));
    context.out().flush();
}

std::string inOneLine(Context& context, const intake::PageReading& reading) {
    std::vector<std::string> papers;
    for (const auto& read : reading.documents) {
        const auto* type = context.types().find(read.document.classification.type);
        std::string paper = typeName(context, read.document.classification.type);
        if (type != nullptr)
            for (const auto& key : type->keyFields)
                if (const auto field = read.document.fields.find(key); field != read.document.fields.end())
                    paper += " " + masked(key, field->second.value);
        papers.push_back(std::move(paper));
    }
    return base::joined(papers, context.say(base::Sentence("；")));
}

void describeChecklist(Context& context, const cases::Checklist& checklist, const base::Sentence& title) {
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
            terminal.line(base::Sentence(
                "                 {}",
                terminal.yellow(base::Sentence("人工认定{}{}{}（{}）", base::word(cases::chineseNameOf(overrule.about)),
                                               overrule.ruling == cases::Ruling::Accepted ? base::Sentence("可采用：")
                                                                                          : base::Sentence("不采用："),
                                               overrule.reason, overrule.by))));
    }
    for (const auto& surplus : checklist.surplus)
        terminal.line(base::Sentence("    {} {}{}", terminal.yellow(base::Sentence("+ 多余    ")),
                                     padded(typeName(context, surplus.type), 30),
                                     terminal.dim(std::filesystem::path(surplus.place.image).filename().string())));
    for (const auto& conflict : checklist.conflicts) {
        std::vector<std::string> values;
        const auto marked = cases::shownValues(conflict);
        for (std::size_t n = 0; n < marked.size(); ++n)
            values.push_back(std::filesystem::path(conflict.values[n].first.image).filename().string() + " " +
                             marked[n]);
        terminal.line(base::Sentence("    {} {}：{}", terminal.red(base::Sentence("! 不一致  ")), conflict.field,
                                     base::joined(values, terminal.say(base::Sentence("；")))));
    }
    if (checklist.complete)
        terminal.line(base::Sentence("    {}", terminal.green(terminal.bold(base::Sentence("材料齐全，可以收件。")))));
    else if (checklist.completeWithPromise)
        terminal.line(base::Sentence(
            "    {}", terminal.yellow(base::Sentence("可容缺受理：凭承诺书先收件，余下材料按期补交。"))));
    if (!checklist.complete) {
        terminal.line("");
        for (const auto& line : checklist.notice.lines()) terminal.line(base::Sentence("    │ {}", line));
    }
    context.out().flush();
}

}  // namespace daiban::cli
