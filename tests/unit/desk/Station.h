#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "base/Json.h"
#include "base/Random.h"
#include "desk/Desk.h"
#include "page/PageFile.h"
#include "support/TemporaryFolder.h"

namespace daiban::tests {

/// A station in a temporary folder: the project's models, its sample district, a store of its own, a clock that stands
/// on 16 March 2026. Pages get readings as if a machine had read them.
class Station {
  public:
    Station() {
        namespace fs = std::filesystem;
        const fs::path project = fs::path(DAIBAN_SOURCE_DIR) / "models";
        fs::create_directories(models());
        for (const auto& entry : fs::directory_iterator(project)) {
            const std::string name = entry.path().filename().string();
            if (name != "items") fs::create_symlink(entry.path(), models() / name);
        }
        fs::create_directories(models() / "items" / "history");
        for (const char* file : {"SB-002.yaml", "QY-002.yaml"})  // all of them take a third of a second to read
            fs::create_symlink(project / "items" / file, models() / "items" / file);
        fs::create_symlink(project / "items" / "shared", models() / "items" / "shared");
    }

    [[nodiscard]] std::filesystem::path models() const { return folder_.path() / "models"; }
    [[nodiscard]] std::filesystem::path folder() const { return folder_.path(); }
    [[nodiscard]] std::filesystem::path dataFolder() const { return folder_.path() / "data"; }

    /// An item of the station's own; call it before the desk is asked for.
    void writeItem(const std::string& file, const std::string& text) const {
        std::ofstream(models() / "items" / file) << text;
    }

    [[nodiscard]] const desk::Desk& desk() {
        if (!desk_) newDesk();
        return *desk_;
    }
    [[nodiscard]] const desk::Models& knownModels() {
        (void)desk();
        return *models_;
    }
    /// Reads the models again, as a program started anew does.
    void newDesk() {
        desk_.reset();
        models_.emplace(models(), dataFolder(), base::dayOf(clock.now()));
        desk_.emplace(desk::Parts{.models = *models_,
                                  .store = store,
                                  .dataFolder = dataFolder(),
                                  .keys = [this]() -> const codes::TokenKeys& { return keys; },
                                  .clock = clock,
                                  .random = random});
    }

    template <class IdType>
    [[nodiscard]] IdType newId() {
        return IdType::make(clock, random);
    }

    /// A page of the batch as the counter keeps it, with what was read on it.
    /// `bytes`: the file; empty: some that are no picture.
    base::PageId addRead(const base::BatchId& batch, const std::vector<base::Json>& documents,
                         const std::string& bytes = {}) {
        const auto id = newId<base::PageId>();
        const std::string name = "page" + std::to_string(++pages_) + ".jpg";
        store.addPage({.id = id,
                       .batch = batch,
                       .mediaType = "image/jpeg",
                       .sourceName = name,
                       .number = 1,
                       .senderTime = clock.now(),
                       .actor = worker},
                      bytes.empty() ? name : bytes);
        store.saveReading({.page = id,
                           .inputHash = store.findPage(id)->blob,
                           .engine = "none",
                           .version = "1",
                           .json = base::toLine({{"image", name}, {"page", 1}, {"documents", documents}})},
                          worker);
        return id;
    }

    [[nodiscard]] static std::string whitePicture(int width, int height) {
        return page::encodeImage(cv::Mat(height, width, CV_8UC3, cv::Scalar::all(255)), 300, page::ImageFormat::Png);
    }

    /// A document of a reading. `fields`: name -> value, all sure and valid.
    static base::Json document(const std::string& type, const std::vector<std::pair<std::string, std::string>>& fields,
                               const std::vector<std::string>& lines = {}) {
        base::Json read = base::Json::object();
        for (const auto& [name, value] : fields) {
            read[name] = {{"value", value}, {"confidence", 0.99}, {"valid", true}};
            if (value.size() == 10 && value[4] == '-') read[name]["iso"] = value;
        }
        base::Json json{{"type", type},
                        {"confidence", type == "unknown" ? 0.0 : 0.99},
                        {"quad", base::toJson(base::rectangle(0, 0, 100, 100))},
                        {"fields", read}};
        json["lines"] = base::Json::array();
        for (const auto& line : lines)
            json["lines"].push_back({{"text", line},
                                     {"quad", base::toJson(base::rectangle(0, 0, 50, 5))},
                                     {"confidence", 0.99}});
        json["text"] = "";
        return json;
    }
    static base::Json idFront(const std::string& name, const std::string& number) {
        return document("id-card-front", {{"name", name}, {"id_number", number}});
    }

    const staff::Actor worker{.account = "wangli", .office = "SQ-0101", .roles = {staff::Role::CounterWorker}};
    const staff::Actor pickupClerk{.account = "zhoumin", .office = "SQ-0101", .roles = {staff::Role::PickupClerk}};
    const staff::Actor neighbour{.account = "sunhao", .office = "SQ-0102", .roles = {staff::Role::CounterWorker}};
    const staff::Actor streetClerk{.account = "chenfang", .office = "JD-01", .roles = {staff::Role::StreetClerk}};
    const staff::Actor bureauClerk{.account = "zhaomin", .office = "WB-RS", .roles = {staff::Role::BureauClerk}};
    const staff::Actor supervisor{.account = "liuqiang", .office = "JD-01", .roles = {staff::Role::Supervisor}};

  private:
    support::TemporaryFolder folder_;
    std::optional<desk::Models> models_;
    std::optional<desk::Desk> desk_;
    int pages_ = 0;

  public:
    base::FixedClock clock{std::chrono::sys_days{std::chrono::year{2026} / 3 / 16} + std::chrono::hours{2}};
    base::SeededRandom random{7};
    store::Store store = store::Store::open(folder_.path() / "data", clock, random);
    codes::TokenKeys keys = codes::TokenKeys::openOrCreate(folder_.path() / "data", random);
};

/// What the verb's error says; empty: it threw none.
template <class Do>
[[nodiscard]] std::string refusalOf(const Do& verb) {
    try {
        verb();
    } catch (const base::Error& error) {
        return error.what();
    }
    return {};
}

}  // namespace daiban::tests
