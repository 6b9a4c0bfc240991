// How many cards copied onto sheets are found, how well their corners fit, and how many are invented on sheets without
// any. Everything is drawn (samples/draw/CopiedCards.h) from seeds that follow one another: fit on some, judge on
// others. The pages' dpi is told for every other sheet.
//   score_copies MODELS FIRST_SEED SHEETS FORMS [--first-look] [--save DIR]
#include <algorithm>
#include <ctime>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <map>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "base/Json.h"
#include "base/Text.h"
#include "intake/readPage.h"
#include "samples/draw/CopiedCards.h"

namespace {

using namespace daiban;

/// A found document with less overlap than this is another one.
constexpr double sameDocument = 0.5;

double secondsOfWork() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

struct Sums {
    int documents = 0, found = 0, good = 0, typed = 0, surplus = 0, pages = 0;
    double overlap = 0, seconds = 0;
};

base::Quad quadFrom(const nlohmann::ordered_json& json) {
    base::Quad quad;
    for (std::size_t i = 0; i < 4; ++i) quad[i] = {json[i][0].get<double>(), json[i][1].get<double>()};
    return quad;
}

page::Page pageOf(const samples::DrawnPage& drawn, bool knownDpi) {
    std::vector<unsigned char> bytes = samples::encodeJpeg(drawn, 80);
    page::Page page;
    page.pixels = cv::imdecode(bytes, cv::IMREAD_ANYCOLOR);
    page.dpi = knownDpi ? drawn.dpi : 0;
    return page;
}

void save(const std::filesystem::path& file, const page::Page& page, const samples::DrawnPage& drawn,
          const intake::PageReading& reading) {
    cv::Mat picture;
    const double scale = 900.0 / std::max(page.width(), page.height());
    cv::resize(page.pixels, picture, {}, scale, scale, cv::INTER_AREA);
    if (picture.channels() == 1) cv::cvtColor(picture, picture, cv::COLOR_GRAY2BGR);
    const auto outline = [&](const base::Quad& quad, const cv::Scalar& colour) {
        std::vector<cv::Point> points;
        for (const auto& p : quad) points.emplace_back(cvRound(p.x * scale), cvRound(p.y * scale));
        cv::polylines(picture, points, true, colour, 1, cv::LINE_AA);
        cv::circle(picture, points[0], 4, colour);
    };
    for (const auto& document : drawn.truth["documents"]) outline(quadFrom(document["quad"]), {0, 180, 0});
    for (const auto& document : reading.documents) outline(document.clean.quad, {0, 0, 255});
    cv::imwrite(file.string(), picture);
}

/// Counts one page; says on which document what went wrong.
void count(const samples::DrawnPage& drawn, const intake::PageReading& reading, const std::string& name,
           std::map<std::string, Sums>& byKind) {
    std::vector<bool> used(reading.documents.size(), false);
    for (const auto& truth : drawn.truth["documents"]) {
        const std::string type = truth["type"];
        double best = 0;
        std::size_t at = 0;
        for (std::size_t i = 0; i < reading.documents.size(); ++i) {
            const double overlap =
                base::intersectionOverUnion(quadFrom(truth["quad"]), reading.documents[i].clean.quad);
            if (!used[i] && overlap > best) best = overlap, at = i;
        }
        Sums& sums = byKind[type];
        ++sums.documents;
        sums.overlap += best;
        sums.good += best > 0.9 ? 1 : 0;
        const bool found = best >= sameDocument;
        if (found) used[at] = true, ++sums.found;
        const std::string read = found ? reading.documents[at].document.classification.type : "nothing";
        sums.typed += read == type ? 1 : 0;
        if (best < 0.9 || read != type)
            std::cout << name << " " << type << ": overlap " << best << ", read as " << read << "\n";
    }
    const auto surplus = static_cast<int>(std::count(used.begin(), used.end(), false));
    if (surplus > 0 && !drawn.truth["documents"].empty()) std::cout << name << ": " << surplus << " too many\n";
    byKind[drawn.truth["documents"].empty() ? "none" : drawn.truth["documents"][0]["type"]].surplus += surplus;
}

void print(const std::string& kind, const Sums& s) {
    const double n = std::max(1, s.documents);
    std::cout << std::fixed << std::setprecision(3) << kind << ": " << s.documents << " documents, found "
              << s.found / n << ", mean overlap " << s.overlap / n << ", over 0.9 " << s.good / n << ", type right "
              << s.typed / n << ", too many " << s.surplus << "\n";
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 5) return std::cerr << "score_copies MODELS FIRST_SEED SHEETS FORMS [--first-look] [--save DIR]\n", 1;
    const std::filesystem::path models = argv[1];
    const auto first = static_cast<std::uint32_t>(std::stoul(argv[2]));
    const int sheets = std::stoi(argv[3]), forms = std::stoi(argv[4]);
    std::filesystem::path folder;
    bool firstLook = false;
    for (int i = 5; i < argc; ++i) {
        if (std::string_view(argv[i]) == "--first-look") firstLook = true;
        if (std::string_view(argv[i]) == "--save" && i + 1 < argc) folder = argv[++i];
    }
    const auto types = documents::DocumentTypes::load(models / "documents");
    const auto reader = text::openTextReader("auto", models / "words");
    const intake::ReadingTools tools{
        .reader = *reader,
        .types = types,
        .today = base::parseIsoDate("2026-11-22").value(),
        .depth = firstLook ? intake::ReadingDepth::FirstLook : intake::ReadingDepth::Everything};
    std::map<std::string, Sums> onSheets, onForms;
    double seconds = 0;
    for (int i = 0; i < sheets + forms; ++i) {
        const bool isForm = i >= sheets;
        const std::uint32_t seed = first + static_cast<std::uint32_t>(isForm ? i - sheets : i);
        const auto drawn = isForm ? samples::drawCopiedForm(seed) : samples::drawCopiedCards(seed);
        const page::Page page = pageOf(drawn, seed % 2 == 0);
        const double start = secondsOfWork();
        const auto reading = intake::readPage(page, tools);
        seconds += secondsOfWork() - start;
        const std::string name = (isForm ? "form " : "sheet ") + std::to_string(seed);
        count(drawn, reading, name, isForm ? onForms : onSheets);
        if (!folder.empty())
            save(folder / ((isForm ? "form" : "sheet") + std::to_string(seed) + ".png"), page, drawn, reading);
        std::cout << std::flush;
    }
    std::cout << "sheets with cards\n";
    for (const auto& [kind, sums] : onSheets) print(kind, sums);
    std::cout << "forms\n";
    for (const auto& [kind, sums] : onForms) print(kind, sums);
    std::cout << seconds / (sheets + forms) << " s a page\n";
}
