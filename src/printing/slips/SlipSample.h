#pragma once

#include "printing/slips/Slip.h"

namespace daiban::printing {

/// Invented content with everything a slip of the subject may show: for trying a design and for checking it.
[[nodiscard]] SlipContent sampleSlipContent(SlipSubject subject);

}  // namespace daiban::printing
