#pragma once

#include <string>

#include "base/Words.h"
#include "desk/Quality.h"

namespace daiban::desk {

/// Every page with what machines and a person say of it, as a table for a spreadsheet (CSV), in the language of
/// `words`.
[[nodiscard]] std::string qualityTable(const QualityReport& report, const base::Words& words);

/// What a person said, in words: 合格, or what is wrong.
[[nodiscard]] base::Sentence sentenceOf(const store::QualityVerdict& verdict);

}  // namespace daiban::desk
