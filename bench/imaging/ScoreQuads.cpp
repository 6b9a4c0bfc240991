// Measures findDocuments and flatten on a folder of pictures with truth beside them (NAME.jpg, NAME.json with
// "family" and "documents": [{"quad", "skew_deg", "edges": "visible"|"faint"}]).
//
// The pages' dpi is taken as unknown, as their files have it; --dpi takes it from the truth.
//
//     score_quads FOLDER [--dpi] [--pictures DIR] [--worst N] [NAME...]
#include <algorithm>

#include <cmath>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <numbers>
#include <opencv2/core/utility.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "base/Json.h"
#include "imaging/FindDocuments.h"
#include "imaging/Flatten.h"

using namespace daiban;
namespace fs = std::filesystem;

namespace {

/// A found document with less overlap than this is another one.
constexpr double sameDocument = 0.5;

struct Score {
    int pages = 0, documents = 0, good = 0, missed = 0, invented = 0, faint = 0;
    double overlap = 0, faintOverlap = 0, milliseconds = 0, slowest = 0;
    std::vector<double> skewErrors;
};

struct Failure {
    double overlap;
    std::string what;
};

struct Truth {
    base::Quad quad{};
    bool visible = true;
    double skew = 0;
};

base::Json read(const fs::path& file) {
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    return base::parseJson(text.str(), base::Sentence::verbatim(file.string()));
}

std::vector<Truth> truthOf(const base::Json& json) {
    std::vector<Truth> out;
    for (const auto& d : json.at("documents"))
        out.push_back({base::quadFromJson(d.at("quad")), d.value("edges", "visible") == "visible",
                       d.at("skew_deg").get<double>()});
    return out;
}

double error(double a, double b) {
    const double d = std::fmod(std::abs(a - b), 90);
    return std::min(d, 90 - d);
}

void draw(cv::Mat& picture, const base::Quad& quad, double scale, const cv::Scalar& colour) {
    std::vector<cv::Point> points;
    for (const base::Point& p : quad) points.emplace_back(cvRound(p.x * scale), cvRound(p.y * scale));
    cv::polylines(picture, points, true, colour, 1, cv::LINE_AA);
    cv::circle(picture, points[0], 4, colour, 1);
}

void savePicture(const fs::path& file, const page::Page& page, const std::vector<Truth>& truth,
                 const std::vector<imaging::FoundDocument>& found) {
    const double scale = 700.0 / std::max(page.width(), page.height());
    cv::Mat small;
    cv::resize(page.pixels, small, {}, scale, scale, cv::INTER_AREA);
    if (small.channels() == 1) cv::cvtColor(small, small, cv::COLOR_GRAY2BGR);
    for (const Truth& t : truth) draw(small, t.quad, scale, {0, 180, 0});
    for (const auto& f : found) draw(small, f.quad, scale, {0, 0, 255});
    cv::imwrite(file.string(), small);
}

double percentile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

void print(const std::string& name, const Score& s) {
    std::printf(
        "%-15s pages %3d  docs %3d  IoU %.4f  >0.95 %5.1f%%  missed %d  invented %d  faint %2d IoU %.3f  skew p95 %.2f "
        "max %.2f  "
        "ms %.0f max %.0f\n",
        name.c_str(), s.pages, s.documents, s.overlap / std::max(1, s.documents),
        100.0 * s.good / std::max(1, s.documents), s.missed, s.invented, s.faint, s.faintOverlap / std::max(1, s.faint),
        percentile(s.skewErrors, 0.95), percentile(s.skewErrors, 1), s.milliseconds / std::max(1, s.pages), s.slowest);
}

bool isFlat(const std::string& family) {
    return family != "phone" && family != "deskcam";
}

void merge(Score& all, const Score& s) {
    all.pages += s.pages, all.documents += s.documents, all.good += s.good, all.missed += s.missed;
    all.invented += s.invented, all.faint += s.faint, all.overlap += s.overlap, all.faintOverlap += s.faintOverlap;
    all.milliseconds += s.milliseconds, all.slowest = std::max(all.slowest, s.slowest);
    all.skewErrors.insert(all.skewErrors.end(), s.skewErrors.begin(), s.skewErrors.end());
}

struct Measured {
    std::vector<imaging::FoundDocument> found;
    std::vector<page::CleanPage> clean;
    double milliseconds;
};

Measured measure(const page::Page& page) {
    const std::clock_t start = std::clock();  // processor time: the machine may be shared
    Measured out{imaging::findDocuments(page), {}, 0};
    for (const auto& document : out.found) out.clean.push_back(imaging::flatten(page, document));
    out.milliseconds = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    return out;
}

Score scorePage(const std::string& name, const std::string& family, const std::vector<Truth>& truth, const Measured& m,
                std::vector<Failure>& failures) {
    Score s;
    s.pages = 1;
    s.milliseconds = s.slowest = m.milliseconds;
    std::vector<bool> used(m.found.size(), false);
    for (const Truth& t : truth) {
        double best = 0;
        std::size_t at = 0;
        for (std::size_t i = 0; i < m.clean.size(); ++i)
            if (!used[i])
                if (const double overlap = base::intersectionOverUnion(t.quad, m.clean[i].quad); overlap > best)
                    best = overlap, at = i;
        const bool hit = best >= sameDocument || (truth.size() == 1 && best > 0);
        if (hit) used[at] = true;
        double off = -1;
        if (isFlat(family) && hit) {
            off = error(m.clean[at].skewDegrees, t.skew);
            s.skewErrors.push_back(off);
        }
        if (!t.visible) {
            ++s.faint;
            s.faintOverlap += best;
        } else {
            ++s.documents;
            s.overlap += best;
            s.good += best > 0.95 ? 1 : 0;
            s.missed += best < sameDocument ? 1 : 0;
        }
        if (best <= 0.97 || off > 0.4)
            failures.push_back({t.visible ? best : best + 1, name + " " + family + (t.visible ? "" : " faint") +
                                                                 " IoU " + std::to_string(best) + " skew error " +
                                                                 std::to_string(off)});
    }
    for (std::size_t i = 0; i < used.size(); ++i)
        if (!used[i]) {
            ++s.invented;
            failures.push_back({0, name + " " + family + " invented " + base::toLine(base::toJson(m.clean[i].quad)) +
                                       " confidence " + std::to_string(m.found[i].confidence.value())});
        }
    return s;
}

struct Arguments {
    fs::path folder, pictures;
    std::size_t worst = 40;
    bool knownDpi = false;
    std::vector<std::string> names;
};

Arguments argumentsOf(int argc, char** argv) {
    Arguments out;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--pictures" && i + 1 < argc)
            out.pictures = argv[++i];
        else if (word == "--worst" && i + 1 < argc)
            out.worst = static_cast<std::size_t>(std::stoi(argv[++i]));
        else if (word == "--dpi")
            out.knownDpi = true;
        else if (out.folder.empty())
            out.folder = word;
        else
            out.names.push_back(word);
    }
    if (!out.folder.empty() && out.names.empty())
        for (const auto& entry : fs::directory_iterator(out.folder))
            if (entry.path().extension() == ".json") out.names.push_back(entry.path().stem().string());
    std::sort(out.names.begin(), out.names.end());
    return out;
}

}  // namespace

