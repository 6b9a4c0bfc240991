// score_codes FOLDER...: reads every picture below the folders and says how many gave a code and how many the right one
// (NAME.txt, or "codes", "text" ... of NAME.json beside it), what was found in folders named falsepositives*, and the
// milliseconds of processor time; beside it, on the same pictures, one pass of ZXing-C++ and one of ZBar by themselves.
// "QR PHOTOS" sums up the folders qrcode-*, jsqr and boofcv, Micro QR left out; there the time is compared with that of
// ZXing on the pictures it reads at once.

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>
#include <vector>

#include "base/Json.h"
#include "base/Text.h"
#include "codes/Code.h"
#include "codes/ReadWithZBar.h"
#include "codes/ReadWithZXing.h"

namespace fs = std::filesystem;
using daiban::codes::Code;

namespace {

constexpr int timedRuns = 3;  // the shortest counts

struct Reader {
    std::string name;
    std::function<std::vector<Code>(const cv::Mat& gray)> read;
};

const std::vector<Reader>& readers() {
    static const std::vector<Reader> all{
        {"daiban", [](const cv::Mat& gray) { return daiban::codes::readCodes(gray).read; }},
        {"ZXing", [](const cv::Mat& gray) { return daiban::codes::readWithZXing(gray); }},
        {"ZBar", [](const cv::Mat& gray) { return daiban::codes::readWithZBar(gray); }},
    };
    return all;
}

struct Outcome {
    bool decoded = false;
    bool right = false;
    bool wrong = false;
    std::size_t found = 0;
    double milliseconds = 0;
};

struct Score {
    int images = 0;
    int decoded = 0;
    int right = 0;
    int wrong = 0;
    std::size_t falseCodes = 0;
    double milliseconds = 0;
    double slowest = 0;

