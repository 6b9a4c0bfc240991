#pragma once

#include <opencv2/core.hpp>
#include <string>

namespace daiban::printing {

// A label as the two languages that label printers speak, drawn by renderLabel and sent as a picture, so that Chinese
// prints on a printer that has no Chinese font. The picture (CV_8UC1, ink where a pixel is below 128) must be drawn at
// the printer's own dpi: a dot is a dot. Both throw Error{BadArguments} for an empty picture.

/// ZPL II (Zebra and many others): one format with a ^GFA graphic field, its rows in hexadecimal with Zebra's own
/// run-length compression (ZPL II Programming Guide, "Alternative Data Compression Scheme for ~DG and ~DB Commands").
[[nodiscard]] std::string labelZpl(const cv::Mat& label);

/// The label stock in a TSPL printer, which must be told.
struct TsplStock {
    double width = 0;  ///< millimetres
    double height = 0;
    double gap = 2;  ///< millimetres between two labels; 0: continuous paper
};

/// TSPL/TSPL2 (TSC, Gprinter, Deli, HPRT, Xprinter ...): SIZE, GAP, CLS, one binary BITMAP and PRINT 1,1.
[[nodiscard]] std::string labelTspl(const cv::Mat& label, const TsplStock& stock);

}  // namespace daiban::printing
