#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "cli/AllCommands.h"
#include "printing/labels/LabelDesign.h"

namespace daiban::cli {

/// Arguments of the label commands.
struct LabelArguments {
    std::string key;
    std::vector<std::string> keys;
    std::string design;
    std::string desk;
    std::string printer;
    std::string id;
    std::filesystem::path output;
    double dpi = 0;
    double gap = 2;
    std::string sheet;
    std::string kind = "folder";
    std::string calibration;
    int start = 1;
    std::vector<int> skip;
};

/// A design of models/labels for that kind of thing. Throws Error{BadArguments} for another kind's.
[[nodiscard]] printing::LabelDesign designNamed(Context& context, const std::string& name, codes::TokenKind kind);
/// Throws Error{BadArguments} unless a file or a printer is given.
void mustGoSomewhere(const LabelArguments& arguments);
/// -o, --printer and --id; `files` says what is written.
void addTarget(CLI::App* sub, const std::shared_ptr<LabelArguments>& arguments, const char* files);

void setUpA4Labels(CLI::App& app, Action& action);  ///< label a4
void setUpPrinting(CLI::App& app, Action& action);  ///< label queue and reprint
void setUpPrinters(CLI::App& app, Action& action);  ///< label printer and calibrate

}  // namespace daiban::cli
