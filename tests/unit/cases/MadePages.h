#pragma once

// Pages of papers of several pages, by their lines as they are read.

#include <string>
#include <vector>

#include "cases/bundles/Bundle.h"
#include "cases/bundles/PageMarks.h"
#include "unit/cases/MadePapers.h"

namespace daiban::cases::made {

inline Paper page(const std::string& type, const std::vector<std::string>& lines, documents::Fields fields,
                  PaperPlace place) {
    Paper paper = paperOf(type, std::move(fields), std::move(place));
    if (type == documents::unknownType) paper.document.classification.confidence = base::Confidence(0);
    paper.marks = pageMarksOf(lines);
    return paper;
}

inline Paper unknownPage(const std::vector<std::string>& lines, PaperPlace place) {
    return page(std::string(documents::unknownType), lines, {}, std::move(place));
}

/// How the pages of a made contract are numbered.
enum class PageNumbers { WithTotal, Alone, None };

inline std::string pageNumber(PageNumbers numbers, int number, int inAll) {
    if (numbers == PageNumbers::WithTotal)
        return "第" + std::to_string(number) + "页 共" + std::to_string(inAll) + "页";
    return numbers == PageNumbers::Alone ? "- " + std::to_string(number) + " -" : "";
}

/// A labour contract of three pages, the second and third of which are read as unknown.
inline std::vector<Paper> laborContract(const Identity& who, const std::string& image,
                                        PageNumbers numbers = PageNumbers::WithTotal) {
    const auto foot = [&](int number) { return pageNumber(numbers, number, 3); };
    return {
        page("labor-contract",
             {"劳动合同书", "甲方（用人单位）：天津云帆试作商贸有限公司", "乙方（劳动者）：" + who.name,
              "居民身份证号码：" + who.idNumber, "第一条 合同期限", "固定期限三年。", "第二条 工作内容", "店员",
              "第三条 工作时间", foot(1)},
             {{"name", text(who.name)}, {"id_number", text(who.idNumber)}, {"end_date", date(daysFrom(today, 400))}},
             {image, 1, 0}),
        unknownPage({"实行标准工时工作制。", "第四条 劳动报酬", "每月十日支付。", "第五条 社会保险", "按国家规定缴纳。",
                     "第六条 劳动纪律", "第七条 合同变更", foot(2)},
                    {image, 2, 0}),
        unknownPage(
            {"第八条 违约责任", "第九条 争议解决", "甲方（盖章）：", "乙方（签字）：", "2025年4月20日", foot(3)},
            {image, 3, 0})};
}

inline std::vector<Bundle> bundled(const std::vector<Paper>& papers) {
    return bundlesOf(papers, types(), bundleRules(), today);
}

}  // namespace daiban::cases::made
