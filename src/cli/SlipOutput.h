#pragma once

#include <filesystem>
#include <string>

#include "cli/Commands.h"
#include "printing/slips/Slip.h"

namespace daiban::cli {

/// Writes a slip as PDF and says so. Throws Error{BadArguments} for a file that is no .pdf.
int writeSlip(Context& context, const std::filesystem::path& output, const std::string& kind,
              const printing::SlipDesign& design, const printing::SlipContent& content);

void setUpSlipDesigns(CLI::App& app, Action& action);  ///< slip sample, list and validate

}  // namespace daiban::cli
