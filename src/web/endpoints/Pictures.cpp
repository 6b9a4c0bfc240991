#include "web/endpoints/Pictures.h"

namespace daiban::web {

namespace {

// A page never changes; who may see it does, so that it stays in this browser, and for an hour.
constexpr const char* ofOneBrowser = "private, max-age=3600";

base::PageId pageOf(const Call& call) {
    return base::PageId(call.uuidAt("page"));
}

}  // namespace

Response getPagePicture(const Call& call) {
    return file("image/jpeg",
                call.desk().pagePictures.ofPage(call.actor(), pageOf(call), call.askedNumber("width", 0, 16, 4000)),
                ofOneBrowser);
}

Response getDocumentPicture(const Call& call) {
    return file("image/jpeg",
                call.desk().pagePictures.ofDocument(call.actor(), pageOf(call), call.numberAt("document"),
                                                    call.askedNumber("width", 0, 16, 4000)),
                "private, no-cache");  // a person may draw it elsewhere
}

Response revealField(const Call& call) {
    return json({{"value", call.desk().pagePictures.revealField(call.actor(), pageOf(call), call.numberAt("document"),
                                                                call.at("field"))}});
}

}  // namespace daiban::web
