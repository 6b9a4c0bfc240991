#include "samples/draw/SampleSet.h"

#include "samples/draw/DrawSamples.h"
#include "samples/draw/SampleTypes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <stdexcept>

namespace daiban::samples {

namespace {

namespace fs = std::filesystem;

// The set is committed, so large sheets are kept small: 200 dpi is the least DA/T 31 allows.
constexpr double kFineDpi = 300, kCoarseDpi = 200;
constexpr int kScanQuality = 78;
constexpr double kLargestFineSide = 120;  // millimetres; what is longer is drawn at 200 dpi

void writeBytes(const fs::path& file, const void* bytes, std::size_t count) {
    std::ofstream out(file, std::ios::binary);
    out.write(static_cast<const char*>(bytes), static_cast<std::streamsize>(count));
    if (!out.flush())
        throw std::runtime_error("Cannot write " + file.string() + "; check the folder and the free space.");
}

void writeWithTruth(const fs::path& file, const std::vector<unsigned char>& picture, nlohmann::ordered_json truth) {
    truth["image"] = file.filename().string();
    const std::string text = truth.dump() + "\n";
    writeBytes(file, picture.data(), picture.size());
    writeBytes(fs::path(file).replace_extension(".json"), text.data(), text.size());
}

// Few tones halve the file of a flat tint; the gradients of cards need more of them to show no bands.
DrawnPage withFewerTones(const DrawnPage& page) {
    const double steps = page.cornerRadius > 0 ? 63 : 25;
    cv::Mat table(1, 256, CV_8U);
    for (int level = 0; level < 256; ++level)
        table.at<unsigned char>(level) =
            cv::saturate_cast<unsigned char>(std::round(level * steps / 255) * 255 / steps);
    DrawnPage fewer = page;
    fewer.image = cv::Mat();
    cv::LUT(page.image, table, fewer.image);
    return fewer;
}

void writeClean(const fs::path& file, const DrawnPage& page) {
    writeWithTruth(file, encodePng(withFewerTones(page)), page.truth);
}
void writeScan(const fs::path& file, const DrawnPage& page) {
    writeWithTruth(file, encodeJpeg(page, kScanQuality), page.truth);
}

double dpiFor(const SampleType& type) {
    return std::max(type.paper.width, type.paper.height) > kLargestFineSide ? kCoarseDpi : kFineDpi;
}

ScanLook lookFor(Dice& dice, const SampleType& type) {
    ScanLook look;
    look.skewDegrees = dice.between(-30, 30) / 10.0;
    look.platen = dice.between(0, 3) == 0 ? 236 : dice.between(200, 220);
    look.noiseSeed = static_cast<std::uint32_t>(dice.between(1, 1 << 20));
    look.noiseSigma = 0.5 + 0.5 * dice.fraction();
    if (dpiFor(type) == kCoarseDpi && dice.between(0, 2) == 0) look.mode = ScanMode::Grey;
    return look;
}

void writeEveryType(const fs::path& folder, std::uint32_t seed) {
    Dice dice(seed);
    std::uint32_t own = seed * 1000;
    for (const SampleType& type : allSampleTypes()) {
        const std::string name(type.name);
        writeClean(folder / (name + ".png"), drawClean(type.name, ++own, dpiFor(type)));
        // Other people on the scan than on the clean page: twice as many to read.
        writeScan(folder / (name + "-scan.jpg"),
                  asScan(drawClean(type.name, own + 500, dpiFor(type)), lookFor(dice, type)));
    }
}

void writeTurned(const fs::path& folder, std::uint32_t seed) {
    struct Turned {
        std::string_view type;
        int degrees;
        ScanMode mode;
    };
    static constexpr std::array kTurned{Turned{"social-security-card", 180, ScanMode::Colour},
                                        Turned{"household-register-person", 90, ScanMode::Colour},
                                        Turned{"marriage-certificate", 270, ScanMode::Grey},
                                        Turned{"income-certificate", 180, ScanMode::Grey}};
    std::uint32_t own = seed * 1000 + 800;
    for (const Turned& turned : kTurned) {
        const DrawnPage page = drawClean(turned.type, ++own, dpiFor(sampleType(turned.type)));
        const std::string name = std::string(turned.type) + "-turned-" + std::to_string(turned.degrees) + ".jpg";
        writeScan(
            folder / name,
            asScan(page,
                   {.mode = turned.mode, .skewDegrees = -0.9, .turnClockwise = turned.degrees, .noiseSeed = own}));
    }
}

void writeGlasses(const fs::path& folder, std::uint32_t seed) {
    const Subject person = inventSubject(seed * 1000 + 900, Age::Retired);
    const std::array bothSides{PlacedPage{drawClean("id-card-front", person), 105, 92, 0.8},
                               PlacedPage{drawClean("id-card-back", person), 105, 178, 0.8}};
    writeScan(folder / "id-card-photocopy.jpg",
              scanTogether(bothSides, 210, 297,
                           {.mode = ScanMode::Photocopy, .platen = 238, .noiseSigma = 0.6, .noiseSeed = 71}));
    const std::array threeCards{PlacedPage{drawClean("id-card-front", person), 62, 46, -11},
                                PlacedPage{drawClean("social-security-card", person), 150, 62, 97},
                                PlacedPage{drawClean("bank-card", person), 58, 124, 186}};
    writeScan(folder / "three-cards.jpg", scanTogether(threeCards, 200, 165, {.platen = 208, .noiseSeed = 72}));
}

// ---- the first run: Wang Xiulan asks for her pension

Person residentOf(std::string name, Date birth, int sequence, std::string_view address, std::uint32_t face) {
    Person person;
    person.name = std::move(name);
    person.sex = Sex::Female;
    person.ethnicity = "汉";
    person.birth = birth;
    person.area = "120116";
    person.nativePlace = "天津市滨海新区";
    person.address = address;
    person.authority = "天津市公安局滨海分局";
    person.idNumber = citizenNumber(person.area, birth, sequence);
    person.phone = "13900006218";
    person.face = face;
    return person;
}

Subject storyOf(Person holder, std::uint32_t seed) {
    Subject subject = inventSubject(seed, Age::Retired);
    subject.retirementDate = laterBy({holder.birth.year, holder.birth.month, 1}, 55, 1);
    subject.today = {2025, 11, 18};
    subject.holder = std::move(holder);
    subject.community = "听涛里社区";
    subject.streetOffice = "观澜街道";
    return subject;
}

ScanLook storyLook(double skew, std::uint32_t noiseSeed) {
    return {.skewDegrees = skew, .noiseSigma = 0.8, .noiseSeed = noiseSeed};
}

void writeFirstRun(const fs::path& folder, std::uint32_t seed) {
    const Subject applicant = storyOf(
        residentOf("王秀兰", {1970, 10, 16}, 382, "天津市滨海新区听潮路86号听涛里12号楼3门402号", 4), seed * 100 + 11);
    const Subject neighbour = storyOf(
        residentOf("李凤仙", {1968, 3, 9}, 264, "天津市滨海新区听潮路86号听涛里9号楼1门601号", 23), seed * 100 + 12);
    const Subject namesake = storyOf(
        residentOf("王秀芝", {1970, 10, 26}, 328, "天津市滨海新区观澜道51号枫桥园4号楼2门301号", 31), seed * 100 + 13);

    const std::array idCard{PlacedPage{drawClean("id-card-front", applicant), 57, 40, -1.6},
                            PlacedPage{drawClean("id-card-back", applicant), 58.5, 106, 1.1}};
    writeScan(folder / "01-id-card.jpg", scanTogether(idCard, 116, 146, storyLook(0, 81)));
    const auto scan = [&](const char* name, std::string_view type, const Subject& subject, double skew,
                          std::uint32_t noise) {
        writeScan(folder / name, asScan(drawClean(type, subject), storyLook(skew, noise)));
    };
    scan("02-household-register.jpg", "household-register-person", applicant, 1.4, 82);
    scan("03-pension-form.jpg", "pension-application-form", applicant, -0.7, 83);
    scan("04-leaflet.jpg", "leaflet", applicant, 2.1, 84);
    scan("05-bank-card.jpg", "bank-card", applicant, -2.3, 85);
    scan("06-neighbour-id-card.jpg", "id-card-front", neighbour, 1.9, 86);
    scan("07-retirement-certificate.jpg", "retirement-certificate", applicant, -1.1, 87);
    scan("08-other-retirement-certificate.jpg", "retirement-certificate", namesake, 0.8, 88);
}

}  // namespace

void writeSampleSet(const fs::path& folder, std::uint32_t seed) {
    fs::create_directories(folder / "pages");
    fs::create_directories(folder / "first-run");
    writeEveryType(folder / "pages", seed);
    writeTurned(folder / "pages", seed);
    writeGlasses(folder / "pages", seed);
    writeFirstRun(folder / "first-run", seed);
}

}  // namespace daiban::samples
