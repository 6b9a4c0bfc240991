#include "text/tesseract/TesseractReader.h"

#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <opencv2/imgproc.hpp>

#include "base/Error.h"
#include "base/Text.h"
#include "text/FindLines.h"

namespace daiban::text::tesseract {

namespace {

using Engine = ::tesseract::TessBaseAPI;

/// Pixels that a line strip is scaled to before it is read; set by hand.
constexpr double stripHeight = 48;
/// Tesseract wants white around the text, pixels of the strip.
constexpr int stripMargin = 10;

std::unique_ptr<Engine> startEngine() {
    auto engine = std::make_unique<Engine>();
    if (engine->Init(nullptr, "chi_sim", ::tesseract::OEM_LSTM_ONLY) != 0)
        throw base::Error(
            base::ErrorKind::DependencyMissing,
            base::Sentence(
                "Tesseract's language data chi_sim is not installed; install the package tesseract-ocr-chi-sim."));
    engine->SetVariable("debug_file", "/dev/null");
    engine->SetVariable("preserve_interword_spaces", "0");
    return engine;
}

struct Strip {
    cv::Mat pixels;
    cv::Rect box;  ///< of the document
    double scale = 1;

    /// Cut off at the line's own box: what the engine sees in the margin is none of the line's.
    [[nodiscard]] base::Quad toDocument(int left, int top, int right, int bottom) const {
        const auto onDocument = [this](int at, int start, int length) {
            return start + std::clamp((at - stripMargin) / scale, 0.0, static_cast<double>(length));
        };
        const double x = onDocument(left, box.x, box.width);
        const double y = onDocument(top, box.y, box.height);
        return base::rectangle(x, y, onDocument(right, box.x, box.width) - x,
                               onDocument(bottom, box.y, box.height) - y);
    }
};

Strip stripOf(const cv::Mat& paper, const cv::Rect& box) {
    Strip strip{{}, box, std::min(3.0, stripHeight / box.height)};
    cv::Mat scaled;
    cv::resize(paper(box), scaled, {}, strip.scale, strip.scale, strip.scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    cv::copyMakeBorder(scaled, strip.pixels, stripMargin, stripMargin, stripMargin, stripMargin, cv::BORDER_CONSTANT,
                       cv::Scalar(255));
    return strip;
}

TextLine readStrip(Engine& engine, const Strip& strip) {
    engine.SetPageSegMode(::tesseract::PSM_RAW_LINE);
    engine.SetImage(strip.pixels.data, strip.pixels.cols, strip.pixels.rows, 1, static_cast<int>(strip.pixels.step));
    engine.SetSourceResolution(300);
    TextLine line;
    line.quad = base::rectangle(strip.box.x, strip.box.y, strip.box.width, strip.box.height);
    if (engine.Recognize(nullptr) != 0) return line;
    const std::unique_ptr<::tesseract::ResultIterator> at(engine.GetIterator());
    if (!at) return line;
    double confidence = 0;
    std::string text;
    do {
        const std::unique_ptr<char[]> symbol(at->GetUTF8Text(::tesseract::RIL_SYMBOL));
        if (!symbol || symbol[0] == '\0') continue;
        int left = 0;
        int top = 0;
        int right = 0;
        int bottom = 0;
        at->BoundingBox(::tesseract::RIL_SYMBOL, &left, &top, &right, &bottom);
        if (!text.empty() && at->IsAtBeginningOf(::tesseract::RIL_WORD)) text += ' ';
        text += symbol.get();
        const double sure = at->Confidence(::tesseract::RIL_SYMBOL) / 100.0;
        confidence += sure;
        line.symbols.push_back({symbol.get(), strip.toDocument(left, top, right, bottom), base::Confidence(sure)});
    } while (at->Next(::tesseract::RIL_SYMBOL));
    line.text = base::withoutBlanksInChinese(text);
    if (!line.symbols.empty())
        line.confidence = base::Confidence(confidence / static_cast<double>(line.symbols.size()));
    return line;
}

cv::Mat turnedImage(const cv::Mat& pixels, base::Turn turn) {
    cv::Mat out;
    switch (turn) {
        case base::Turn::None:
            return pixels;
        case base::Turn::Right:
            cv::rotate(pixels, out, cv::ROTATE_90_CLOCKWISE);
            break;
        case base::Turn::Half:
            cv::rotate(pixels, out, cv::ROTATE_180);
            break;
        case base::Turn::Left:
            cv::rotate(pixels, out, cv::ROTATE_90_COUNTERCLOCKWISE);
            break;
    }
    return out;
}

/// The lines that tell most: long, of one character's height.
std::vector<cv::Rect> tellingLines(const TextLines& lines, std::size_t most) {
    std::vector<cv::Rect> boxes;
    for (const cv::Rect& box : lines.boxes)
        if (box.width > 2.5 * box.height && box.height < 2.5 * lines.characterHeight) boxes.push_back(box);
    std::sort(boxes.begin(), boxes.end(), [](const cv::Rect& a, const cv::Rect& b) { return a.width > b.width; });
    if (boxes.size() > most) boxes.resize(most);
    // Very long lines cost time and tell no more than their first twelve characters.
    for (cv::Rect& box : boxes) box.width = std::min(box.width, 12 * box.height);
    return boxes;
}

/// How readable the lines are: the sum of confidences of what was read with some certainty.
double readability(Engine& engine, const cv::Mat& paper, const std::vector<cv::Rect>& boxes, bool upsideDown) {
    double sum = 0;
    for (const cv::Rect& box : boxes) {
        Strip strip = stripOf(paper, box);
        if (upsideDown) cv::rotate(strip.pixels, strip.pixels, cv::ROTATE_180);
        for (const TextSymbol& symbol : readStrip(engine, strip).symbols)
            if (symbol.confidence.value() > 0.6) sum += symbol.confidence.value() - 0.5;
    }
    return sum;
}

}  // namespace

class TesseractReader::Pool {
  public:
    Pool() { idle_.push_back(startEngine()); }

