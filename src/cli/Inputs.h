#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "intake/readPages.h"

namespace daiban::cli {

class Context;
class Progress;

/// Says on stderr why an input could not be read. Returns its exit code.
int sayFailure(Context& context, const intake::PageOutcome& outcome);

/// Reads every page of the files with progress, hands those that could be read to `onPage`, in order, and says of
/// the others why not (with --json also as an object with "error"). `expectedTypes` are those an item asks for. Returns the exit code of the first failure or 0.
int readInputs(Context& context, const std::vector<std::string>& files,
               const std::function<void(const intake::PageReading&)>& onPage,
               intake::ReadingDepth depth = intake::ReadingDepth::Everything,
               const std::vector<std::string>& expectedTypes = {});

/// Opens each file and hands every page over, in order, not looked into; for commands that need no reading. `workers`
/// as Context gives them. Returns as readInputs.
int openInputs(Context& context, const std::vector<std::string>& files, intake::PageWorkers* workers,
               const std::function<void(const page::PageBytes&, const intake::PageRequest&)>& onPage);

/// Shows in the line of progress what is known of a page before it is read; empty where no such line is shown, for a
/// first look costs time.
[[nodiscard]] intake::OnFirstLook firstLookFor(Context& context, Progress& progress);

/// Writes a whole file as OutputFile does.
void writeFile(Context& context, const std::filesystem::path& file, const std::string& bytes);

}  // namespace daiban::cli
