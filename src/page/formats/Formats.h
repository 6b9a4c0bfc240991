#pragma once

#include <memory>

#include "page/formats/Format.h"

namespace daiban::page {

using FormatPointer = std::shared_ptr<const PageFile::Format>;

[[nodiscard]] FormatPointer openJpeg(Input input);
[[nodiscard]] FormatPointer openPng(Input input);
[[nodiscard]] FormatPointer openTiff(Input input);
[[nodiscard]] FormatPointer openWebP(Input input);
[[nodiscard]] FormatPointer openBmp(Input input);
[[nodiscard]] FormatPointer openHeif(Input input);
[[nodiscard]] FormatPointer openPdf(Input input);

}  // namespace daiban::page
