#include "intake/OpenedFiles.h"

#include "base/Crypto.h"
#include "base/Error.h"

namespace daiban::intake {

FileFacts factsOf(const page::PageFile& file) {
    return {file.pageCount(), file.mediaType(), base::sha256Hex(file.bytes())};
}

page::PageFile OpenedFiles::open(const page::PageBytes& bytes, const std::string& sha256,
                                 const page::DecodeLimits& limits) {
    {
        const std::lock_guard lock(mutex_);
        if (last_ && !sha256.empty() && lastHash_ == sha256) return *last_;
    }
    page::PageFile file = page::PageFile::from(bytes, limits);
    std::string hash = base::sha256Hex(file.bytes());
    if (!sha256.empty() && hash != sha256)
        throw base::Error(
            base::ErrorKind::Unreadable,
            base::Sentence("{} was changed while it was being read; give it again.", page::shownName(bytes.source())));
    const std::lock_guard lock(mutex_);
    lastHash_ = std::move(hash);
    last_ = file;
    return file;
}

}  // namespace daiban::intake
