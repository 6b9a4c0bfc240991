#include "cli/GateVoice.h"

#include <ostream>

#include "cli/Context.h"

namespace daiban::cli {

using desk::GateOutcome;

void GateVoice::answer(const desk::GateAnswer& answer) {
    hooks_.run(answer.outcome);
    if (context_.json)
        return context_.printLine({{"scan", answer.scan.text()},
                                   {"outcome", desk::nameOf(answer.outcome)},
                                   {"number", answer.number},
                                   {"sentence", answer.sentence.text()},
                                   {"signed", answer.signedFor},
                                   {"missing", answer.missing},
                                   {"late", answer.late}});
    auto& out = context_.out();
    out << base::word(desk::chineseNameOf(answer.outcome)) << "  ";
    if (!answer.number.empty()) out << answer.number << "  ";
    out << answer.sentence;
    if (answer.outcome == GateOutcome::Ok)
        out << base::Sentence("（已签 {}，还缺 {}）", answer.signedFor, answer.missing);
    out << std::endl;
}

void GateVoice::unread() {
    hooks_.run(GateOutcome::Unknown);
    say(base::Sentence("Part of a code was lost; scan it again."));
}

void GateVoice::say(const base::Sentence& sentence) {
    context_.err() << "daiban: " << sentence << std::endl;
}

}  // namespace daiban::cli
