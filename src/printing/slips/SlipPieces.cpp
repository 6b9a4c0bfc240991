#include "printing/slips/SlipPieces.h"

#include <cairo.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "base/Sentence.h"
#include "base/Text.h"
#include "printing/slips/SlipInk.h"
#include "printing/slips/SlipQrCode.h"
#include "printing/slips/SlipText.h"

namespace daiban::printing {

namespace {

constexpr double lineWidth = 0.5;        // points: what printed forms have, four dots at 600 dpi
constexpr double redLineWidth = 1.5;     // under a red heading
constexpr double cellPadding = 4.2;      // points left and right of a cell's text
constexpr double cellRoom = 3.2;         // points above and below it
constexpr double bareGap = 3;            // points between columns without lines
constexpr double cellSpacing = 1.35;     // of lines in a cell, ems
constexpr double besideQr = 10;          // points between the heading and the QR code
constexpr double headingSpacing = 1.45;  // ems
constexpr double sealLine = 0.8;         // points
constexpr double sealDots = 2.4;
constexpr double sealGray = 0.62;
constexpr double sealWordSize = 8.5;
constexpr double inkGap = 3;      // points between the words and a signature
constexpr double inkLines = 1.4;  // how high a signature may be, in lines: it reaches into the one above
constexpr int linesTogether = 2;  // of a paragraph, at the end and at the beginning of a page

using Texts = std::vector<SlipText>;

void drawLine(cairo_t* cairo, double fromX, double fromY, double toX, double toY, double width = lineWidth) {
    cairo_set_line_width(cairo, width);
    cairo_move_to(cairo, fromX, fromY);
    cairo_line_to(cairo, toX, toY);
    cairo_stroke(cairo);
}

/// A cell's text and where it stands in its row.
struct Cell {
    SlipText text;
    double left = 0;
    double width = 0;
    double padding = cellPadding;  ///< left of the text
    bool onTop = false;            ///< else in the middle of the row's height
};

/// Cells side by side; of a row that is cut, those of their lines that stand in this part.
struct CellRow {
    std::vector<Cell> cells;
    SlipLines lines = SlipLines::Thin;
    double room = cellRoom;
    double height = 0;

    [[nodiscard]] int mostLines() const {
        int most = 1;
        for (const auto& cell : cells) most = std::max(most, cell.text.lines());
        return most;
    }
    void draw(cairo_t* cairo, double top, int from, int count) const {
        for (const auto& cell : cells) {
            if (lines == SlipLines::Thin) {
                cairo_set_line_width(cairo, lineWidth);
                cairo_rectangle(cairo, cell.left, top, cell.width, height);
                cairo_stroke(cairo);
            }
            const int shown = std::clamp(cell.text.lines() - from, 0, count);
            if (shown == 0) continue;
            const double text = shown * cell.text.pitch();
            const double above = cell.onTop ? room : (height - text) / 2;
            cell.text.draw(cairo, cell.left + cell.padding, top + above, from, shown);
        }
    }
};

class Setter {
  public:
    Setter(cairo_t* cairo, const SlipDesign& design, const SlipFiller& filler)
        : cairo_(cairo), design_(design), filler_(filler), body_(bodyOf(design)) {}

    std::vector<SlipPiece> set() {
        for (const auto& block : design_.blocks) {
            if (!block.when.empty() && !filler_.hasSomething(block.when, block.line)) continue;
            const std::size_t first = pieces_.size();
            line_ = block.line;
            std::visit([&](const auto& what) { add(what); }, block.what);
            if (pieces_.size() > first) pieces_[first].before = block.before * pointsAMillimetre;
        }
        return std::move(pieces_);
    }

  private:
    // What follows makes the pieces of one kind of block each.

