#include "documents/LearnWriteFile.h"

#include "base/DurableFile.h"
#include "base/Error.h"

namespace daiban::documents {

void writePrivateFile(const std::filesystem::path& file, std::string_view bytes, const base::Sentence& what) {
    if (const auto problem = base::writeDurably(file, bytes))
        throw base::Error(
            base::ErrorKind::StorageFailed,
            base::Sentence("{} could not be written to {} ({}); check the disk and the permissions of the folder.",
                           what, file.string(), problem.message()));
}

}  // namespace daiban::documents
