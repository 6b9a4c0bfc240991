// score_codes FOLDER...: reads every picture below the folders and says how many gave a code, how many the right one
// (NAME.txt, or "codes", "text" ... of NAME.json beside it), what was found in folders named falsepositives*, and the
// milliseconds of processor time an image takes.

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <opencv2/imgcodecs.hpp>
#include <string>
#include <vector>

#include "base/Json.h"
#include "base/Text.h"
#include "codes/Code.h"

namespace fs = std::filesystem;
using daiban::codes::Code;

namespace {

struct Score {
    int images = 0;
    int decoded = 0;
    int right = 0;
    int wrong = 0;
    int falseCodes = 0;
    double milliseconds = 0;
    double slowest = 0;
};

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

bool anyEqual(const std::vector<std::string>& truth, const std::vector<Code>& codes) {
    return std::any_of(codes.begin(), codes.end(), [&](const Code& code) {
        return std::any_of(truth.begin(), truth.end(), [&](const std::string& text) {
            return daiban::base::squeezed(text) == daiban::base::squeezed(code.text);
        });
    });
}

void score(const fs::path& file, bool withoutCode, Score& into) {
    const cv::Mat image = cv::imread(file.string(), cv::IMREAD_COLOR);
    if (image.empty()) return;
    const std::clock_t start = std::clock();
    const auto codes = daiban::codes::readCodes(image);
    const double took = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    if (took > 150) std::cerr << file.string() << ": " << took << " ms\n";
    ++into.images;
    into.milliseconds += took;
    into.slowest = std::max(into.slowest, took);
    if (withoutCode) {
        into.falseCodes += static_cast<int>(codes.size());
        for (const auto& code : codes)
            std::cerr << file.string() << ": false " << code.format << " " << code.text << "\n";
        return;
    }
    if (codes.empty()) {
        std::cerr << file.string() << ": nothing\n";
        return;
    }
    ++into.decoded;
    const auto truth = truthOf(file);
    if (truth.empty()) return;
    const bool right = anyEqual(truth, codes);
    right ? ++into.right : ++into.wrong;
    if (!right)
        std::cerr << file.string() << ": " << codes[0].format << " " << codes[0].text << " is not " << truth[0] << "\n";
}

void print(const std::string& name, const Score& s) {
    std::cout << name << " images=" << s.images << " decoded=" << s.decoded << " right=" << s.right
              << " wrong=" << s.wrong << " false=" << s.falseCodes
              << " ms=" << (s.images > 0 ? s.milliseconds / s.images : 0) << " slowest=" << s.slowest << "\n";
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "usage: score_codes FOLDER...\n";
        return 1;
    }
    std::map<std::string, Score> groups;
    Score total;
    for (int i = 1; i < argc; ++i) {
        std::vector<fs::path> files;
        for (const auto& entry : fs::recursive_directory_iterator(argv[i]))
            if (isImage(entry.path())) files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        for (const auto& file : files) {
            const std::string group = file.parent_path().filename().string();
            score(file, group.find("falsepositives") != std::string::npos, groups[group]);
        }
    }
    for (const auto& [name, s] : groups) {
        print(name, s);
        total.images += s.images;
        total.decoded += s.decoded;
        total.right += s.right;
        total.wrong += s.wrong;
        total.falseCodes += s.falseCodes;
        total.milliseconds += s.milliseconds;
        total.slowest = std::max(total.slowest, s.slowest);
    }
    print("TOTAL", total);
    return 0;
}
