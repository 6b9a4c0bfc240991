#pragma once

#include <string>

#include "desk/Batches.h"

namespace daiban::cli {

class Context;

/// The sections of a batch, numbered from 1, each with its pages and why it asks.
void sayBatch(Context& context, const desk::BatchView& view);
/// The section with a number as sayBatch() gives it, or the id of the page it begins with. Throws Error{NotFound}.
[[nodiscard]] base::PageId sectionBy(const desk::BatchView& view, const std::string& given);
/// "1,3-5": pages by their place in the batch. Throws Error{BadArguments}.
[[nodiscard]] std::vector<base::PageId> pagesBy(const desk::BatchView& view, const std::string& given);

}  // namespace daiban::cli
