#include "web/Input.h"

#include <algorithm>

#include "base/Id.h"
#include "base/Text.h"
#include "cases/items/Applicant.h"
#include "web/Call.h"
#include "web/FieldNames.h"
#include "web/Problem.h"

namespace daiban::web {

namespace {

constexpr std::size_t longestText = 4'000;
constexpr std::size_t longestFile = 100'000;
constexpr std::size_t longestList = 1'000;
constexpr int deepest = 16;

base::Json parsed(const std::string& body) {
    if (body.empty()) return base::Json::object();
    const auto notTooDeep = [](int depth, base::Json::parse_event_t /*event*/, base::Json& /*value*/) {
        if (depth > deepest) refuseInput("请求内容嵌套太深。", "The body is nested too deeply.");
        return true;
    };
    try {
        return base::Json::parse(body, notTooDeep);
    } catch (const base::Json::exception&) {
        refuseInput("请求内容不是 JSON。", "The body is no JSON.");
    }
}

/// Refused in people's words; a program is told the field by its name.
[[noreturn]] void refuseField(std::string_view name, base::Pattern pattern) {
    throw Refused({.name = "bad-input",
                   .status = 400,
                   .said = base::Sentence(pattern, fieldWord(name)),
                   .field = std::string(name)});
}

std::string soundText(std::string_view name, const base::Json& value) {
    if (!value.is_string()) refuseField(name, base::Pattern("“{}”应为文字。"));
    auto text = value.get<std::string>();
    if (text.size() > longestText) refuseField(name, base::Pattern("“{}”太长，请缩短。"));
    if (cases::holdsHidden(text)) refuseField(name, base::Pattern("“{}”含有看不见的控制字符，请重新输入。"));
    return text;
}

}  // namespace

Input::Input(const std::string& body, std::initializer_list<std::string_view> known) : json_(parsed(body)) {
    demandKnown(known);
}

Input::Input(base::Json object, std::initializer_list<std::string_view> known) : json_(std::move(object)) {
    demandKnown(known);
}

void Input::demandKnown(std::initializer_list<std::string_view> known) const {
    if (!json_.is_object()) refuseInput("请求内容应为一个 JSON 对象。", "The body must be one JSON object.");
    for (const auto& [name, value] : json_.items())
        if (std::ranges::find(known, name) == known.end())
            refuseField(name.size() > 40 ? std::string_view("?") : std::string_view(name),
                        base::Pattern("“{}”不认识。"));
}

bool Input::has(std::string_view name) const {
    const auto found = json_.find(std::string(name));
    return found != json_.end() && !found->is_null();
}

const base::Json& Input::field(std::string_view name) const {
    if (!has(name)) refuseField(name, base::Pattern("缺少“{}”。"));
    return *json_.find(std::string(name));
}

std::string Input::text(std::string_view name) const {
    auto text = soundText(name, field(name));
    if (text.empty()) refuseField(name, base::Pattern("“{}”没有填写。"));
    return text;
}

std::string Input::textOr(std::string_view name, std::string_view unless) const {
    return has(name) ? soundText(name, field(name)) : std::string(unless);
}

std::string Input::key(std::string_view name) const {
    auto text = this->text(name);
    if (!canBeKey(text)) refuseField(name, base::Pattern("“{}”不是编号或标签。"));
    return text;
}

std::string Input::secret(std::string_view name) const {
    const auto& value = field(name);
    if (!value.is_string() || value.get_ref<const std::string&>().size() > longestText)
        refuseField(name, base::Pattern("“{}”应为文字。"));
    return value.get<std::string>();
}

std::string Input::longText(std::string_view name) const {
    const auto& value = field(name);
    if (!value.is_string()) refuseField(name, base::Pattern("“{}”应为文字。"));
    if (value.get_ref<const std::string&>().size() > longestFile)
        refuseField(name, base::Pattern("“{}”太长，请缩短。"));
    return value.get<std::string>();
}

std::string Input::uuid(std::string_view name) const {
    auto text = soundText(name, field(name));
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return c >= 'A' && c <= 'F' ? c + 32 : c; });
    if (!base::isUuid(text)) refuseField(name, base::Pattern("“{}”应为 UUID。"));
    return text;
}

std::string Input::uuidOr(std::string_view name) const {
    return has(name) ? uuid(name) : std::string{};
}

int Input::number(std::string_view name, int least, int most) const {
    const auto& value = field(name);
    if (!value.is_number_integer() || value.get<double>() < least || value.get<double>() > most)
        refuseField(name, base::Pattern("“{}”不是合适的整数。"));
    return value.get<int>();
}

bool Input::flag(std::string_view name) const {
    if (!has(name)) return false;
    if (!field(name).is_boolean()) refuseField(name, base::Pattern("“{}”应为真或假。"));
    return field(name).get<bool>();
}

std::vector<std::string> Input::texts(std::string_view name) const {
    const auto& value = field(name);
    if (!value.is_array() || value.size() > longestList) refuseField(name, base::Pattern("“{}”应为列表。"));
    std::vector<std::string> texts;
    for (const auto& one : value) texts.push_back(soundText(name, one));
    return texts;
}

std::optional<base::Date> Input::day(std::string_view name) const {
    if (!has(name)) return std::nullopt;
    const auto date = base::parseIsoDate(text(name));
    if (!date) refuseField(name, base::Pattern("“{}”应为 YYYY-MM-DD 的日期。"));
    return date;
}

std::optional<base::Quad> Input::quad(std::string_view name) const {
    if (!has(name)) return std::nullopt;
    const auto& value = field(name);
    base::Quad quad{};
    if (!value.is_array() || value.size() != quad.size()) refuseField(name, base::Pattern("“{}”应有四个角。"));
    for (std::size_t i = 0; i < quad.size(); ++i) {
        if (!value[i].is_array() || value[i].size() != 2 || !value[i][0].is_number() || !value[i][1].is_number())
            refuseField(name, base::Pattern("“{}”应有四个角。"));
        quad[i] = {value[i][0].get<double>(), value[i][1].get<double>()};
    }
    return quad;
}

base::Json Input::object(std::string_view name) const {
    const auto& value = field(name);
    if (!value.is_object()) refuseField(name, base::Pattern("“{}”应为对象。"));
    return value;
}

std::vector<base::Json> Input::objects(std::string_view name, std::size_t most) const {
    const auto& value = field(name);
    if (!value.is_array() || value.empty() || value.size() > most)
        refuseField(name, base::Pattern("“{}”应为不空、不太长的列表。"));
    return {value.begin(), value.end()};
}

}  // namespace daiban::web
