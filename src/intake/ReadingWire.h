#pragma once

#include "intake/readPage.h"
#include "process/Channel.h"

namespace daiban::intake {

/// Whether the documents' pictures go along. Without them a document has no pixels, so that nothing on it can be placed
/// on the page.
enum class WithPictures { Yes, No };

/// A reading as a worker tells it: everything, to the last digit (unlike ReadingJson, which is for people and stays the
/// same for years). Pictures are handed over in shared memory. Both sides are always the same program.
[[nodiscard]] process::Message toMessage(const PageReading& reading, WithPictures pictures);

/// Throws Error{Unreadable} or base::Json::exception for what no toMessage() wrote.
[[nodiscard]] PageReading readingFrom(const process::Message& message);

}  // namespace daiban::intake
