#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "imaging/FindDocuments.h"
#include "page/Page.h"

namespace daiban::imaging {

enum class QualityWarning { Blurred, Glare, TooDark, TooBright, LowResolution, CutOff };

struct Quality {
    double dpi = 0;      ///< of the page; 0: unknown
    bool blank = false;  ///< nothing but paper (and perhaps show-through); the page is kept all the same
    double sharpness = 0;
    std::vector<QualityWarning> warnings;
};

[[nodiscard]] Quality judgeQuality(const page::Page& page);
/// The same where the page's documents are known already: finding them is most of the work.
[[nodiscard]] Quality judgeQuality(const page::Page& page, const std::vector<FoundDocument>& documents);
[[nodiscard]] std::string_view codeOf(QualityWarning warning);      ///< "blurred", ... as in the JSON
[[nodiscard]] std::string_view sentenceOf(QualityWarning warning);  ///< "画面模糊，请重扫。"

}  // namespace daiban::imaging
