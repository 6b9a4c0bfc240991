#include "desk/Catalogue.h"

#include <cstdlib>
#include <filesystem>

namespace daiban::desk {

base::Words wordsIn(std::string_view language) {
    // The words are the program's, not the station's: models of its own may be older.
    const char* models = std::getenv("DAIBAN_MODELS");
    std::error_code none;
    for (const std::filesystem::path folder : {DAIBAN_MODELS_FOLDER, models == nullptr ? "" : models})
        if (!folder.empty() && std::filesystem::exists(folder / "languages", none))
            return base::Words::load(folder / "languages", language);
    return {};
}

}  // namespace daiban::desk
