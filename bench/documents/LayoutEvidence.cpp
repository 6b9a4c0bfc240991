#include "LayoutEvidence.h"

#include "Spoil.h"
#include "base/Text.h"

namespace daiban::bench {

namespace {

constexpr double dpi = 60;  ///< enough to place characters by

text::TextLine lineOf(const std::string& shown, const base::Quad& quad) {
    text::TextLine line{base::withoutBlanksInChinese(shown), quad, base::Confidence(0.97), {}};
    if (quad[3].y - quad[0].y > 1.5 * (quad[1].x - quad[0].x)) return line;  // written downwards
    const double unit = (quad[1].x - quad[0].x) / static_cast<double>(std::max<std::size_t>(1, base::columnsOf(shown)));
    double at = quad[0].x;
    for (const char32_t c : base::toCodePoints(shown)) {
        const std::string one = base::toUtf8(c);
        const double step = unit * static_cast<double>(base::columnsOf(one));
        if (c != U' ' && c != U'　')
            line.symbols.push_back({one, base::rectangle(at, quad[0].y, step, quad[3].y - quad[0].y), line.confidence});
        at += step;
    }
    return line;
}

/// A character read as another: surely, or, where `right` says how often the right one was held possible, less so.
void misread(text::TextSymbol& symbol, const std::string& text, std::optional<double> right, Dice& dice) {
    if (symbol.text == text) return;
    if (right) symbol.confidence = base::Confidence(0.8);
    if (right && dice.share() < *right) symbol.alternatives = {symbol.text};
    symbol.text = text;
}

/// The day as it is told apart: without blanks.
std::string plain(const std::string& text) {
    return base::squeezed(text);
}

}  // namespace

LayoutEvidence::LayoutEvidence(const std::string& type, unsigned seed, double wrongCharacters,
                               std::optional<double> right) {
    const auto page = samples::drawLayout(type, seed, dpi);
    const auto& document = page.truth.at("documents").at(0);
    clean_.pixels = cv::Mat(page.image.size(), CV_8UC1, cv::Scalar(255));
    clean_.dpi = dpi;
    Dice dice(seed);
    for (const auto& json : document.at("lines")) {
        auto line = lineOf(json.at("text").get<std::string>(), base::quadFromJson(json.at("quad")));
        const text::PageText spoilt = spoiled({.lines = {line}, .engine = {}, .version = {}}, {0, wrongCharacters, 0}, {1e6, 1e6}, dice);
        if (spoilt.lines.empty()) continue;
        // Places are kept where the reading is as long as what is printed.
        auto symbols = std::move(line.symbols);
        line = spoilt.lines.front();
        const auto points = base::toCodePoints(base::squeezed(line.text));
        if (points.size() == symbols.size()) {
            for (std::size_t i = 0; i < symbols.size(); ++i) misread(symbols[i], base::toUtf8(points[i]), right, dice);
            line.symbols = std::move(symbols);
        } else {
            line.symbols.clear();
        }
        text_.lines.push_back(std::move(line));
    }
    for (const auto& [name, value] : document.at("fields").items()) fields_[name] = value.get<std::string>();
    for (const auto& [name, value] : document.at("fields_iso").items()) days_[name] = value.get<std::string>();
}

bool LayoutEvidence::isRight(const std::string& name, const documents::Field& field) const {
    if (const auto day = days_.find(name); day != days_.end()) return field.iso == day->second;
    const auto printed = plain(fields_.at(name));
    const auto value = plain(field.value);
    return value == printed || value + "元" == printed || printed + ".00" == value || value + ".00" == printed;
}

}  // namespace daiban::bench
