// What ISO 19005-2 (PDF/A-2, level B) asks of a file, looked up in the file as QPDF reads it. Numbers are its clauses.
#define POINTERHOLDER_TRANSITION 4
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFTokenizer.hh>
#include <set>

#include "base/Error.h"
#include "unit/printing/PdfTools.h"

namespace {

using namespace daiban;
using namespace daiban::printing_test;
using testing::HasSubstr;

/// Two pages, one without strokes but with text and one with strokes in three layers, and an outline.
class PdfA : public testing::Test {
  protected:
    PdfA() : bytes_(made()) {
        pdf_.setSuppressWarnings(true);
        pdf_.processMemoryFile("made.pdf", bytes_.data(), bytes_.size());
    }

    static std::string made() {
        const cv::Mat first = paper();
        cv::Mat second(700, 500, CV_8UC1, cv::Scalar(245));
        for (int y = 40; y < 660; y += 20) cv::line(second, {40, y}, {460, y}, {20}, 3);
        cv::Mat grain(second.size(), CV_16S);
        cv::theRNG().state = 5;
        cv::randn(grain, 0, 12);
        cv::add(second, grain, second, cv::noArray(), CV_8U);
        const text::PageText text{.lines = {line("社区服务站办理材料", base::rectangle(100, 100, 700, 40)),
                                            line("No. 2026-𠮷", base::rectangle(100, 300, 300, 40))},
                                  .engine = "test",
                                  .version = ""};
        const text::PageText nothing;
        return pdfOf({{.pixels = first, .dpi = 150, .text = text, .bookmark = "居民身份证（人像面）"},
                      {.pixels = second, .dpi = 300, .text = nothing, .bookmark = "收入证明"}},
                     {.layers = printing::PdfLayers::Three});
    }

    static std::string data(QPDFObjectHandle stream, qpdf_stream_decode_level_e level = qpdf_dl_generalized) {
        const auto buffer = stream.getStreamData(level);
        return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
    }

    void forEveryDictionary(const std::function<void(QPDFObjectHandle)>& check) {
        std::function<void(QPDFObjectHandle)> visit = [&](QPDFObjectHandle object) {
            if (object.isStream()) object = object.getDict();
            if (object.isDictionary()) {
                check(object);
                for (auto [key, value] : object.ditems())
                    if (!value.isIndirect()) visit(value);
            } else if (object.isArray()) {
                for (auto& item : object.aitems())
                    if (!item.isIndirect()) visit(item);
            }
        };
        for (auto& object : pdf_.getAllObjects()) visit(object);
    }

    /// From 0. A copy: what asks a handle is not const in QPDF 11.
    QPDFObjectHandle page(std::size_t index) { return pdf_.getAllPages().at(index); }
    QPDFObjectHandle font() { return page(0).getKey("/Resources").getKey("/Font").getKey("/F1"); }

