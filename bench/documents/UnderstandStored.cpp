// understand_stored MODELS STORED [--expected|--unexpected] > PRED.jsonl: types and fields of what store_readings kept, in
// the form of `daiban read --json`, for score.py and valid_wrong.py. With --expected each document is judged as if its
// item asked for its own type by the truth (NAME.json beside the picture) and nineteen others, with --unexpected for
// twenty others. What is called one of those though it is not is said on stderr.

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>

#include "StoredReadings.h"
#include "base/Json.h"
#include "base/Text.h"

namespace {

using namespace daiban;
using namespace daiban::bench;

base::Json fieldsOf(const documents::Document& document) {
    base::Json out = base::Json::object();
    for (const auto& [name, field] : document.fields)
        out[name] = {{"value", field.value},
                     {"iso", field.iso},
                     {"confidence", field.confidence.value()},
                     {"valid", field.valid}};
    return out;
}

/// What the truth says the document at `quad` is; "unknown" where it says nothing.
std::string trueTypeOf(const StoredPage& page, const base::Quad& quad) {
    std::ifstream file(std::filesystem::path(page.folder) / std::filesystem::path(page.image).replace_extension("json"));
    if (!file) return "unknown";
    const auto truth = base::Json::parse(file);
    std::string type = "unknown";
    double most = 0.3;
    for (const auto& document : truth.value("documents", base::Json::array())) {
        const double overlap = base::intersectionOverUnion(quad, base::quadFromJson(document.at("quad")));
        if (overlap > most) most = overlap, type = document.at("type").get<std::string>();
    }
    return type;
}

/// Twenty types of an item; `own` among them or not.
documents::ExpectedTypes itemWith(const std::string& own, bool asksForIt, const documents::DocumentTypes& types,
                                  std::mt19937& dice) {
    constexpr std::size_t asked = 20;
    documents::ExpectedTypes out;
    for (const auto& type : types.all())
        if (type.code != own) out.push_back(type.code);
    std::shuffle(out.begin(), out.end(), dice);
    out.resize(std::min(out.size(), asked));
    if (asksForIt && own != documents::unknownType) out.back() = own;
    return out;
}

bool isIn(const documents::ExpectedTypes& expected, const std::string& type) {
    return std::find(expected.begin(), expected.end(), type) != expected.end();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return std::cerr << "understand_stored MODELS STORED [--expected|--unexpected] > PRED.jsonl\n", 1;
    const std::string_view mode = argc > 3 ? argv[3] : "";
    std::mt19937 dice(1);
    const auto types = documents::DocumentTypes::load(std::filesystem::path(argv[1]) / "documents");
    const auto today = base::parseIsoDate("2026-11-22").value();
    for (const auto& page : readStoredPages(argv[2])) {
        base::Json documents = base::Json::array();
        for (const auto& stored : page.documents) {
            documents::ExpectedTypes expected;
            if (!mode.empty()) {
                const std::string own = trueTypeOf(page, stored.clean.quad);
                expected = itemWith(own, mode == "--expected", types, dice);
                const auto is = documents::classify(stored.evidence(), types, nullptr, expected);
                if (is.type != own && isIn(expected, is.type))
                    std::cerr << page.image << " " << own << " called " << is.type << " "
                              << is.confidence.value() << "\n";
            }
            const auto read = documents::understand(stored.evidence(), types, today, nullptr, expected);
            documents.push_back({{"type", read.classification.type},
                                 {"confidence", read.classification.confidence.value()},
                                 {"reasons", read.classification.reasons},
                                 {"quad", base::toJson(stored.clean.quad)},
                                 {"fields", fieldsOf(read)},
                                 {"text", stored.text.all()}});
        }
        std::cout << base::Json{{"image", page.image}, {"rotation", page.rotation}, {"documents", documents}}.dump()
                  << "\n";
    }
    return 0;
}
