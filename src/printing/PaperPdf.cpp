#include "printing/PaperPdf.h"

#include <cairo-pdf.h>
#include <cairo.h>

#include "printing/CairoHandles.h"

namespace daiban::printing {

namespace {

constexpr double pointsAMillimetre = 72 / 25.4;

cairo_status_t appendTo(void* text, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(text)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

struct PaperPdf::Impl {
    std::string bytes;
    Surface surface;
    Cairo cairo;
};

PaperPdf::PaperPdf(double width, double height, const std::string& title) : impl_(std::make_unique<Impl>()) {
    impl_->surface.reset(cairo_pdf_surface_create_for_stream(appendTo, &impl_->bytes, width * pointsAMillimetre,
                                                             height * pointsAMillimetre));
    cairo_pdf_surface_set_metadata(impl_->surface.get(), CAIRO_PDF_METADATA_TITLE, title.c_str());
    cairo_pdf_surface_set_metadata(impl_->surface.get(), CAIRO_PDF_METADATA_CREATOR, "daiban");
    impl_->cairo.reset(cairo_create(impl_->surface.get()));
    cairo_scale(impl_->cairo.get(), pointsAMillimetre, pointsAMillimetre);
}

PaperPdf::~PaperPdf() = default;

cairo_t* PaperPdf::cairo() const {
    return impl_->cairo.get();
}

void PaperPdf::endPage() {
    cairo_show_page(impl_->cairo.get());
}

std::string PaperPdf::finished() {
    mustBeWell(impl_->cairo.get(), "The labels");
    cairo_surface_finish(impl_->surface.get());
    mustBeWell(impl_->surface.get(), "The labels");
    return std::move(impl_->bytes);
}

}  // namespace daiban::printing
