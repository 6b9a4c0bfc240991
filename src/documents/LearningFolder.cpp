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
#include "documents/LearnWriteFile.h"

namespace daiban::documents {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view corrected = "corrected", confirmed = "confirmed";

[[noreturn]] void fail(const fs::path& folder, int error) {
    throw base::Error(base::ErrorKind::StorageFailed, "The folder for what is learned " + folder.string() +
                                                          " cannot be used (" + std::strerror(error) +
                                                          "); check the disk and the permissions of the folder.");
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
    base::Json lines = base::Json::array();
    for (const auto& line : example.text.lines)
        lines.push_back({{"text", line.text}, {"quad", base::toJson(line.quad)}});
    return {{"type", example.type},   {"source", example.source == ExampleSource::Corrected ? corrected : confirmed},
            {"width", example.width}, {"height", example.height},
            {"dpi", example.dpi},     {"lines", std::move(lines)}};
}

Example exampleFrom(const base::Json& json) {
    Example example{.type = json.at("type").get<std::string>()};
    if (json.at("source") == confirmed) example.source = ExampleSource::Confirmed;
    example.width = json.at("width").get<double>();
    example.height = json.at("height").get<double>();
    example.dpi = json.at("dpi").get<double>();
    for (const auto& line : json.at("lines"))
        example.text.lines.push_back(
            {line.at("text").get<std::string>(), base::quadFromJson(line.at("quad")), base::Confidence(1), {}});
    return example;
}

}  // namespace

LearningFolder::LearningFolder(const fs::path& dataFolder) : folder_(dataFolder / "learning") {}

LearningFolder::Loaded LearningFolder::load() const {
    if (!fs::exists(modelFile())) return {};
    try {
        return {std::make_unique<const LearnedTypes>(LearnedTypes::load(modelFile())), ""};
    } catch (const base::Error& error) {
        return {nullptr, error.what()};
    }
}

std::vector<Example> LearningFolder::examples() const {
    std::vector<Example> out;
    std::ifstream stream(examplesFile());
    int number = 0;
    for (std::string line; std::getline(stream, line);) {
        const std::string place = examplesFile().string() + ":" + std::to_string(++number) + ":";
        const auto json = base::parseJson(line, place);
        try {
            out.push_back(exampleFrom(json));
        } catch (const base::Json::exception&) {
            throw base::Error(base::ErrorKind::Unreadable,
                              place + " this is no page that was taught; restore the file from a backup.");
        }
    }
    return out;
}

Lesson LearningFolder::teach(const std::vector<Example>& examples, const DocumentTypes& types) const {
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error || ::chmod(folder_.c_str(), S_IRWXU) != 0) fail(folder_, error ? error.value() : errno);
    const Turn turn(folder_);
    auto all = this->examples();
    all.insert(all.end(), examples.begin(), examples.end());
    std::string bytes;
    for (const auto& example : all) bytes += base::toLine(toJson(example)) + "\n";
    if (!examples.empty()) writePrivateFile(examplesFile(), bytes, "The pages that were taught");
    const auto before = load();
    auto lesson = learnTypes(all, types, before.learned ? *before.learned : LearnedTypes());
    if (lesson.wouldTurnWrong.empty()) lesson.learned.save(modelFile());
    return lesson;
}

}  // namespace daiban::documents
