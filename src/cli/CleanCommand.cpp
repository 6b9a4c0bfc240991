#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <memory>
#include <ostream>

#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/Inputs.h"
#include "cli/OutputFile.h"
#include "imaging/EvenLight.h"
#include "imaging/Uncurl.h"

namespace daiban::cli {

namespace {

/// As it is looked at and kept: bent rows straightened, shadows taken off. Reading is done on the picture before that:
/// it reads no better after.
cv::Mat asShown(const cv::Mat& upright) {
    return imaging::evenLight(imaging::straightenedBy(imaging::measureCurl(upright), upright));
}

/// Files of one name from several folders keep apart: a, a-2, a-3.
class Stems {
  public:
    std::string of(const std::string& source) {
        const std::string stem = std::filesystem::path(source).stem().string();
        auto& sources = sources_[stem];
        auto found = std::find(sources.begin(), sources.end(), source);
        if (found == sources.end()) found = sources.insert(sources.end(), source);
        const auto place = found - sources.begin();
        return place == 0 ? stem : fmt::format("{}-{}", stem, place + 1);
    }

  private:
    std::map<std::string, std::vector<std::string>> sources_;
};

}  // namespace

void setUpClean(CLI::App& app, Action& action) {
    auto files = std::make_shared<std::vector<std::string>>();
    auto folder = std::make_shared<std::filesystem::path>();
    auto asScanned = std::make_shared<bool>(false);
    app.add_option("inputs", *files, "images or PDF files")->required()->type_name("IMAGE|PDF");
    app.add_option("-o,--output", *folder, "folder for the documents cut out, one PNG each")
        ->required()
        ->type_name("DIR");
    app.add_flag("--as-scanned", *asScanned, "leave shadows and bent rows as they came");
    app.callback([&action, files, folder, asScanned] {
        action = [files, folder, asScanned](Context& context) {
            context.inputs.assign(files->begin(), files->end());
            makeFolder(context, *folder);
            Stems stems;
            return readInputs(
                context, *files,
                [&](const intake::PageReading& reading) {
                    const std::string stem = stems.of(reading.provenance.source);
                    int number = 0;
                    for (const auto& document : reading.documents) {
                        const auto file =
                            *folder / fmt::format("{}-p{}-d{}.png", stem, reading.provenance.number, ++number);
                        const cv::Mat picture = *asScanned ? document.clean.pixels : asShown(document.clean.pixels);
                        writeFile(context, file,
                                  page::encodeImage(picture, document.clean.dpi, page::ImageFormat::Png));
                        if (context.json)
                            context.printLine({{"image", reading.provenance.source},
                                               {"page", reading.provenance.number},
                                               {"document", number - 1},
                                               {"file", file.string()},
                                               {"quad", base::toJson(document.clean.quad)},
                                               {"rotation", static_cast<int>(document.clean.turn)},
                                               {"skew_deg", document.clean.skewDegrees}});
                        else
                            context.out() << file.string() << "\n";
                    }
                },
                intake::ReadingDepth::Pictures);
        };
    });
}

}  // namespace daiban::cli
