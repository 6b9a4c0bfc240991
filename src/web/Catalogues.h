#pragma once

#include "base/Words.h"
#include "desk/Catalogue.h"
#include "web/Request.h"

namespace daiban::web {

/// The program's words in each language a browser may ask for.
struct Catalogues {
    base::Words chinese = desk::wordsIn(base::chinese);
    base::Words english = desk::wordsIn(base::english);

    [[nodiscard]] const base::Words& in(Language language) const {
        return language == Language::English ? english : chinese;
    }
};

}  // namespace daiban::web