    void add(const SlipHeading& heading) {
        std::shared_ptr<const SlipQrCode> qr;
        if (heading.qr > 0) qr = std::make_shared<SlipQrCode>(filler_.content().qr, heading.qr * pointsAMillimetre);
        const double aside = qr ? qr->ink() + besideQr : 0;
        const double width = body_.width - 2 * aside;
        SlipTextStyle style{.face = design_.face,
                            .size = heading.officeSize,
                            .spacing = headingSpacing,
                            .weight = heading.colour == SlipColour::Red ? TextWeight::Bold : TextWeight::Regular,
                            .align = TextAlign::Centre,
                            .colour = heading.colour};
        auto texts = std::make_shared<Texts>();
        if (!heading.office.text.empty()) texts->push_back(textOf(heading.office, style, width));
        style.size = heading.titleSize;
        style.letterSpacing = heading.titleSpacing;
        style.weight = TextWeight::Bold;
        style.colour = SlipColour::Black;
        texts->push_back(textOf(heading.title, style, width));
        double text = 0;
        for (const auto& part : *texts) text += part.height();
        const bool ruled = heading.colour == SlipColour::Red;
        const double inner = std::max(text, qr ? qr->ink() + qr->quiet() : 0);
        const double left = body_.left + aside;
        const double right = body_.left + body_.width;
        put({.height = inner + (ruled ? 3 * redLineWidth : 0),
             .staysWithNext = true,
             .draw = [=, bodyLeft = body_.left](cairo_t* cairo, double top) {
                 double y = top + (inner - text) / 2;
                 for (const auto& part : *texts) {
                     part.draw(cairo, left, y);
                     y += part.height();
                 }
                 if (qr) qr->draw(cairo, right - qr->ink(), top);
                 if (!ruled) return;
                 cairo_set_source_rgb(cairo, 0.80, 0.05, 0.05);
                 drawLine(cairo, bodyLeft, top + inner + redLineWidth, right, top + inner + redLineWidth, redLineWidth);
                 cairo_set_source_rgb(cairo, 0, 0, 0);
             }});
    }

    void add(const SlipParagraph& paragraph) {
        const auto runs = filler_.filled(paragraph.text);
        addLines(runs,
                 {.face = design_.face,
                  .size = sizeOr(paragraph.size),
                  .spacing = design_.spacing,
                  .indent = paragraph.indent,
                  .weight = paragraph.weight,
                  .align = paragraph.align},
                 leadsOn(runs));
    }

    void add(const SlipList& list) {
        for (const auto& row : filler_.rows(list.list, list.listLine))
            addLines(
                filler_.filled(list.item, &row),
                {.face = design_.face, .size = sizeOr(list.size), .spacing = design_.spacing, .indent = -list.hang},
                false);
    }

    void add(const SlipFields& fields) {
        for (std::size_t at = 0; at < fields.pairs.size();) {
            const bool two = fields.columns == 2 && !fields.pairs[at].wide && at + 1 < fields.pairs.size() &&
                             !fields.pairs[at + 1].wide;
            if (fields.lines == SlipLines::None)
                addBareFields(fields, at, two);
            else
                addRow(fieldCells(fields, at, two), fields.lines, nullptr);
            at += two ? 2 : 1;
        }
    }

    void add(const SlipTable& table) {
        const auto rows = filler_.rows(table.list, table.listLine);
        const auto head = rowOf(headCells(table), table.lines);
        const SlipPiece headPiece = pieceOf(head, 0, head->mostLines());
        const auto repeated = std::make_shared<const SlipPiece>(headPiece);
        put(headPiece);
        pieces_.back().staysWithNext = true;
        const int blanks = std::max(0, table.leastRows - static_cast<int>(rows.size()));
        for (const auto& row : rows) addRow(tableCells(table, row), table.lines, repeated);
        for (int n = 0; n < blanks; ++n) addRow(blankCells(table), table.lines, repeated);
        for (const auto& total : table.total) {
            pieces_.back().staysWithNext = true;
            addRow({cellOf(filler_.filled(total), cellStyle(table.size), body_.left, body_.width, table.lines)},
                   table.lines, repeated);
        }
    }

    void add(const SlipSignatures& signatures) {
        if (!pieces_.empty()) pieces_.back().staysWithNext = true;
        double shares = 0;
        for (const auto& party : signatures.parties) shares += party.width;
        auto drawings = std::make_shared<std::vector<std::function<void(cairo_t*, double, double)>>>();
        double height = signatures.height * pointsAMillimetre;
        double left = body_.left;
        for (const auto& party : signatures.parties) {
            const double width = body_.width * party.width / shares;
            height = std::max(height, addParty(signatures, party, left, width, *drawings));
            left += width;
        }
        put({.height = height, .draw = [=](cairo_t* cairo, double top) {
                 for (const auto& draw : *drawings) draw(cairo, top, height);
             }});
    }

    void add(const SlipQr& code) {
        const auto qr = std::make_shared<SlipQrCode>(filler_.content().qr, code.size * pointsAMillimetre);
        const double left = body_.left + (body_.width - qr->ink()) / 2;
        put({.height = qr->ink() + 2 * qr->quiet(),
             .staysWithNext = !code.caption.empty(),
             .draw = [=](cairo_t* cairo, double top) { qr->draw(cairo, left, top + qr->quiet()); }});
        for (const auto& caption : code.caption)
            addLines(filler_.filled(caption),
                     {.face = design_.face, .size = design_.size - 1, .spacing = 1.3, .align = TextAlign::Centre},
                     false);
    }

