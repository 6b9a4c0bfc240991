#include "cli/Context.h"

#include <ostream>
#include <utility>

#include "base/Sentence.h"
#include "base/Shown.h"
#include "cli/WhoActs.h"
#include "documents/LearningFolder.h"
#include "intake/openLabelKeys.h"

namespace daiban::cli {

Context::Context(const base::Clock& clock, base::Random& random, std::ostream& out, std::ostream& err)
    : clock_(clock), random_(random), out_(out), err_(err) {}

Context::~Context() = default;

const desk::Models& Context::models() {
    if (!models_) models_ = std::make_unique<desk::Models>(modelsFolder, dataFolder, today());
    return *models_;
}

const desk::Desk& Context::desk() {
    if (!desk_)
        desk_ = std::make_unique<desk::Desk>(desk::Parts{.models = models(),
                                                         .store = store(),
                                                         .dataFolder = dataFolder,
                                                         .keys = [this]() -> const codes::TokenKeys& { return keys(); },
                                                         .clock = clock_,
                                                         .random = random_,
                                                         .fileWorkers = [this] { return fileWorkers(); },
                                                         .codesWorkers = [this] { return codesWorkers(); }});
    return *desk_;
}

const text::TextReader& Context::reader() {
    if (!reader_) reader_ = text::openTextReader(engine, modelsFolder / "words");
    return *reader_;
}

void Context::sayWhatIsMissing() {
    if (std::exchange(saidWhatIsMissing_, true)) return;
    if (const base::Sentence sentence = text::whatIsMissing(engine); !sentence.empty()) err_ << sentence << "\n";
}

const codes::TokenKeys& Context::keys() {
    if (!std::exchange(keysAreKnownToStore_, true)) {
        auto known = intake::openLabelKeys(store(), dataFolder, random_, actor());
        if (!keys_)
            keys_ = std::make_unique<codes::TokenKeys>(std::move(known));  // others may refer to those there are
    }
    return *keys_;
}

const codes::TokenKeys* Context::keysIfAny() {
    if (!keys_)
        if (auto found = codes::TokenKeys::open(dataFolder))
            keys_ = std::make_unique<codes::TokenKeys>(*std::move(found));
    return keys_.get();
}

store::Store& Context::store() {
    return openStore(store::Missing::Refuse);
}

store::Store& Context::storeOrNew() {
    return openStore(store::Missing::Create);
}

store::Store& Context::openStore(store::Missing missing) {
    if (!store_)
        store_ = std::make_unique<store::Store>(store::Store::open(dataFolder, clock_, random_, {.missing = missing, .clockIsRight = clockIsRight}));
    return *store_;
}

const staff::Actor& Context::actor() {
    if (!actor_) actor_ = whoActs(*this);
    return *actor_;
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
    return {.reader = reader(), .types = types(), .today = today(), .keys = keysIfAny(), .learned = learned()};
}

intake::PageWorkers* Context::workers(std::unique_ptr<intake::PageWorkers>& kept, intake::WorkerKind kind) {
    if (program.empty()) return nullptr;
    if (!kept)
        kept = std::make_unique<intake::PageWorkers>(
            kind,
            intake::PageWorkersOptions{
                .program = program, .models = modelsFolder, .data = dataFolder, .engine = engine, .most = threads});
    return kept.get();
}

intake::ReadingPlace Context::readingPlace(intake::ReadingDepth depth) {
    if (auto* readers = workers(readers_, intake::WorkerKind::Read)) {
        (void)learned();  // says what is not used of it
        sayWhatIsMissing();
        readers->warmUp();
        return {*readers, today(), depth};
    }
    intake::ReadingTools tools = readingTools();
    tools.depth = depth;
    return tools;
}

intake::PageWorkers* Context::fileWorkers() {
    return workers(fileWorkers_, intake::WorkerKind::Pdf);
}

intake::PageWorkers* Context::codesWorkers() {
    return workers(codesWorkers_, intake::WorkerKind::Codes);
}

void Context::printLine(const base::Json& object) {
    out_ << base::escapedJson(base::toLine(object)) << std::endl;
}

}  // namespace daiban::cli
