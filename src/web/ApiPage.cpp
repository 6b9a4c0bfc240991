#include "web/ApiPage.h"

#include "base/Yaml.h"
#include "web/OpenApi.h"

namespace daiban::web {

namespace {

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '&')
            out += "&amp;";
        else
            out += c;
    }
    return out;
}

std::string pageOf(const base::YamlNode& api) {
    std::string html = "<!doctype html><html lang=en><meta charset=utf-8><title>daiban API</title><h1>daiban API " +
                       escaped(api.at("info").at("version").string()) + "</h1><pre>" +
                       escaped(api.at("info").at("description").string()) +
                       "</pre><p><a href=/api/openapi.yaml>openapi.yaml</a></p><table>";
    for (const auto& [path, operations] : api.at("paths").entries())
        for (const auto& [method, about] : operations.entries()) {
            if (method == "parameters") continue;
            html += "<tr><td><b>" + escaped(method) + "</b><td><code>/api/v1" + escaped(path) + "</code><td>" +
                    escaped(about.at("operationId").string()) + "<td>" + escaped(about.stringOr("description", ""));
        }
    return html + "</table></html>\n";
}

}  // namespace

std::string_view openApiText() {
    return embedded::openApi;
}

Response apiFile() {
    return {.type = "application/yaml; charset=utf-8", .body = std::string(openApiText())};
}

Response apiPage() {
    static const std::string page = pageOf(base::YamlNode::parse(std::string(openApiText()), "openapi.yaml"));
    return {.type = "text/html; charset=utf-8", .body = page};
}

}  // namespace daiban::web
