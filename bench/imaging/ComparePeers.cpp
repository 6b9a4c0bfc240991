// Finding and flattening against what others do, on one core and the same pages: a folder of pictures with truth beside
// them (NAME.jpg, NAME.json, as score_quads takes it).
//   daiban   findDocuments and flatten
//   contour  the largest contour with four corners at 500 pixels height, as OpenCV's tutorials teach it
//   unpaper  the program of that name with its defaults, as a child process: it deskews and cleans but finds no corners
// "As it came" is the page itself: what tilt there was to take out. The tilt that is left is measureSkew's, whose own
// error on the pages as they came is printed below the table.
//
//     compare_peers FOLDER [--no-unpaper] [NAME...]
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <opencv2/core/utility.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <set>
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
/// Families that lie flat, where a tilt is a tilt.
const std::set<std::string> flatFamilies{"flatbed300", "flatbed200gray", "photocopy", "fax100"};
/// measureSkew says less than this of pages it cannot judge (as flatten has it).
constexpr double trustedSkew = 0.3;
/// With fewer lines of text there is nothing to measure a tilt by: portraits, blank pages.
constexpr std::size_t fewestLines = 3;

struct Truth {
    std::string family;
    std::vector<base::Quad> visible, faint;
    std::optional<double> skew;  ///< of the page's only document, if it is flat and has text
};

/// What one of them made of a page.
struct Outcome {
    std::vector<base::Quad> quads;
    std::vector<cv::Mat> flat;
    double milliseconds = 0;  ///< of processor time
};

// ---- the peers ----

