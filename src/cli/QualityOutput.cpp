#include "cli/QualityOutput.h"

#include <fmt/format.h>

#include <ostream>

#include "base/Sentence.h"
#include "base/Shown.h"
#include "base/Text.h"
#include "cli/Context.h"
#include "cli/Terminal.h"
#include "desk/QualityTable.h"

namespace daiban::cli {

namespace {

std::string percent(int part, int all) {
    return all == 0 ? "—" : fmt::format("{:.1f}%", 100.0 * part / all);
}

base::Json defectsJson(const desk::InspectedPage& page) {
    base::Json defects = base::Json::array();
    for (const auto& found : page.defects)
        defects.push_back({{"defect", imaging::codeOf(found.defect)}, {"sentence", found.what.text()}});
    return defects;
}

base::Json verdictJson(const store::QualityVerdict& verdict) {
    return {{"good", verdict.defects.empty()},
            {"defects", verdict.defects},
            {"note", verdict.note},
            {"by", verdict.actor},
            {"at", base::isoTime(verdict.at)}};
}

void sayPages(Context& context, const desk::QualityReport& report) {
    for (const auto& page : report.pages) {
        if (page.sound()) continue;
        context.out() << base::Sentence("{}  第 {} 页", padded(page.caseNumber, 18), page.number);
        if (!page.failure.empty())
            context.out() << "  ! " << page.failure;
        else if (!page.looked)
            context.out() << "  " << base::Sentence("机器还没有看");
        context.out() << "\n";
        for (const auto& found : page.defects)
            context.out() << "    " << padded(context.say(base::word(imaging::chineseNameOf(found.defect))), 16)
                          << found.what << "\n";
    }
}

void saySample(Context& context, const desk::QualityReport& report) {
    int number = 0;
    for (const auto& sampled : report.sample) {
        ++number;
        context.out() << "  " << padded(std::to_string(number), 4);
        if (sampled.erased) {
            context.out() << base::Sentence("已不在办件中") << "\n";
            continue;
        }
        const auto& page = report.pages[sampled.at];
        context.out() << base::Sentence("{}  第 {} 页", padded(page.caseNumber, 18), page.number) << "  ";
        if (!sampled.verdict)
            context.out() << base::Sentence("待看");
        else
            context.out() << desk::sentenceOf(*sampled.verdict) << "  " << sampled.verdict->actor << "  "
                          << base::shown(sampled.verdict->note);
        context.out() << "\n";
    }
}

}  // namespace

base::Json toJson(const desk::QualityReport& report) {
    base::Json pages = base::Json::array(), sample = base::Json::array(), found = base::Json::object(),
               judged = base::Json::object();
    for (const auto& page : report.pages) {
        base::Json entry{{"id", page.page.text()}, {"case", page.caseNumber}, {"page", page.number},
                         {"looked", page.looked},  {"read", page.read},       {"defects", defectsJson(page)}};
        if (!page.failure.empty()) entry["failure"] = page.failure.text();
        if (page.looked && page.failure.empty())
            entry["measures"] = {{"dpi", page.look.dpi},
                                 {"skew_deg", page.look.skewDegrees},
                                 {"edge_px", page.look.edgeWidth},
                                 {"contrast", page.look.contrast}};
        pages.push_back(std::move(entry));
    }
    for (const auto& sampled : report.sample) {
        base::Json entry{{"sample", sampled.sample.text()}, {"id", sampled.page.text()}, {"gone", sampled.erased}};
        if (!sampled.erased)
            entry["case"] = report.pages[sampled.at].caseNumber, entry["page"] = report.pages[sampled.at].number;
        if (sampled.verdict) entry["verdict"] = verdictJson(*sampled.verdict);
        sample.push_back(std::move(entry));
    }
    for (const auto& [defect, count] : report.found) found[std::string(imaging::codeOf(defect))] = count;
    for (const auto& [defect, count] : report.judged) judged[std::string(imaging::codeOf(defect))] = count;
    base::Json draws = base::Json::array();
    for (const auto& draw : report.draws)
        draws.push_back({{"sample", draw.id.text()},
                         {"seed", draw.seed},
                         {"share", draw.share},
                         {"of", draw.pages.size()},
                         {"drawn", draw.drawn.size()},
                         {"by", draw.actor},
                         {"at", base::isoTime(draw.drawnAt)}});
    return {{"scope", store::nameOf(report.of.scope)},
            {"subject", report.of.scope == store::SampleScope::Case ? report.caseNumber : report.of.subject},
            {"office", report.of.office},
            {"at", base::isoTime(report.madeAt)},
            {"summary",
             {{"pages", report.pages.size()},
              {"looked", report.looked},
              {"sound", report.sound},
              {"unread", report.unread},
              {"failed", report.failed},
              {"found", found},
              {"sample", report.sample.size()},
              {"verdicts", report.verdicts},
              {"good", report.good},
              {"judged", judged},
              {"undrawn", report.undrawn}}},
            {"pages", std::move(pages)},
            {"draws", std::move(draws)},
            {"sample", std::move(sample)}};
}

void say(Context& context, const desk::QualityReport& report) {
    const Terminal terminal(context.out());
    const int pages = static_cast<int>(report.pages.size());
    terminal.line(terminal.bold(base::Sentence(
        "归档质检  {}  {}", report.of.scope == store::SampleScope::Case ? report.caseNumber : report.of.subject,
        report.officeName)));
    terminal.line(base::Sentence("机检：{} 页，已看 {} 页，合格 {} 页（{}）", pages, report.looked, report.sound,
                                 percent(report.sound, pages)));
    if (report.unread > 0)
        terminal.line(
            terminal.yellow(base::Sentence("{} 页还没有识读，方向、缺页、重页、错序没有判断", report.unread)));
    for (const auto& [defect, count] : report.found)
        terminal.line("  " + padded(terminal.say(base::word(imaging::chineseNameOf(defect))), 16) +
                      std::to_string(count));
    sayPages(context, report);
    const int sample = static_cast<int>(report.sample.size());
    if (sample > 0) {
        terminal.line(base::Sentence("抽检：{} 页，已判 {} 页，合格 {} 页（{}）", sample, report.verdicts, report.good,
                                     percent(report.good, report.verdicts)));
        saySample(context, report);
    }
    if (report.undrawn > 0) terminal.line(base::Sentence("{} 页还没有抽样", report.undrawn));
    terminal.line();
    terminal.line(base::Sentence("检查人：____________  复核人：____________  日期：____________"));
}

}  // namespace daiban::cli
