#pragma once

#include <filesystem>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/Clock.h"
#include "base/Error.h"
#include "base/Id.h"
#include "base/Json.h"
#include "base/Random.h"
#include "base/Words.h"
#include "cli/ServeCommand.h"
#include "cli/ShownOutput.h"
#include "codes/label/LabelToken.h"
#include "desk/Desk.h"
#include "documents/LearnedTypes.h"
#include "intake/ReadingPlace.h"
#include "scanners/PageSource.h"
#include "staff/Actor.h"
#include "staff/OfficeBook.h"
#include "text/TextReader.h"

namespace daiban::cli {

/// What every command may use: where data and models are, the clock, where to print. What is costly to open is
/// opened when a command first asks for it.
class Context {
  public:
    Context(const base::Clock& clock, base::Random& random, std::ostream& out, std::ostream& err);
    ~Context();

    std::filesystem::path dataFolder;    ///< `--data`
    std::filesystem::path modelsFolder;  ///< `--models`
    /// daiban's own executable, started as workers; empty: pages are read and scanners worked in this process
    std::filesystem::path program;
    std::string engine = "auto";  ///< `--engine`
    std::string language;         ///< `--lang`; what is said is in it already
    bool json = false;            ///< `--json`
    int threads = 0;              ///< `--threads`; 0: one a core
    std::string as;               ///< `--as`; empty: whoever runs the program
    std::string passwordFile;     ///< `--password-file`
    bool overwrite = false;       ///< `--overwrite`
    bool clockIsRight = false;    ///< `--clock-is-right`
    Serve serve;                                ///< who serves the browser workstation; empty: nobody
    std::vector<std::filesystem::path> inputs;  ///< what the command reads: never written over

    [[nodiscard]] const base::Clock& clock() const { return clock_; }
    [[nodiscard]] base::Random& random() const { return random_; }
    [[nodiscard]] base::Date today() const { return base::dayOf(clock_.now()); }
    [[nodiscard]] ShownOutput& out() { return out_; }
    [[nodiscard]] ShownOutput& err() { return err_; }

    [[nodiscard]] const desk::Models& models();
    [[nodiscard]] const documents::DocumentTypes& types() { return models().types(); }
    [[nodiscard]] const cases::Items& items() { return models().items(); }
    [[nodiscard]] const staff::Offices& offices() { return models().offices(); }
    [[nodiscard]] const text::TextReader& reader();
    /// What labels are signed with; made where the data folder never had any.
    [[nodiscard]] const codes::TokenKeys& keys();
    /// For looking only: null where there are no keys, and none are made.
    [[nodiscard]] const codes::TokenKeys* keysIfAny();
    /// Throws Error{NotFound} when there is no data folder: a mistyped --data makes none.
    [[nodiscard]] store::Store& store();
    /// Makes the data folder when there is none: for a first run.
    [[nodiscard]] store::Store& storeOrNew();
    /// The verbs of the station whose data folder it is.
    [[nodiscard]] const desk::Desk& desk();
    /// Who acts; asked once. Throws Error{NotFound} when nobody may (WhoActs.h).
    [[nodiscard]] const staff::Actor& actor();
    [[nodiscard]] staff::OfficeBook officeBook() const { return {modelsFolder, dataFolder}; }
    /// What the station's corrections taught; null where nothing was taught or what was is not used, which is said
    /// once.
    [[nodiscard]] const documents::LearnedTypes* learned();
    /// What pages are read with. Labels are recognised when the data folder has keys already.
    [[nodiscard]] intake::ReadingTools readingTools();
    [[nodiscard]] intake::ReadPagesOptions readPagesOptions() const { return {.limits = {}, .threads = threads}; }
    /// Where pages are read: in workers, that wait for the next page until this goes. What keeps them from reading is
    /// thrown here.
    [[nodiscard]] intake::ReadingPlace readingPlace(intake::ReadingDepth depth = intake::ReadingDepth::Everything);
    /// Who opens files, and who reads codes alone; null: this process itself.
    [[nodiscard]] intake::PageWorkers* fileWorkers();
    [[nodiscard]] intake::PageWorkers* codesWorkers();
    [[nodiscard]] scanners::ScanWorker scanWorker() const { return {.program = program}; }

    /// In the language of the person.
    [[nodiscard]] std::string say(const base::Sentence& sentence) { return sentence.in(base::wordsOf(out_)); }
    /// Prints one object as a line of its own, and flushes.
    void printLine(const base::Json& object);

  private:
    /// Of the engine that reads text, once.
    void sayWhatIsMissing();
    [[nodiscard]] store::Store& openStore(store::Missing missing);
    [[nodiscard]] intake::PageWorkers* workers(std::unique_ptr<intake::PageWorkers>& kept, intake::WorkerKind kind);

    const base::Clock& clock_;
    base::Random& random_;
    ShownOutput out_;
    ShownOutput err_;
    std::unique_ptr<desk::Models> models_;
    std::unique_ptr<const documents::LearnedTypes> learned_;
    bool learnedIsLoaded_ = false;
    std::unique_ptr<text::TextReader> reader_;
    bool saidWhatIsMissing_ = false;
    std::unique_ptr<codes::TokenKeys> keys_;
    bool keysAreKnownToStore_ = false;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<intake::PageWorkers> readers_, fileWorkers_, codesWorkers_;
    std::unique_ptr<desk::Desk> desk_;
    std::optional<staff::Actor> actor_;
};

/// An id its sender made, or a new one when `text` is empty. Throws Error{BadArguments}; `what` names the argument.
template <class IdType>
[[nodiscard]] IdType idFrom(Context& context, const std::string& text, const base::Sentence& what) {
    if (text.empty()) return IdType::make(context.clock(), context.random());
    if (!base::isUuid(text))
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("{} must be a UUID.", what));
    return IdType{text};
}

}  // namespace daiban::cli