    void add(const SlipRule& rule) {
        put({.height = lineWidth, .staysWithNext = true, .draw = [rule, body = body_](cairo_t* cairo, double top) {
                 const double dashes[] = {3, 2};
                 if (rule.dashed) cairo_set_dash(cairo, dashes, 2, 0);
                 drawLine(cairo, body.left, top, body.left + body.width, top);
                 cairo_set_dash(cairo, nullptr, 0, 0);
             }});
    }

    void add(const SlipFootnote& footnote) {
        if (!pieces_.empty()) pieces_.back().staysWithNext = true;  // small print alone is no page
        const auto text = std::make_shared<SlipText>(
            textOf(footnote.text, {.face = design_.face, .size = footnote.size, .spacing = 1.45}, body_.width));
        constexpr double underRule = 4;
        put({.height = text->height() + underRule,
             .place = design_.isRoll() ? SlipPlace::Flow : SlipPlace::Foot,
             .draw = [text, body = body_](cairo_t* cairo, double top) {
                 drawLine(cairo, body.left, top, body.left + body.width, top);
                 text->draw(cairo, body.left, top + underRule);
             }});
    }

    void add(const SlipNewPage&) { put({.place = SlipPlace::NewPage}); }

    // Parts of them.

    void put(SlipPiece piece) {
        piece.line = line_;
        pieces_.push_back(std::move(piece));
    }

    [[nodiscard]] double sizeOr(double size) const { return size > 0 ? size : design_.size; }
    [[nodiscard]] SlipText textOf(const SlipTemplate& text, const SlipTextStyle& style, double width) const {
        return {cairo_, filler_.filled(text), style, width};
    }

    /// A text that ends in a colon stays with what it leads to.
    [[nodiscard]] static bool leadsOn(const SlipRuns& runs) {
        constexpr std::string_view colon = "：";
        return !runs.empty() && runs.back().text.ends_with(colon);
    }

    /// A piece a line, but the first two and the last two together.
    void addLines(const SlipRuns& runs, const SlipTextStyle& style, bool staysWithNext) {
        const auto text = std::make_shared<SlipText>(cairo_, runs, style, body_.width);
        for (int line = 0; line < text->lines();) {
            const int left = text->lines() - line;
            const int count = left < 2 * linesTogether || line == 0 ? std::min(left, linesTogether) : 1;
            const int taken = left - count < linesTogether ? left : count;
            put({.height = taken * text->pitch(),
                 .draw = [text, line, taken, x = body_.left](cairo_t* cairo, double top) {
                     text->draw(cairo, x, top, line, taken);
                 }});
            line += taken;
        }
        if (!pieces_.empty() && staysWithNext) pieces_.back().staysWithNext = true;
    }

    [[nodiscard]] SlipTextStyle cellStyle(double size) const {
        return {.face = design_.face, .size = sizeOr(size), .spacing = cellSpacing};
    }

    /// Without lines a column is set off by a gap from the next, and texts stand at the top of their row.
    [[nodiscard]] Cell cellOf(const SlipRuns& runs, const SlipTextStyle& style, double left, double width,
                              SlipLines lines = SlipLines::Thin) const {
        const bool bare = lines == SlipLines::None;
        const double inner = width - (bare ? bareGap : 2 * cellPadding);
        if (inner < style.size)
            filler_.fail(line_, base::Sentence("a column is narrower than one character; make it wider."));
        return {.text = SlipText(cairo_, runs, style, inner),
                .left = left,
                .width = width,
                .padding = bare ? 0 : cellPadding,
                .onTop = bare};
    }

    [[nodiscard]] std::vector<Cell> fieldCells(const SlipFields& fields, std::size_t at, bool two) const {
        const double label = fields.labelWidth * pointsAMillimetre;
        const double half = two ? body_.width / 2 : body_.width;
        std::vector<Cell> cells;
        for (std::size_t n = 0; n < (two ? 2U : 1U); ++n) {
            const SlipPair& pair = fields.pairs[at + n];
            const double left = body_.left + static_cast<double>(n) * half;
            SlipTextStyle style = cellStyle(fields.size);
            cells.push_back(cellOf(filler_.filled(pair.value), style, left + label, half - label));
            style.align = TextAlign::Centre;
            cells.push_back(cellOf(filler_.filled(pair.label), style, left, label));
        }
        return cells;
    }

