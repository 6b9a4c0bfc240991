#include "imaging/CleaningId.h"

#include <sstream>

namespace daiban::imaging {

std::string cleaningId(const FindOptions& find, const FlattenOptions& flatten) {
    // 1: first one; 2: skew of text; 3: faint and copied outlines, print outside; 4: four ways of looking, one row of
    // print outside, sides beyond the picture; 5: sheets with copies on them are read before they are parted
    constexpr int version = 5;
    std::ostringstream id;
    id << "clean " << version << "; find " << find.workingSize << ' ' << find.smallestShare << "; flatten "
       << flatten.targetDpi;
    return id.str();
}

}  // namespace daiban::imaging
