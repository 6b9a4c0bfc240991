#include "printing/PaperPdf.h"

#include <cairo-pdf.h>
#include <cairo.h>

#include "base/Error.h"

namespace daiban::printing {

namespace {

constexpr double pointsAMillimetre = 72 / 25.4;

struct DestroySurface {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct DestroyCairo {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};

void mustBeWell(cairo_status_t status) {
    if (status == CAIRO_STATUS_SUCCESS) return;
    throw base::Error(base::ErrorKind::Other, std::string("The labels could not be drawn (") +
                                                  cairo_status_to_string(status) + "); try again.");
}

cairo_status_t appendTo(void* text, const unsigned char* data, unsigned int length) {
    static_cast<std::string*>(text)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

struct PaperPdf::Impl {
    std::string bytes;
    std::unique_ptr<cairo_surface_t, DestroySurface> surface;
    std::unique_ptr<cairo_t, DestroyCairo> cairo;
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
    mustBeWell(cairo_status(impl_->cairo.get()));
    cairo_surface_finish(impl_->surface.get());
    mustBeWell(cairo_surface_status(impl_->surface.get()));
    return std::move(impl_->bytes);
}

}  // namespace daiban::printing