    /// "label：value" without lines, as on receipts.
    void addBareFields(const SlipFields& fields, std::size_t at, bool two) {
        const double label = fields.labelWidth * pointsAMillimetre;
        const double half = two ? body_.width / 2 : body_.width;
        auto row = std::make_shared<CellRow>();
        row->lines = SlipLines::None;
        row->room = 0;
        const SlipTextStyle style{.face = design_.face, .size = sizeOr(fields.size), .spacing = design_.spacing};
        for (std::size_t n = 0; n < (two ? 2U : 1U); ++n) {
            const SlipPair& pair = fields.pairs[at + n];
            const double left = body_.left + static_cast<double>(n) * half;
            row->cells.push_back({textOf(pair.label, style, label), left, label, 0, true});
            row->cells.push_back({textOf(pair.value, style, half - label), left + label, half - label, 0, true});
        }
        addParts(row, nullptr);
    }

    [[nodiscard]] std::vector<std::pair<double, double>> columnsOf(const SlipTable& table) const {
        double shares = 0;
        for (const auto& column : table.columns) shares += column.width;
        std::vector<std::pair<double, double>> places;
        double left = body_.left;
        for (const auto& column : table.columns) {
            const double width = body_.width * column.width / shares;
            places.emplace_back(left, width);
            left += width;
        }
        return places;
    }

    [[nodiscard]] std::vector<Cell> headCells(const SlipTable& table) const {
        std::vector<Cell> cells;
        const auto places = columnsOf(table);
        SlipTextStyle style = cellStyle(table.size);
        style.align = TextAlign::Centre;
        style.weight = TextWeight::Bold;
        for (std::size_t n = 0; n < places.size(); ++n)
            cells.push_back(
                cellOf(filler_.filled(table.columns[n].head), style, places[n].first, places[n].second, table.lines));
        return cells;
    }

    [[nodiscard]] std::vector<Cell> tableCells(const SlipTable& table, const SlipRow& row) const {
        std::vector<Cell> cells;
        const auto places = columnsOf(table);
        for (std::size_t n = 0; n < places.size(); ++n) {
            SlipTextStyle style = cellStyle(table.size);
            style.align = table.columns[n].align;
            cells.push_back(cellOf(filler_.filled(table.columns[n].cell, &row), style, places[n].first,
                                   places[n].second, table.lines));
        }
        return cells;
    }

    [[nodiscard]] std::vector<Cell> blankCells(const SlipTable& table) const {
        std::vector<Cell> cells;
        for (const auto& [left, width] : columnsOf(table))
            cells.push_back(cellOf(plainRuns(""), cellStyle(table.size), left, width, table.lines));
        return cells;
    }

    [[nodiscard]] std::shared_ptr<CellRow> rowOf(std::vector<Cell> cells, SlipLines lines) const {
        auto row = std::make_shared<CellRow>();
        row->cells = std::move(cells);
        row->lines = lines;
        row->room = lines == SlipLines::None ? 1 : design_.rowRoom * (design_.isRoll() ? cellRoom / 2 : cellRoom);
        return row;
    }

    void addRow(std::vector<Cell> cells, SlipLines lines, const std::shared_ptr<const SlipPiece>& head) {
        addParts(rowOf(std::move(cells), lines), head);
    }

    /// One piece, or of a row higher than a page as many as it takes.
    void addParts(const std::shared_ptr<CellRow>& row, const std::shared_ptr<const SlipPiece>& head) {
        const double room = body_.height - (head ? head->height : 0) - 2 * row->room - lineWidth;
        double pitch = 0;
        for (const auto& cell : row->cells) pitch = std::max(pitch, cell.text.pitch());
        const int most = std::max(1, static_cast<int>(room / pitch));
        for (int from = 0; from < row->mostLines(); from += most) {
            put(pieceOf(row, from, std::min(most, row->mostLines() - from)));
            pieces_.back().head = head;
        }
    }

    [[nodiscard]] SlipPiece pieceOf(const std::shared_ptr<CellRow>& row, int from, int count) const {
        auto part = std::make_shared<CellRow>(*row);
        double text = 0;
        for (const auto& cell : part->cells)
            text = std::max(text, std::clamp(cell.text.lines() - from, 0, count) * cell.text.pitch());
        part->height = text + 2 * part->room;
        return {.height = part->height, .line = line_, .draw = [part, from, count](cairo_t* cairo, double top) {
                    part->draw(cairo, top, from, count);
                }};
    }

