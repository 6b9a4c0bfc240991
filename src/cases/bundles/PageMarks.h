#pragma once

#include <string>
#include <vector>

#include "text/PageText.h"

namespace daiban::cases {

/// What a printed page number is worth.
enum class PageNumberForm {
    None,
    Bare,    ///< "2" alone at the foot: tells the order, proves nothing
    Marked,  ///< "第2页", "- 2 -", "2/3"
};

/// The clauses a page bears in one numbering; both 0: none.
struct ClauseRun {
    int first = 0;
    int last = 0;
    [[nodiscard]] bool there() const { return first > 0; }
    bool operator==(const ClauseRun&) const = default;
};

/// What a page's own text says about its place in a document of several pages. Small, so that every paper of a case may
/// carry it; made once from the page's text, with no knowledge of types.
struct PageMarks {
    int number = 0;  ///< printed page number, from 1; 0: none
    PageNumberForm form = PageNumberForm::None;
    int pagesInAll = 0;                  ///< "共3页"; 0: not printed
    ClauseRun articles;                  ///< 第八条 ... 第十二条
    ClauseRun sections;                  ///< 八、 ... 十二、
    std::string documentNumber;          ///< what stands behind 合同编号, 协议编号, 编号; empty: none
    std::vector<std::string> headLines;  ///< the first three lines, squeezed, page numbers left out
    int signingParties = 0;              ///< how many different parties have a line to sign or seal on
    int lineCount = 0;                   ///< 0: blank, or nothing is known of the page
    std::string words;                   ///< squeezed text of a page of few lines: a card, a leaf of a booklet

    [[nodiscard]] bool marked() const { return form == PageNumberForm::Marked; }
};

/// `lines` in reading order.
[[nodiscard]] PageMarks pageMarksOf(const std::vector<std::string>& lines);
[[nodiscard]] PageMarks pageMarksOf(const text::PageText& text);

}  // namespace daiban::cases