    std::string bytes_;
    QPDF pdf_;
};

TEST_F(PdfA, BeginsWithAHeaderThatSaysItIsBinary) {  // 6.1.2
    EXPECT_EQ(bytes_.substr(0, 10), "%PDF-1.7\n%");
    for (int i = 10; i < 14; ++i) EXPECT_GE(static_cast<unsigned char>(bytes_.at(static_cast<std::size_t>(i))), 128);
    EXPECT_EQ(bytes_.substr(bytes_.size() - 6), "%%EOF\n");
}

TEST_F(PdfA, IsWholeAndWithoutWarnings) {
    QPDF strict;
    strict.setAttemptRecovery(false);
    strict.setSuppressWarnings(true);
    strict.processMemoryFile("made.pdf", bytes_.data(), bytes_.size());
    for (auto& object : strict.getAllObjects())
        if (object.isStream()) {
            auto filter = object.getDict().getKey("/Filter");
            const bool picture = filter.isName() && filter.getName() != "/FlateDecode";
            EXPECT_NO_THROW(picture ? object.getRawStreamData() : object.getStreamData()) << object.unparse();
        }
    EXPECT_TRUE(strict.getWarnings().empty());
    EXPECT_EQ(outputOf("qpdf --check " + PdfOnDisk(bytes_).file()).find("WARNING"), std::string::npos);
}

TEST_F(PdfA, HasAnIdAndNoEncryption) {  // 6.1.3
    auto id = pdf_.getTrailer().getKey("/ID");
    ASSERT_TRUE(id.isArray());
    ASSERT_EQ(id.getArrayNItems(), 2);
    EXPECT_EQ(id.getArrayItem(0).getStringValue().size(), 16U);
    EXPECT_FALSE(pdf_.getTrailer().hasKey("/Encrypt"));
}

TEST_F(PdfA, UsesAllowedFiltersAndKeepsEveryStreamInTheFile) {  // 6.1.7
    const std::set<std::string> allowed{"/FlateDecode", "/DCTDecode", "/CCITTFaxDecode"};
    std::set<std::string> seen;
    for (auto& object : pdf_.getAllObjects()) {
        if (!object.isStream()) continue;
        auto dictionary = object.getDict();
        for (const char* key : {"/F", "/FFilter", "/FDecodeParms"}) EXPECT_FALSE(dictionary.hasKey(key)) << key;
        auto filter = dictionary.getKey("/Filter");
        if (filter.isName()) seen.insert(filter.getName());
        EXPECT_TRUE(filter.isNull() || (filter.isName() && allowed.count(filter.getName()) == 1)) << filter.unparse();
    }
    EXPECT_EQ(seen, allowed) << "the pages were to show all three";
}

TEST_F(PdfA, SaysWhichColoursAreMeant) {  // 6.2.3, 6.2.4.3
    auto intents = pdf_.getRoot().getKey("/OutputIntents");
    ASSERT_EQ(intents.getArrayNItems(), 1);
    auto intent = intents.getArrayItem(0);
    EXPECT_EQ(intent.getKey("/S").getName(), "/GTS_PDFA1");
    EXPECT_EQ(intent.getKey("/OutputConditionIdentifier").getStringValue(), "sRGB IEC61966-2.1");
    auto profile = intent.getKey("/DestOutputProfile");
    EXPECT_EQ(profile.getDict().getKey("/N").getIntValue(), 3);
    const std::string icc = data(profile);
    EXPECT_EQ(icc.substr(36, 4), "acsp");
    EXPECT_EQ(icc.substr(12, 4), "mntr");
    EXPECT_EQ(icc.substr(16, 4), "RGB ");
    EXPECT_EQ(icc[8], 2) << "version 2 is known to every reader";
    EXPECT_EQ((static_cast<unsigned char>(icc[0]) << 24 | static_cast<unsigned char>(icc[1]) << 16 |
               static_cast<unsigned char>(icc[2]) << 8 | static_cast<unsigned char>(icc[3])),
              static_cast<int>(icc.size()));
}

TEST_F(PdfA, ImagesAreInDeviceColoursNotInterpolatedAndWithoutTransparency) {  // 6.2.8, 6.2.10
    int images = 0;
    forEveryDictionary([&](QPDFObjectHandle each) {
        for (const char* key : {"/SMask", "/SMaskInData", "/Alternates", "/OPI", "/Group", "/BM", "/ca", "/CA", "/TR"})
            EXPECT_FALSE(each.hasKey(key)) << key;
        if (!each.getKey("/Subtype").isNameAndEquals("/Image")) return;
        ++images;
        EXPECT_FALSE(each.hasKey("/Interpolate"));
        if (each.hasKey("/ImageMask")) {
            EXPECT_FALSE(each.hasKey("/ColorSpace"));
            EXPECT_EQ(each.getKey("/BitsPerComponent").getIntValue(), 1);
        } else {
            EXPECT_THAT(each.getKey("/ColorSpace").getName(), testing::AnyOf("/DeviceRGB", "/DeviceGray"));
        }
    });
    EXPECT_EQ(images, 4) << "one of the first page; ground, strokes and their shape of the second";
}

TEST_F(PdfA, EmbedsItsFontWithAMapAndUnicode) {  // 6.2.11
    EXPECT_EQ(font().getKey("/Subtype").getName(), "/Type0");
    EXPECT_EQ(font().getKey("/Encoding").getName(), "/Identity-H");
    auto descendant = font().getKey("/DescendantFonts").getArrayItem(0);
    EXPECT_EQ(descendant.getKey("/Subtype").getName(), "/CIDFontType2");
    EXPECT_EQ(descendant.getKey("/BaseFont").getName(), font().getKey("/BaseFont").getName());
    EXPECT_TRUE(descendant.getKey("/CIDToGIDMap").isStream());
    auto descriptor = descendant.getKey("/FontDescriptor");
    EXPECT_EQ(descriptor.getKey("/FontName").getName(), font().getKey("/BaseFont").getName());
    ASSERT_TRUE(descriptor.getKey("/FontFile2").isStream());
    EXPECT_THAT(data(font().getKey("/ToUnicode")), HasSubstr("D842DFB7")) << "𠮷 as UTF-16";
}

int u16(const std::string& bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes.at(at)) << 8 | static_cast<unsigned char>(bytes.at(at + 1));
}

