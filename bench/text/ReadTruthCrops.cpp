// Reads the documents of a folder of specimens at the corners their truth names, so that text engines can be
// compared without what finding and turning the documents adds. Prints JSON lines for score.py.
//   bench_read_truth_crops FOLDER [ENGINE] [--every N] > predictions.jsonl
#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <sstream>

#include "base/Json.h"
#include "text/TextReader.h"

namespace {

using namespace daiban;

page::CleanPage crop(const cv::Mat& pixels, const base::Quad& quad) {
    const double w = (base::distance(quad[0], quad[1]) + base::distance(quad[3], quad[2])) / 2;
    const double h = (base::distance(quad[0], quad[3]) + base::distance(quad[1], quad[2])) / 2;
    std::array<cv::Point2f, 4> from;
    for (std::size_t i = 0; i < 4; ++i) from[i] = {static_cast<float>(quad[i].x), static_cast<float>(quad[i].y)};
    const auto fw = static_cast<float>(w);
    const auto fh = static_cast<float>(h);
    const std::array<cv::Point2f, 4> to{cv::Point2f{0, 0}, {fw, 0}, {fw, fh}, {0, fh}};
    page::CleanPage clean;
    cv::warpPerspective(pixels, clean.pixels, cv::getPerspectiveTransform(from.data(), to.data()),
                        {static_cast<int>(w), static_cast<int>(h)}, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    clean.quad = quad;
    return clean;
}

std::string contentsOf(const std::filesystem::path& file) {
    std::stringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

/// Of this thread: what else the machine does does not count.
double secondsOfWork() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

struct Tally {
    int documents = 0;
    double reading = 0;
    int turned = 0;
    int turnedRight = 0;
    double turning = 0;
};

/// Turns the document in the four ways by turns and asks for the way back.
void askOrientation(const text::TextReader& reader, const page::CleanPage& clean, const std::string& image,
                    Tally& tally) {
    const auto applied = base::turnOf(tally.turned++ % 4 * 90);
    page::CleanPage turned = clean;
    turned.pixels = clean.pixels.clone();  // a half turn would be made in place
    if (applied == base::Turn::Right) cv::rotate(clean.pixels, turned.pixels, cv::ROTATE_90_CLOCKWISE);
    if (applied == base::Turn::Half) cv::rotate(clean.pixels, turned.pixels, cv::ROTATE_180);
    if (applied == base::Turn::Left) cv::rotate(clean.pixels, turned.pixels, cv::ROTATE_90_COUNTERCLOCKWISE);
    const double start = secondsOfWork();
    const text::Orientation orientation = reader.orientation(turned);
    tally.turning += secondsOfWork() - start;
    if (orientation.turn + applied == base::Turn::None)
        ++tally.turnedRight;
    else
        std::cerr << image << ": turned by " << static_cast<int>(applied) << ", said "
                  << static_cast<int>(orientation.turn) << " with confidence " << orientation.confidence.value()
                  << "\n";
}

}  // namespace

int main(int argc, char** argv) {
    const std::filesystem::path folder = argc > 1 ? argv[1] : ".";
    const auto reader = text::openTextReader(argc > 2 ? argv[2] : "auto");
    const int every = argc > 4 ? std::stoi(argv[4]) : 1;
    std::vector<std::filesystem::path> truths;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".json") truths.push_back(entry.path());
    std::sort(truths.begin(), truths.end());
    Tally tally;
    for (std::size_t n = 0; n < truths.size(); n += static_cast<std::size_t>(every)) {
        const base::Json truth = base::parseJson(contentsOf(truths[n]), base::Sentence::verbatim(truths[n].string()));
        const std::string image = truth["image"];
        const cv::Mat pixels = cv::imread((folder / image).string());
        base::Json out{{"image", image}, {"documents", base::Json::array()}};
        for (const auto& document : truth["documents"]) {
            const page::CleanPage clean = crop(pixels, base::quadFromJson(document["quad"]));
            const double start = secondsOfWork();
            const text::PageText read = reader->read(clean);
            tally.reading += secondsOfWork() - start;
            ++tally.documents;
            out["documents"].push_back({{"type", "unknown"}, {"quad", document["quad"]}, {"text", read.all()}});
            if (!document["lines"].empty()) askOrientation(*reader, clean, image, tally);
        }
        std::cout << base::toLine(out) << "\n" << std::flush;
    }
    std::cerr << "reading: " << tally.reading / tally.documents << " s a document; orientation right on "
              << tally.turnedRight << " of " << tally.turned << ", " << tally.turning / tally.turned
              << " s a document (time of one core)\n";
}
