#include "samples/draw/DrawSamples.h"

#include "samples/draw/Ornaments.h"
#include "samples/draw/SampleTypes.h"
#include "samples/draw/Truth.h"

namespace daiban::samples {

namespace {

using Json = nlohmann::ordered_json;

Json truthLines(const Canvas& canvas) {
    Json lines = Json::array();
    for (const TextLine& line : canvas.lines()) {
        Json entry{{"text", line.text}, {"quad", quadJson(line.quad)}};
        if (line.direction == Direction::Down) entry["vertical"] = true;
        lines.push_back(std::move(entry));
    }
    return lines;
}

Json truthDocument(const Sheet& sheet, const SampleType& type) {
    const Size paper = sheet.canvas.paper();
    return {{"type", type.truthType},
            {"quad", quadJson(sheet.canvas.pixels({0, 0, paper.width, paper.height}))},
            {"rotation", 0},
            {"skew_deg", 0.0},
            {"edges", "visible"},
            {"fields", sheet.fields},
            {"fields_iso", sheet.fieldsIso},
            {"lines", truthLines(sheet.canvas)}};
}

}  // namespace

std::vector<std::string> sampleTypes() {
    std::vector<std::string> names;
    for (const SampleType& type : allSampleTypes()) names.emplace_back(type.name);
    return names;
}

DrawnPage drawClean(std::string_view typeCode, std::uint32_t seed, double dpi) {
    return drawClean(typeCode, inventSubject(seed, sampleType(typeCode).age), dpi);
}

DrawnPage drawClean(std::string_view typeCode, const Subject& subject, double dpi) {
    const SampleType& type = sampleType(typeCode);
    Sheet sheet{.canvas = Canvas(type.paper, dpi)};
    type.draw(sheet, subject);
    if (type.cornerRadius > 0) cutCorners(sheet.canvas, type.cornerRadius);

    DrawnPage page{.image = sheet.canvas.image(), .dpi = dpi, .truth = {}, .cornerRadius = type.cornerRadius};
    page.truth = emptyTruth(page.image.size(), "clean");
    page.truth["params"] = {{"dpi", dpi}, {"seed", subject.seed}};
    page.truth["skew_deg"] = 0.0;
    page.truth["documents"].push_back(truthDocument(sheet, type));
    for (const OptionalLine& line : sheet.optionalLines)
        page.truth["optional_lines"].push_back(
            {{"text", line.text}, {"quad", quadJson(line.quad)}, {"kind", line.kind}});
    page.truth["seal"] = !sheet.optionalLines.empty();
    return page;
}

}  // namespace daiban::samples
