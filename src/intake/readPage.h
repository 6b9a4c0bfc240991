#pragma once

#include <string>
#include <vector>

#include "base/Clock.h"
#include "codes/Code.h"
#include "codes/LabelToken.h"
#include "documents/Document.h"
#include "documents/DocumentTypes.h"
#include "imaging/JudgeQuality.h"
#include "page/Page.h"
#include "text/PageText.h"
#include "text/TextReader.h"

namespace daiban::intake {

/// What a page is read with. Shared by threads; nothing in it changes.
struct ReadingTools {
    const text::TextReader& reader;
    const documents::DocumentTypes& types;
    base::Date today;                        ///< dates after it are not believed
    const codes::TokenKeys* keys = nullptr;  ///< recognises our own labels when given
};

/// One document of a page: where it lies, what it says, what it is.
struct ReadDocument {
    page::CleanPage clean;
    text::PageText text;
    documents::Document document;
};

/// Seconds spent in each stage.
struct ReadingTimes {
    double clean = 0;
    double codes = 0;
    double text = 0;
    double understand = 0;
};

/// Everything that was seen on one page. Never without a document: a page on which nothing was recognised is one
/// document of type "unknown".
struct PageReading {
    page::Provenance provenance;
    base::Turn turn = base::Turn::None;  ///< clockwise turn that makes the page upright
    std::vector<ReadDocument> documents;
    std::vector<codes::Code> codes;
    std::vector<codes::LabelToken> tokens;  ///< our own labels among the codes
    imaging::Quality quality;
    ReadingTimes seconds;
};

/// The story of a page: read its codes, find its documents, judge it, and of each document: make it flat and upright,
/// read its text, say what it is.
[[nodiscard]] PageReading readPage(const page::Page& page, const ReadingTools& tools);

}  // namespace daiban::intake
