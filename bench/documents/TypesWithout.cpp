#include "TypesWithout.h"

#include <unistd.h>

#include <fstream>

namespace daiban::bench {

namespace fs = std::filesystem;

documents::DocumentTypes typesWithout(const fs::path& folder, const std::vector<std::string>& codes, LeftOut leftOut,
                                      Calibrated calibrated) {
    const fs::path copy = fs::temp_directory_path() / ("daiban-types-" + std::to_string(::getpid()));
    fs::remove_all(copy);
    fs::copy(folder, copy, fs::copy_options::recursive);
    if (calibrated == Calibrated::No) fs::remove(copy / "shared" / "calibration.yaml");
    for (const auto& code : codes) {
        const fs::path file = copy / (code + ".yaml");
        fs::remove(file);
        if (leftOut == LeftOut::Words)
            std::ofstream(file) << "code: " << code
                                << "\nname: 新表\ngroup: local\nuntitled: true\ncues: [印不出来的字样]\n";
    }
    auto types = documents::DocumentTypes::load(copy);
    fs::remove_all(copy);
    return types;
}

}  // namespace daiban::bench
