#include "cli/Context.h"

#include <ostream>
#include <utility>

#include "documents/LearningFolder.h"

namespace daiban::cli {

Context::Context(const base::Clock& clock, base::Random& random, std::ostream& out, std::ostream& err)
    : clock_(clock), random_(random), out_(out), err_(err) {}

Context::~Context() = default;

const documents::DocumentTypes& Context::types() {
    if (!types_)
        types_ = std::make_unique<documents::DocumentTypes>(documents::DocumentTypes::load(modelsFolder / "documents"));
    return *types_;
}

const cases::Items& Context::items() {
    if (!items_) items_ = std::make_unique<cases::Items>(cases::Items::load(modelsFolder / "items"));
    return *items_;
}

const cases::BundleRules& Context::bundleRules() {
    if (!bundleRules_) {
        const auto knows = [this](const std::string& type) { return types().find(type) != nullptr; };
        bundleRules_ = std::make_unique<cases::BundleRules>(
            cases::BundleRules::load(modelsFolder / "documents" / "shared" / "bundles.yaml", knows));
    }
    return *bundleRules_;
}

const staff::Offices& Context::offices() {
    if (!offices_) offices_ = std::make_unique<staff::Offices>(staff::Offices::load(modelsFolder / "offices"));
    return *offices_;
}

const text::TextReader& Context::reader() {
    if (!reader_) reader_ = text::openTextReader(engine, modelsFolder / "words");
    return *reader_;
}

const codes::TokenKeys& Context::keys() {
    if (!keys_) keys_ = std::make_unique<codes::TokenKeys>(codes::TokenKeys::openOrCreate(dataFolder, random_));
    return *keys_;
}

store::Store& Context::store() {
    if (!store_) store_ = std::make_unique<store::Store>(store::Store::open(dataFolder, clock_, random_));
    return *store_;
}

const documents::LearnedTypes* Context::learned() {
    if (!std::exchange(learnedIsLoaded_, true)) {
        auto loaded = documents::LearningFolder(dataFolder).load();
        if (!loaded.problem.empty()) err_ << "daiban: " << loaded.problem << "\n";
        learned_ = std::move(loaded.learned);
    }
    return learned_.get();
}

intake::ReadingTools Context::readingTools() {
    const bool hasKeys = keys_ != nullptr || std::filesystem::exists(dataFolder / "label-keys.json");
    return {.reader = reader(),
            .types = types(),
            .today = today(),
            .keys = hasKeys ? &keys() : nullptr,
            .learned = learned()};
}

void Context::printLine(const base::Json& object) {
    out_ << base::toLine(object) << std::endl;
}

}  // namespace daiban::cli
