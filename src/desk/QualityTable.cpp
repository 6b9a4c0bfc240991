#include "desk/QualityTable.h"

#include "base/CsvFile.h"
#include "base/Text.h"

namespace daiban::desk {

namespace {

const SampledPage* sampledOf(const QualityReport& report, std::size_t page) {
    for (const auto& sampled : report.sample)
        if (!sampled.erased && sampled.at == page) return &sampled;
    return nullptr;
}

std::string machineSays(const InspectedPage& page, const base::Words& words) {
    if (!page.failure.empty()) return page.failure.in(words);
    std::string all;
    for (const auto& found : page.defects)
        all += (all.empty() ? "" : " ") + base::word(imaging::chineseNameOf(found.defect)).in(words) + ": " +
               found.what.in(words);
    if (!all.empty()) return all;
    return (page.looked ? base::Sentence("合格") : base::Sentence("机器还没有看")).in(words);
}

}  // namespace

base::Sentence sentenceOf(const store::QualityVerdict& verdict) {
    if (verdict.defects.empty()) return base::Sentence("合格");
    std::vector<base::Sentence> names;
    for (const auto& code : verdict.defects)
        if (const auto defect = imaging::archiveDefectNamed(code))
            names.push_back(base::word(imaging::chineseNameOf(*defect)));
    return base::joined(names, base::Sentence("、"));
}

std::string qualityTable(const QualityReport& report, const base::Words& words) {
    std::vector<std::string> heading;
    for (const auto& column :
         {base::Sentence("办件编号"), base::Sentence("页"), base::Sentence("机检"), base::Sentence("抽检"),
          base::Sentence("判定人"), base::Sentence("判定时间"), base::Sentence("备注")})
        heading.push_back(column.in(words));
    base::CsvFile table(heading);
    for (std::size_t i = 0; i < report.pages.size(); ++i) {
        const auto& page = report.pages[i];
        std::vector<std::string> row{
            page.caseNumber, std::to_string(page.number), machineSays(page, words), "", "", "", ""};
        if (const auto* sampled = sampledOf(report, i)) {
            row[3] = (sampled->verdict ? sentenceOf(*sampled->verdict) : base::Sentence("待看")).in(words);
            if (sampled->verdict) {
                row[4] = sampled->verdict->actor;
                row[5] = base::isoTime(sampled->verdict->at);
                row[6] = sampled->verdict->note;
            }
        }
        table.add(row);
    }
    return table.bytes();
}

}  // namespace daiban::desk
