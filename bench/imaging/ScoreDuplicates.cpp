// How well PictureHash tells the same document from others: every document of a folder of pictures with truth
// (NAME.jpg, NAME.json with "documents": [{"quad", "type", "lines"}]) cut out at its corners and compared with every
// other one, and with itself as it would come in a second time: cut out less exactly, at another resolution, blurred,
// lighter or darker, noisy, gray, turned.
//
//     score_duplicates FOLDER [--worst N]
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <opencv2/core/utility.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "base/Json.h"
#include "imaging/PictureHash.h"

using namespace daiban;
namespace fs = std::filesystem;

namespace {

struct Document {
    std::string name, type, text;
    imaging::PictureHash hash;
};

struct Pair {
    double similarity;
    std::string what;
};

base::Json read(const fs::path& file) {
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    return base::parseJson(text.str(), base::Sentence::verbatim(file.string()));
}

/// Cut out at `quad`, clockwise from the document's own top-left.
cv::Mat cutOut(const cv::Mat& picture, const base::Quad& quad) {
    const double width = std::max(base::distance(quad[0], quad[1]), base::distance(quad[2], quad[3]));
    const double height = std::max(base::distance(quad[1], quad[2]), base::distance(quad[3], quad[0]));
    const std::array<cv::Point2f, 4> to{cv::Point2f(0, 0),
                                        {static_cast<float>(width), 0},
                                        {static_cast<float>(width), static_cast<float>(height)},
                                        {0, static_cast<float>(height)}};
    std::array<cv::Point2f, 4> from;
    for (std::size_t i = 0; i < 4; ++i) from[i] = {static_cast<float>(quad[i].x), static_cast<float>(quad[i].y)};
    cv::Mat out;
    cv::warpPerspective(picture, out, cv::getPerspectiveTransform(from.data(), to.data()),
                        {std::max(8, cvRound(width)), std::max(8, cvRound(height))}, cv::INTER_LINEAR,
                        cv::BORDER_REPLICATE);
    return out;
}

base::Quad jittered(base::Quad quad, double share, cv::RNG& random) {
    const double shorter = std::min(base::distance(quad[0], quad[1]), base::distance(quad[1], quad[2]));
    for (base::Point& p : quad) {
        p.x += random.uniform(-share, share) * shorter;
        p.y += random.uniform(-share, share) * shorter;
    }
    return quad;
}

/// One way to come in a second time; `kind` 0 to 7.
constexpr std::array kinds{"crop",
                           "100 dpi",
                           "blur",
                           "bright + noise",
                           "dark + jpeg 50",
                           "gray + 150 dpi",
                           "half turn + crop",
                           "quarter turn + 100 dpi"};

cv::Mat again(const cv::Mat& picture, const base::Quad& quad, std::size_t kind, cv::RNG& random) {
    cv::Mat out = cutOut(picture, jittered(quad, kind == 0 || kind == 6 ? 0.01 : 0.006, random));
    const auto shrink = [&](double scale) { cv::resize(out, out, {}, scale, scale, cv::INTER_AREA); };
    const auto curve = [&](double gamma) {
        cv::Mat table(1, 256, CV_8U);
        for (int i = 0; i < 256; ++i) table.at<uchar>(i) = cv::saturate_cast<uchar>(255 * std::pow(i / 255.0, gamma));
        cv::LUT(out, table, out);
    };
    const auto jpeg = [&](int quality) {
        std::vector<uchar> bytes;
        cv::imencode(".jpg", out, bytes, {cv::IMWRITE_JPEG_QUALITY, quality});
        out = cv::imdecode(bytes, cv::IMREAD_ANYCOLOR);
    };
    // A sheet's longer side is 12 inches, a card's 3.4: what 100 dpi makes of either.
    const double longer = std::max(out.cols, out.rows);
    if (kind == 1 || kind == 7) shrink(std::min(1.0, 0.36)), jpeg(75);
    if (kind == 2) cv::GaussianBlur(out, out, {0, 0}, longer / 1400);
    if (kind == 3) {
        curve(0.7);
        cv::Mat noise(out.size(), CV_16SC(out.channels()));
        random.fill(noise, cv::RNG::NORMAL, 0, 8);
        cv::add(out, noise, out, cv::noArray(), CV_8U);
    }
    if (kind == 4) curve(1.5), jpeg(50);
    if (kind == 5) {
        if (out.channels() == 3) cv::cvtColor(out, out, cv::COLOR_BGR2GRAY);
        shrink(0.5);
    }
    if (kind == 6) cv::rotate(out, out, cv::ROTATE_180);
    if (kind == 7) cv::rotate(out, out, cv::ROTATE_90_CLOCKWISE);
    return out;
}

double seconds(std::clock_t from) {
    return static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: score_duplicates FOLDER [--worst N]\n");
        return 1;
    }
    const std::size_t worst = argc > 3 ? static_cast<std::size_t>(std::stoi(argv[3])) : 10;
    cv::setNumThreads(1);
    cv::RNG random(11);
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(argv[1]))
        if (entry.path().extension() == ".json") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<Document> documents;
    std::array<int, kinds.size()> found{}, candidates{};
    std::vector<Pair> positives, negatives;
    int recognisable = 0;
    double hashing = 0;
    for (const fs::path& file : files) {
        const base::Json json = read(file);
        const cv::Mat picture = cv::imread(fs::path(file).replace_extension(".jpg").string(), cv::IMREAD_ANYCOLOR);
        for (const auto& d : json.at("documents")) {
            Document document{file.stem().string() + "/" + std::to_string(documents.size()), d.at("type"), {}, {}};
            for (const auto& line : d.at("lines")) document.text += line.at("text").get<std::string>();
            const base::Quad quad = base::quadFromJson(d.at("quad"));
            const cv::Mat flat = cutOut(picture, quad);
            const std::clock_t start = std::clock();
            document.hash = imaging::hashOf(flat);
            hashing += seconds(start);
            documents.push_back(document);
            if (document.text.empty() && document.type == "unknown") continue;  // a blank page
            ++recognisable;
            for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
                const auto hash = imaging::hashOf(again(picture, quad, kind, random));
                found[kind] += imaging::likelySame(document.hash, hash) ? 1 : 0;
                candidates[kind] += imaging::worthComparing(document.hash, hash) ? 1 : 0;
                positives.push_back({imaging::similarity(document.hash, hash),
                                     document.name + " " + document.type + " " + kinds[kind]});
            }
        }
    }
    int toCompare = 0, toCompareOfSameType = 0;
    int wrong = 0, wrongOfSameType = 0, sameType = 0;
    const std::clock_t start = std::clock();
    for (std::size_t i = 0; i < documents.size(); ++i)
        for (std::size_t k = i + 1; k < documents.size(); ++k) {
            const Document &a = documents[i], &b = documents[k];
            const double value = imaging::similarity(a.hash, b.hash);
            if (a.text == b.text && !a.text.empty()) {
                std::printf("same text: %s %s %.3f\n", a.name.c_str(), b.name.c_str(), value);
                continue;
            }
            const bool same = imaging::likelySame(a.hash, b.hash);
            wrong += same ? 1 : 0;
            sameType += a.type == b.type ? 1 : 0;
            wrongOfSameType += same && a.type == b.type ? 1 : 0;
            const bool candidate = imaging::worthComparing(a.hash, b.hash);
            toCompare += candidate ? 1 : 0;
            toCompareOfSameType += candidate && a.type == b.type ? 1 : 0;
            negatives.push_back({value, a.name + " " + b.name + " " + a.type + " " + b.type});
        }
    const double comparing = seconds(start);
    int all = 0, allCandidates = 0;
    for (std::size_t kind = 0; kind < kinds.size(); ++kind) {
        std::printf("%-24s same %d, worth comparing %d of %d\n", kinds[kind], found[kind], candidates[kind],
                    recognisable);
        all += found[kind];
        allCandidates += candidates[kind];
    }
    const double count = static_cast<double>(std::max<std::size_t>(1, positives.size()));
    std::printf("found again %d of %zu (%.2f %%), worth comparing %d (%.2f %%)\n", all, positives.size(),
                100.0 * all / count, allCandidates, 100.0 * allCandidates / count);
    std::printf("others worth comparing %d, %d of one type\n", toCompare, toCompareOfSameType);
    std::printf("taken for the same %d of %zu pairs, %d of %d of one type\n", wrong, negatives.size(), wrongOfSameType,
                sameType);
    std::printf("hashing %.1f ms a document, comparing %.3f ms a pair\n",
                1000 * hashing / static_cast<double>(documents.size()),
                1000 * comparing / static_cast<double>(negatives.size()) / 3);
    const auto byValue = [](const Pair& a, const Pair& b) { return a.similarity < b.similarity; };
    std::sort(positives.begin(), positives.end(), byValue);
    std::sort(negatives.rbegin(), negatives.rend(), byValue);
    const double limit = negatives.empty() ? 0 : negatives.front().similarity;
    const auto above =
        std::count_if(positives.begin(), positives.end(), [&](const Pair& p) { return p.similarity > limit; });
    std::printf("above every wrong pair (%.3f): %.2f %%\n", limit,
                100.0 * static_cast<double>(above) / static_cast<double>(std::max<std::size_t>(1, positives.size())));
    for (std::size_t i = 0; i < std::min(worst, positives.size()); ++i)
        std::printf("  same   %.3f %s\n", positives[i].similarity, positives[i].what.c_str());
    for (std::size_t i = 0; i < std::min(worst, negatives.size()); ++i)
        std::printf("  others %.3f %s\n", negatives[i].similarity, negatives[i].what.c_str());
}
