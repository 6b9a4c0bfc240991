#include "cli/ModelProblems.h"

#include <ostream>

#include "cli/Context.h"

namespace daiban::cli {

int sayProblems(Context& context, const std::vector<base::ModelProblem>& problems, std::string_view of) {
    for (const auto& problem : problems) {
        if (context.json)
            context.printLine({{"file", problem.file.string()}, {"line", problem.line}, {"problem", problem.sentence}});
        else
            context.out() << problem.text() << "\n";
    }
    if (problems.empty()) {
        context.err() << "The " << of << " in " << context.modelsFolder.string() << " are in order.\n";
        return 0;
    }
    return static_cast<int>(base::ErrorKind::CheckFailed);
}

}  // namespace daiban::cli
