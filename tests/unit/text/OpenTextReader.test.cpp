#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "base/Error.h"
#include "support/TemporaryFolder.h"
#include "text/TextReader.h"
#include "text/ppocr/PpOcrReader.h"
#include "unit/text/DrawText.h"

namespace daiban::text {
namespace {

using ::testing::HasSubstr;

/// DAIBAN_OCR_MODELS for the length of a test.
class WeightsIn {
  public:
    explicit WeightsIn(const std::filesystem::path& folder) { setenv("DAIBAN_OCR_MODELS", folder.c_str(), 1); }
    ~WeightsIn() { unsetenv("DAIBAN_OCR_MODELS"); }
    WeightsIn(const WeightsIn&) = delete;
    WeightsIn& operator=(const WeightsIn&) = delete;
};

std::string engineOf(const TextReader& reader) {
    return reader.read(testing::document(testing::paper(200, 100))).engine;
}

base::ErrorKind kindOfFailure(std::string_view engine, std::string* sentence = nullptr) {
    try {
        (void)openTextReader(engine);
    } catch (const base::Error& e) {
        if (sentence != nullptr) *sentence = e.what();
        return e.kind();
    }
    return base::ErrorKind::Other;
}

TEST(OpenTextReader, AnUnknownEngineIsABadArgumentThatNamesTheKnownOnes) {
    std::string sentence;
    EXPECT_EQ(kindOfFailure("crystal-ball", &sentence), base::ErrorKind::BadArguments);
    EXPECT_THAT(sentence, HasSubstr("auto, hybrid, ppocr or tesseract"));
}

TEST(OpenTextReader, OpensTesseractByItsName) {
    EXPECT_EQ(engineOf(*openTextReader("tesseract")), "tesseract");
}

TEST(OpenTextReader, AutoTakesTheBestEngineThatIsInstalled) {
    EXPECT_EQ(engineOf(*openTextReader("auto")), ppocr::available() ? "hybrid" : "tesseract");
}

TEST(OpenTextReader, AutoFallsBackToTesseractWithoutWeights) {
    const support::TemporaryFolder empty;
    const WeightsIn here(empty.path());
    EXPECT_FALSE(ppocr::available());
    EXPECT_EQ(engineOf(*openTextReader("auto")), "tesseract");
}

TEST(OpenTextReader, PpocrWithoutWeightsSaysHowToGetThem) {
    const support::TemporaryFolder empty;
    const WeightsIn here(empty.path());
    std::string sentence;
    EXPECT_EQ(kindOfFailure("ppocr", &sentence), base::ErrorKind::DependencyMissing);
    EXPECT_THAT(sentence, HasSubstr("scripts/fetch-ocr"));
}

TEST(OpenTextReader, DamagedWeightsAreADependencyThatIsMissing) {
    const support::TemporaryFolder broken;
    for (const char* name : {"det.onnx", "rec.onnx", "cls.onnx", "keys.txt"})
        std::ofstream(broken.path() / name) << "no network";
    const WeightsIn here(broken.path());
    std::string sentence;
    EXPECT_EQ(kindOfFailure("ppocr", &sentence), base::ErrorKind::DependencyMissing);
    EXPECT_THAT(sentence, HasSubstr("scripts/fetch-ocr"));
}

}  // namespace
}  // namespace daiban::text
