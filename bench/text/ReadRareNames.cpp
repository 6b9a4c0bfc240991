// Draws names of three characters, one of which is of the given level of the 通用规范汉字表, in fonts, worn as scans
// are, on pages as cells beside a label and without one, has the pages read, and says how many names came out right,
// how many wrong, and how many of the wrong ones no doubt was cast on.
//   bench_read_rare_names FONT[:INDEX]... [--names N] [--wear fit|judge] [--seed N] [--list FILE] <
//   Unihan_OtherMappings.txt
// FONT: a file, or a name of pango's for samples. --list writes a line for every character of every name.
#include <fstream>
#include <iostream>

#include "DrawnNames.h"
#include "base/Text.h"
#include "text/TextReader.h"

namespace {

using namespace daiban;
using namespace daiban::bench;

struct DrawnName {
    std::u32string name;
    cv::Point2d at;  ///< of its baseline's beginning
    double size = 0;
};

struct Tally {
    int names = 0, right = 0, wrongAndSure = 0, rightAndSure = 0;
};

constexpr int rows = 14;
constexpr int columns = 3;
constexpr int cellWidth = 620;
constexpr int cellHeight = 150;

std::vector<DrawnName> drawPage(const FontFace& face, const std::vector<std::u32string>& names, cv::Mat& page,
                                cv::RNG& random) {
    std::vector<DrawnName> drawn;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const double size = random.uniform(40.0, 60.0);  // 9.6 to 14.4 pt at 300 dpi
        const double spacing = random.uniform(0, 4) == 0 ? size * random.uniform(0.1, 0.5) : 0;
        cv::Point2d at(60 + static_cast<int>(i % columns) * cellWidth,
                       110 + static_cast<int>(i / columns) * cellHeight);
        if (random.uniform(0, 2) == 0) {
            write(face, U"姓名", size, 0, at, page);
            at.x += 3.2 * size;
        }
        write(face, names[i], size, spacing, at, page);
        drawn.push_back({names[i], at, size});
    }
    return drawn;
}

/// The symbols whose middle lies in the name's cell.
std::vector<text::TextSymbol> symbolsAt(const text::PageText& page, const DrawnName& name) {
    std::vector<text::TextSymbol> found;
    for (const auto& line : page.lines)
        for (const auto& symbol : line.symbols) {
            const base::Point middle = base::centre(symbol.quad);
            if (middle.x > name.at.x - 0.3 * name.size && middle.x < name.at.x + 6.5 * name.size &&
                middle.y > name.at.y - 1.2 * name.size && middle.y < name.at.y + 0.6 * name.size)
                found.push_back(symbol);
        }
    return found;
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<FontName> fonts;
    std::size_t perFont = 400;
    Wear wear = Wear::Judge;
    std::uint64_t seed = 1;
    std::ofstream list;
    std::string engine = "hybrid";
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--names")
            perFont = std::stoul(argv[++i]);
        else if (word == "--wear")
            wear = std::string(argv[++i]) == "judge" ? Wear::Judge : Wear::Fit;
        else if (word == "--seed")
            seed = std::stoul(argv[++i]);
        else if (word == "--list")
            list.open(argv[++i]);
        else if (word == "--engine")
            engine = argv[++i];
        else {
            fonts.push_back(fontNamed(word));
        }
    }
    auto characters = charactersByLevel(std::cin);
    const auto reader = text::openTextReader(engine, "models/words");
    for (const FontName& font : fonts) {
        const FontFace face(font.file, font.index);
        for (const int level : {1, 2, 3}) {
            cv::RNG random(seed * 1000 + static_cast<std::uint64_t>(level));
            std::u32string known;
            for (const char32_t c : characters[level])
                if (face.draw(c, 20)) known += c;
            Tally tally;
            while (tally.names < static_cast<int>(perFont)) {
                std::vector<std::u32string> names;
                for (int i = 0; i < rows * columns && tally.names + i < static_cast<int>(perFont); ++i) {
                    names.push_back(anyName(known, random));
                }
                cv::Mat pixels(rows * cellHeight + 80, columns * cellWidth + 60, CV_8U, cv::Scalar(255));
                const auto drawn = drawPage(face, names, pixels, random);
                page::CleanPage clean;
                clean.pixels = worn(pixels, wear, random);
                clean.dpi = 300;
                clean.quad = base::rectangle(0, 0, pixels.cols, pixels.rows);
                const text::PageText read = reader->read(clean);
                for (const DrawnName& name : drawn) {
                    std::string got;
                    bool sure = true;
                    std::string told;
                    for (const auto& symbol : symbolsAt(read, name)) {
                        got += symbol.text;
                        sure = sure && symbol.confidence.value() >= 0.8;
                        told += " " + symbol.text + ":" + std::to_string(symbol.confidence.value()).substr(0, 4);
                    }
                    const bool right = got == base::toUtf8(name.name);
                    sure = sure && base::countCodePoints(got) >= 2 && base::countCodePoints(got) <= 4;
                    ++tally.names;
                    tally.right += right;
                    tally.rightAndSure += right && sure;
                    tally.wrongAndSure += !right && sure;
                    if (list.is_open())
                        list << level << '\t' << (right ? "right" : "wrong") << '\t' << (sure ? "sure" : "unsure")
                             << '\t' << base::toUtf8(name.name) << '\t' << got << '\t' << told << '\n';
                }
            }
            const auto share = [&](int n) { return 100.0 * n / std::max(1, tally.names); };
            std::cout << font.file.substr(font.file.rfind('/') + 1) << " level " << level << ": " << tally.names
                      << " names (" << known.size() << " characters), right " << share(tally.right)
                      << "%, right and sure " << share(tally.rightAndSure) << "%, wrong and sure "
                      << share(tally.wrongAndSure) << "%\n"
                      << std::flush;
        }
    }
}
