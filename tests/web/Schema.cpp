#include "web/Schema.h"

#include <algorithm>
#include <regex>

#include "base/Text.h"
#include "base/Yaml.h"

namespace daiban::web::test {

namespace {

using base::Json;

Json scalar(const base::YamlNode& node) {
    const std::string text = node.string();
    static const std::regex number("-?[0-9]+(\\.[0-9]+)?");
    if (text == "true" || text == "false") return text == "true";
    if (std::regex_match(text, number)) return std::stod(text);
    return text;
}

/// As JSON; texts that look like numbers become numbers, which the few places that care for undo.
Json jsonOf(const base::YamlNode& node) {
    if (node.isMap()) {
        Json map = Json::object();
        for (const auto& [key, value] : node.entries()) map[key] = jsonOf(value);
        return map;
    }
    if (node.isList()) {
        Json list = Json::array();
        for (const auto& item : node.items()) list.push_back(jsonOf(item));
        return list;
    }
    return node.isScalar() ? scalar(node) : Json(nullptr);
}

bool isOfType(const Json& value, const std::string& type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "boolean") return value.is_boolean();
    return type == "null" && value.is_null();
}

bool fits(const std::vector<std::string>& pattern, const std::vector<std::string>& path) {
    if (pattern.size() != path.size()) return false;
    for (std::size_t i = 0; i < pattern.size(); ++i)
        if (!pattern[i].starts_with('{') && pattern[i] != path[i]) return false;
    return true;
}

}  // namespace

OpenApi::OpenApi(const std::string& yaml) : api_(jsonOf(base::YamlNode::parse(yaml, "openapi.yaml"))) {
    for (const auto& [path, methods] : api_["paths"].items())
        for (const auto& [method, about] : methods.items()) {
            if (method == "parameters") continue;
            operations_.push_back({.path = path,
                                   .method = method,
                                   .id = about.value("operationId", ""),
                                   .scopes = about.value("x-scope", ""),
                                   .isPublic = about.contains("security") && about["security"].empty(),
                                   .responses = about["responses"]});
        }
}

const Json& OpenApi::resolved(const Json& node) const {
    if (!node.is_object() || !node.contains("$ref")) return node;
    const Json* at = &api_;
    for (const auto& part : base::split(node["$ref"].get<std::string>().substr(2), '/')) at = &(*at)[part];
    return resolved(*at);
}

const Operation* OpenApi::find(const std::string& method, const std::string& target) const {
    constexpr std::string_view root = "/api/v1";
    if (!target.starts_with(root)) return nullptr;
    const auto path = base::split(target.substr(root.size(), target.find('?') - root.size()), '/');
    const Operation* found = nullptr;
    for (const auto& operation : operations_) {
        std::string name = operation.method;
        std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
        if (name == method && fits(base::split(operation.path, '/'), path) &&
            (found == nullptr || operation.path.find('{') == std::string::npos))
            found = &operation;
    }
    return found;
}

std::vector<std::string> OpenApi::faultsOf(const Operation& operation, unsigned status, const std::string& type,
                                           const Json& json) const {
    const std::string code = std::to_string(status);
    if (!operation.responses.contains(code) && status < 400)
        return {operation.id + " answers " + code + ", which is not described"};
    const Json& response =
        resolved(operation.responses.contains(code) ? operation.responses[code] : operation.responses["default"]);
    const Json content = response.value("content", Json::object());
    std::vector<std::string> faults;
    if (content.empty()) return faults;
    const std::string kind = type.substr(0, type.find(';'));
    if (!content.contains(kind)) return {operation.id + " answers " + kind + ", which is not described"};
    if (kind.find("json") != std::string::npos) check(content[kind]["schema"], json, operation.id, faults);
    return faults;
}

void OpenApi::check(const Json& reference, const Json& value, const std::string& at,
                    std::vector<std::string>& faults) const {
    const Json& schema = resolved(reference);
    if (schema.contains("oneOf")) {
        for (const auto& one : schema["oneOf"]) {
            std::vector<std::string> tried;
            check(one, value, at, tried);
            if (tried.empty()) return;
        }
        return faults.push_back(at + " fits none of its forms");
    }
    if (schema.contains("type")) {
        const Json types = schema["type"].is_array() ? schema["type"] : Json::array({schema["type"]});
        if (std::ranges::none_of(types, [&](const Json& type) { return isOfType(value, type.get<std::string>()); }))
            return faults.push_back(at + " is no " + types.dump() + " but " + value.dump().substr(0, 80));
    }
    if (schema.contains("enum") && std::ranges::find(schema["enum"], value) == schema["enum"].end())
        faults.push_back(at + " is " + value.dump() + ", none of " + schema["enum"].dump());
    if (schema.contains("pattern") && value.is_string() &&
        !std::regex_search(value.get<std::string>(), std::regex(schema["pattern"].get<std::string>())))
        faults.push_back(at + " is " + value.dump() + ", not as " + schema["pattern"].dump());
    if (value.is_object()) {
        for (const auto& name : schema.value("required", Json::array()))
            if (!value.contains(name.get<std::string>())) faults.push_back(at + " has no " + name.get<std::string>());
        const Json properties = schema.value("properties", Json::object());
        for (const auto& [name, one] : value.items()) {
            if (properties.contains(name))
                check(properties[name], one, at + "." + name, faults);
            else if (schema.contains("additionalProperties") && schema["additionalProperties"].is_object())
                check(schema["additionalProperties"], one, at + "." + name, faults);
            else if (schema.value("additionalProperties", Json(true)) == Json(false))
                faults.push_back(at + " has " + name + ", which is not described");
        }
    }
    if (value.is_array() && schema.contains("items"))
        for (std::size_t i = 0; i < value.size(); ++i)
            check(schema["items"], value[i], at + "[" + std::to_string(i) + "]", faults);
}

}  // namespace daiban::web::test
