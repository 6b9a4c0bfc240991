#pragma once

#include <string>
#include <vector>

#include "base/Json.h"
#include "intake/PageWorkers.h"

namespace daiban::intake {

/// What a page's worker can be asked for.
enum class Question { LookAt, Picture, Codes, Read, Archive };

/// A question as it goes over to a worker; the file goes along.
[[nodiscard]] base::Json toJson(Question question, const std::string& source, const PageRequest& request,
                                bool wantsFirstLook);

/// The same on the worker's side.
struct AskedOfWorker {
    Question question = Question::LookAt;
    std::string source;
    PageRequest request;
    bool wantsFirstLook = false;
    std::vector<codes::Decoder> leftOut;
};
/// Throws base::Json::exception or Error{BadArguments} for what is no question.
[[nodiscard]] AskedOfWorker questionFrom(const base::Json& json);

[[nodiscard]] base::Json toJson(const FileFacts& facts);
[[nodiscard]] FileFacts factsFrom(const base::Json& json);

}  // namespace daiban::intake