std::size_t tableAt(const std::string& font, const std::string& tag) {
    for (int i = 0; i < u16(font, 4); ++i) {
        auto entry = static_cast<std::size_t>(12 + 16 * i);
        if (font.substr(entry, 4) == tag)
            return static_cast<std::size_t>(u16(font, entry + 8)) << 16 |
                   static_cast<std::size_t>(u16(font, entry + 10));
    }
    throw std::runtime_error("no table " + tag);
}

TEST_F(PdfA, ShowsNoMissingGlyphAndSaysTheWidthsTheFontHas) {  // 6.2.11.5, 6.2.11.8
    auto descendant = font().getKey("/DescendantFonts").getArrayItem(0);
    const std::string map = data(descendant.getKey("/CIDToGIDMap"));
    const std::string file = data(descendant.getKey("/FontDescriptor").getKey("/FontFile2"));
    const std::size_t metrics = tableAt(file, "hmtx");
    const int glyphs = u16(file, tableAt(file, "maxp") + 4);
    auto widths = descendant.getKey("/W");
    EXPECT_EQ(widths.getArrayItem(0).getIntValue(), 1);
    auto each = widths.getArrayItem(1);
    ASSERT_EQ(map.size(), 2U * (static_cast<std::size_t>(each.getArrayNItems()) + 1));
    for (int cid = 1; cid <= each.getArrayNItems(); ++cid) {
        const int glyph = u16(map, 2U * static_cast<std::size_t>(cid));
        EXPECT_GT(glyph, 0);
        ASSERT_LT(glyph, glyphs);
        EXPECT_EQ(u16(file, metrics + 4U * static_cast<std::size_t>(glyph)), each.getArrayItem(cid - 1).getIntValue());
    }
    const std::string content = data(page(0).getKey("/Contents"));
    EXPECT_EQ(content.find("<0000"), std::string::npos);
    EXPECT_THAT(content, HasSubstr("3 Tr"));
}

TEST_F(PdfA, SaysTheSameOfItselfTwice) {  // 6.6.2, 6.6.3, 6.6.4
    auto stream = pdf_.getRoot().getKey("/Metadata");
    EXPECT_EQ(stream.getDict().getKey("/Type").getName(), "/Metadata");
    EXPECT_EQ(stream.getDict().getKey("/Subtype").getName(), "/XML");
    EXPECT_FALSE(stream.getDict().hasKey("/Filter"));
    const std::string xmp = data(stream);
    EXPECT_EQ(xmp.rfind("<?xpacket begin=\"\xEF\xBB\xBF\"", 0), 0U);
    EXPECT_THAT(xmp, HasSubstr("<pdfaid:part>2</pdfaid:part>"));
    EXPECT_THAT(xmp, HasSubstr("<pdfaid:conformance>B</pdfaid:conformance>"));
    auto info = pdf_.getTrailer().getKey("/Info");
    EXPECT_EQ(info.getKey("/Title").getUTF8Value(), "办件 <2026> & 材料");
    EXPECT_THAT(xmp, HasSubstr("<rdf:li xml:lang=\"x-default\">办件 &lt;2026&gt; &amp; 材料</rdf:li>"));
    EXPECT_THAT(xmp, HasSubstr("<xmp:CreatorTool>" + info.getKey("/Creator").getUTF8Value() + "<"));
    EXPECT_THAT(xmp, HasSubstr("<pdf:Producer>" + info.getKey("/Producer").getUTF8Value() + "<"));
    EXPECT_EQ(info.getKey("/CreationDate").getStringValue(), "D:20261122093000+08'00'");
    EXPECT_EQ(info.getKey("/ModDate").getStringValue(), "D:20261122093000+08'00'");
    EXPECT_THAT(xmp, HasSubstr("<xmp:CreateDate>2026-11-22T09:30:00+08:00<"));
    EXPECT_THAT(xmp, HasSubstr("<xmp:ModifyDate>2026-11-22T09:30:00+08:00<"));
    const std::set<std::string> known{"/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate"};
    EXPECT_EQ(info.getKeys(), known) << "what stands here must stand in the XMP too";
}

