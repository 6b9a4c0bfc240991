// The tour's frame: its folder, its people, its chapters.
#include <CLI/CLI.hpp>
#include <fstream>
#include <memory>

#include "base/Sentence.h"
#include "cli/AllCommands.h"
#include "cli/Inputs.h"
#include "cli/OutputFile.h"
#include "cli/Tour.h"

namespace daiban::cli {

namespace {

namespace fs = std::filesystem;

constexpr const char* marker = ".daiban-tour";

/// A fresh folder. One that a tour made before is emptied; any other that holds something is left alone.
void prepareFolder(Context& context, const fs::path& folder) {
    std::error_code ignored;
    if (fs::exists(folder, ignored) && !fs::is_empty(folder, ignored) && !fs::exists(folder / marker))
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("{} holds other files; give an empty folder with -o.", folder.string()));
    fs::remove_all(folder, ignored);
    makeFolder(context, folder);
    std::ofstream(folder / marker) << "made by daiban tour; emptied when it runs again\n";
}

}  // namespace

int Tour::tell() {
    prepareFolder(context_, folder_);
    context_.dataFolder = folder_ / "data";
    (void)context_.storeOrNew();
    findOffices();
    welcome();
    readPages();
    checkFirst();
    bringTheRest();
    labelFolder();
    carry(base::Sentence("送往街道和委办局"), {community_, street_, bureau_}, {folderLabel_.token.text});
    certificateComesOut();
    carry(base::Sentence("带回社区"), {bureau_, street_, community_},
          {folderLabel_.token.text, certificateLabel_.token.text});
    matchReturn();
    pickUp();
    return prove();
}

staff::Actor Tour::clerkOf(const std::string& office) const {
    using enum staff::Role;
    if (office == community_) return {.account = "社工 王丽", .office = office, .roles = {CounterWorker, PickupClerk}};
    if (office == street_) return {.account = "街道 陈芳", .office = office, .roles = {StreetClerk}};
    return {.account = "经办 赵敏", .office = office, .roles = {BureauClerk}};
}

void setUpTour(CLI::App& app, Action& action) {
    auto folder = std::make_shared<fs::path>("daiban-tour");
    auto samples = std::make_shared<fs::path>(fs::path(DAIBAN_SAMPLES_FOLDER) / "first-run");
    app.add_option("-o,--output", *folder, "folder for its data and pictures (default ./daiban-tour)")
        ->type_name("DIR");
    app.add_option("--samples", *samples, "folder of the sample pages")->type_name("DIR");
    app.callback([&action, folder, samples] {
        action = [folder, samples](Context& context) { return Tour(context, *folder, *samples).tell(); };
    });
}

}  // namespace daiban::cli
