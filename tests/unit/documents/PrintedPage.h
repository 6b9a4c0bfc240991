#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "base/Text.h"
#include "documents/Understand.h"

namespace daiban::documents {

/// A page laid out by hand: text at places in millimetres, as an engine would hand it over.
class PrintedPage {
  public:
    /// 10 pixels to the millimetre (254 dpi); white.
    PrintedPage(double widthMillimetres, double heightMillimetres) {
        clean_.pixels = cv::Mat(static_cast<int>(heightMillimetres * scale), static_cast<int>(widthMillimetres * scale),
                                CV_8UC1, cv::Scalar(255));
        clean_.dpi = 254;
    }
    static PrintedPage a4() { return {210, 297}; }
    static PrintedPage card() { return {85.6, 54}; }

    /// A line whose top-left corner is at (left, top) with characters `height` high; blanks in Chinese text vanish but
    /// keep their place, as engines do it.
    PrintedPage& put(double left, double top, const std::string& text, double height = 3.5) {
        const double width = height * static_cast<double>(base::columnsOf(text)) / 2;
        return putBox(left, top, width, height, text);
    }

    PrintedPage& putBox(double left, double top, double width, double height, const std::string& text) {
        text::TextLine line;
        line.text = base::withoutBlanksInChinese(text);
        line.quad = base::rectangle(left * scale, top * scale, width * scale, height * scale);
        line.confidence = base::Confidence(confidence_);
        if (symbols_) addSymbols(line, text, left * scale, top * scale, width * scale, height * scale);
        text_.lines.push_back(std::move(line));
        return *this;
    }

    /// From here on lines carry where each of their characters is.
    PrintedPage& withSymbols() { return symbols_ = true, *this; }
    PrintedPage& withConfidence(double confidence) { return confidence_ = confidence, *this; }
    PrintedPage& withCode(const std::string& text) { return codes_.push_back({"QRCode", text, {}}), *this; }
    PrintedPage& withoutDpi() { return clean_.dpi = 0, *this; }

    [[nodiscard]] cv::Mat& pixels() { return clean_.pixels; }
    [[nodiscard]] Evidence evidence() const { return {clean_, text_, codes_}; }

  private:
    static constexpr double scale = 10;
    page::CleanPage clean_;
    text::PageText text_;
    std::vector<codes::Code> codes_;
    double confidence_ = 0.96;
    bool symbols_ = false;

    void addSymbols(text::TextLine& line, const std::string& text, double left, double top, double width,
                    double height) const {
        const double unit = width / static_cast<double>(base::columnsOf(text));
        double at = left;
        for (const char32_t c : base::toCodePoints(text)) {
            const std::string one = base::toUtf8(c);
            const double step = unit * static_cast<double>(base::columnsOf(one));
            if (c != U' ')
                line.symbols.push_back({one, base::rectangle(at, top, step, height), base::Confidence(confidence_)});
            at += step;
        }
    }
};

inline base::Date testDay() {
    return base::Date{std::chrono::year{2026}, std::chrono::month{7}, std::chrono::day{1}};
}

/// The types of the project.
inline const DocumentTypes& projectTypes() {
    static const DocumentTypes types =
        DocumentTypes::load(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models/documents");
    return types;
}

inline Fields fieldsOn(const PrintedPage& page, const std::string& type) {
    return extractFields(page.evidence(), *projectTypes().find(type), testDay());
}

inline std::string valueOf(const Fields& fields, const std::string& name) {
    const auto field = fields.find(name);
    return field == fields.end() ? "(none)" : field->second.value;
}

inline std::string isoOf(const Fields& fields, const std::string& name) {
    const auto field = fields.find(name);
    return field == fields.end() ? "(none)" : field->second.iso;
}

inline bool isValid(const Fields& fields, const std::string& name) {
    const auto field = fields.find(name);
    return field != fields.end() && field->second.valid;
}

}  // namespace daiban::documents
