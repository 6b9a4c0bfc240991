#pragma once

#include <map>
#include <string>
#include <utility>

#include "cases/bundles/Paper.h"

namespace daiban::intake {

/// Knows the pages of files again: what was handed in twice as the same file is one copy, whatever it is called.
class Repeats {
  public:
    /// `sha256`: of the file; `number`: of the page in it. Says in the paper which earlier one it repeats.
    void look(const std::string& sha256, int number, cases::Paper& paper) {
        if (sha256.empty()) return;
        const auto [first, isNew] = seen_.try_emplace({{sha256, number}, paper.place.document}, paper.place);
        if (!isNew) paper.repeats = first->second;
    }

  private:
    std::map<std::pair<std::pair<std::string, int>, int>, cases::PaperPlace> seen_;
};

}  // namespace daiban::intake
