#include "samples/draw/DrawSamples.h"

#include "samples/draw/Ornaments.h"
#include "samples/draw/SampleTypes.h"
#include "samples/draw/Truth.h"

namespace daiban::samples {

std::vector<std::string> sampleTypes() {
    std::vector<std::string> names;
    for (const SampleType& type : allSampleTypes()) names.emplace_back(type.name);
    return names;
}

DrawnPage drawClean(std::string_view typeCode, std::uint32_t seed, double dpi) {
    return drawClean(typeCode, inventSubject(seed, sampleType(typeCode).age), dpi);
}

DrawnPage drawClean(std::string_view typeCode, const Subject& subject, double dpi) {
    return drawClean(sampleType(typeCode), subject, dpi);
}

DrawnPage drawClean(const SampleType& type, const Subject& subject, double dpi) {
    Sheet sheet{.canvas = Canvas(type.paper, dpi)};
    type.draw(sheet, subject);
    if (type.cornerRadius > 0) cutCorners(sheet.canvas, type.cornerRadius);

    DrawnPage page{.image = sheet.canvas.image(), .dpi = dpi, .truth = {}, .cornerRadius = type.cornerRadius};
    page.truth = emptyTruth(page.image.size(), "clean");
    page.truth["params"] = {{"dpi", dpi}, {"seed", subject.seed}};
    page.truth["skew_deg"] = 0.0;
    page.truth["documents"].push_back(truthDocument(sheet, type.truthType));
    for (const OptionalLine& line : sheet.optionalLines)
        page.truth["optional_lines"].push_back(
            {{"text", line.text}, {"quad", quadJson(line.quad)}, {"kind", line.kind}});
    page.truth["seal"] = !sheet.optionalLines.empty();
    return page;
}

}  // namespace daiban::samples
