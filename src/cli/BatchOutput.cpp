#include "cli/BatchOutput.h"

#include <algorithm>
#include <charconv>
#include <ostream>

#include "base/Sentence.h"
#include "base/Text.h"
#include "cli/Context.h"
#include "cli/Terminal.h"

namespace daiban::cli {

namespace {

using State = intake::BatchSection::State;

const char* codeOf(State state) {
    switch (state) {
        case State::Waiting:
            return "waiting";
        case State::Doubt:
            return "doubt";
        case State::Unnamed:
            return "unnamed";
        case State::Clear:
            return "clear";
        case State::Taken:
            return "taken";
        case State::Nothing:
            return "nothing";
    }
    return "";
}

base::Sentence saidOf(State state) {
    switch (state) {
        case State::Waiting:
            return base::Sentence("等待识别");
        case State::Doubt:
            return base::Sentence("待确认");
        case State::Unnamed:
            return base::Sentence("未指定办件");
        case State::Clear:
            return base::Sentence("可以收件");
        case State::Taken:
            return base::Sentence("已收件");
        case State::Nothing:
            return base::Sentence("没有材料");
    }
    return {};
}

/// "3–5, 8"
std::string runsOf(const desk::BatchView& view, const std::vector<base::PageId>& pages) {
    std::vector<int> numbers;
    for (const auto& page : pages) numbers.push_back(view.numberOf(page));
    std::ranges::sort(numbers);
    std::string out;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        std::size_t end = i;
        while (end + 1 < numbers.size() && numbers[end + 1] == numbers[end] + 1) ++end;
        if (!out.empty()) out += ", ";
        out += std::to_string(numbers[i]);
        if (end > i) out += "–" + std::to_string(numbers[end]);
        i = end;
    }
    return out.empty() ? "—" : out;
}

base::Json numbersOf(const desk::BatchView& view, const std::vector<base::PageId>& pages) {
    base::Json all = base::Json::array();
    for (const auto& page : pages) all.push_back(view.numberOf(page));
    return all;
}

base::Json sectionJson(Context& context, const desk::BatchView& view, std::size_t index) {
    const auto& section = view.sections[index];
    const auto record = view.cases.find(section.caseId);
    base::Json doubts = base::Json::array();
    for (const auto& doubt : section.doubts)
        doubts.push_back(
            {{"page", view.numberOf(doubt.page)}, {"sentence", context.say(desk::sentenceOf(view, doubt))}});
    return {{"batch", view.batch.id.text()},
            {"section", index + 1},
            {"id", section.begins.text()},
            {"state", codeOf(section.state)},
            {"case", record == view.cases.end() ? "" : record->second.number},
            {"intake", section.intake.text()},
            {"pages", numbersOf(view, section.pages)},
            {"blank", numbersOf(view, section.blanks)},
            {"separators", numbersOf(view, section.sheets)},
            {"taken", numbersOf(view, section.taken)},
            {"doubts", doubts}};
}

[[noreturn]] void refusePages(const std::string& given) {
    throw base::Error(base::ErrorKind::BadArguments,
                      base::Sentence("'{}' names no pages of this batch; write them as 3,5-7.", given));
}

int numberFrom(const std::string& text, const std::string& given) {
    int number = 0;
    const char* end = text.data() + text.size();
    if (text.empty() || std::from_chars(text.data(), end, number).ptr != end) refusePages(given);
    return number;
}

}  // namespace

void sayBatch(Context& context, const desk::BatchView& view) {
    for (std::size_t i = 0; i < view.sections.size(); ++i) {
        if (context.json) {
            context.printLine(sectionJson(context, view, i));
            continue;
        }
        const auto& section = view.sections[i];
        const auto record = view.cases.find(section.caseId);
        const std::string whose = record == view.cases.end() ? "—" : record->second.number;
        context.out() << padded(std::to_string(i + 1), 4) << padded(whose, 16)
                      << padded(context.say(saidOf(section.state)), 12)
                      << base::Sentence("页 {}", runsOf(view, section.pages));
        if (!section.blanks.empty()) context.out() << base::Sentence("  空白 {}", runsOf(view, section.blanks));
        if (!section.sheets.empty()) context.out() << base::Sentence("  分隔页 {}", runsOf(view, section.sheets));
        context.out() << "\n";
        for (const auto& doubt : section.doubts) context.out() << "    ? " << desk::sentenceOf(view, doubt) << "\n";
    }
}

base::PageId sectionBy(const desk::BatchView& view, const std::string& given) {
    for (std::size_t i = 0; i < view.sections.size(); ++i)
        if (given == std::to_string(i + 1) || given == view.sections[i].begins.text()) return view.sections[i].begins;
    throw base::Error(base::ErrorKind::NotFound,
                      base::Sentence("This batch has no section {}; it has {}.", given, view.sections.size()));
}

std::vector<base::PageId> pagesBy(const desk::BatchView& view, const std::string& given) {
    std::vector<base::PageId> pages;
    for (const auto& part : base::split(given, ',')) {
        const auto dash = part.find('-');
        const int first = numberFrom(part.substr(0, dash), given);
        const int last = dash == std::string::npos ? first : numberFrom(part.substr(dash + 1), given);
        if (first < 1 || last < first || static_cast<std::size_t>(last) > view.pages.size()) refusePages(given);
        for (int number = first; number <= last; ++number)
            pages.push_back(view.pages[static_cast<std::size_t>(number - 1)].id);
    }
    return pages;
}

}  // namespace daiban::cli
