#include "cli/ModelProblems.h"

#include <ostream>

#include "base/Sentence.h"
#include "cli/Context.h"

namespace daiban::cli {

int sayProblems(Context& context, const std::vector<base::ModelProblem>& problems, const base::Sentence& of) {
    for (const auto& problem : problems) {
        if (context.json)
            context.printLine(
                {{"file", problem.file.string()}, {"line", problem.line}, {"problem", problem.sentence.text()}});
        else
            context.out() << problem.said() << "\n";
    }
    if (problems.empty()) {
        context.err() << base::Sentence("The {} in {} are in order.", of, context.modelsFolder.string()) << "\n";
        return 0;
    }
    return static_cast<int>(base::ErrorKind::CheckFailed);
}

}  // namespace daiban::cli
