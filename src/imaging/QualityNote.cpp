#include "imaging/QualityNote.h"

#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>

#include "base/Sentence.h"

namespace daiban::imaging {

namespace {

/// Where `point` lies in the quad, 0 to 1 both ways.
base::Point within(const base::Quad& quad, base::Point point) {
    std::array<cv::Point2f, 4> from;
    for (std::size_t i = 0; i < 4; ++i) from[i] = {static_cast<float>(quad[i].x), static_cast<float>(quad[i].y)};
    const std::array<cv::Point2f, 4> to{cv::Point2f{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    const cv::Matx33d map(cv::getPerspectiveTransform(from.data(), to.data()));
    const cv::Vec3d p = map * cv::Vec3d(point.x, point.y, 1);
    return {p[0] / p[2], p[1] / p[2]};
}

std::size_t third(double share) {
    return share < 1.0 / 3 ? 0 : share < 2.0 / 3 ? 1 : 2;
}

/// What is wrong at a place, after the place's name.
std::string_view troubleOf(QualityWarning warning) {
    switch (warning) {
        case QualityWarning::Blurred:
            return "模糊，请重拍。";
        case QualityWarning::Glare:
            return "反光，请重拍。";
        case QualityWarning::TooDark:
            return "太暗，请增加光线后重拍。";
        case QualityWarning::TooBright:
            return "太亮，请调低亮度后重拍。";
        case QualityWarning::LowResolution:
            return "分辨率太低，请靠近些重拍。";
        case QualityWarning::CutOff:
            return "没有拍全，请放正、摊平后重拍。";
        case QualityWarning::Finger:
            return "被手指挡住，请移开手后重拍。";
        case QualityWarning::Moire:
            return "有屏幕条纹，请拍纸质原件。";
        case QualityWarning::Shadow:
            return "阴影太重，请换个光线后重拍。";
    }
    return "";
}

}  // namespace

std::string_view codeOf(QualityWarning warning) {
    switch (warning) {
        case QualityWarning::Blurred:
            return "blurred";
        case QualityWarning::Glare:
            return "glare";
        case QualityWarning::TooDark:
            return "too-dark";
        case QualityWarning::TooBright:
            return "too-bright";
        case QualityWarning::LowResolution:
            return "low-resolution";
        case QualityWarning::CutOff:
            return "cut-off";
        case QualityWarning::Finger:
            return "finger";
        case QualityWarning::Moire:
            return "moire";
        case QualityWarning::Shadow:
            return "shadow";
    }
    return "";
}

std::string_view sentenceOf(QualityWarning warning) {
    switch (warning) {
        case QualityWarning::Blurred:
            return "画面模糊，请重扫。";
        case QualityWarning::Glare:
            return "画面有反光，请调整角度后重拍。";
        case QualityWarning::TooDark:
            return "画面太暗，请增加光线后重扫。";
        case QualityWarning::TooBright:
            return "画面太亮，字迹发白，请调低亮度后重扫。";
        case QualityWarning::LowResolution:
            return "分辨率太低，请用 300 dpi 重扫。";
        case QualityWarning::CutOff:
            return "材料没有拍全，请放正后重扫。";
        case QualityWarning::Finger:
            return "手指挡住了材料，请移开手后重拍。";
        case QualityWarning::Moire:
            return "拍的像是屏幕，请拍纸质原件。";
        case QualityWarning::Shadow:
            return "阴影太重，请换个光线后重拍。";
    }
    return "";
}

base::Sentence sentenceOf(const QualityNote& note, base::Turn turn) {
    const std::string_view place = note.where ? placeOf(*note.where, note.document, turn) : "";
    if (place.empty()) return base::word(sentenceOf(note.warning));
    return base::Sentence("{}{}", base::word(place), base::word(troubleOf(note.warning)));
}

std::string_view placeOf(const base::Quad& where, const base::Quad& document, base::Turn turn) {
    const double whole = base::area(document);
    if (whole <= 0 || base::area(where) > whole / 2) return "";
    base::Point p = within(document, base::centre(where));
    p = {std::clamp(p.x, 0.0, 1.0), std::clamp(p.y, 0.0, 1.0)};
    p = base::turned(p, turn, 1, 1);
    constexpr std::array<std::array<std::string_view, 3>, 3> places{
        {{"左上角", "上边", "右上角"}, {"左边", "中间", "右边"}, {"左下角", "下边", "右下角"}}};
    return places[third(p.y)][third(p.x)];
}

}  // namespace daiban::imaging
