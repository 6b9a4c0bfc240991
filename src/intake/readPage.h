#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/Clock.h"
#include "base/Sentence.h"
#include "codes/Code.h"
#include "codes/label/LabelToken.h"
#include "documents/Document.h"
#include "documents/DocumentTypes.h"
#include "documents/LearnedTypes.h"
#include "imaging/JudgeQuality.h"
#include "imaging/PictureHash.h"
#include "page/Page.h"
#include "text/PageText.h"
#include "text/TextReader.h"

namespace daiban::intake {

/// How far a page is read.
enum class ReadingDepth {
    Everything,
    FirstLook,  ///< enough text to say what each document is and whose
    Pictures,   ///< documents found, flat and upright; their text is not read
};

/// What a page is read with. Shared by threads; nothing in it changes.
struct ReadingTools {
    const text::TextReader& reader;
    const documents::DocumentTypes& types;
    base::Date today;                                  ///< dates after it are not believed
    const codes::TokenKeys* keys = nullptr;            ///< recognises our own labels when given
    const documents::LearnedTypes* learned = nullptr;  ///< what the station's corrections taught
    ReadingDepth depth = ReadingDepth::Everything;
    codes::ReadCodesOptions codes{};
    std::vector<std::string> expectedTypes{};  ///< those the case's item asks for; empty: any may come
};

/// A document as a person drew it on the page, in page pixels: clockwise from the document's own top-left.
using DrawnDocument = base::Quad;

/// One document of a page: where it lies, what it says, what it is.
struct ReadDocument {
    bool drawn = false;  ///< a person said where it lies and which way is up
    page::CleanPage clean;
    std::vector<base::Quad> seenLines;  ///< where text was seen on the way, pixels of `clean`
    text::PageText text;
    documents::Document document;
    imaging::PictureHash picture;  ///< to know it again
};

/// Seconds spent in each stage.
struct ReadingTimes {
    double clean = 0;
    double codes = 0;
    double text = 0;
    double understand = 0;
    double firstLook = 0;  ///< from the page's coming in to what the first look says; 0: there was none
};

/// Everything that was seen on one page. Never without a document: a page on which nothing was recognised is one
/// document of type "unknown".
struct PageReading {
    page::Provenance provenance;
    std::string cleanedWith;             ///< imaging::cleaningId
    base::Turn turn = base::Turn::None;  ///< clockwise turn that makes the page upright
    std::vector<ReadDocument> documents;
    std::vector<codes::Code> codes;
    std::vector<codes::UnreadPlace> unreadCodes;  ///< seen, and for a person to read
    std::vector<codes::LabelToken> tokens;        ///< our own labels among the codes
    std::vector<base::Quad> patchT{};             ///< strips of patch code T: the sheet parts a stack
    imaging::Quality quality;
    ReadingTimes seconds;
    std::vector<base::Sentence> remarks{};  ///< for people: what went wrong while it was read
};

/// Told what a first look says of a page, while the full reading goes on.
using OnFirstLook = std::function<void(const PageReading&)>;

/// The story of a page: find its documents, judge it, read its codes, and of each document: make it flat and upright,
/// read its text, say what it is. Where a person drew the documents, they are taken as drawn and no others are looked
/// for. Given `onFirstLook`, all documents are glanced at first, and it is called before any is read in full.
[[nodiscard]] PageReading readPage(const page::Page& page, const ReadingTools& tools,
                                   const std::vector<DrawnDocument>& drawn = {}, const OnFirstLook& onFirstLook = {});

}  // namespace daiban::intake
