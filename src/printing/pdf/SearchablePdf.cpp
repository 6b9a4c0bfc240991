#include "printing/pdf/SearchablePdf.h"

#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <qpdf/Pl_OStream.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>
#include <utility>
#include <vector>

#include "base/Crypto.h"
#include "base/Error.h"
#include "printing/pdf/PdfFont.h"
#include "printing/pdf/PdfMetadata.h"
#include "printing/pdf/PdfSpool.h"
#include "printing/pdf/PdfText.h"
#include "printing/pdf/SrgbProfile.h"

namespace daiban::printing {

namespace {

using Object = QPDFObjectHandle;

constexpr double pointsPerInch = 72;
constexpr double assumedDpi = 300;
/// ISO 19005-2, 6.1.13: no side longer.
constexpr double longestSide = 14400;
/// What wrote the file; QPDF's version is left out, so that a newer one writes the same bytes.
constexpr const char* producer = "daiban with QPDF";

Object name(const char* text) {
    return Object::newName(text);
}

Object number(double value) {
    return Object::newReal(fmt::format("{:.3f}", value));
}

/// A UUID (version 8: its maker's own, RFC 9562) of the pages.
std::string uuidOf(base::Sha256 hash) {
    hash[6] = static_cast<std::uint8_t>((hash[6] & 0x0F) | 0x80);
    hash[8] = static_cast<std::uint8_t>((hash[8] & 0x3F) | 0x80);
    std::string hex = base::toHex(hash).substr(0, 32);
    for (const std::size_t at : {20U, 16U, 12U, 8U}) hex.insert(at, "-");
    return hex;
}

/// As large as the page is on paper.
struct PageSize {
    double pointsPerPixel = 0;
    double width = 0;
    double height = 0;
};

PageSize sizeOf(const cv::Mat& pixels, double dpi) {
    const double wanted = pointsPerInch / (dpi > 0 ? dpi : assumedDpi);
    const double scale = std::min(wanted, longestSide / std::max(pixels.cols, pixels.rows));
    return {.pointsPerPixel = scale, .width = pixels.cols * scale, .height = pixels.rows * scale};
}

/// Paints an image so that one of its pixels covers `step` of the page's, beginning at the page's top-left.
std::string painted(const char* image, const PdfImage& of, int step, const PageSize& page) {
    const double width = of.width * step * page.pointsPerPixel;
    const double height = of.height * step * page.pointsPerPixel;
    return fmt::format("q {:.3f} 0 0 {:.3f} 0 {:.3f} cm {} Do Q\n", width, height, page.height - height, image);
}

}  // namespace

struct SearchablePdf::Impl {
    PdfMetadata metadata;
    PdfPictureOptions picture;
    std::shared_ptr<PdfSpool> spool = std::make_shared<PdfSpool>();
    QPDF pdf;
    PdfFont font;
    Object fontObject;
    base::Sha256Stream content;
    std::vector<std::pair<std::string, Object>> bookmarks;  ///< with the page
    int pages = 0;

    Impl(PdfMetadata meta, PdfPictureOptions options) : metadata(std::move(meta)), picture(std::move(options)) {
        pdf.emptyPDF();
        fontObject = pdf.makeIndirectObject(Object::newDictionary());
    }

    /// A stream whose bytes wait in the temporary file until they are written.
    Object spooled(const std::string& bytes, Object dictionary, Object filter = Object::newNull(),
                   Object parameters = Object::newNull()) {
        content.add(bytes);
        Object stream = pdf.newStream();
        stream.replaceDict(std::move(dictionary));
        const auto part = spool->keep(bytes);
        stream.replaceStreamData(
            [from = spool, part](Pipeline* to) {
                to->writeString(from->read(part));
                to->finish();
            },
            filter, parameters);
        return stream;
    }

    Object imageDictionary(const PdfImage& image) {
        Object dictionary = Object::newDictionary();
        dictionary.replaceKey("/Type", name("/XObject"));
        dictionary.replaceKey("/Subtype", name("/Image"));
        dictionary.replaceKey("/Width", Object::newInteger(image.width));
        dictionary.replaceKey("/Height", Object::newInteger(image.height));
        return dictionary;
    }

    Object jpeg(const PdfImage& image) {
        Object dictionary = imageDictionary(image);
        dictionary.replaceKey("/ColorSpace", name(image.channels == 1 ? "/DeviceGray" : "/DeviceRGB"));
        dictionary.replaceKey("/BitsPerComponent", Object::newInteger(8));
        return spooled(image.bytes, dictionary, name("/DCTDecode"));
    }