double processorMilliseconds() {
    return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

Outcome byDaiban(const page::Page& page) {
    const double start = processorMilliseconds();
    Outcome out;
    for (const auto& document : imaging::findDocuments(page)) {
        page::CleanPage clean = imaging::flatten(page, document);
        out.quads.push_back(clean.quad);
        out.flat.push_back(std::move(clean.pixels));
    }
    out.milliseconds = processorMilliseconds() - start;
    return out;
}

/// Corners clockwise from the top left, by their sums and differences, as the tutorials order them.
base::Quad ordered(const std::vector<cv::Point>& corners, double scale) {
    const auto extreme = [&](auto less) {
        const cv::Point p = *std::min_element(corners.begin(), corners.end(), less);
        return base::Point{p.x / scale, p.y / scale};
    };
    return {extreme([](cv::Point a, cv::Point b) { return a.x + a.y < b.x + b.y; }),
            extreme([](cv::Point a, cv::Point b) { return a.y - a.x < b.y - b.x; }),
            extreme([](cv::Point a, cv::Point b) { return a.x + a.y > b.x + b.y; }),
            extreme([](cv::Point a, cv::Point b) { return a.y - a.x > b.y - b.x; })};
}

base::Quad largestFourCornered(const cv::Mat& pixels) {
    constexpr double height = 500;
    constexpr std::size_t contoursTried = 5;
    const double scale = height / pixels.rows;
    cv::Mat small, gray = pixels, edges;
    cv::resize(pixels, small, {}, scale, scale, cv::INTER_AREA);
    if (small.channels() == 3)
        cv::cvtColor(small, gray, cv::COLOR_BGR2GRAY);
    else
        gray = small;
    cv::GaussianBlur(gray, gray, {5, 5}, 0);
    cv::Canny(gray, edges, 75, 200);
    std::vector<std::vector<cv::Point>> contours;
    cv::findContours(edges, contours, cv::RETR_LIST, cv::CHAIN_APPROX_SIMPLE);
    std::sort(contours.begin(), contours.end(),
              [](const auto& a, const auto& b) { return cv::contourArea(a) > cv::contourArea(b); });
    contours.resize(std::min(contours.size(), contoursTried));
    for (const auto& contour : contours) {
        std::vector<cv::Point> corners;
        cv::approxPolyDP(contour, corners, 0.02 * cv::arcLength(contour, true), true);
        if (corners.size() == 4) return ordered(corners, scale);
    }
    return base::rectangle(0, 0, pixels.cols, pixels.rows);
}

cv::Mat warped(const cv::Mat& pixels, const base::Quad& q) {
    const auto longer = [](double a, double b) { return std::max(1, cvRound(std::max(a, b))); };
    const cv::Size size(longer(base::distance(q[0], q[1]), base::distance(q[3], q[2])),
                        longer(base::distance(q[1], q[2]), base::distance(q[0], q[3])));
    const base::Quad whole = base::rectangle(0, 0, size.width - 1, size.height - 1);
    std::array<cv::Point2f, 4> from, to;
    for (std::size_t i = 0; i < 4; ++i) {
        from[i] = {static_cast<float>(q[i].x), static_cast<float>(q[i].y)};
        to[i] = {static_cast<float>(whole[i].x), static_cast<float>(whole[i].y)};
    }
    cv::Mat out;
    cv::warpPerspective(pixels, out, cv::getPerspectiveTransform(from.data(), to.data()), size);
    return out;
}

Outcome byContour(const page::Page& page) {
    const double start = processorMilliseconds();
    Outcome out;
    out.quads.push_back(largestFourCornered(page.pixels));
    out.flat.push_back(warped(page.pixels, out.quads.front()));
    out.milliseconds = processorMilliseconds() - start;
    return out;
}

double childrenMilliseconds() {
    rusage used{};
    getrusage(RUSAGE_CHILDREN, &used);
    const auto of = [](const timeval& time) {
        return 1000.0 * static_cast<double>(time.tv_sec) + time.tv_usec / 1000.0;
    };
    return of(used.ru_utime) + of(used.ru_stime);
}

/// A folder of our own that goes when we go.
class WorkFolder {
  public:
    WorkFolder() {
        std::string pattern = (fs::temp_directory_path() / "compare_peers.XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
        path_ = pattern;
    }
    ~WorkFolder() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    WorkFolder(const WorkFolder&) = delete;
    WorkFolder& operator=(const WorkFolder&) = delete;
    [[nodiscard]] std::string at(const std::string& name) const { return (path_ / name).string(); }

  private:
    fs::path path_;
};

/// Whether the program ran and was content.
bool run(std::vector<std::string> words) {
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (const int output : {STDOUT_FILENO, STDERR_FILENO})
        posix_spawn_file_actions_addopen(&actions, output, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int failed = posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    int status = 0;
    return failed == 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// Its time is the child's, user and system, with starting it and reading and writing the picture as PNM.
std::optional<Outcome> byUnpaper(const page::Page& page, const WorkFolder& folder) {
    const std::string ending = page.pixels.channels() == 3 ? ".ppm" : ".pgm";
    const std::string in = folder.at("in" + ending), made = folder.at("out" + ending);
    cv::imwrite(in, page.pixels);
    const double start = childrenMilliseconds();
    if (!run({"unpaper", "--overwrite", in, made})) return std::nullopt;
    Outcome out;
    out.milliseconds = childrenMilliseconds() - start;
    out.flat.push_back(cv::imread(made, cv::IMREAD_ANYCOLOR));
    if (out.flat.front().empty()) return std::nullopt;
    return out;
}

// ---- the score ----

struct Score {
    int pages = 0, failed = 0, documents = 0, good = 0, missed = 0, invented = 0;
    double overlap = 0, milliseconds = 0;
    std::vector<double> skews;  ///< what tilt is left in what was made of pages with one document
    int unclear = 0;            ///< such pages on which no tilt could be measured
};

double percentile(std::vector<double> values, double share) {
    if (values.empty()) return std::nan("");
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

/// Takes the best of the quads not used yet, if they overlap by `least`.
double takeBest(const base::Quad& truth, double least, const std::vector<base::Quad>& quads, std::vector<bool>& used) {
    double best = 0;
    std::size_t at = 0;
    for (std::size_t i = 0; i < quads.size(); ++i)
        if (const double overlap = used[i] ? 0 : base::intersectionOverUnion(truth, quads[i]); overlap > best)
            best = overlap, at = i;
    if (best > 0 && best >= least) used[at] = true;
    return best;
}

void addQuads(Score& score, const Truth& truth, const std::vector<base::Quad>& quads) {
    std::vector<bool> used(quads.size(), false);
    // Badly cut out, a page's only document is missed but not invented, too.
    const double least = truth.visible.size() + truth.faint.size() == 1 ? 0 : sameDocument;
    for (const base::Quad& document : truth.visible) {
        const double best = takeBest(document, least, quads, used);
        ++score.documents;
        score.overlap += best;
        score.good += best > 0.95 ? 1 : 0;
        score.missed += best < sameDocument ? 1 : 0;
    }
    for (const base::Quad& document : truth.faint) (void)takeBest(document, least, quads, used);
    score.invented += static_cast<int>(std::count(used.begin(), used.end(), false));
}

void addSkew(Score& score, const Truth& truth, const std::vector<cv::Mat>& made) {
    if (!truth.skew) return;
    const auto largest = std::max_element(made.begin(), made.end(),
                                          [](const cv::Mat& a, const cv::Mat& b) { return a.total() < b.total(); });
    const imaging::Skew skew = imaging::measureSkew(*largest);
    if (skew.confidence.value() >= trustedSkew)
        score.skews.push_back(std::abs(skew.degrees));
    else
        ++score.unclear;
}

void add(Score& score, const Truth& truth, const Outcome& outcome) {
    ++score.pages;
    score.milliseconds += outcome.milliseconds;
    if (!outcome.quads.empty()) addQuads(score, truth, outcome.quads);
    addSkew(score, truth, outcome.flat);
}

void merge(Score& all, const Score& one) {
    all.pages += one.pages, all.failed += one.failed, all.documents += one.documents, all.good += one.good;
    all.missed += one.missed, all.invented += one.invented, all.overlap += one.overlap;
    all.milliseconds += one.milliseconds, all.unclear += one.unclear;
    all.skews.insert(all.skews.end(), one.skews.begin(), one.skews.end());
}

void printHead() {
    std::printf("%-15s %-10s %5s %5s %7s %7s %6s %8s %9s %22s\n", "family", "by", "pages", "docs", "IoU", ">0.95",
                "missed", "invented", "CPU ms", "tilt left p50 p95 (n)");
}

void print(const std::string& family, const std::string& by, const Score& s) {
    std::printf("%-15s %-10s %5d ", family.c_str(), by.c_str(), s.pages);
    if (s.documents > 0)
        std::printf("%5d %7.4f %6.1f%% %6d %8d ", s.documents, s.overlap / s.documents, 100.0 * s.good / s.documents,
                    s.missed, s.invented);
    else
        std::printf("%5s %7s %7s %6s %8s ", "-", "-", "-", "-", "-");
    std::printf("%9.1f ", s.milliseconds / std::max(1, s.pages));
    if (!s.skews.empty())
        std::printf("%8.2f %6.2f (%zu)", percentile(s.skews, 0.5), percentile(s.skews, 0.95), s.skews.size());
    if (s.unclear > 0) std::printf(" unclear %d", s.unclear);
    if (s.failed > 0) std::printf(" FAILED %d", s.failed);
    std::printf("\n");
}

/// How far measureSkew is off on a page as it came, in degrees; a page turned by a quarter is tilted by as much.
void addGaugeError(std::vector<double>& errors, const Truth& truth, const cv::Mat& pixels) {
    if (!truth.skew) return;
    const imaging::Skew skew = imaging::measureSkew(pixels);
    if (skew.confidence.value() >= trustedSkew) errors.push_back(std::abs(skew.degrees - *truth.skew));
}

// ---- the data ----

Truth truthOf(const base::Json& json) {
    Truth out;
    out.family = json.at("family");
    for (const auto& document : json.at("documents"))
        (document.value("edges", "visible") == "visible" ? out.visible : out.faint)
            .push_back(base::quadFromJson(document.at("quad")));
    const auto& only = json.at("documents").front();
    if (flatFamilies.contains(out.family) && json.at("documents").size() == 1 && only.at("lines").size() >= fewestLines)
        out.skew = only.at("skew_deg").get<double>();
    return out;
}

base::Json read(const fs::path& file) {
    std::ifstream in(file);
    std::stringstream text;
    text << in.rdbuf();
    return base::parseJson(text.str(), base::Sentence::verbatim(file.string()));
}

std::vector<std::string> namesIn(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        if (entry.path().extension() == ".json") names.push_back(entry.path().stem().string());
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::fprintf(stderr, "usage: compare_peers FOLDER [--no-unpaper] [NAME...]\n");
        return 1;
    }
    cv::setNumThreads(1);
    setenv("OMP_THREAD_LIMIT", "1", 1);
    const fs::path folder = argv[1];
    const WorkFolder work;
    std::vector<std::string> names(argv + 2, argv + argc);
    const bool withUnpaper = std::erase(names, "--no-unpaper") == 0;
    if (names.empty()) names = namesIn(folder);
    std::vector<std::string> peers{"as it came", "daiban", "contour"};
    if (withUnpaper) peers.emplace_back("unpaper");
    std::map<std::string, std::map<std::string, Score>> families;
    std::vector<double> gauge;
    for (const std::string& name : names) {
        const Truth truth = truthOf(read(folder / (name + ".json")));
        page::Page page;
        page.pixels = cv::imread((folder / (name + ".jpg")).string(), cv::IMREAD_ANYCOLOR);
        if (page.pixels.empty()) continue;
        auto& scores = families[truth.family];
        addGaugeError(gauge, truth, page.pixels);
        add(scores["as it came"], truth, {{}, {page.pixels}, 0});
        add(scores["daiban"], truth, byDaiban(page));
        add(scores["contour"], truth, byContour(page));
        if (!withUnpaper) continue;
        if (const auto outcome = byUnpaper(page, work))
            add(scores["unpaper"], truth, *outcome);
        else
            ++scores["unpaper"].failed;
    }
    printHead();
    std::map<std::string, Score> total;
    for (auto& [family, scores] : families)
        for (const std::string& peer : peers) print(family, peer, scores[peer]), merge(total[peer], scores[peer]);
    for (const std::string& peer : peers) print("ALL", peer, total[peer]);
    std::printf("measureSkew's own error on %zu pages as they came: p50 %.2f p95 %.2f degrees\n", gauge.size(),
                percentile(gauge, 0.5), percentile(gauge, 0.95));
}
