#include "printing/slips/Slip.h"

#include <cairo-pdf.h>
#include <cairo.h>
#include <fmt/format.h>

#include "base/Text.h"
#include "printing/CairoHandles.h"
#include "printing/slips/SlipPages.h"
#include "printing/slips/SlipText.h"
#include "printing/slips/SlipTighten.h"

namespace daiban::printing {

namespace {

constexpr double footerSize = 9;     // points
constexpr double footerAbove = 8.5;  // mm from the lower edge to the footer's lower end

cairo_status_t appendTo(void* text, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(text)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

/// Whose page it is, should they fall apart: title and number at the left, the page at the right.
void drawFooter(cairo_t* cairo, const SlipDesign& design, const SlipContent& content, std::size_t page,
                std::size_t pages) {
    const SlipBody body = bodyOf(design);
    SlipTextStyle style{.face = design.face, .size = footerSize, .spacing = 1.3};
    const SlipText left(cairo, plainRuns(design.title + "　" + content.number), style, body.width);
    style.align = TextAlign::Right;
    const SlipText right(cairo, plainRuns(fmt::format("第{}页　共{}页", page, pages)), style, body.width);
    const double top = (design.height() - footerAbove) * pointsAMillimetre - left.pitch();
    left.draw(cairo, body.left, top, 0, 1);
    right.draw(cairo, body.left, top, 0, 1);
}

/// The design as it is, or as little tightened as saves a sheet.
SlipDesign fitted(cairo_t* cairo, const SlipDesign& design, const SlipContent& content) {
    const SlipFiller filler(design, content);
    const auto sheetsOf = [&](const SlipDesign& one) {
        return slipPages(slipPieces(cairo, one, filler), bodyOf(one), filler).size();
    };
    const auto sheets = design.isRoll() ? 1 : sheetsOf(design);
    for (int step = 1; sheets > 1 && step < tightenings; ++step)
        if (SlipDesign tight = tightened(design, step); sheetsOf(tight) < sheets) return tight;
    return design;
}

}  // namespace

SlipPdf slipPdf(const SlipDesign& wanted, const SlipContent& content) {
    SlipPdf made;
    const Surface surface(cairo_pdf_surface_create_for_stream(appendTo, &made.bytes, wanted.width() * pointsAMillimetre,
                                                              wanted.height() * pointsAMillimetre));
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE,
                                   (wanted.title + " " + content.number).c_str());
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "daiban");
    const Cairo cairo(cairo_create(surface.get()));
    const SlipDesign design = fitted(cairo.get(), wanted, content);
    const SlipFiller filler(design, content);
    const auto pieces = slipPieces(cairo.get(), design, filler);
    const auto pages = slipPages(pieces, bodyOf(design), filler);
    for (std::size_t n = 0; n < pages.size(); ++n) {
        if (design.isRoll())
            cairo_pdf_surface_set_size(surface.get(), design.width() * pointsAMillimetre,
                                       pages[n].end + design.margins.bottom * pointsAMillimetre);
        for (const auto& placed : pages[n].pieces)
            if (placed.piece->draw) placed.piece->draw(cairo.get(), placed.top);
        if (!design.isRoll()) drawFooter(cairo.get(), design, content, n + 1, pages.size());
        cairo_show_page(cairo.get());
    }
    mustBeWell(cairo.get(), "The slip");
    cairo_surface_finish(surface.get());
    mustBeWell(surface.get(), "The slip");
    made.pages = static_cast<int>(pages.size());
    return made;
}

std::string slipNumber(const SlipDesign& design, std::string_view of) {
    constexpr std::string_view handoffs = "H-";
    if (of.starts_with(handoffs)) of.remove_prefix(handoffs.size());
    return design.prefix + "-" + std::string(of);
}

}  // namespace daiban::printing
