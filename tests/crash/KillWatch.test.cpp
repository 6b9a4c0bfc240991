// Files dropped into a watched folder in every way programs have, while whoever watches is killed and started again.
// $DAIBAN_WATCH_FILES says how many (default 100; 1,000 for the whole).
#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <opencv2/imgproc.hpp>
#include <random>
#include <set>
#include <thread>

#include "base/Crypto.h"
#include "page/PageFile.h"
#include "support/RunDaiban.h"
#include "support/TemporaryFolder.h"

namespace {

using namespace daiban;
using support::runDaiban;
namespace fs = std::filesystem;
using namespace std::chrono_literals;

int fileCount() {
    const char* asked = std::getenv("DAIBAN_WATCH_FILES");
    return asked == nullptr ? 100 : std::max(20, std::atoi(asked));
}

std::string smallPage(int number) {
    cv::Mat page(90, 70, CV_8UC3, cv::Scalar::all(240));
    cv::putText(page, std::to_string(number), {6, 50}, cv::FONT_HERSHEY_SIMPLEX, 0.6, cv::Scalar::all(20));
    return page::encodeImage(page, 100, number % 2 == 0 ? page::ImageFormat::Png : page::ImageFormat::Jpeg);
}

/// What is dropped: of ten one the same as an earlier one, one broken, one foreign, seven good.
struct Dropped {
    std::string name;
    std::string bytes;
    bool isGood = true;
};

std::vector<Dropped> allDropped(int count) {
    std::vector<Dropped> all;
    for (int i = 0; i < count; ++i) {
        const std::string number = std::to_string(i);
        const std::string folder = i % 13 == 5 ? "YL-001/" : "";
        switch (i % 10) {
            case 3:
                all.push_back({folder + "again " + number + ".jpg", all[static_cast<std::size_t>(i - 3)].bytes});
                break;
            case 6:
                all.push_back({folder + "cut " + number + ".png", smallPage(2 * i), false});
                all.back().bytes.resize(all.back().bytes.size() / 2);
                break;
            case 8:
                all.push_back({folder + "list " + number + ".csv", "name,number\n" + number + "\n", false});
                break;
            default:
                all.push_back({folder + "scan " + number + ".jpg", smallPage(i)});
        }
    }
    return all;
}

/// Puts files into the folder as scanners, copiers and people do.
class Dropper {
  public:
    Dropper(fs::path folder, fs::path elsewhere) : folder_(std::move(folder)), elsewhere_(std::move(elsewhere)) {
        fs::create_directories(folder_ / "YL-001");
        fs::create_directories(elsewhere_);
    }
    void drop(const Dropped& file, int way) {
        const fs::path place = folder_ / file.name;
        switch (way % 4) {
            case 0:
                return write(place, file.bytes, 3, Between::StaysOpen);
            case 1:
                return write(place, file.bytes, 4, Between::IsClosed);
            case 2:
                write(place.string() + ".part", file.bytes, 2, Between::StaysOpen);
                return fs::rename(place.string() + ".part", place);
            default:
                write(elsewhere_ / place.filename(), file.bytes, 1, Between::StaysOpen);
                fs::rename(elsewhere_ / place.filename(), place);
        }
    }

  private:
    enum class Between { StaysOpen, IsClosed };
    static void write(const fs::path& file, const std::string& bytes, std::size_t pieces, Between between) {
        std::ofstream out(file, std::ios::binary | std::ios::trunc);
        const std::size_t size = bytes.size() / pieces + 1;
        for (std::size_t at = 0; at < bytes.size(); at += size) {
            out << bytes.substr(at, size) << std::flush;
            if (pieces == 1) continue;
            if (between == Between::IsClosed) out.close();
            std::this_thread::sleep_for(30ms);
            if (between == Between::IsClosed) out.open(file, std::ios::binary | std::ios::app);
        }
    }
    fs::path folder_, elsewhere_;
};

std::string bytesOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// How often bytes are there, by their hash; reasons beside files are not counted.
std::map<std::string, int> filesIn(const fs::path& folder) {
    std::map<std::string, int> found;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && entry.path().extension() != ".txt")
            ++found[base::sha256Hex(bytesOf(entry.path()))];
    return found;
}