    void add(const Outcome& outcome, bool withoutCode) {
        ++images;
        milliseconds += outcome.milliseconds;
        slowest = std::max(slowest, outcome.milliseconds);
        if (withoutCode) {
            falseCodes += outcome.found;
            return;
        }
        decoded += outcome.decoded;
        right += outcome.right;
        wrong += outcome.wrong;
    }
};

using Scores = std::map<std::string, Score>;  // by reader

std::string contentOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<std::string> textsOf(const daiban::base::Json& value) {
    if (value.is_string() && !value.get<std::string>().empty()) return {value.get<std::string>()};
    std::vector<std::string> texts;
    if (value.is_array())
        for (const auto& item : value)
            if (item.is_string()) texts.push_back(item.get<std::string>());
    return texts;
}

std::vector<std::string> truthOf(const fs::path& image) {
    const fs::path stem = image.parent_path() / image.stem();
    for (const fs::path& file : {fs::path(stem.string() + ".json"), fs::path(image.string() + ".json")}) {
        if (!fs::exists(file)) continue;
        const auto json = daiban::base::Json::parse(contentOf(file), nullptr, false);
        if (!json.is_object()) continue;
        for (const char* key : {"codes", "texts", "text", "consensus_text", "jsqr_text", "qr"})
            if (json.contains(key))
                if (auto texts = textsOf(json[key]); !texts.empty()) return texts;
    }
    const fs::path text = stem.string() + ".txt";
    return fs::exists(text) ? std::vector{contentOf(text)} : std::vector<std::string>{};
}

bool isImage(const fs::path& file) {
    static const std::vector<std::string> known{".png", ".jpg", ".jpeg", ".webp", ".tif"};
    return std::find(known.begin(), known.end(), file.extension().string()) != known.end();
}

bool isQrPhoto(const fs::path& file) {
    const std::string folder = file.parent_path().filename().string();
    const std::string name = file.filename().string();
    return folder.rfind("qrcode-", 0) == 0 || folder == "jsqr" || (folder == "boofcv" && name.rfind("qrcode", 0) == 0);
}

bool anyEqual(const std::vector<std::string>& truth, const std::vector<Code>& codes) {
    return std::any_of(codes.begin(), codes.end(), [&](const Code& code) {
        return std::any_of(truth.begin(), truth.end(), [&](const std::string& text) {
            return daiban::base::squeezed(text) == daiban::base::squeezed(code.text);
        });
    });
}

Outcome outcomeOf(const Reader& reader, const cv::Mat& gray, const std::vector<std::string>& truth) {
    Outcome outcome{.milliseconds = 1e9};
    std::vector<Code> codes;
    for (int run = 0; run < timedRuns; ++run) {
        const std::clock_t start = std::clock();
        codes = reader.read(gray);
        outcome.milliseconds =
            std::min(outcome.milliseconds, 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
    }
    outcome.found = codes.size();
    outcome.decoded = !codes.empty();
    outcome.right = !codes.empty() && !truth.empty() && anyEqual(truth, codes);
    outcome.wrong = !codes.empty() && !truth.empty() && !outcome.right;
    return outcome;
}

void print(const std::string& name, const Scores& scores) {
    for (const auto& [reader, s] : scores)
        std::cout << name << " " << reader << " images=" << s.images << " decoded=" << s.decoded << " right=" << s.right
                  << " wrong=" << s.wrong << " false=" << s.falseCodes
                  << " ms=" << (s.images > 0 ? s.milliseconds / s.images : 0) << " slowest=" << s.slowest << "\n";
}

double medianOf(std::vector<double> values) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

class Bench {
  public:
    void read(const fs::path& file) {
        const cv::Mat gray = cv::imread(file.string(), cv::IMREAD_GRAYSCALE);
        if (gray.empty()) return;
        const std::string group = file.parent_path().filename().string();
        const bool withoutCode = group.find("falsepositives") != std::string::npos;
        const auto truth = truthOf(file);
        std::map<std::string, Outcome> outcomes;
        for (const auto& reader : readers()) {
            const auto outcome = outcomes[reader.name] = outcomeOf(reader, gray, truth);
            groups_[group][reader.name].add(outcome, withoutCode);
            total_[reader.name].add(outcome, withoutCode);
            if (isQrPhoto(file)) photos_[reader.name].add(outcome, withoutCode);
        }
        const auto& ours = outcomes.at("daiban");
        if (withoutCode && ours.decoded) std::cerr << file.string() << ": a code where there is none\n";
        if (!withoutCode && !ours.decoded) std::cerr << file.string() << ": nothing\n";
        if (ours.wrong) std::cerr << file.string() << ": not what it says\n";
        const auto& zxing = outcomes.at("ZXing");
        if (!isQrPhoto(file) || !zxing.decoded) return;
        ours_.push_back(ours.milliseconds);
        zxing_.push_back(zxing.milliseconds);
        ratios_.push_back(ours.milliseconds / zxing.milliseconds);
    }

    void print() const {
        for (const auto& [name, scores] : groups_) ::print(name, scores);
        ::print("QR PHOTOS", photos_);
        ::print("TOTAL", total_);
        std::cout << "where ZXing reads at once (" << ratios_.size() << "): median ms daiban=" << medianOf(ours_)
                  << " ZXing=" << medianOf(zxing_) << ", median of the ratios " << medianOf(ratios_) << "\n";
    }

  private:
    std::map<std::string, Scores> groups_;
    Scores photos_;
    Scores total_;
    std::vector<double> ours_;
    std::vector<double> zxing_;
    std::vector<double> ratios_;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: score_codes FOLDER...\n";
        return 1;
    }
    cv::setNumThreads(1);
    Bench bench;
    for (int i = 1; i < argc; ++i) {
        std::vector<fs::path> files;
        for (const auto& entry : fs::recursive_directory_iterator(argv[i]))
            if (isImage(entry.path())) files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        for (const auto& file : files) bench.read(file);
    }
    bench.print();
    return 0;
}
