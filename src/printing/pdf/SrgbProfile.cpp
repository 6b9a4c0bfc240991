#include "printing/pdf/SrgbProfile.h"

#include <lcms2.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/Error.h"

namespace daiban::printing {

namespace {

struct CloseProfile {
    using pointer = cmsHPROFILE;
    void operator()(cmsHPROFILE profile) const { cmsCloseProfile(profile); }
};

/// ICC.1:2001-04, 6.1.5: when it was made, six 16-bit numbers from byte 24 on. Little CMS writes the clock's time; that
/// of the standard's publication keeps files the same.
void fixTime(std::string& profile) {
    constexpr std::size_t timeAt = 24;
    constexpr std::array<unsigned char, 12> october1999{0x07, 0xCF, 0, 10, 0, 18, 0, 0, 0, 0, 0, 0};
    std::copy(october1999.begin(), october1999.end(), profile.begin() + timeAt);
}

}  // namespace

std::string srgbProfile() {
    const base::Error failed(base::ErrorKind::Other,
                             base::Sentence("The sRGB colour profile could not be made; is Little CMS whole?"));
    const std::unique_ptr<void, CloseProfile> profile(cmsCreate_sRGBProfile());
    if (!profile) throw failed;
    cmsSetProfileVersion(profile.get(), 2.1);
    cmsUInt32Number size = 0;
    if (cmsSaveProfileToMem(profile.get(), nullptr, &size) == 0) throw failed;
    std::string bytes(size, '\0');
    if (cmsSaveProfileToMem(profile.get(), bytes.data(), &size) == 0 || size < 128) throw failed;
    fixTime(bytes);
    return bytes;
}

}  // namespace daiban::printing
