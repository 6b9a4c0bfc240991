#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "base/Error.h"
#include "base/Text.h"
#include "printing/CupsPrinter.h"
#include "printing/Printer.h"
#include "printing/RawPrinter.h"

namespace daiban::printing {

namespace {

constexpr std::string_view rawScheme = "socket://";

[[noreturn]] void badAddress(const std::string& text, const base::Sentence& why) {
    throw base::Error(base::ErrorKind::BadArguments,
                      base::Sentence("'{}' is no printer: {}; write socket://HOST:9100?language=zpl&dpi=203, "
                                     "ipp://HOST/ipp/print or the name of a CUPS queue.",
                                     text, why));
}

double numberOf(const std::string& text, const std::string& value, double least, double most) {
    double number = 0;
    const auto [end, problem] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (problem != std::errc{} || end != value.data() + value.size() || number < least || number > most)
        badAddress(text, base::Sentence("'{}' is not between {} and {}", value, least, most));
    return number;
}

PrinterLanguage languageOf(const std::string& text, const std::string& value) {
    if (value == "zpl") return PrinterLanguage::Zpl;
    if (value == "tspl") return PrinterLanguage::Tspl;
    if (value == "pdf") return PrinterLanguage::Pdf;
    badAddress(text, base::Sentence("its language is zpl, tspl or pdf, not '{}'", value));
}

void setOption(PrinterAddress& address, const std::string& text, const std::string& option) {
    const auto equals = std::min(option.find('='), option.size());
    const std::string name = option.substr(0, equals);
    const std::string value = equals < option.size() ? option.substr(equals + 1) : "";
    if (name == "language")
        address.language = languageOf(text, value);
    else if (name == "dpi")
        address.dpi = numberOf(text, value, 100, 1200);
    else if (name == "gap")
        address.gap = numberOf(text, value, 0, 50);
    else if (name == "confirm" && (value == "close" || value == "ack"))
        address.confirmation = value == "ack" ? RawConfirmation::Acknowledgement : RawConfirmation::Close;
    else
        badAddress(text, base::Sentence("'{}' is not known here", option));
}

PrinterAddress rawAddress(const std::string& text) {
    PrinterAddress address{.kind = PrinterAddress::Kind::Raw, .language = PrinterLanguage::Zpl};
    std::string rest = text.substr(rawScheme.size());
    const auto question = std::min(rest.find('?'), rest.size());
    std::string place = rest.substr(0, question);
    while (place.ends_with('/')) place.pop_back();
    // [2001:db8::1]:9100 or host:9100
    const auto bracket = place.rfind(']');
    const auto colon = place.rfind(':');
    if (colon != std::string::npos && (bracket == std::string::npos || colon > bracket)) {
        address.port = static_cast<int>(numberOf(text, place.substr(colon + 1), 1, 65535));
        place.resize(colon);
    }
    if (place.starts_with('[') && place.ends_with(']')) place = place.substr(1, place.size() - 2);
    if (place.empty() || place.find_first_of("/@ ") != std::string::npos)
        badAddress(text, base::Sentence("it names no host"));
    address.host = place;
    if (question < rest.size())
        for (const auto& option : base::split(rest.substr(question + 1), '&')) setOption(address, text, option);
    return address;
}

}  // namespace

PrinterAddress printerAddress(const std::string& text) {
    if (text.starts_with(rawScheme)) return rawAddress(text);
    if (text.starts_with("ipp://") || text.starts_with("ipps://"))
        return {.kind = PrinterAddress::Kind::Ipp, .uri = text};
    if (text.find("://") != std::string::npos) badAddress(text, base::Sentence("such an address is not known here"));
    const bool isName = !text.empty() && text.size() < 128 && std::ranges::all_of(text, [](char c) {
        return static_cast<unsigned char>(c) > 0x20 &&
               std::string_view("/#'\"\\\x7f").find(c) == std::string_view::npos;
    });
    if (!isName) badAddress(text, base::Sentence("a queue's name has no blanks, quotes, / or #"));
    return {.kind = PrinterAddress::Kind::Queue, .uri = text};
}

std::unique_ptr<Printer> openPrinter(const PrinterAddress& address, const PrinterPatience& patience) {
    if (address.kind == PrinterAddress::Kind::Raw) return std::make_unique<RawPrinter>(address, patience);
    return std::make_unique<CupsPrinter>(address, patience);
}

}  // namespace daiban::printing
