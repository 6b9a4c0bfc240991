#pragma once

#include "samples/draw/Sheet.h"

#include <nlohmann/json.hpp>

namespace daiban::samples {

/// Pixels rounded to a tenth, as [[x,y], ...].
nlohmann::ordered_json quadJson(const Quad& quad);
Quad quadFrom(const nlohmann::ordered_json& json);
/// A picture's truth with every key and no document.
nlohmann::ordered_json emptyTruth(cv::Size picture, std::string_view family);

/// What the truth says of a document that fills its picture.
nlohmann::ordered_json truthDocument(const Sheet& sheet, std::string_view type);

}  // namespace daiban::samples
