#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "base/Shown.h"
#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/Inputs.h"
#include "cli/Terminal.h"

namespace daiban::cli {

namespace {

struct ReturnArguments {
    std::string caseKey;
    std::string reason;
    bool reject = false;
    bool noCase = false;
    std::vector<std::string> files;
};

void sayMatches(Context& context, const intake::PageReading& reading, const desk::CertificateCandidates& certificate,
                const std::string& recordedFor) {
    if (context.json) {
        base::Json matches = base::Json::array();
        for (const auto& match : certificate.matches)
            matches.push_back({{"case", match.openCase.number},
                               {"verdict", handoff::nameOf(match.verdict)},
                               {"reasons", base::textsOf(match.reasons)}});
        return context.printLine({{"image", reading.provenance.source},
                                  {"page", reading.provenance.number},
                                  {"document", certificate.document},
                                  {"type", certificate.type},
                                  {"matches", matches},
                                  {"recorded", recordedFor}});
    }
    const auto* type = context.types().find(certificate.type);
    context.out() << base::Sentence("{}  {}", reading.provenance.source,
                                    type == nullptr ? base::Sentence("未识别") : base::Sentence::verbatim(type->name))
                  << "\n";
    if (certificate.matches.empty()) context.out() << base::Sentence("  没有等待此证的办件") << "\n";
    for (const auto& match : certificate.matches) {
        const char* mark = match.verdict == handoff::MatchVerdict::Certain    ? "✓"
                           : match.verdict == handoff::MatchVerdict::Possible ? "?"
                                                                              : "✗";
        context.out() << "  " << mark << " " << match.openCase.number << "\n";
        for (const auto& reason : match.reasons) context.out() << "      " << reason << "\n";
    }
    if (!recordedFor.empty()) context.out() << base::Sentence("  已登记到办件 {}", recordedFor) << "\n";
}

/// The case the certificate is recorded for: the one a person named, or the one that is certain; empty: none.
std::string caseFor(const ReturnArguments& arguments, const desk::CertificateCandidates& certificate) {
    if (!arguments.caseKey.empty()) return arguments.caseKey;
    return certificate.certain() ? certificate.matches.front().openCase.number : "";
}

/// Records it where a person said so or it is certain; else nothing.
desk::ReturnAnswer decide(Context& context, const ReturnArguments& arguments, const intake::PageReading& reading,
                          const desk::CertificateCandidates& certificate) {
    const std::string caseKey = caseFor(arguments, certificate);
    if (caseKey.empty() && !arguments.noCase) return {};
    const auto decision = arguments.noCase   ? handoff::ReturnDecision::NoCase
                          : arguments.reject ? handoff::ReturnDecision::Rejected
                                             : handoff::ReturnDecision::Confirmed;
    auto answer = context.desk().returns.decide(context.actor(), {.id = {},
                                                                  .file = reading.provenance.source,
                                                                  .page = reading.provenance.number,
                                                                  .certificate = certificate,
                                                                  .decision = decision,
                                                                  .caseKey = caseKey,
                                                                  .reason = arguments.reason});
    if (!answer.problem.empty()) answer.caseNumber.clear();
    return answer;
}

int matchCertificates(Context& context, const ReturnArguments& arguments) {
    bool allRecorded = true;
    const auto& returns = context.desk().returns;
    const int code = readInputs(context, arguments.files, [&](const intake::PageReading& reading) {
        for (const auto& certificate : returns.match(context.actor(), reading)) {
            const auto [problem, recordedFor] = decide(context, arguments, reading, certificate);
            sayMatches(context, reading, certificate, recordedFor);
            if (!problem.empty()) context.err() << "daiban: " << problem << "\n";
            allRecorded = allRecorded && !recordedFor.empty();
        }
    });
    if (code != 0) return code;
    return allRecorded ? 0 : static_cast<int>(base::ErrorKind::CheckFailed);
}

}  // namespace

void setUpReturn(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<ReturnArguments>();
    app.add_option("inputs", arguments->files, "scans of returned certificates")->required()->type_name("IMAGE|PDF");
    app.add_option("--case", arguments->caseKey, "a person's yes: it is this case's")->type_name("CASE");
    app.add_option("--reason", arguments->reason, "why, where the papers alone do not say so")->type_name("TEXT");
    app.add_flag("--reject", arguments->reject, "it is not the case's; takes back an earlier yes");
    app.add_flag("--no-case", arguments->noCase, "no case here waits for it");
    app.callback([&action, arguments] {
        action = [arguments](Context& context) { return matchCertificates(context, *arguments); };
    });
}

}  // namespace daiban::cli
