#include <dlfcn.h>

#include "base/Error.h"
#include "scanners/camera/Frames.h"

namespace daiban::scanners {

std::unique_ptr<Frames> openFrames(const std::string& path, bool isCamera) {
    using Open = Frames* (*)(const char*, bool);
    // Never closed: OpenCV's backends have threads of their own.
    static void* const library = ::dlopen(DAIBAN_VIDEO_LIBRARY, RTLD_NOW | RTLD_LOCAL);
    static const auto open = library == nullptr ? nullptr : reinterpret_cast<Open>(::dlsym(library, "daibanOpenVideo"));
    if (open == nullptr)
        throw base::Error(base::ErrorKind::DependencyMissing,
                          base::Sentence("Cameras need OpenCV's video library; install libopencv-videoio-dev and build "
                                         "daiban again."));
    return std::unique_ptr<Frames>(open(path.c_str(), isCamera));
}

}  // namespace daiban::scanners
