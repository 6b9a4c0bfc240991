#include "cli/Terminal.h"

#include <unistd.h>

#include <cmath>
#include <cstdlib>
#include <iostream>

#include "base/Sentence.h"
#include "base/Shown.h"
#include "base/Text.h"
#include "base/Words.h"
#include "cli/ShownOutput.h"

namespace daiban::cli {

namespace {

bool isTerminal(const std::ostream& out) {
    if (std::getenv("NO_COLOR") != nullptr) return false;
    const auto* shown = dynamic_cast<const ShownOutput*>(&out);
    return shown != nullptr && shown->goesTo(std::cout) && isatty(STDOUT_FILENO) == 1;
}

}  // namespace

Terminal::Terminal(std::ostream& out) : out_(out), colours_(isTerminal(out)) {}

std::string Terminal::painted(std::string_view code, std::string_view text) const {
    if (!colours_) return std::string(text);
    return colourSwitch(code) + std::string(text) + colourSwitch("0");
}

std::string Terminal::say(const base::Sentence& sentence) const {
    return sentence.in(base::wordsOf(out_));
}

std::string Terminal::bold(std::string_view text) const {
    return painted("1", text);
}
std::string Terminal::dim(std::string_view text) const {
    return painted("2", text);
}
std::string Terminal::green(std::string_view text) const {
    return painted("32", text);
}
std::string Terminal::yellow(std::string_view text) const {
    return painted("33", text);
}
std::string Terminal::red(std::string_view text) const {
    return painted("31", text);
}
std::string Terminal::cyan(std::string_view text) const {
    return painted("36", text);
}

void Terminal::heading(int number, const base::Sentence& title) const {
    const std::string said = " " + std::to_string(number) + "  " + say(title);
    std::string rule;
    for (std::size_t i = base::columnsOf(said) + 1; i < 78; ++i) rule += "─";
    out_ << "\n" << bold(cyan(said)) << " " << dim(rule) << "\n\n";
}

void Terminal::line(std::string_view text) const {
    // A line stays one: what is told of a paper makes no line of its own.
    std::string one(text);
    for (auto at = one.find('\n'); at != std::string::npos; at = one.find('\n', at)) one.replace(at, 1, "␊");
    out_ << one << "\n";
}

std::string padded(std::string_view text, std::size_t columns) {
    const std::size_t used = base::columnsOf(text);
    return std::string(text) + std::string(used < columns ? columns - used : 0, ' ');
}

std::string bar(double share) {
    const int full = static_cast<int>(std::lround(std::clamp(share, 0.0, 1.0) * 10));
    std::string text;
    for (int i = 0; i < 10; ++i) text += i < full ? "█" : "░";
    return text;
}

Progress::Progress(std::size_t total, bool wanted) : total_(total), shown_(wanted && isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
    if (shown_) std::cerr << "\r\033[K" << std::flush;
}

void Progress::step(std::string_view what) {
    ++done_;
    show(what);
}

void Progress::tell(std::string_view what) {
    show(what);
}

void Progress::show(std::string_view what) const {
    if (!shown_) return;
    const double share = total_ == 0 ? 1 : static_cast<double>(done_) / static_cast<double>(std::max(total_, done_));
    std::cerr << "\r\033[K" << bar(share) << " " << done_ << "  " << base::shown(what) << std::flush;
}

}  // namespace daiban::cli
