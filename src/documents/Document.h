#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/Confidence.h"
#include "base/Geometry.h"

namespace daiban::documents {

inline constexpr std::string_view unknownType = "unknown";

/// One field read from a paper.
struct Field {
    std::string value;  ///< as printed, without blanks between Chinese characters
    std::string iso;    ///< dates as YYYY-MM-DD, "长期" for no end; else empty
    base::Confidence confidence;
    bool valid = false;  ///< the field's validators (check digit, real date ...) agree
    base::Quad quad{};   ///< pixels of the cleaned document
};

using Fields = std::map<std::string, Field, std::less<>>;

/// What a paper is, how sure, and why.
struct Classification {
    std::string type{unknownType};  ///< code of a document type, or "unknown"
    base::Confidence confidence;
    std::vector<std::string> reasons;                              ///< for people: "标题：结婚证"
    std::vector<std::pair<std::string, base::Confidence>> others;  ///< next best types, best first
};

/// A paper with its type and fields.
struct Document {
    Classification classification;
    Fields fields;
};

}  // namespace daiban::documents
