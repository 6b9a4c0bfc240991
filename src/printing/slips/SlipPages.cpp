#include "printing/slips/SlipPages.h"

#include "base/Sentence.h"

namespace daiban::printing {

namespace {

constexpr double roundingError = 0.01;  // points

class Dealer {
  public:
    Dealer(const SlipBody& body, const SlipFiller& filler) : body_(body), filler_(filler) { beginPage(); }

    void deal(const std::vector<SlipPiece>& pieces) {
        for (std::size_t at = 0; at < pieces.size(); ++at) {
            const SlipPiece& piece = pieces[at];
            if (piece.place == SlipPlace::NewPage) {
                if (!isEmpty()) beginPage();
                continue;
            }
            const bool beginsChain = at == 0 || !pieces[at - 1].staysWithNext;
            if (!isEmpty() && (!fits(piece) || (beginsChain && mustMove(pieces, at)))) beginPage();
            put(piece);
        }
    }

    [[nodiscard]] std::vector<SlipPage> pages() && { return std::move(pages_); }

  private:
    void beginPage() {
        pages_.emplace_back();
        pages_.back().end = body_.top;
    }
    [[nodiscard]] bool isEmpty() const { return pages_.back().pieces.empty(); }
    [[nodiscard]] double bottom() const { return body_.top + body_.height + roundingError; }

    [[nodiscard]] bool fits(const SlipPiece& piece) const {
        return pages_.back().end + piece.before + piece.height <= bottom();
    }

    /// Whether the pieces that stay together do not fit here but would on a page of their own.
    [[nodiscard]] bool mustMove(const std::vector<SlipPiece>& pieces, std::size_t at) const {
        double height = 0;
        std::size_t last = at;
        for (;; ++last) {
            height += (last > at ? pieces[last].before : 0) + pieces[last].height;
            if (!pieces[last].staysWithNext || last + 1 == pieces.size()) break;
        }
        const double onOwnPage = height + (pieces[at].head ? pieces[at].head->height : 0);
        const bool fitsHere = pages_.back().end + pieces[at].before + height <= bottom();
        return !fitsHere && body_.top + onOwnPage <= bottom();
    }

    void put(const SlipPiece& piece) {
        SlipPage& page = pages_.back();
        double top = page.end;
        if (page.pieces.empty() && piece.head) {
            page.pieces.push_back({.piece = piece.head.get(), .top = top});
            top += piece.head->height;
        } else if (!page.pieces.empty()) {
            top += piece.before;
        }
        if (top + piece.height > bottom())
            filler_.fail(piece.line,
                         base::Sentence("this block is higher than the page; make it smaller or choose other paper."));
        if (piece.place == SlipPlace::Foot) top = bottom() - roundingError - piece.height;
        page.pieces.push_back({.piece = &piece, .top = top});
        page.end = top + piece.height;
    }

    const SlipBody& body_;
    const SlipFiller& filler_;
    std::vector<SlipPage> pages_;
};

}  // namespace

std::vector<SlipPage> slipPages(const std::vector<SlipPiece>& pieces, const SlipBody& body, const SlipFiller& filler) {
    Dealer dealer(body, filler);
    dealer.deal(pieces);
    return std::move(dealer).pages();
}

}  // namespace daiban::printing