    /// Returns the height it takes.
    double addParty(const SlipSignatures& signatures, const SlipParty& party, double left, double width,
                    std::vector<std::function<void(cairo_t*, double, double)>>& drawings) const {
        const bool ruled = signatures.lines == SlipLines::Thin;
        const double padding = ruled ? 2 * cellPadding : 0;
        const double gap = ruled ? cellRoom : 0;
        const double inner = width - 2 * padding - (ruled ? 0 : cellPadding);
        const SlipTextStyle style{
            .face = design_.face, .size = sizeOr(signatures.size), .spacing = signatures.spacing, .align = party.align};
        double height = 2 * gap;
        auto texts = std::make_shared<std::vector<std::pair<SlipText, bool>>>();
        for (const auto& line : party.text) {
            auto runs = filler_.filled(line);
            const bool toWriteOn = endsInRule(runs);
            texts->emplace_back(SlipText(cairo_, runs, style, inner), toWriteOn);
            height += texts->back().first.height();
        }
        const double seal = party.seal * pointsAMillimetre;
        const double text = height - 2 * gap;
        height = std::max(height, seal + 2 * gap);
        const auto word = std::make_shared<SlipText>(
            cairo_, plainRuns("（盖章）"),
            SlipTextStyle{.face = design_.face, .size = sealWordSize, .spacing = 1.2, .align = TextAlign::Centre},
            std::max(seal, 1.0));
        const auto ink = inkOf(party);
        drawings.push_back([=](cairo_t* cairo, double top, double rowHeight) {
            bool unsignedYet = ink != nullptr;
            if (ruled) {
                cairo_set_line_width(cairo, lineWidth);
                cairo_rectangle(cairo, left, top, width, rowHeight);
                cairo_stroke(cairo);
            }
            if (seal > 0) drawSealPlace(cairo, left + width / 2, top + rowHeight / 2, seal, *word);
            double y = seal > 0 ? top + (rowHeight - text) / 2 : top + gap;
            for (const auto& [part, toWriteOn] : *texts) {
                part.draw(cairo, left + padding, y);
                y += part.height();
                if (!toWriteOn) continue;
                const double from = left + padding + part.endOfLastLine();
                const double rule = y - 0.22 * part.pitch();
                drawLine(cairo, from, rule, left + padding + inner, rule);
                if (std::exchange(unsignedYet, false))
                    ink->draw(cairo, from + inkGap, rule, left + padding + inner - from - inkGap,
                              inkLines * part.pitch());
            }
        });
        return height;
    }

    /// What the party drew on a screen; null where it signs by hand.
    [[nodiscard]] std::shared_ptr<const SlipInk> inkOf(const SlipParty& party) const {
        const auto& pictures = filler_.content().pictures;
        const auto found = pictures.find(party.picture);
        return found == pictures.end() ? nullptr : std::make_shared<SlipInk>(found->second);
    }

    /// Takes the mark away.
    static bool endsInRule(SlipRuns& runs) {
        constexpr std::string_view mark = "＿";
        if (runs.empty() || !runs.back().text.ends_with(mark)) return false;
        runs.back().text.resize(runs.back().text.size() - mark.size());
        return true;
    }

    /// Where the seal goes: a dotted circle, pale, with a word in its upper part.
    static void drawSealPlace(cairo_t* cairo, double x, double y, double diameter, const SlipText& word) {
        const double dots[] = {0, sealDots};
        cairo_save(cairo);
        cairo_set_source_rgb(cairo, sealGray, sealGray, sealGray);
        cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
        cairo_set_dash(cairo, dots, 2, 0);
        cairo_set_line_width(cairo, sealLine);
        cairo_new_path(cairo);
        cairo_arc(cairo, x, y, diameter / 2 - sealLine, 0, 2 * std::numbers::pi);
        cairo_stroke(cairo);
        cairo_restore(cairo);
        word.draw(cairo, x - diameter / 2, y - 0.4 * diameter);
    }

    cairo_t* cairo_;
    const SlipDesign& design_;
    const SlipFiller& filler_;
    SlipBody body_;
    int line_ = 0;  ///< of the block
    std::vector<SlipPiece> pieces_;
};

}  // namespace

SlipBody bodyOf(const SlipDesign& design) {
    const auto& margins = design.margins;
    return {.left = margins.left * pointsAMillimetre,
            .top = margins.top * pointsAMillimetre,
            .width = (design.width() - margins.left - margins.right) * pointsAMillimetre,
            .height = (design.height() - margins.top - margins.bottom) * pointsAMillimetre};
}

std::vector<SlipPiece> slipPieces(_cairo* cairo, const SlipDesign& design, const SlipFiller& filler) {
    return Setter(cairo, design, filler).set();
}

}  // namespace daiban::printing
