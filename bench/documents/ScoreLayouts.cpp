// score_layouts MODELS [--seeds FROM TO] [--wrong SHARE] [--possible SHARE] [--list] [--type CODE] [--expected]: types
// and fields of drawn layouts (samples/draw/Layouts.h), understood from their text with SHARE of the characters
// misread. Of the fields: found exactly, wrong though valid. With --possible they are read less surely, and in that
// share of them the right character was held possible. With --expected every type that layouts are drawn of is awaited.

#include <cstdio>
#include <cstring>
#include <iostream>
#include <map>
#include <set>

#include "LayoutEvidence.h"
#include "base/Text.h"
#include "documents/Understand.h"

namespace {

using namespace daiban;
using namespace daiban::bench;

struct Tally {
    int all = 0, right = 0, valid = 0, validWrong = 0;
    void print(const std::string& name) const {
        std::printf("%-32s %5d right %5.1f%%  valid and wrong %d of %d = %.2f%%\n", name.c_str(), all,
                    100.0 * right / std::max(1, all), validWrong, valid, 100.0 * validWrong / std::max(1, valid));
    }
};

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return std::cerr << "score_layouts MODELS [--seeds FROM TO] [--wrong SHARE] [--list]\n", 1;
    const auto types = documents::DocumentTypes::load(std::filesystem::path(argv[1]) / "documents");
    const auto today = base::parseIsoDate("2026-11-22").value();
    unsigned from = 1, to = 10;
    double wrong = 0.03;
    std::optional<double> possible;
    bool list = false;
    documents::ExpectedTypes expected;
    std::string only;
    for (int i = 2; i < argc; ++i) {
        if (!std::strcmp(argv[i], "--seeds")) from = std::stoul(argv[i + 1]), to = std::stoul(argv[i + 2]), i += 2;
        else if (!std::strcmp(argv[i], "--wrong")) wrong = std::stod(argv[++i]);
        else if (!std::strcmp(argv[i], "--possible"))
            possible = std::stod(argv[++i]);
        else if (!std::strcmp(argv[i], "--type")) only = argv[++i];
        else if (!std::strcmp(argv[i], "--list")) list = true;
        else if (!std::strcmp(argv[i], "--expected")) expected = samples::layoutTypes();
    }
    std::map<std::string, Tally> byType, byField;
    int known = 0, typed = 0, foreign = 0, accepted = 0;
    for (const auto& code : samples::layoutTypes()) {
        if (!only.empty() && code != only) continue;
        const unsigned many = code == "unknown" ? 10 : 1;
        for (unsigned seed = from; seed < from + (to - from) * many; ++seed) {
            const LayoutEvidence layout(code, seed, wrong, possible);
            const auto read = documents::understand(layout.evidence(), types, today, nullptr, expected);
            const bool right = read.classification.type == code;
            if (code == "unknown") {
                ++foreign, accepted += right ? 0 : 1;
                if (list && !right)
                    std::cout << "ACCEPTED " << seed << " " << layout.titleLine() << " as " << read.classification.type << "\n";
                continue;
            }
            ++known, typed += right ? 1 : 0;
            byType[code].all++, byType[code].right += right ? 1 : 0;
            if (list && !right)
                std::cout << "TYPE " << code << " " << seed << " " << layout.titleLine() << " as " << read.classification.type
                          << "\n";
            const auto fields = documents::extractFields(layout.evidence(), *types.find(code), today);
            for (const auto& [name, printed] : layout.fields()) {
                const auto found = fields.find(name);
                const bool exact = found != fields.end() && layout.isRight(name, found->second);
                for (auto* tally : {&byField["ALL"], &byField[code + "." + name]}) {
                    tally->all++, tally->right += exact ? 1 : 0;
                    if (found == fields.end() || !found->second.valid) continue;
                    tally->valid++, tally->validWrong += exact ? 0 : 1;
                }
                if (list && !exact)
                    std::cout << "FIELD " << code << " " << seed << " " << name << " is " << printed << " read "
                              << (found == fields.end() ? "(none)" : found->second.value)
                              << (found != fields.end() && found->second.valid ? " VALID" : "") << "\n";
            }
        }
    }
    for (const auto& [name, tally] : byType)
        if (tally.right < tally.all) tally.print(name);
    for (const auto& [name, tally] : byField)
        if (tally.right < tally.all && name != "ALL") tally.print(name);
    std::printf("types %d of %d = %.1f%%; foreign accepted %d of %d\n", typed, known, 100.0 * typed / std::max(1, known),
                accepted, foreign);
    byField["ALL"].print("fields");
    return 0;
}
