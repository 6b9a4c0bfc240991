#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace daiban::printing {

/// A temporary file without a name for what waits to be written; gone with the object. Throws Error{StorageFailed}.
class PdfSpool {
  public:
    struct Part {
        long begin = 0;
        std::size_t size = 0;
    };
    PdfSpool();
    [[nodiscard]] Part keep(std::string_view bytes);
    [[nodiscard]] std::string read(const Part& part) const;

  private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> file_;
    long end_ = 0;
};

}  // namespace daiban::printing
