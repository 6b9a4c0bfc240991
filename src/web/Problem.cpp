#include "web/Problem.h"

#include <array>

#include "desk/Parts.h"

namespace daiban::web {

namespace {

struct Kind {
    base::ErrorKind kind;
    const char* name;
    unsigned status;
};

constexpr std::array kinds{
    Kind{base::ErrorKind::BadArguments, "bad-input", 400},       Kind{base::ErrorKind::Unreadable, "unreadable", 422},
    Kind{base::ErrorKind::DependencyMissing, "not-set-up", 503}, Kind{base::ErrorKind::NotFound, "not-found", 404},
    Kind{base::ErrorKind::StorageFailed, "storage-failed", 507}, Kind{base::ErrorKind::CheckFailed, "not-yet", 409},
};

struct Title {
    unsigned status;
    const char* chinese;
    const char* english;
};

constexpr std::array titles{
    Title{400, "请求有误", "Bad request"},
    Title{401, "未登录", "Not signed in"},
    Title{403, "不允许", "Not allowed"},
    Title{404, "不存在或无权查看", "Not found or not allowed"},
    Title{405, "不支持的方法", "Method not allowed"},
    Title{409, "现在还不行", "Not now"},
    Title{413, "太大", "Too large"},
    Title{415, "不支持的格式", "Unsupported media type"},
    Title{421, "主机名不对", "Misdirected request"},
    Title{422, "无法读取", "Unreadable"},
    Title{429, "太频繁", "Too many requests"},
    Title{503, "暂不可用", "Unavailable"},
    Title{507, "存储失败", "Storage failed"},
};

}  // namespace

Response json(const base::Json& value, unsigned status) {
    return {.status = status,
            .type = "application/json",
            .body = base::toLine(value),
            .headers = {{"Cache-Control", "no-store"}}};
}

Response noContent() {
    return {.status = 204};
}

Response file(std::string type, std::string bytes, const std::string& cacheControl) {
    return {.type = std::move(type), .body = std::move(bytes), .headers = {{"Cache-Control", cacheControl}}};
}

Response responseOf(const Problem& problem, Language language, const Catalogues& catalogues) {
    const bool english = language == Language::English;
    const base::Words& words = catalogues.in(language);
    std::string title = english ? "Unexpected" : "意外错误";
    for (const Title& known : titles)
        if (known.status == problem.status) title = english ? known.english : known.chinese;
    base::Json body{{"type", "/problems/" + problem.name},
                    {"title", title},
                    {"status", problem.status},
                    {"detail", !problem.said.empty() ? problem.said.in(words)
                               : english             ? problem.english
                                                     : problem.chinese}};
    if (!problem.field.empty()) body["field"] = problem.field;
    if (problem.retryAfter) body["retry_after"] = problem.retryAfter->count();
    for (const auto& sentence : problem.sentences) body["problems"].push_back(sentence.in(words));
    Response response = json(body, problem.status);
    response.type = "application/problem+json";
    if (problem.status == 401)
        response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"daiban\"");  // RFC 9110
    if (problem.retryAfter) response.headers.emplace_back("Retry-After", std::to_string(problem.retryAfter->count()));
    return response;
}

Problem problemOf(const base::Error& error) {
    Problem problem{.name = "failed", .status = 500, .said = error.sentence()};
    if (dynamic_cast<const desk::NotAllowed*>(&error) != nullptr) {
        problem.name = "not-allowed", problem.status = 403;
        return problem;
    }
    for (const Kind& kind : kinds)
        if (kind.kind == error.kind()) problem.name = kind.name, problem.status = kind.status;
    return problem;
}

Problem unexpectedProblem() {
    return {.name = "unexpected",
            .status = 500,
            .said = base::Sentence("Something unexpected went wrong; nothing stored was changed. Try again.")};
}

void refuse(std::string name, unsigned status, std::string chinese, std::string english) {
    throw Refused(
        {.name = std::move(name), .status = status, .chinese = std::move(chinese), .english = std::move(english)});
}

void refuse(std::string name, unsigned status, base::Sentence said) {
    throw Refused({.name = std::move(name), .status = status, .said = std::move(said)});
}

void refuseInput(std::string chinese, std::string english) {
    refuse("bad-input", 400, std::move(chinese), std::move(english));
}

}  // namespace daiban::web
