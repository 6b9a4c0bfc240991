#pragma once

#include <memory>
#include <string_view>

struct _cairo;          // cairo_t
struct _cairo_surface;  // cairo_surface_t

namespace daiban::printing {

struct DestroySurface {
    void operator()(_cairo_surface* surface) const;
};
struct DestroyCairo {
    void operator()(_cairo* cairo) const;
};
using Surface = std::unique_ptr<_cairo_surface, DestroySurface>;
using Cairo = std::unique_ptr<_cairo, DestroyCairo>;

// Both throw Error{Other} when cairo failed at something; `what` was being drawn: "The label".
void mustBeWell(_cairo* cairo, std::string_view what);
void mustBeWell(_cairo_surface* surface, std::string_view what);

}  // namespace daiban::printing
