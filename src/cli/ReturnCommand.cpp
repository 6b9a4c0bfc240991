#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/Inputs.h"
#include "cli/ReturnSteps.h"
#include "cli/Terminal.h"
#include "cli/Things.h"

namespace daiban::cli {

namespace {

struct ReturnArguments {
    std::string caseKey;
    std::vector<std::string> files;
};

void sayMatches(Context& context, const intake::PageReading& reading, const CertificateMatches& certificate,
                const std::string& recordedFor) {
    if (context.json) {
        base::Json matches = base::Json::array();
        for (const auto& match : certificate.matches)
            matches.push_back({{"case", match.openCase.number},
                               {"verdict", handoff::nameOf(match.verdict)},
                               {"reasons", match.reasons}});
        return context.printLine({{"image", reading.provenance.source},
                                  {"page", reading.provenance.number},
                                  {"document", certificate.document},
                                  {"type", certificate.type},
                                  {"matches", matches},
                                  {"recorded", recordedFor}});
    }
    const auto* type = context.types().find(certificate.type);
    context.out() << reading.provenance.source << "  " << (type == nullptr ? "未识别" : type->name) << "\n";
    if (certificate.matches.empty()) context.out() << "  没有等待此证的办件\n";
    for (const auto& match : certificate.matches) {
        const char* mark = match.verdict == handoff::MatchVerdict::Certain    ? "✓"
                           : match.verdict == handoff::MatchVerdict::Possible ? "?"
                                                                              : "✗";
        context.out() << "  " << mark << " " << match.openCase.number << "\n";
        for (const auto& reason : match.reasons) context.out() << "      " << reason << "\n";
    }
    if (!recordedFor.empty()) context.out() << "  已登记到办件 " << recordedFor << "\n";
}

/// The case the certificate is recorded for: the one a person named, or the one that is certain.
std::optional<store::CaseRecord> caseFor(Context& context, const ReturnArguments& arguments,
                                         const CertificateMatches& certificate) {
    if (!certificate.certain() && arguments.caseKey.empty()) return std::nullopt;
    if (arguments.caseKey.empty()) return caseBy(context, certificate.matches.front().openCase.number);
    const store::CaseRecord named = caseBy(context, arguments.caseKey);
    for (const auto& match : certificate.matches) {
        const bool same = match.openCase.caseId == named.id;
        if (same && match.verdict != handoff::MatchVerdict::None) return named;
    }
    throw base::Error(base::ErrorKind::CheckFailed,
                      "This certificate is not of the applicant of case " + named.number + "; it was not recorded.");
}

int matchCertificates(Context& context, const ReturnArguments& arguments) {
    bool allRecorded = true;
    const int code = readInputs(context, arguments.files, [&](const intake::PageReading& reading) {
        for (const auto& certificate : matchesOf(context, reading)) {
            const auto record = caseFor(context, arguments, certificate);
            if (record)
                recordReturn(context, reading.provenance.source, reading.provenance.number, certificate, *record);
            sayMatches(context, reading, certificate, record ? record->number : "");
            allRecorded = allRecorded && record.has_value();
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
    app.callback([&action, arguments] {
        action = [arguments](Context& context) { return matchCertificates(context, *arguments); };
    });
}

}  // namespace daiban::cli
