// What two readers of a character say and how it is: draws lines of names with characters of every level, reads them
// with the recogniser alone, cuts them into glyphs and asks the second reader about each. A line for every glyph: level
// of the name, truth ("?": no character's place), read ("-": a hole), its confidence, its distance, and the five
// nearest with their distances.
//   bench_calibrate_glyphs FONT[:INDEX]... [--names N] [--seed N] < Unihan_OtherMappings.txt > glyphs.tsv
#include <iostream>

#include "DrawnNames.h"
#include "base/Text.h"
#include "text/hybrid/SecondReader.h"
#include "text/ppocr/Networks.h"
#include "text/ppocr/PreparedPage.h"

namespace {

using namespace daiban;
using namespace daiban::bench;

/// The character drawn nearest to a place, with the advance of one em a character.
std::string truthAt(const std::u32string& name, double at, double left, double step, double size) {
    const double place = (at - left - size / 2) / step;
    const auto i = static_cast<std::size_t>(std::max(0L, std::lround(place)));
    if (i >= name.size() || std::abs(place - static_cast<double>(i)) > 0.3) return "?";
    return base::toUtf8(name[i]);
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<FontName> fonts;
    int perLevel = 200;
    std::uint64_t seed = 1;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--names")
            perLevel = std::stoi(argv[++i]);
        else if (word == "--seed")
            seed = std::stoul(argv[++i]);
        else
            fonts.push_back(fontNamed(word));
    }
    const auto characters = charactersByLevel(std::cin);
    const text::ppocr::Weights weights = text::ppocr::installedWeights();
    const text::ppocr::Networks networks(weights);
    const text::hybrid::SecondReader second(text::glyphs::GlyphPrototypes(text::glyphs::readGlyphTable(weights.glyphs)),
                                            networks.recogniser);
    for (const FontName& font : fonts) {
        const FontFace face(font.file, font.index);
        for (const auto& [level, all] : characters) {
            std::u32string known;
            for (const char32_t c : all)
                if (face.draw(c, 20)) known += c;
            cv::RNG random(seed * 1000 + static_cast<std::uint64_t>(level));
            for (int n = 0; n < perLevel; ++n) {
                const std::u32string name = anyName(known, random);
                const double size = random.uniform(40.0, 60.0);
                const double spacing = random.uniform(0, 4) == 0 ? size * random.uniform(0.1, 0.5) : 0;
                cv::Mat page(static_cast<int>(3 * size), static_cast<int>(8 * size), CV_8U, cv::Scalar(255));
                const double end = write(face, name, size, spacing, {size, 2 * size}, page) - spacing;
                page = worn(page, Wear::Fit, random);
                const double by = 0.15 * size;
                const text::ppocr::TextBox box{
                    base::rectangle(size - by, 1.12 * size - by, end - size + 2 * by, size + 2 * by), 1};
                const cv::Mat bgr = text::ppocr::colourOf(page);
                const text::ppocr::Strip strip = text::ppocr::stripOf(bgr, box);
                const auto read = networks.recogniser.read(strip.pixels);
                const auto always = [](const std::vector<std::size_t>&) { return true; };
                for (const auto& opinion : second.opinions(read, strip, bgr, always)) {
                    const double middle = opinion.cell.box.x + opinion.cell.box.width / 2.0 + box.quad[0].x;
                    std::string said;
                    for (const std::size_t i : opinion.cell.seen) said += read[i].text;
                    std::cout << level << '\t' << truthAt(name, middle, size, size + spacing, size) << '\t'
                              << (said.empty() ? "-" : said) << '\t'
                              << (said.empty() ? 0 : read[opinion.cell.seen.front()].confidence) << '\t'
                              << opinion.distance.value_or(-1);
                    for (const auto& match : opinion.matches)
                        std::cout << '\t' << base::toUtf8(match.character) << '\t' << match.distance;
                    std::cout << '\t' << base::toUtf8(name) << '\n';
                }
            }
        }
    }
}
