#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/Sentence.h"
#include "cases/bundles/PageMarks.h"
#include "cases/checklist/Overrule.h"
#include "documents/Document.h"
#include "text/PageText.h"

namespace daiban::cases {

/// Where a paper of a case is: document number `document` (from 0) on page `page` (from 1) of `image`.
struct PaperPlace {
    std::string image;
    int page = 1;
    int document = 0;
    auto operator<=>(const PaperPlace&) const = default;
};

/// A paper as the checklist sees it.
struct Paper {
    PaperPlace place;
    documents::Document document;
    bool confirmedByPerson = false;  ///< a person said yes to its type and fields
    /// Name of the material a person said it is, with or without 〔申请人〕 behind; empty: nobody said. Then it counts
    /// for that material alone, whatever type was read.
    std::string assignedTo = {};
    PageMarks marks = {};  ///< what its text says of its place among other pages; empty: nothing is known
    /// Upright text of a page whose type is unknown: when it turns out to belong to another paper its fields are looked
    /// for as that paper's. May be null.
    std::shared_ptr<const text::PageText> text = {};
    /// Of a paper that was put together from several pages (PaperUnit): what to tell of them, and why a person must
    /// look before it ticks a box.
    std::vector<base::Sentence> notes = {};
    std::vector<base::Sentence> doubts = {};
    /// Its text line by line, in reading order; of several pages that of all. Null: not known.
    std::shared_ptr<const std::vector<std::string>> lines = {};
    /// The same page of the same file was given before, and is there: a file handed in twice is one copy.
    std::optional<PaperPlace> repeats = {};
    /// A person said that it is a further page, or the other side, of that paper.
    std::optional<PaperPlace> continues = {};
    std::vector<Overrule> overrules = {};  ///< what persons decided of it against the machine, the oldest first
};

}  // namespace daiban::cases
