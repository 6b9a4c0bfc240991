// The text room as a build without ONNX Runtime has it (-DDAIBAN_ONNXRUNTIME=OFF).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/Error.h"
#include "text/TextReader.h"
#include "text/ppocr/PpOcrReader.h"
#include "unit/text/DrawText.h"

namespace daiban::text {
namespace {

page::CleanPage printed(const std::string& line) {
    cv::Mat paper = testing::paper(1200, 400);
    testing::write(paper, line, {100, 200});
    return testing::document(paper);
}

TEST(WithoutOnnxRuntime, AutoReadsWithTesseract) {
    EXPECT_FALSE(ppocr::available());
    const auto text = openTextReader("auto")->read(printed("BINHAI 20261123"));
    EXPECT_EQ(text.engine, "tesseract");
    ASSERT_EQ(text.lines.size(), 1U);
    EXPECT_THAT(text.lines[0].text, ::testing::HasSubstr("20261123"));
}

TEST(WithoutOnnxRuntime, TesseractTurnsAPageUpright) {
    page::CleanPage page = printed("BINHAI NEW AREA 20261123");
    cv::rotate(page.pixels, page.pixels, cv::ROTATE_180);
    EXPECT_EQ(openTextReader("auto")->orientation(page).turn, base::Turn::Half);
}

TEST(WithoutOnnxRuntime, AskedForByNameTheOtherEnginesSayWhatIsMissing) {
    for (const auto* engine : {"ppocr", "hybrid"}) {
        try {
            (void)openTextReader(engine);
            ADD_FAILURE() << engine << " was opened";
        } catch (const base::Error& error) {
            EXPECT_EQ(error.kind(), base::ErrorKind::DependencyMissing);
            EXPECT_THAT(error.what(), ::testing::HasSubstr(engine));
            EXPECT_THAT(error.what(), ::testing::HasSubstr("use the engine tesseract"));
        }
    }
}

TEST(WithoutOnnxRuntime, AGlanceReadsWithTesseractToo) {
    const auto page = printed("BINHAI 20261123");
    const auto reader = openTextReader("auto");
    const auto text = reader->glance(page, reader->orientation(page).lines, [](const PageText&) { return false; });
    ASSERT_FALSE(text.lines.empty());
    EXPECT_THAT(text.lines[0].text, ::testing::HasSubstr("20261123"));
}

}  // namespace
}  // namespace daiban::text
