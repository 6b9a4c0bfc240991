#pragma once

#include <opencv2/core.hpp>
#include <vector>

#include "codes/Code.h"

namespace daiban::codes {

enum class Symbologies {
    All,
    Matrix,    ///< QR, Micro QR, DataMatrix, Aztec, PDF417
    Linear,    ///< Code 128, 39 and 93, EAN and UPC
    QrCode,    ///< alone
    OneACall,  ///< DataMatrix, Aztec and PDF417: of these ZXing finds one in a call, of the others all
};

/// How ZXing tells dark from light.
enum class Threshold { Local, Global, Middle };  ///< Middle: at 127, for pictures that are black and white already

/// At which sizes ZXing looks.
enum class Layers { FullSizeOnly, AlsoSmaller };

struct ZXingPass {
    Symbologies symbologies = Symbologies::All;
    Threshold threshold = Threshold::Local;
    Layers layers = Layers::AlsoSmaller;
    int most = 32;
};

/// What one call of ZXing-C++ finds in an 8-bit gray image; nothing where ZXing is left out.
[[nodiscard]] std::vector<Code> readWithZXing(const cv::Mat& gray, const ZXingPass& pass = {});

[[nodiscard]] bool isOneACall(const Code& code);

}  // namespace daiban::codes
