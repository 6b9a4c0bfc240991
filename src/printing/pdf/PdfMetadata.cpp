#include "printing/pdf/PdfMetadata.h"

#include <fmt/format.h>

#include "base/Text.h"

namespace daiban::printing {

namespace {

/// Characters of XML 1.0 only, those with a meaning in it escaped.
std::string xmlText(const std::string& utf8) {
    std::string out;
    for (const char32_t c : base::toCodePoints(utf8)) {
        if (c == U'&')
            out += "&amp;";
        else if (c == U'<')
            out += "&lt;";
        else if (c == U'>')
            out += "&gt;";
        else if (c >= 0x20 && c != 0xFFFE && c != 0xFFFF)
            out += base::toUtf8(c);
    }
    return out;
}

/// "2026-11-22T09:30:00+08:00"
std::string xmpTime(base::Instant instant) {
    std::string time = base::isoTime(instant);
    constexpr std::size_t millisecondsAt = 19, millisecondsSize = 4;
    time.erase(millisecondsAt, millisecondsSize);
    return time;
}

}  // namespace

std::string pdfTime(base::Instant instant) {
    const std::string t = xmpTime(instant);
    return "D:" + t.substr(0, 4) + t.substr(5, 2) + t.substr(8, 2) + t.substr(11, 2) + t.substr(14, 2) +
           t.substr(17, 2) + t.substr(19, 3) + "'" + t.substr(23, 2) + "'";
}

std::string xmpPacket(const PdfMetadata& metadata, const std::string& producer, const std::string& documentId) {
    const std::string time = xmpTime(metadata.created);
    constexpr std::string_view packet =
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
        " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
        " xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\n"
        "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>B</pdfaid:conformance>\n"
        "<dc:format>application/pdf</dc:format>\n"
        "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n"
        "<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\n"
        "<xmp:CreatorTool>{creator}</xmp:CreatorTool>\n"
        "<xmp:CreateDate>{time}</xmp:CreateDate>\n<xmp:ModifyDate>{time}</xmp:ModifyDate>\n"
        "<xmp:MetadataDate>{time}</xmp:MetadataDate>\n"
        "<pdf:Producer>{producer}</pdf:Producer>\n"
        "<xmpMM:DocumentID>uuid:{id}</xmpMM:DocumentID>\n"
        "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n";
    return fmt::format(packet, fmt::arg("title", xmlText(metadata.title)),
                       fmt::arg("language", xmlText(metadata.language)), fmt::arg("creator", xmlText(metadata.creator)),
                       fmt::arg("time", time), fmt::arg("producer", xmlText(producer)), fmt::arg("id", documentId));
}

}  // namespace daiban::printing
