#include "printing/pdf/PdfSpool.h"

#include "base/Error.h"

namespace daiban::printing {

namespace {

[[noreturn]] void fail() {
    throw base::Error(
        base::ErrorKind::StorageFailed,
        base::Sentence("The pages of the PDF could not be kept; see that the folder for temporary files has room."));
}

}  // namespace

PdfSpool::PdfSpool() : file_(std::tmpfile()) {
    if (!file_) fail();
}

PdfSpool::Part PdfSpool::keep(std::string_view bytes) {
    const Part part{.begin = end_, .size = bytes.size()};
    if (std::fseek(file_.get(), end_, SEEK_SET) != 0 ||
        std::fwrite(bytes.data(), 1, bytes.size(), file_.get()) != bytes.size() || std::fflush(file_.get()) != 0)
        fail();
    end_ += static_cast<long>(bytes.size());
    return part;
}

std::string PdfSpool::read(const Part& part) const {
    std::string bytes(part.size, '\0');
    if (std::fseek(file_.get(), part.begin, SEEK_SET) != 0 ||
        std::fread(bytes.data(), 1, part.size, file_.get()) != part.size)
        fail();
    return bytes;
}

}  // namespace daiban::printing
