#include "intake/ReadingPlace.h"

#include <new>

#include "base/Error.h"
#include "intake/answerQuestions.h"

namespace daiban::intake {

namespace {

PageReading readHere(const page::PageFile& file, const PageRequest& request, const ReadingTools& tools,
                     const OnFirstLook& onFirstLook) {
    try {
        return readOrSay(file.page(request.number), tools, request.drawn, onFirstLook);
    } catch (const std::bad_alloc&) {
        throw base::Error(
            base::ErrorKind::Unreadable,
            base::Sentence("A page could not be read: there is not enough memory; scan it at a lower resolution."));
    }
}

}  // namespace

ReadingPlace::ReadingPlace(const ReadingTools& tools) : place_(Here{tools, std::make_shared<OpenedFiles>()}) {}

ReadingPlace::ReadingPlace(PageWorkers& workers, base::Date today, ReadingDepth depth)
    : place_(InWorkers{&workers, today, depth}) {}

FileFacts ReadingPlace::lookAt(const page::PageBytes& bytes, const page::DecodeLimits& limits) const {
    if (const auto* there = std::get_if<InWorkers>(&place_)) return there->workers->lookAt(bytes, limits);
    return factsOf(std::get<Here>(place_).files->open(bytes, {}, limits));
}

PageReading ReadingPlace::read(const page::PageBytes& bytes, PageRequest request,
                               const OnFirstLook& onFirstLook) const {
    if (const auto* there = std::get_if<InWorkers>(&place_)) {
        request.today = there->today;
        request.depth = there->depth;
        return there->workers->read(bytes, request, onFirstLook);
    }
    const auto& here = std::get<Here>(place_);
    ReadingTools tools = here.tools;
    if (!request.expectedTypes.empty()) tools.expectedTypes = request.expectedTypes;
    return readHere(here.files->open(bytes, request.sha256, request.limits), request, tools, onFirstLook);
}

FileFacts lookAt(const page::PageBytes& bytes, const page::DecodeLimits& limits, PageWorkers* workers) {
    if (workers != nullptr) return workers->lookAt(bytes, limits);
    return factsOf(page::PageFile::from(bytes, limits));
}

page::Page pictureOf(const page::PageBytes& bytes, const PageRequest& request, PageWorkers* workers) {
    if (workers != nullptr) return workers->picture(bytes, request);
    return page::PageFile::from(bytes, request.limits).page(request.number);
}

PageCodes codesOf(const page::PageBytes& bytes, const PageRequest& request, PageWorkers* workers) {
    if (workers != nullptr) return workers->codes(bytes, request);
    return {codes::readCodes(page::PageFile::from(bytes, request.limits).page(request.number).pixels), {}};
}

}  // namespace daiban::intake