    Object shape(const PdfImage& image) {
        Object dictionary = imageDictionary(image);
        dictionary.replaceKey("/ImageMask", Object::newBool(true));
        dictionary.replaceKey("/BitsPerComponent", Object::newInteger(1));
        Object parameters = Object::newDictionary();
        parameters.replaceKey("/K", Object::newInteger(-1));
        parameters.replaceKey("/Columns", Object::newInteger(image.width));
        parameters.replaceKey("/Rows", Object::newInteger(image.height));
        parameters.replaceKey("/EndOfBlock", Object::newBool(true));
        return spooled(image.bytes, dictionary, name("/CCITTFaxDecode"), parameters);
    }

    /// Puts the picture's images among the resources; returns what paints them.
    std::string paint(const PdfPicture& of, const PageSize& size, Object images) {
        images.replaceKey("/Ground", jpeg(of.ground));
        std::string out = painted("/Ground", of.ground, of.groundStep, size);
        if (!of.strokeShape || !of.strokeColours) return out;
        Object strokes = jpeg(*of.strokeColours);
        strokes.getDict().replaceKey("/Mask", shape(*of.strokeShape));
        images.replaceKey("/Strokes", strokes);
        return out + painted("/Strokes", *of.strokeColours, of.colourStep, size);
    }

    void add(const PdfPage& page) {
        const PageSize size = sizeOf(page.pixels, page.dpi);
        const PdfPicture layers = pdfPicture(page.pixels, page.dpi, picture);
        Object images = Object::newDictionary();
        Object fonts = Object::newDictionary();
        fonts.replaceKey("/F1", fontObject);
        Object resources = Object::newDictionary();
        resources.replaceKey("/XObject", images);
        const std::string text = pdfTextLayer(page.text, font, size.pointsPerPixel, size.height);
        if (!text.empty()) resources.replaceKey("/Font", fonts);
        const std::string painting = text + paint(layers, size, images);

        Object made = Object::newDictionary();
        made.replaceKey("/Type", name("/Page"));
        made.replaceKey("/MediaBox", Object::newArray({number(0), number(0), number(size.width), number(size.height)}));
        made.replaceKey("/Resources", resources);
        made.replaceKey("/Contents", spooled(painting, Object::newDictionary()));
        made = pdf.makeIndirectObject(made);
        pdf.addPage(made, false);
        if (!page.bookmark.empty()) bookmarks.emplace_back(page.bookmark, made);
        ++pages;
    }

    Object descriptor() {
        Object file = pdf.newStream(font.trueType());
        file.getDict().replaceKey("/Length1", Object::newInteger(static_cast<long long>(font.trueType().size())));
        Object out = Object::newDictionary();
        out.replaceKey("/Type", name("/FontDescriptor"));
        out.replaceKey("/FontName", name("/DaibanUnseen"));
        constexpr int symbolic = 4;
        out.replaceKey("/Flags", Object::newInteger(symbolic));
        out.replaceKey("/FontBBox", Object::newArray({Object::newInteger(0), Object::newInteger(PdfFont::descent),
                                                      Object::newInteger(PdfFont::widths * PdfFont::widthStep),
                                                      Object::newInteger(PdfFont::ascent)}));
        out.replaceKey("/ItalicAngle", Object::newInteger(0));
        out.replaceKey("/Ascent", Object::newInteger(PdfFont::ascent));
        out.replaceKey("/Descent", Object::newInteger(PdfFont::descent));
        out.replaceKey("/CapHeight", Object::newInteger(PdfFont::ascent));
        out.replaceKey("/StemV", Object::newInteger(80));
        out.replaceKey("/FontFile2", file);
        return pdf.makeIndirectObject(out);
    }

    Object cidFont() {
        Object system = Object::newDictionary();
        system.replaceKey("/Registry", Object::newString("Adobe"));
        system.replaceKey("/Ordering", Object::newString("Identity"));
        system.replaceKey("/Supplement", Object::newInteger(0));
        Object widths = Object::newArray();
        for (const int width : font.codeWidths()) widths.appendItem(Object::newInteger(width));
        Object out = Object::newDictionary();
        out.replaceKey("/Type", name("/Font"));
        out.replaceKey("/Subtype", name("/CIDFontType2"));
        out.replaceKey("/BaseFont", name("/DaibanUnseen"));
        out.replaceKey("/CIDSystemInfo", system);
        out.replaceKey("/FontDescriptor", descriptor());
        out.replaceKey("/DW", Object::newInteger(0));
        out.replaceKey("/W", Object::newArray({Object::newInteger(1), widths}));
        out.replaceKey("/CIDToGIDMap", pdf.newStream(font.cidToGlyph()));
        return pdf.makeIndirectObject(out);
    }

    void finishFont() {
        if (font.empty()) return;
        fontObject.replaceKey("/Type", name("/Font"));
        fontObject.replaceKey("/Subtype", name("/Type0"));
        fontObject.replaceKey("/BaseFont", name("/DaibanUnseen"));
        fontObject.replaceKey("/Encoding", name("/Identity-H"));
        fontObject.replaceKey("/DescendantFonts", Object::newArray({cidFont()}));
        fontObject.replaceKey("/ToUnicode", pdf.newStream(font.toUnicode()));
    }

