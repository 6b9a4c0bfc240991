#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "base/Shown.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/Inputs.h"
#include "cli/ManualDuplex.h"
#include "cli/OutputFile.h"
#include "cli/ScanBatch.h"
#include "scanners/PageSource.h"
#include "scanners/ScanError.h"

namespace daiban::cli {

namespace {

using scanners::ScanMode;
using scanners::ScanSource;

const std::map<std::string, ScanSource> sourceNames{{"flatbed", ScanSource::Flatbed},
                                                    {"adf", ScanSource::Adf},
                                                    {"adf-duplex", ScanSource::AdfDuplex},
                                                    {"auto", ScanSource::Auto}};
const std::map<std::string, ScanMode> modeNames{
    {"color", ScanMode::Color}, {"gray", ScanMode::Gray}, {"bw", ScanMode::BlackWhite}};

template <class Value>
std::string nameOf(const std::map<std::string, Value>& names, Value value) {
    for (const auto& [name, named] : names)
        if (named == value) return name;
    return "?";
}

int listDevices(Context& context) {
    const auto devices = scanners::allDevices(context.scanWorker());
    for (const auto& device : devices) {
        if (!context.json) {
            context.out() << base::shown(device.name) << "  " << base::shown(device.label) << " (" << device.kind
                          << ")\n";
            continue;
        }
        context.printLine({{"device", device.name}, {"label", device.label}, {"kind", device.kind}});
    }
    if (devices.empty())
        context.err()
            << "daiban: "
            << base::Sentence(
                   "No scanner was found; switch it on, plug it in and try again (folder:/PATH reads a folder as one).")
            << "\n";
    return 0;
}

struct ScanArguments {
    scanners::ScanOptions options;
    std::filesystem::path folder;
    std::vector<std::string> settings;
    int paperSeconds = 0;
    std::string manualDuplex;  ///< "fronts", "backs", "collate"; empty: not by hand
    bool isBatch = false;
    bool noRead = false;
    std::string into;
    std::vector<std::string> files;
};

/// The next free place of a page.
std::filesystem::path placeOf(const ScanArguments& arguments, int& number) {
    if (!arguments.manualDuplex.empty())
        return ManualDuplex(arguments.folder).next(arguments.manualDuplex == "fronts" ? "front" : "back");
    while (std::filesystem::exists(arguments.folder / fmt::format("page-{:04}.png", ++number))) {
    }
    return arguments.folder / fmt::format("page-{:04}.png", number);
}

int collate(Context& context, const ScanArguments& arguments) {
    for (const auto& page : ManualDuplex(arguments.folder).collate())
        if (context.json)
            context.printLine({{"file", page.string()}});
        else
            context.out() << page.string() << "\n";
    return 0;
}

scanners::ScanOptions optionsOf(ScanArguments arguments) {
    for (const std::string& setting : arguments.settings) {
        const auto equals = setting.find('=');
        if (equals == std::string::npos)
            throw base::Error(base::ErrorKind::BadArguments, base::Sentence("--set {} must be NAME=VALUE.", setting));
        arguments.options.deviceSettings.emplace_back(setting.substr(0, equals), setting.substr(equals + 1));
    }
    arguments.options.paperPatience = std::chrono::seconds(arguments.paperSeconds);
    return arguments.options;
}

int scan(Context& context, const ScanArguments& arguments) {
    const auto options = optionsOf(arguments);
    if (arguments.isBatch)
        return scanBatch(
            context, {.id = arguments.into, .options = options, .files = arguments.files, .read = !arguments.noRead});
    if (arguments.manualDuplex == "collate" && !arguments.folder.empty()) {
        makeFolder(context, arguments.folder);
        return collate(context, arguments);
    }
    if (arguments.folder.empty() || options.device.empty() || !arguments.files.empty())
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("Say which scanner (--device) and into which folder (-o), or --batch."));
    makeFolder(context, arguments.folder);
    int number = 0;
    // A page is written before the next is asked for, so those before a jam are kept.
    const auto keep = [&](const page::Page& page) {
        const auto file = placeOf(arguments, number);
        writeFile(context, file, page::encodeImage(page.pixels, page.dpi, page::ImageFormat::Png));
        if (context.json)
            context.printLine(
                {{"file", file.string()}, {"width", page.width()}, {"height", page.height()}, {"dpi", page.dpi}});
        else
            context.out() << file.string() << std::endl;
        return true;
    };
    const int pages = scanners::openPageSource(options.device, context.scanWorker())->scan(options, keep);
    context.err() << (pages == 1 ? base::Sentence("{} page scanned.", pages)
                                 : base::Sentence("{} pages scanned.", pages))
                  << "\n";
    return arguments.manualDuplex == "backs" ? collate(context, arguments) : 0;
}

}  // namespace

void setUpDevices(CLI::App& app, Action& action) {
    app.callback([&action] { action = listDevices; });
}

void setUpScan(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<ScanArguments>();
    auto& options = arguments->options;
    app.add_option("--device", options.device, "as `daiban devices` names it")->type_name("DEVICE");
    app.add_option("--source", options.source,
                   "where the paper lies (default flatbed; auto: the feeder if it has paper, else the glass)")
        ->transform(CLI::CheckedTransformer(sourceNames));
    app.add_option("--mode", options.mode, "colours (default color)")->transform(CLI::CheckedTransformer(modeNames));
    app.add_option("--dpi", options.dpi, "dots per inch (default 300)")->check(CLI::Range(50, 1200));
    app.add_option("--pages", options.maxPages, "at most so many pages (default: until the feeder is empty)")
        ->check(CLI::Range(0, 10000));
    app.add_option("--wait", arguments->paperSeconds, "seconds that an empty feeder is waited for")
        ->check(CLI::Range(0, 3600));
    app.add_option("--manual-duplex", arguments->manualDuplex,
                   "both sides in two runs: fronts, then the stack turned over and backs (collate: try again)")
        ->check(CLI::IsMember({"fronts", "backs", "collate"}));
    app.add_option("--set", arguments->settings, "a setting of the device itself")->type_name("NAME=VALUE");
    app.add_option("-o,--output", arguments->folder, "folder for the pages, one PNG each")->type_name("DIR");
    app.add_flag("--batch", arguments->isBatch,
                 "a stack for many residents: kept page by page, parted by separators (patch T, `slip separator`)");
    app.add_option("--into", arguments->into, "go on with that batch: nothing is taken twice")->type_name("BATCH");
    app.add_flag("--no-read", arguments->noRead, "keep the pages only; `batch read` reads them");
    app.add_option("files", arguments->files, "files in place of a scanner, for --batch")->type_name("FILE");
    app.callback(
        [&action, arguments] { action = [arguments](Context& context) { return scan(context, *arguments); }; });
}

}  // namespace daiban::cli
