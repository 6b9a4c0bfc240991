// A paper and an item that the project has never seen, added as two files: the program that was built before reads the
// paper, names it and ticks the item's row with it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "samples/draw/Canvas.h"
#include "samples/draw/DrawSamples.h"
#include "support/RunDaiban.h"
#include "support/TemporaryFolder.h"

namespace {

using namespace daiban;
using support::runDaiban;
namespace fs = std::filesystem;

constexpr auto gardener = "林晓舟";
constexpr auto gardenersNumber = "120116198406150114";

constexpr auto typeFile = R"(code: garden-plot-certificate
name: 共享菜园认种证
group: general
titles: [共享菜园认种证]
cues: [认种人, 地块编号, 认种面积, 认种期限至]
fields:
  - name: name
    kind: person-name
    labels: [认种人]
  - name: id_number
    kind: citizen-number
    labels: [公民身份号码]
  - name: valid_until
    kind: date
    labels: [认种期限至]
validity:
  expires: valid_until
)";

constexpr auto itemFile = R"(code: AB-002
name: 共享菜园续种登记
field: 综合
department: 街道办事处
office: street
days: 3
version: 1
effective: 2026-01-01
result: {name: 共享菜园认种证, type: garden-plot-certificate}
materials:
  - {type: garden-plot-certificate, name: 共享菜园认种证, form: 收原件, subject: applicant}
)";

/// The certificate, as a clerk scans it.
fs::path drawnCertificate(const fs::path& folder) {
    samples::Canvas canvas({210, 148}, 200);
    canvas.text({105, 18}, "共享菜园认种证", {.face = samples::Face::Hei, .size = 9, .align = samples::Align::Centre});
    double top = 48;
    for (const auto& [label, value] : {std::pair{"认种人：", gardener},
                                       {"公民身份号码：", gardenersNumber},
                                       {"地块编号：", "河湾东区第17号"},
                                       {"认种面积：", "12平方米"},
                                       {"认种期限至：", "2027年5月31日"}}) {
        canvas.text({30, top}, label, {.size = 5});
        canvas.text({78, top}, value, {.size = 5});
        top += 14;
    }
    const auto bytes = samples::encodePng({.image = canvas.image(), .dpi = 200, .truth = {}});
    const fs::path file = folder / "garden.png";
    std::ofstream(file, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    return file;
}

class NewForm : public testing::Test {
  protected:
    void SetUp() override {
        fs::copy(fs::path(DAIBAN_SOURCE_DIR) / "models", folder_.path() / "models", fs::copy_options::recursive);
        page_ = drawnCertificate(folder_.path()).string();
    }

    void addFiles() const {
        std::ofstream(folder_.path() / "models/documents/garden-plot-certificate.yaml") << typeFile;
        std::ofstream(folder_.path() / "models/items/AB-002.yaml") << itemFile;
    }

    [[nodiscard]] support::Finished run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.end(), {"--models", (folder_.path() / "models").string(), "--data",
                                           (folder_.path() / "data").string(), "--json"});
        return runDaiban(arguments);
    }

    [[nodiscard]] base::Json documentRead() const {
        const auto finished = run({"read", page_});
        EXPECT_EQ(finished.exitCode, 0) << finished.err;
        return finished.lines().at(0)["documents"].at(0);
    }

    [[nodiscard]] support::Finished check(const std::string& applicant, const char* date = "2026-06-01") const {
        return run({"check", "--item", "AB-002", "--subject", "applicant=" + applicant, "--date", date, page_});
    }

    support::TemporaryFolder folder_;
    std::string page_;
};

TEST_F(NewForm, IsUnknownAndItsItemIsNotThereBeforeItsFilesAre) {
    EXPECT_EQ(documentRead()["type"], "unknown");
    EXPECT_EQ(run({"items", "show", "AB-002"}).exitCode, 4);
}

TEST_F(NewForm, IsReadAndTicksTheRowOfANewItemWhenItsFilesAreThere) {
    addFiles();
    EXPECT_EQ(run({"types", "validate"}).exitCode, 0) << run({"types", "validate"}).out;
    EXPECT_EQ(run({"items", "validate"}).exitCode, 0) << run({"items", "validate"}).out;
    EXPECT_EQ(run({"items", "search", "gxcy"}).lines().at(0)["item"], "AB-002");

    const auto document = documentRead();
    EXPECT_EQ(document["type"], "garden-plot-certificate");
    EXPECT_GE(document["confidence"].get<double>(), 0.8);
    EXPECT_EQ(document["fields"]["name"]["value"], gardener);
    EXPECT_EQ(document["fields"]["id_number"]["value"], gardenersNumber);
    EXPECT_EQ(document["fields"]["valid_until"]["iso"], "2027-05-31");

    const std::string applicant = std::string(gardener) + "/" + gardenersNumber;
    const auto ticked = check(applicant);
    EXPECT_EQ(ticked.exitCode, 0) << ticked.out << ticked.err;
    const auto row = ticked.lines().at(0)["requirements"].at(0);
    EXPECT_EQ(row["type"], "garden-plot-certificate");
    EXPECT_EQ(row["state"], "satisfied");
    EXPECT_EQ(row["by"].at(0)["image"], page_);

    const auto others = check("周若溪/120116198606150223");
    EXPECT_EQ(others.exitCode, 6);
    EXPECT_EQ(others.lines().at(0)["requirements"].at(0)["state"], "wrong-subject");
    const auto late = check(applicant, "2027-06-01");
    EXPECT_EQ(late.exitCode, 6);
    EXPECT_EQ(late.lines().at(0)["requirements"].at(0)["state"], "expired");
}

}  // namespace