    void addOutputIntent() {
        Object profile = pdf.newStream(srgbProfile());
        profile.getDict().replaceKey("/N", Object::newInteger(3));
        Object intent = Object::newDictionary();
        intent.replaceKey("/Type", name("/OutputIntent"));
        intent.replaceKey("/S", name("/GTS_PDFA1"));
        intent.replaceKey("/OutputConditionIdentifier", Object::newString("sRGB IEC61966-2.1"));
        intent.replaceKey("/Info", Object::newString("sRGB IEC61966-2.1"));
        intent.replaceKey("/RegistryName", Object::newString("http://www.color.org"));
        intent.replaceKey("/DestOutputProfile", profile);
        pdf.getRoot().replaceKey("/OutputIntents", Object::newArray({pdf.makeIndirectObject(intent)}));
    }

    void addMetadata() {
        const std::string time = pdfTime(metadata.created);
        Object info = pdf.makeIndirectObject(Object::newDictionary());
        info.replaceKey("/Title", Object::newUnicodeString(metadata.title));
        info.replaceKey("/Creator", Object::newUnicodeString(metadata.creator));
        info.replaceKey("/Producer", Object::newUnicodeString(producer));
        info.replaceKey("/CreationDate", Object::newString(time));
        info.replaceKey("/ModDate", Object::newString(time));
        pdf.getTrailer().replaceKey("/Info", info);
        content.add(metadata.title + time);
        Object xmp = pdf.newStream(xmpPacket(metadata, producer, uuidOf(content.finish())));
        xmp.getDict().replaceKey("/Type", name("/Metadata"));
        xmp.getDict().replaceKey("/Subtype", name("/XML"));
        xmp.setFilterOnWrite(false);  // archives look for it without a PDF reader
        pdf.getRoot().replaceKey("/Metadata", xmp);
    }

    void addOutline() {
        if (bookmarks.empty()) return;
        Object outline = pdf.makeIndirectObject(Object::newDictionary());
        std::vector<Object> entries;
        for (const auto& [title, page] : bookmarks) {
            Object entry = pdf.makeIndirectObject(Object::newDictionary());
            entry.replaceKey("/Title", Object::newUnicodeString(title));
            entry.replaceKey("/Parent", outline);
            entry.replaceKey("/Dest", Object::newArray({page, name("/Fit")}));
            if (!entries.empty()) {
                entry.replaceKey("/Prev", entries.back());
                entries.back().replaceKey("/Next", entry);
            }
            entries.push_back(entry);
        }
        outline.replaceKey("/Type", name("/Outlines"));
        outline.replaceKey("/First", entries.front());
        outline.replaceKey("/Last", entries.back());
        outline.replaceKey("/Count", Object::newInteger(static_cast<long long>(entries.size())));
        pdf.getRoot().replaceKey("/Outlines", outline);
        pdf.getRoot().replaceKey("/PageMode", name("/UseOutlines"));
    }

    void describeRoot() {
        Object preferences = Object::newDictionary();
        preferences.replaceKey("/DisplayDocTitle", Object::newBool(true));
        pdf.getRoot().replaceKey("/ViewerPreferences", preferences);
        pdf.getRoot().replaceKey("/Lang", Object::newString(metadata.language));
    }
};

SearchablePdf::SearchablePdf(PdfMetadata metadata, PdfPictureOptions picture)
    : impl_(std::make_unique<Impl>(std::move(metadata), std::move(picture))) {}
SearchablePdf::~SearchablePdf() = default;
SearchablePdf::SearchablePdf(SearchablePdf&&) noexcept = default;
SearchablePdf& SearchablePdf::operator=(SearchablePdf&&) noexcept = default;

void SearchablePdf::add(const PdfPage& page) {
    if (page.pixels.empty())
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("A page without pixels cannot be put into a PDF."));
    impl_->add(page);
}

int SearchablePdf::pageCount() const {
    return impl_->pages;
}

void SearchablePdf::write(std::ostream& out) {
    if (impl_->pages == 0)
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("There is no page to put into the PDF; see the messages above."));
    impl_->finishFont();
    impl_->addOutputIntent();
    impl_->addOutline();
    impl_->describeRoot();
    impl_->addMetadata();
    Pl_OStream sink("PDF", out);
    QPDFWriter writer(impl_->pdf);
    writer.setOutputPipeline(&sink);
    writer.setMinimumPDFVersion("1.7");
    writer.setObjectStreamMode(qpdf_o_generate);
    writer.setNewlineBeforeEndstream(true);  // ISO 19005-2, 6.1.7.1
    writer.setDeterministicID(true);
    writer.write();
    if (!out.flush())
        throw base::Error(
            base::ErrorKind::StorageFailed,
            base::Sentence("The PDF could not be written to its end; see that there is room where it goes."));
}

}  // namespace daiban::printing
