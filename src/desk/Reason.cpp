#include "desk/Reason.h"

#include "base/Error.h"
#include "base/Text.h"
#include "cases/items/Applicant.h"

namespace daiban::desk {

std::string soundReason(const std::string& reason) {
    constexpr std::size_t longest = 400;  // characters
    if (base::trimmed(reason).empty())
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("Say why; the reason is kept with the change."));
    if (base::countCodePoints(reason) > longest)
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("The reason is too long; one or two sentences are enough."));
    if (cases::holdsHidden(reason))
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("The reason holds control characters; type it again."));
    return base::trimmed(reason);
}

}  // namespace daiban::desk
