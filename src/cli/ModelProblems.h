#pragma once

#include <string_view>
#include <vector>

#include "base/Yaml.h"

namespace daiban::cli {

class Context;

/// Prints what is wrong in model files, a line each. Returns 0 when nothing is, else the code of a failed check.
int sayProblems(Context& context, const std::vector<base::ModelProblem>& problems, const base::Sentence& of);

}  // namespace daiban::cli
