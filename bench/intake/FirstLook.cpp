// How long the first answer (what each document is, its key fields) takes beside the full reading, and how often it is
// the same. Times are of one core: what else the machine does does not count.
//   bench_first_look MODELS FOLDER [--every N]
// FOLDER holds specimens: NAME.jpg with the truth in NAME.json.
#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <map>
#include <numeric>
#include <sstream>

#include "base/Json.h"
#include "base/Text.h"
#include "intake/readPage.h"
#include "page/PageFile.h"

namespace {

using namespace daiban;
namespace fs = std::filesystem;

double secondsOfWork() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

base::Json truthOf(const fs::path& image) {
    std::stringstream text;
    text << std::ifstream(fs::path(image).replace_extension(".json")).rdbuf();
    return base::parseJson(text.str(), base::Sentence::verbatim(image.string()));
}

/// The smaller a paper is: by its longer side in millimetres or, without a known resolution, by its type's size.
bool isCard(const documents::DocumentType* type) {
    return type != nullptr && !type->sizes.empty() && std::max(type->sizes[0].width, type->sizes[0].height) < 130;
}

struct Sums {
    std::vector<double> first, share;
    int same = 0, documents = 0, keysFound = 0, keys = 0;
};

double quantile(std::vector<double> values, double part) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return std::cerr << "bench_first_look MODELS FOLDER [--every N]\n", 1;
    const fs::path models = argv[1];
    const fs::path folder = argv[2];
    const std::size_t every = argc > 4 ? std::stoul(argv[4]) : 1;
    const auto types = documents::DocumentTypes::load(models / "documents");
    const auto reader = text::openTextReader("auto", models / "words");
    const intake::ReadingTools tools{
        .reader = *reader, .types = types, .today = base::parseIsoDate("2026-11-22").value()};
    std::vector<fs::path> images;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".jpg") images.push_back(entry.path());
    std::sort(images.begin(), images.end());
    std::map<std::string, Sums> byKind;
    for (std::size_t n = 0; n < images.size(); n += every) {
        const auto file = page::PageFile::open(images[n]);
        const page::Page page = file.page(1);
        const double start = secondsOfWork();
        double first = 0;
        intake::PageReading firstLook;
        const auto full = intake::readPage(page, tools, {}, [&](const intake::PageReading& reading) {
            first = secondsOfWork() - start;
            firstLook = reading;
        });
        const double all = secondsOfWork() - start;
        const base::Json truth = truthOf(images[n]);
        if (truth["documents"].empty()) continue;
        const auto* type = types.find(truth["documents"][0]["type"].get<std::string>());
        Sums& sums = byKind[full.quality.blank              ? "blank"
                            : truth["documents"].size() > 1 ? "several"
                            : isCard(type)                  ? "card"
                                                            : "sheet"];
        sums.first.push_back(first);
        sums.share.push_back(first / all);
        for (std::size_t i = 0; i < full.documents.size(); ++i) {
            if (i >= firstLook.documents.size()) {
                ++sums.documents;
                std::cout << images[n].filename().string() << ": a document was seen later\n";
                continue;
            }
            const auto& whole = full.documents[i].document;
            const auto& glance = firstLook.documents[i].document;
            ++sums.documents;
            if (whole.classification.type == glance.classification.type)
                ++sums.same;
            else
                std::cout << images[n].filename().string() << ": " << glance.classification.type << " for "
                          << whole.classification.type << "\n";
            const auto* known = types.find(whole.classification.type);
            if (known == nullptr) continue;
            for (const auto& key : known->keyFields) {
                const auto wanted = whole.fields.find(key);
                if (wanted == whole.fields.end()) continue;
                ++sums.keys;
                const auto found = glance.fields.find(key);
                if (found != glance.fields.end() && found->second.value == wanted->second.value) ++sums.keysFound;
            }
        }
        std::cout << images[n].filename().string() << " " << std::fixed << std::setprecision(3) << first << " of "
                  << all << " " << first / all << " lines " << firstLook.documents[0].text.lines.size() << "/"
                  << full.documents[0].text.lines.size() << " finding and turning " << firstLook.seconds.clean << "\n"
                  << std::flush;
    }
    for (const auto& [kind, sums] : byKind)
        std::cout << kind << " (" << sums.first.size() << " pages): first answer p50 " << quantile(sums.first, 0.5)
                  << " s, p95 " << quantile(sums.first, 0.95) << " s; share of the full reading mean "
                  << std::accumulate(sums.share.begin(), sums.share.end(), 0.0) / static_cast<double>(sums.share.size())
                  << ", largest " << quantile(sums.share, 1) << "; same type " << sums.same << " of " << sums.documents
                  << ", same key fields " << sums.keysFound << " of " << sums.keys << "\n";
}