    [[nodiscard]] std::unique_ptr<Engine> take() {
        {
            const std::lock_guard lock(mutex_);
            if (!idle_.empty()) {
                auto engine = std::move(idle_.back());
                idle_.pop_back();
                return engine;
            }
        }
        return startEngine();
    }
    void put(std::unique_ptr<Engine> engine) {
        engine->Clear();
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(engine));
    }

  private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<Engine>> idle_;
};

namespace {

/// An engine for the length of a scope. An engine that threw is not used again.
template <class Pool>
class Borrowed {
  public:
    explicit Borrowed(Pool& pool) : pool_(pool), engine_(pool.take()) {}
    ~Borrowed() {
        try {
            pool_.put(std::move(engine_));
        } catch (...) {  // the engine is simply not kept
        }
    }
    Borrowed(const Borrowed&) = delete;
    Borrowed& operator=(const Borrowed&) = delete;
    Engine& operator*() { return *engine_; }

  private:
    Pool& pool_;
    std::unique_ptr<Engine> engine_;
};

}  // namespace

TesseractReader::TesseractReader() : pool_(std::make_unique<Pool>()) {}
TesseractReader::~TesseractReader() = default;

Orientation TesseractReader::orientation(const page::CleanPage& document) const {
    constexpr std::size_t linesToTry = 6;
    Borrowed engine(*pool_);
    Orientation best;
    double bestScore = 0;
    double secondScore = 0;
    for (const base::Turn turn : {base::Turn::None, base::Turn::Right}) {
        const TextLines lines = findLines(turnedImage(document.pixels, turn));
        const auto boxes = tellingLines(lines, linesToTry);
        for (const bool upsideDown : {false, true}) {
            const double score = readability(*engine, lines.paper, boxes, upsideDown);
            if (score > bestScore) {
                secondScore = bestScore;
                bestScore = score;
                best.turn = turn + (upsideDown ? base::Turn::Half : base::Turn::None);
            } else {
                secondScore = std::max(secondScore, score);
            }
        }
    }
    if (bestScore > 0) best.confidence = base::Confidence((bestScore - secondScore) / bestScore);
    return best;
}

PageText TesseractReader::read(const page::CleanPage& document) const {
    const TextLines lines = findLines(document.pixels);
    Borrowed engine(*pool_);
    PageText text{{}, "tesseract", std::string(Engine::Version()) + " chi_sim"};
    for (const cv::Rect& box : lines.boxes) {
        TextLine line = readStrip(*engine, stripOf(lines.paper, box));
        if (!line.text.empty()) text.lines.push_back(std::move(line));
    }
    return text;
}

}  // namespace daiban::text::tesseract
