#pragma once

#include "base/Clock.h"
#include "codes/Code.h"
#include "documents/Document.h"
#include "documents/DocumentTypes.h"
#include "page/Page.h"
#include "text/PageText.h"

namespace daiban::documents {

/// What classification and extraction look at: one cleaned document, what was read on it, its codes.
struct Evidence {
    const page::CleanPage& clean;
    const text::PageText& text;
    const std::vector<codes::Code>& codes;
};

class LearnedTypes;

/// Codes of the types that are awaited because an approval item asks for them; empty: nobody knows what will come.
/// They weigh more among those that the page speaks for, and nothing on a page that says nothing of them.
using ExpectedTypes = std::vector<std::string>;

/// The type that fits, or unknown, with the chance that the answer is right. What the station's corrections taught
/// stands beside the rules where it is given (LearnedTypes.h).
[[nodiscard]] Classification classify(const Evidence& evidence, const DocumentTypes& types,
                                      const LearnedTypes* learned = nullptr, const ExpectedTypes& expected = {});

/// The fields of that type found in the text, validated against `today`. Fields not found are not in the map.
[[nodiscard]] Fields extractFields(const Evidence& evidence, const DocumentType& type, base::Date today);

/// Whether the type is certain and each of its key fields was found, and is valid where it can be checked: then a first
/// look need not go on.
[[nodiscard]] bool saysWhatAndWhose(const Document& document, const DocumentTypes& types);

/// classify, then extractFields.
[[nodiscard]] Document understand(const Evidence& evidence, const DocumentTypes& types, base::Date today,
                                  const LearnedTypes* learned = nullptr, const ExpectedTypes& expected = {});

}  // namespace daiban::documents
