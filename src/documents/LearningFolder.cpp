#include "documents/LearningFolder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "base/Error.h"
#include "base/Json.h"
#include "documents/LearnExample.h"
#include "documents/LearnWriteFile.h"

namespace daiban::documents {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view corrected = "corrected", confirmed = "confirmed";

[[noreturn]] void fail(const fs::path& folder, int error) {
    throw base::Error(
        base::ErrorKind::StorageFailed,
        base::Sentence(
            "The folder for what is learned {} cannot be used ({}); check the disk and the permissions of the folder.",
            folder.string(), std::strerror(error)));
}

/// Held while one process reads, learns and writes.
class Turn {
  public:
    explicit Turn(const fs::path& folder)
        : descriptor_(::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR)) {
        if (descriptor_ < 0) fail(folder, errno);
        while (::flock(descriptor_, LOCK_EX) != 0)
            if (errno != EINTR) {
                const int error = errno;
                ::close(descriptor_);
                fail(folder, error);
            }
    }
    ~Turn() { ::close(descriptor_); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

  private:
    int descriptor_;
};

base::Json toJson(const Example& example) {
    base::Json features = base::Json::array();
    for (const Feature& feature : example.features) features.push_back({feature.index, feature.value});
    return {{"id", example.id},
            {"type", example.type},
            {"source", example.source == ExampleSource::Corrected ? corrected : confirmed},
            {"by", example.taughtBy},
            {"at", example.taughtAt},
            {"characters", example.characters},
            {"times", example.times},
            {"rules_said", example.rulesSaid},
            {"rules_chance", example.rulesChance},
            {"features", std::move(features)}};
}

void readText(const base::Json& json, Example& example) {
    example.width = json.at("width").get<double>();
    example.height = json.at("height").get<double>();
    example.dpi = json.at("dpi").get<double>();
    for (const auto& line : json.at("lines"))
        example.text.lines.push_back(
            {line.at("text").get<std::string>(), base::quadFromJson(line.at("quad")), base::Confidence(1), {}});
}

void readFeatures(const base::Json& json, Example& example) {
    example.id = json.at("id").get<std::string>();
    example.taughtBy = json.at("by").get<std::string>();
    example.taughtAt = json.at("at").get<std::string>();
    example.characters = json.at("characters").get<int>();
    example.times = json.at("times").get<int>();
    example.rulesSaid = json.at("rules_said").get<std::string>();
    example.rulesChance = json.at("rules_chance").get<double>();
    for (const auto& feature : json.at("features"))
        example.features.push_back({feature.at(0).get<std::uint16_t>(), feature.at(1).get<float>()});
}

/// A line of an earlier program holds the text of the page.
Example exampleFrom(const base::Json& json, const DocumentTypes& types) {
    Example example{.type = json.at("type").get<std::string>()};
    if (json.at("source") == confirmed) example.source = ExampleSource::Confirmed;
    if (json.contains("features"))
        readFeatures(json, example);
    else
        readText(json, example);
    return kept(example, types);
}

/// Of a page that was taught twice the later word; the same word again is counted.
std::vector<Example> latestOf(const std::vector<Example>& examples) {
    std::vector<Example> latest;
    for (const Example& example : examples) {
        int before = 0;
        for (const Example& other : latest)
            if (other.id == example.id && other.type == example.type) before = other.times;
        std::erase_if(latest, [&](const Example& other) { return other.id == example.id; });
        latest.push_back(example);
        latest.back().times += before;
    }
    return latest;
}

}  // namespace

LearningFolder::LearningFolder(const fs::path& dataFolder) : folder_(dataFolder / "learning") {}

LearningFolder::Loaded LearningFolder::load() const {
    if (!fs::exists(modelFile())) return {};
    try {
        return {std::make_unique<const LearnedTypes>(LearnedTypes::load(modelFile())), {}};
    } catch (const base::Error& error) {
        return {nullptr, error.sentence()};
    }
}

std::vector<Example> LearningFolder::examples(const DocumentTypes& types) const {
    std::vector<Example> out;
    std::ifstream stream(examplesFile());
    int number = 0;
    for (std::string line; std::getline(stream, line);) {
        const std::string place = examplesFile().string() + ":" + std::to_string(++number) + ":";
        const auto json = base::parseJson(line, base::Sentence::verbatim(place));
        try {
            out.push_back(exampleFrom(json, types));
        } catch (const base::Json::exception&) {
            throw base::Error(
                base::ErrorKind::Unreadable,
                base::Sentence("{} this is no page that was taught; restore the file from a backup.", place));
        }
    }
    return latestOf(out);
}

void LearningFolder::makeFolder() const {
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error || ::chmod(folder_.c_str(), S_IRWXU) != 0) fail(folder_, error ? error.value() : errno);
}

void LearningFolder::write(const std::vector<Example>& examples) const {
    std::string bytes;
    for (const auto& example : examples) bytes += base::toLine(toJson(example)) + "\n";
    writePrivateFile(examplesFile(), bytes, base::Sentence("The pages that were taught"));
}

Lesson LearningFolder::teach(const std::vector<Example>& examples, const DocumentTypes& types) const {
    makeFolder();
    const Turn turn(folder_);
    const auto before = this->examples(types);
    auto all = before;
    std::vector<base::Sentence> refused;
    for (const auto& example : examples) {
        all.push_back(kept(example, types));
        if (base::Sentence why = whyNotTeach(example, before, types); !why.empty()) refused.push_back(std::move(why));
    }
    const auto loaded = load();
    if (!refused.empty()) return {.learned = {}, .refused = std::move(refused)};
    all = latestOf(all);
    auto lesson = learnTypes(all, types, loaded.learned ? *loaded.learned : LearnedTypes());
    if (!lesson.wouldTurnWrong.empty()) return lesson;
    write(all);
    lesson.learned.save(modelFile());
    return lesson;
}

Lesson LearningFolder::forget(const std::vector<std::string>& ids, const DocumentTypes& types) const {
    makeFolder();
    const Turn turn(folder_);
    auto all = examples(types);
    for (const std::string& id : ids)
        if (std::erase_if(all, [&](const Example& example) { return example.id == id; }) == 0)
            throw base::Error(
                base::ErrorKind::NotFound,
                base::Sentence("No page '{}' was taught; see daiban types taught. Nothing was forgotten.", id));
    write(all);
    auto lesson = learnTypes(all, types);  // what was right only by what is forgotten need not stay right
    lesson.learned.save(modelFile());
    return lesson;
}

Lesson LearningFolder::learnAgain(const DocumentTypes& types) const {
    makeFolder();
    const Turn turn(folder_);
    const auto all = examples(types);
    const auto before = load();
    auto lesson = learnTypes(all, types, before.learned ? *before.learned : LearnedTypes());
    if (!lesson.wouldTurnWrong.empty()) return lesson;
    if (!all.empty()) write(all);
    lesson.learned.save(modelFile());
    return lesson;
}

}  // namespace daiban::documents