TEST_F(PdfA, DoesNothingByItself) {  // 6.5, 6.9, 6.10
    forEveryDictionary([&](QPDFObjectHandle each) {
        for (const char* key : {"/AA", "/OpenAction", "/JS", "/JavaScript", "/A", "/EmbeddedFiles", "/AcroForm", "/XFA",
                                "/OCProperties", "/PresSteps", "/Annots"})
            EXPECT_FALSE(each.hasKey(key)) << key;
    });
    EXPECT_EQ(pdf_.getRoot().getKey("/Lang").getStringValue(), "zh-CN");
}

TEST_F(PdfA, PagesAreAsLargeAsThePaperAndNameTheirResources) {
    const auto pages = pdf_.getAllPages();
    ASSERT_EQ(pages.size(), 2U);
    auto box = page(0).getKey("/MediaBox");
    EXPECT_NEAR(box.getArrayItem(2).getNumericValue(), 210 * 72 / 25.4, 0.5);
    EXPECT_NEAR(box.getArrayItem(3).getNumericValue(), 148 * 72 / 25.4, 0.5);
    for (auto page : pages) EXPECT_TRUE(page.getKey("/Resources").isDictionary());
    EXPECT_FALSE(page(1).getKey("/Resources").hasKey("/Font"));
}

TEST_F(PdfA, TheOutlineLeadsToThePages) {
    auto outline = pdf_.getRoot().getKey("/Outlines");
    EXPECT_EQ(outline.getKey("/Count").getIntValue(), 2);
    auto first = outline.getKey("/First"), last = outline.getKey("/Last");
    EXPECT_EQ(first.getKey("/Title").getUTF8Value(), "居民身份证（人像面）");
    EXPECT_EQ(first.getKey("/Next").getObjGen(), last.getObjGen());
    EXPECT_EQ(last.getKey("/Prev").getObjGen(), first.getObjGen());
    EXPECT_EQ(last.getKey("/Title").getUTF8Value(), "收入证明");
    EXPECT_EQ(last.getKey("/Dest").getArrayItem(0).getObjGen(), page(1).getObjGen());
}

TEST_F(PdfA, IsTheSameFileForTheSamePages) {
    EXPECT_EQ(made(), bytes_);
}

TEST(SearchablePdf, WithoutAPageIsNoFile) {
    printing::SearchablePdf pdf(metadata());
    std::ostringstream out;
    EXPECT_THROW(pdf.write(out), base::Error);
    EXPECT_TRUE(out.str().empty());
}

TEST(SearchablePdf, ThatCannotBeWrittenSaysSo) {
    printing::SearchablePdf pdf(metadata());
    const cv::Mat page = paper();
    const text::PageText nothing;
    pdf.add({.pixels = page, .dpi = 150, .text = nothing});
    std::ofstream full("/dev/full", std::ios::binary);
    try {
        pdf.write(full);
        FAIL() << "no error";
    } catch (const base::Error& error) {
        EXPECT_EQ(error.kind(), base::ErrorKind::StorageFailed);
    }
}

TEST(SearchablePdf, AnEnormousPageIsMadeToFit) {  // 6.1.13
    const cv::Mat page(4, 500, CV_8UC1, cv::Scalar(255));
    const text::PageText nothing;
    const std::string bytes = pdfOf({{.pixels = page, .dpi = 1, .text = nothing}});
    QPDF pdf;
    pdf.processMemoryFile("made.pdf", bytes.data(), bytes.size());
    QPDFObjectHandle made = pdf.getAllPages().at(0);
    EXPECT_LE(made.getKey("/MediaBox").getArrayItem(2).getNumericValue(), 14400);
}

}  // namespace
