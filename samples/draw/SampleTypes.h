#pragma once

#include "samples/draw/Invented.h"
#include "samples/draw/Sheet.h"

#include <span>
#include <string_view>

namespace daiban::samples {

/// One kind of page that can be drawn.
struct SampleType {
    std::string_view name;       // as asked for and as the file is called
    std::string_view truthType;  // code of document-types.tsv, or "unknown"
    Size paper;
    double cornerRadius;  // millimetres; 0: square
    Age age;              // of the holder
    void (*draw)(Sheet&, const Subject&);
};

/// The one table of what can be drawn.
std::span<const SampleType> allSampleTypes();
/// Throws std::invalid_argument where there is no such type.
const SampleType& sampleType(std::string_view name);

}  // namespace daiban::samples
