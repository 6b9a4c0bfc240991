#include "text/TextReader.h"

#include <algorithm>

namespace daiban::text {

PageText TextReader::glance(const page::CleanPage& document, const std::vector<base::Quad>&, const IsEnough&) const {
    return read(document);
}

std::vector<base::Quad> linesAfterTurn(const Orientation& orientation, base::Turn turn, double width, double height) {
    std::vector<base::Quad> lines;
    lines.reserve(orientation.lines.size());
    const auto nearer = [](base::Point a, base::Point b) { return a.x + a.y < b.x + b.y; };
    for (const base::Quad& line : orientation.lines) {
        const base::Quad quad = base::turned(line, turn, width, height);
        const auto first = std::min_element(quad.begin(), quad.end(), nearer) - quad.begin();
        lines.push_back(base::startingAt(quad, static_cast<int>(first)));
    }
    return lines;
}

}  // namespace daiban::text
