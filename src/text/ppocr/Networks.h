#pragma once

#include "text/ppocr/Detector.h"
#include "text/ppocr/DirectionClassifier.h"
#include "text/ppocr/Recogniser.h"
#include "text/ppocr/Weights.h"

namespace daiban::text::ppocr {

/// The three networks of PP-OCRv4 mobile, loaded once and shared by threads.
struct Networks {
    /// Throws Error{DependencyMissing} when a file cannot be loaded.
    explicit Networks(const Weights& weights)
        : detector(weights.detector), recogniser(weights.recogniser, weights.keys), classifier(weights.classifier) {}

    Detector detector;
    Recogniser recogniser;
    DirectionClassifier classifier;
};

/// What results remember.
inline constexpr const char* version = "PP-OCRv4 mobile";

}  // namespace daiban::text::ppocr
