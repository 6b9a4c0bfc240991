#include "documents/PassportZone.h"

#include <algorithm>
#include <array>

#include "documents/ReadValue.h"
#include "documents/WideText.h"

namespace daiban::documents {

namespace {

int zoneValue(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return 0;
}

/// Weights 7, 3, 1 (ICAO 9303 part 3, 4.9).
bool checkAgrees(std::string_view text, char check) {
    static constexpr std::array<int, 3> weights{7, 3, 1};
    int sum = 0;
    for (std::size_t i = 0; i < text.size(); ++i) sum += zoneValue(text[i]) * weights[i % 3];
    return check >= '0' && check <= '9' && sum % 10 == check - '0';
}

std::string zoneText(const LayoutLine& line) {
    std::string out;
    for (const char32_t c : line.text) {
        const bool filler = c == U'<' || c == U'《' || c == U'«' || c == U'〈';
        out += filler ? '<' : c < 0x80 ? static_cast<char>(c) : '?';
    }
    return out;
}

/// Digits only, letters mended.
std::string digitsOf(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const char32_t digit = digitFor(static_cast<char32_t>(static_cast<unsigned char>(c)));
        out += digit != 0 ? static_cast<char>(digit) : c;
    }
    return out;
}

bool isDay(std::string_view yymmdd) {
    return std::all_of(yymmdd.begin(), yymmdd.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// A birth year is in the past hundred years, an expiry year in this century.
std::string isoOf(std::string_view yymmdd, bool birth) {
    const bool last = birth && yymmdd.substr(0, 2) > "30";
    return std::string(last ? "19" : "20") + std::string(yymmdd.substr(0, 2)) + "-" + std::string(yymmdd.substr(2, 2)) +
           "-" + std::string(yymmdd.substr(4, 2));
}

std::optional<PassportZone> zoneAt(const std::string& text) {
    if (text.size() < 28) return std::nullopt;
    const std::string number = text.substr(0, 9);
    const std::string birth = digitsOf(text.substr(13, 7));
    const std::string expiry = digitsOf(text.substr(21, 7));
    if (!isDay(birth) || !isDay(expiry)) return std::nullopt;
    if (!checkAgrees(number, digitsOf(text.substr(9, 1))[0]) || !checkAgrees(birth.substr(0, 6), birth[6]) ||
        !checkAgrees(expiry.substr(0, 6), expiry[6]))
        return std::nullopt;
    return PassportZone{number.substr(0, number.find('<')), isoOf(birth, true), isoOf(expiry, false)};
}

void compare(const FieldRule& rule, const std::string& printed, const std::string& zone, const std::string& iso,
             Fields& fields) {
    const auto field = fields.find(rule.name);
    if (field == fields.end()) {
        fields[rule.name] = {zone, iso, base::Confidence(0.9), true, {}};
    } else if (printed != zone) {
        field->second.valid = false;
        field->second.confidence = base::Confidence(std::min(0.5, field->second.confidence.value()));
    }
}

}  // namespace

std::optional<PassportZone> findPassportZone(const Layout& layout) {
    for (const auto& line : layout.lines())
        if (auto zone = zoneAt(zoneText(line))) return zone;
    return std::nullopt;
}

void checkAgainstZone(const DocumentType& type, const Layout& layout, Fields& fields) {
    const auto number = std::find_if(type.fields.begin(), type.fields.end(),
                                     [](const FieldRule& rule) { return rule.kind == FieldKind::PassportNumber; });
    if (number == type.fields.end()) return;
    const auto zone = findPassportZone(layout);
    if (!zone) return;
    const auto printed = [&](const std::string& name) {
        const auto field = fields.find(name);
        return field == fields.end() ? Field{} : field->second;
    };
    compare(*number, printed(number->name).value, zone->number, "", fields);
    for (const auto& rule : type.fields) {
        const bool birth = rule.kind == FieldKind::Date && rule.notInFuture;
        if (!birth && rule.kind != FieldKind::RangeUntil) continue;
        const std::string& day = birth ? zone->birthDate : zone->expiryDate;
        compare(rule, printed(rule.name).iso, day, day, fields);
    }
}

}  // namespace daiban::documents
