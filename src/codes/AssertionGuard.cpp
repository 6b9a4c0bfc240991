// Debian builds ZXing-C++ 1.4 and ZBar with their assertions on, and some pictures make one of them fail: a barcode
// seen at two sizes (zxing-cpp issue 740), an edge that turns back on itself. Each would end the whole process, and
// pictures come from strangers.
//
// Both libraries call __assert_fail() of the C library. As they are shared, the definition in this program comes
// first (ld exports it, for a library it links refers to it), and a thread that is reading a code comes back from it
// to guarded(); all others abort as ever.
//
// It comes back by siglongjmp. An exception would let destructors run, but glibc declares __assert_fail not to throw,
// so GCC left the calls out of the tables of who unwinds where: of the 52 places in Debian's libZXing.so.1.4.0 that
// call it, 13 are in functions with such a table and not covered by it, and an exception there is std::terminate. What
// remains is a leak of what the decoder held: nothing else is held there, no lock, no file, no half made static.
#include "codes/AssertionGuard.h"

#include <dlfcn.h>

#include <atomic>
#include <csetjmp>
#include <cstdlib>

namespace daiban::codes {

namespace {

thread_local sigjmp_buf* wayBack = nullptr;
std::atomic<std::size_t> lost{0};

/// Set for the time of a scope, however that is left.
class WayBack {
  public:
    explicit WayBack(sigjmp_buf& to) { wayBack = &to; }
    ~WayBack() { wayBack = nullptr; }
    WayBack(const WayBack&) = delete;
    WayBack& operator=(const WayBack&) = delete;
};

}  // namespace

Reading guarded(std::size_t mayLose, const std::function<void()>& read) {
    if (lost > mostLost) return Reading::GivenUp;
    sigjmp_buf here;
    const WayBack way(here);
    if (sigsetjmp(here, 0) != 0) {
        lost += mayLose;
        return Reading::GivenUp;
    }
    read();
    return Reading::Finished;
}

}  // namespace daiban::codes

extern "C" {

// glibc declares it so in <assert.h>; NDEBUG or not.
[[noreturn]] void __assert_fail(const char* assertion, const char* file, unsigned line, const char* function) noexcept {
    if (daiban::codes::wayBack != nullptr) siglongjmp(*daiban::codes::wayBack, 1);
    using AssertFail = void (*)(const char*, const char*, unsigned, const char*);
    if (const auto ofTheCLibrary = reinterpret_cast<AssertFail>(dlsym(RTLD_NEXT, "__assert_fail")))
        ofTheCLibrary(assertion, file, line, function);
    std::abort();
}
}
