#include "documents/LearnWriteFile.h"

#include "base/DurableFile.h"
#include "base/Error.h"

namespace daiban::documents {

void writePrivateFile(const std::filesystem::path& file, std::string_view bytes, const std::string& what) {
    if (const auto problem = base::writeDurably(file, bytes))
        throw base::Error(base::ErrorKind::StorageFailed, what + " could not be written to " + file.string() + " (" +
                                                              problem.message() +
                                                              "); check the disk and the permissions of the folder.");
}

}  // namespace daiban::documents
