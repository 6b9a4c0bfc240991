#pragma once

#include <string>

#include "base/Json.h"

namespace daiban::samples {

/// How many of something there are and how many of them were right.
struct Share {
    int right = 0;
    int all = 0;
    void operator+=(const Share& other) {
        right += other.right;
        all += other.all;
    }
    [[nodiscard]] double percent() const { return all == 0 ? 100 : 100.0 * right / all; }
};

/// A reading held against the truth beside the picture.
struct Score {
    Share characters;   ///< of the lines in the truth, wherever on the page they were read
    int invented = 0;   ///< characters read where the truth has none
    Share types;        ///< documents where they lie, with their type; a blank or unknown page is "unknown"
    Share fields;       ///< as printed, or by their day; a document that was not found has all of them wrong
    Share corners;      ///< of documents with edges that can be seen, no farther off than 1 % of the diagonal
    std::string wrong;  ///< what is not right, a line each: for people

    void operator+=(const Score& other);
};

/// `reading` as `daiban read --json` prints it, `truth` as it lies beside the picture (samples/README.md).
[[nodiscard]] Score scoreOf(const base::Json& reading, const base::Json& truth);

}  // namespace daiban::samples