std::map<std::string, int> uploadsIn(const fs::path& data) {
    std::map<std::string, int> found;
    for (const auto& entry : fs::directory_iterator(data / "uploads")) {
        if (entry.path().extension() != ".json") continue;
        const auto about = base::parseJson(bytesOf(entry.path()), base::Sentence::verbatim("an upload"));
        if (about.contains("sha256")) ++found[about["sha256"].get<std::string>()];
        fs::path part = entry.path();
        part.replace_extension(".part");
        EXPECT_EQ(base::sha256Hex(bytesOf(part)), about.value("sha256", "")) << "half a file";
    }
    return found;
}

TEST(KilledWatch, TakesEachGoodFileOnceAndSaysOfEveryOtherWhy) {
    const support::TemporaryFolder folder;
    const std::string data = (folder.path() / "data").string();
    const fs::path watched = folder.path() / "scans";
    ASSERT_EQ(runDaiban({"init", "--data", data}).exitCode, 0);
    const auto files = allDropped(fileCount());
    Dropper dropper(watched, folder.path() / "elsewhere");
    std::atomic<std::size_t> next{0};
    std::vector<std::thread> programs;
    for (int program = 0; program < 4; ++program)
        programs.emplace_back([&] {
            for (std::size_t i = next++; i < files.size(); i = next++) dropper.drop(files[i], static_cast<int>(i / 3));
        });
    const std::vector<std::string> watch{"watch", watched.string(), "--office", "SQ-0101", "--still", "1", "--every",
                                         "1",     "--json",         "--data",   data};
    std::mt19937 random(std::random_device{}());
    int kills = 0;
    std::set<std::string> saidTaken;
    const auto take = [&](const std::string& out) {
        std::istringstream lines(out);
        for (std::string line; std::getline(lines, line) && !lines.eof();) {
            const auto json = base::parseJson(line, base::Sentence::verbatim(line));
            if (json["outcome"] != "taken") continue;
            EXPECT_TRUE(saidTaken.insert(json["file"]).second) << "said twice: " << json["file"];
        }
    };
    for (; next < files.size() || kills < 6; ++kills) {
        const auto killed = runDaiban(watch, {}, 1500ms + std::chrono::milliseconds(random() % 2500));
        ASSERT_EQ(killed.exitCode, 128 + 9) << killed.err;
        take(killed.out);
    }
    for (auto& program : programs) program.join();
    auto last = watch;
    last.emplace_back("--once");
    const auto ended = runDaiban(last);
    ASSERT_EQ(ended.exitCode, 0) << ended.err;
    take(ended.out);

    std::map<std::string, int> good, bad, repeats;
    for (const auto& file : files) {
        const auto hash = base::sha256Hex(file.bytes);
        if (!file.isGood)
            ++bad[hash];
        else if (!good.try_emplace(hash, 1).second)
            ++bad[hash], ++repeats[hash];
    }
    EXPECT_EQ(uploadsIn(data), good) << "each good one exactly once";
    EXPECT_EQ(filesIn(watched / "done"), good);
    EXPECT_EQ(filesIn(watched / "failed"), bad);
    for (const auto& entry : fs::recursive_directory_iterator(watched / "failed")) {
        if (!entry.is_regular_file() || entry.path().extension() == ".txt") continue;
        const auto reason = bytesOf(entry.path().string() + ".txt");
        EXPECT_FALSE(reason.empty()) << entry.path();
        EXPECT_EQ(reason.find("same file") != std::string::npos,
                  repeats.contains(base::sha256Hex(bytesOf(entry.path()))))
            << entry.path() << ": " << reason;
    }
    EXPECT_EQ(filesIn(watched).size(), good.size() + bad.size() - repeats.size()) << "none is left";
    std::cout << files.size() << " files, killed " << kills << " times: " << good.size() << " taken, " << bad.size()
              << " put aside\n";
}

}  // namespace
