#include "scanners/worker/ScanMessages.h"

#include "base/Sentence.h"
#include "page/SharedPixels.h"

namespace daiban::scanners {

namespace {

template <class Value>
std::vector<Value> valuesOf(const base::Json& numbers) {
    std::vector<Value> values;
    for (const auto& number : numbers) values.push_back(static_cast<Value>(number.get<int>()));
    return values;
}

template <class Value>
base::Json numbersOf(const std::vector<Value>& values) {
    base::Json numbers = base::Json::array();
    for (const auto value : values) numbers.push_back(static_cast<int>(value));
    return numbers;
}

}  // namespace

base::Json toJson(const ScanOptions& options) {
    base::Json settings = base::Json::array();
    for (const auto& [name, value] : options.deviceSettings) settings.push_back(base::Json::array({name, value}));
    return {{"device", options.device},
            {"source", static_cast<int>(options.source)},
            {"mode", static_cast<int>(options.mode)},
            {"dpi", options.dpi},
            {"most_pages", options.maxPages},
            {"paper_patience", options.paperPatience.count()},
            {"settings", std::move(settings)}};
}

ScanOptions optionsFrom(const base::Json& json) {
    ScanOptions options{.device = json.at("device").get<std::string>(),
                        .source = static_cast<ScanSource>(json.at("source").get<int>()),
                        .mode = static_cast<ScanMode>(json.at("mode").get<int>()),
                        .dpi = json.at("dpi").get<double>(),
                        .maxPages = json.at("most_pages").get<int>(),
                        .paperPatience = std::chrono::milliseconds(json.at("paper_patience").get<std::int64_t>())};
    for (const auto& setting : json.at("settings"))
        options.deviceSettings.emplace_back(setting.at(0).get<std::string>(), setting.at(1).get<std::string>());
    return options;
}

base::Json toJson(const std::vector<DeviceInfo>& devices) {
    base::Json all = base::Json::array();
    for (const auto& device : devices) all.push_back(base::Json::array({device.name, device.label, device.kind}));
    return all;
}

std::vector<DeviceInfo> devicesFrom(const base::Json& json) {
    std::vector<DeviceInfo> devices;
    for (const auto& device : json)
        devices.push_back(
            {device.at(0).get<std::string>(), device.at(1).get<std::string>(), device.at(2).get<std::string>()});
    return devices;
}

base::Json toJson(const Capabilities& capabilities) {
    return {{"sources", numbersOf(capabilities.sources)},
            {"modes", numbersOf(capabilities.modes)},
            {"dpis", capabilities.dpis},
            {"width", capabilities.width},
            {"height", capabilities.height}};
}

Capabilities capabilitiesFrom(const base::Json& json) {
    return {valuesOf<ScanSource>(json.at("sources")), valuesOf<ScanMode>(json.at("modes")),
            json.at("dpis").get<std::vector<double>>(), json.at("width").get<double>(),
            json.at("height").get<double>()};
}

base::Json toJson(const ScanError& error) {
    return {{"problem", static_cast<int>(error.problem())}, {"sentence", base::toJson(error.sentence())}};
}

ScanError errorFrom(const base::Json& json) {
    return {static_cast<ScanProblem>(json.at("problem").get<int>()), base::sentenceFromJson(json.at("sentence"))};
}

process::Message toMessage(const page::Page& page) {
    page::SharedPixels shared = page::shared(page.pixels);
    process::Message message{.text = base::toLine({{"rows", shared.rows},
                                                   {"columns", shared.columns},
                                                   {"type", shared.type},
                                                   {"dpi", page.dpi},
                                                   {"source", page.provenance.source},
                                                   {"number", page.provenance.number},
                                                   {"sha256", page.provenance.inputHash}})};
    message.files.push_back(std::move(shared.memory));
    return message;
}

page::Page pageFrom(const process::Message& message) {
    const base::Json json = base::parseJson(message.text, base::Sentence("What a scanner's driver said"));
    const page::SharedPixels shared{json.at("rows").get<int>(), json.at("columns").get<int>(),
                                    json.at("type").get<int>(), message.files.at(0).duplicate()};
    return {page::pixelsOf(shared),
            json.at("dpi").get<double>(),
            {json.at("source").get<std::string>(), json.at("number").get<int>(), json.at("sha256").get<std::string>()}};
}

process::Message toMessage(const ScanProgress& progress) {
    return {.text = base::toLine({{"page", progress.page},
                                  {"share", progress.share.value_or(-1)},
                                  {"waits_for_paper", progress.waitsForPaper}})};
}

ScanProgress progressFrom(const process::Message& message) {
    const base::Json json = base::parseJson(message.text, base::Sentence("What a scanner's driver said"));
    ScanProgress progress{.page = json.at("page").get<int>(), .waitsForPaper = json.at("waits_for_paper").get<bool>()};
    if (const double share = json.at("share").get<double>(); share >= 0) progress.share = share;
    return progress;
}

}  // namespace daiban::scanners
