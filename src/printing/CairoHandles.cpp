#include "printing/CairoHandles.h"

#include <cairo.h>

#include <string>

#include "base/Error.h"

namespace daiban::printing {

namespace {

void mustBeSuccess(cairo_status_t status, std::string_view what) {
    if (status == CAIRO_STATUS_SUCCESS) return;
    throw base::Error(base::ErrorKind::Other,
                      base::Sentence("{} could not be drawn ({}); try again.", what, cairo_status_to_string(status)));
}

}  // namespace

void DestroySurface::operator()(_cairo_surface* surface) const {
    cairo_surface_destroy(surface);
}

void DestroyCairo::operator()(_cairo* cairo) const {
    cairo_destroy(cairo);
}

void mustBeWell(_cairo* cairo, std::string_view what) {
    mustBeSuccess(cairo_status(cairo), what);
}

void mustBeWell(_cairo_surface* surface, std::string_view what) {
    mustBeSuccess(cairo_surface_status(surface), what);
}

}  // namespace daiban::printing
