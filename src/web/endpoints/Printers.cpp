#include "web/endpoints/Printers.h"

#include "web/Input.h"
#include "web/Problem.h"

namespace daiban::web {

namespace {

using base::Json;
using printing::PrinterAddress;

/// Whether nothing but labels come out of it.
bool printsLabelsOnly(const std::string& address) {
    try {
        const auto read = printing::printerAddress(address);
        return read.kind == PrinterAddress::Kind::Raw && read.language != printing::PrinterLanguage::Pdf;
    } catch (const base::Error&) {
        return false;  // said when something is printed
    }
}

Json calibrationJson(const printing::PrinterCalibration& calibration) {
    return {{"offset_x", calibration.offsetX},
            {"offset_y", calibration.offsetY},
            {"scale_x", calibration.scaleX},
            {"scale_y", calibration.scaleY}};
}

double millimetres(const Input& input, std::string_view name) {
    constexpr int tenthsOfMetre = 50'000;
    return input.number(name, 0, tenthsOfMetre) / 100.0;
}

}  // namespace

Response getPrinters(const Call& call) {
    Json all = Json::array();
    const auto book = call.desk().prints.managed(call.actor());
    for (const auto& [name, entry] : book.entries()) {
        const std::string address = entry.address.empty() ? name : entry.address;
        all.push_back({{"name", name},
                       {"address", address},
                       {"labels_only", printsLabelsOnly(address)},
                       {"calibration", entry.calibration ? calibrationJson(*entry.calibration) : Json(nullptr)}});
    }
    return json({{"printers", all}});
}

Response printTest(const Call& call) {
    const Input input(call.request.body, {"id", "what"});
    const std::string what = input.text("what");
    if (what != "page" && what != "label") refuseInput("what 只能是 page 或 label。", "what is page or label.");
    const auto job =
        call.desk().prints.printTest(call.actor(), store::PrintJobId(input.uuid("id")), call.at("printer"),
                                     what == "label" ? desk::Prints::Test::Label : desk::Prints::Test::Page);
    const bool printed = job.state == store::PrintState::Printed;
    return json(
        {{"printed", printed}, {"sentence", (printed ? base::Sentence("已打印。") : job.sentence).in(call.words())}});
}

/// What a person measured, in hundredths of a millimetre.
Response calibratePrinter(const Call& call) {
    const Input input(call.request.body, {"first_x", "first_y", "second_x", "second_y"});
    const auto calibration = call.desk().prints.calibrate(call.actor(), call.at("printer"),
                                                          {.firstX = millimetres(input, "first_x"),
                                                           .firstY = millimetres(input, "first_y"),
                                                           .secondX = millimetres(input, "second_x"),
                                                           .secondY = millimetres(input, "second_y")});
    return json(calibrationJson(calibration));
}

}  // namespace daiban::web