int main(int argc, char** argv) {
    const Arguments arguments = argumentsOf(argc, argv);
    if (arguments.folder.empty()) {
        std::fprintf(stderr, "usage: score_quads FOLDER [--dpi] [--pictures DIR] [--worst N] [NAME...]\n");
        return 1;
    }
    cv::setNumThreads(1);
    std::map<std::string, Score> families;
    std::vector<Failure> failures;
    for (const std::string& name : arguments.names) {
        const base::Json json = read(arguments.folder / (name + ".json"));
        page::Page page;
        page.pixels = cv::imread((arguments.folder / (name + ".jpg")).string(), cv::IMREAD_ANYCOLOR);
        const auto& parameters = json.at("params");
        if (arguments.knownDpi)
            page.dpi =
                parameters.contains("dpi") && parameters["dpi"].is_number() ? parameters["dpi"].get<double>() : 0;
        const std::string family = json.at("family");
        const auto truth = truthOf(json);
        const Measured measured = measure(page);
        merge(families[family], scorePage(name, family, truth, measured, failures));
        if (!arguments.pictures.empty()) savePicture(arguments.pictures / (name + ".jpg"), page, truth, measured.found);
    }
    Score total;
    for (const auto& [family, score] : families) print(family, score), merge(total, score);
    print("TOTAL", total);
    std::sort(failures.begin(), failures.end(),
              [](const Failure& a, const Failure& b) { return a.overlap < b.overlap; });
    for (std::size_t i = 0; i < std::min(arguments.worst, failures.size()); ++i)
        std::printf("  %s\n", failures[i].what.c_str());
}
