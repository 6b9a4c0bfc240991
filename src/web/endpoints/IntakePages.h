#pragma once

#include "web/Call.h"

namespace daiban::web {

/// What became of files that were sent.
struct KeptPages {
    std::vector<base::PageId> pages;
    base::Json refused = base::Json::array();  ///< {upload, name, detail}
};
/// Puts uploads into the intake and has them read; sent twice they are kept once.
[[nodiscard]] KeptPages keepUploads(const Call& call, const store::IntakeId& id,
                                    const std::vector<std::string>& uploads);

[[nodiscard]] Response addPages(const Call& call);
[[nodiscard]] Response removePage(const Call& call);
[[nodiscard]] Response restorePage(const Call& call);
[[nodiscard]] Response readPageAgain(const Call& call);
[[nodiscard]] Response confirmDocument(const Call& call);
[[nodiscard]] Response overruleDocument(const Call& call);
[[nodiscard]] Response drawDocument(const Call& call);
[[nodiscard]] Response assignDocument(const Call& call);
[[nodiscard]] Response joinDocument(const Call& call);
[[nodiscard]] Response answerQuestion(const Call& call);

}  // namespace daiban::web
