#pragma once

#include <filesystem>
#include <iosfwd>
#include <memory>
#include <string>

#include "base/Clock.h"
#include "base/Error.h"
#include "base/Id.h"
#include "base/Json.h"
#include "base/Random.h"
#include "cases/bundles/BundleRules.h"
#include "cases/items/Items.h"
#include "codes/label/LabelToken.h"
#include "documents/DocumentTypes.h"
#include "documents/LearnedTypes.h"
#include "intake/readPage.h"
#include "staff/Offices.h"
#include "store/Store.h"
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
    std::string engine = "auto";         ///< `--engine`
    bool json = false;                   ///< `--json`
    int threads = 0;                     ///< `--threads`; 0: one a core

    [[nodiscard]] const base::Clock& clock() const { return clock_; }
    [[nodiscard]] base::Random& random() const { return random_; }
    [[nodiscard]] base::Date today() const { return base::dayOf(clock_.now()); }
    [[nodiscard]] std::ostream& out() const { return out_; }
    [[nodiscard]] std::ostream& err() const { return err_; }

    [[nodiscard]] const documents::DocumentTypes& types();
    [[nodiscard]] const cases::Items& items();
    [[nodiscard]] const cases::BundleRules& bundleRules();
    [[nodiscard]] const staff::Offices& offices();
    [[nodiscard]] const text::TextReader& reader();
    [[nodiscard]] const codes::TokenKeys& keys();
    [[nodiscard]] store::Store& store();
    /// What the station's corrections taught; null where nothing was taught or what was is not used, which is said
    /// once.
    [[nodiscard]] const documents::LearnedTypes* learned();
    /// What pages are read with. Labels are recognised when the data folder has keys already.
    [[nodiscard]] intake::ReadingTools readingTools();

    /// Prints one object as a line of its own, and flushes.
    void printLine(const base::Json& object);

  private:
    const base::Clock& clock_;
    base::Random& random_;
    std::ostream& out_;
    std::ostream& err_;
    std::unique_ptr<documents::DocumentTypes> types_;
    std::unique_ptr<cases::Items> items_;
    std::unique_ptr<cases::BundleRules> bundleRules_;
    std::unique_ptr<staff::Offices> offices_;
    std::unique_ptr<const documents::LearnedTypes> learned_;
    bool learnedIsLoaded_ = false;
    std::unique_ptr<text::TextReader> reader_;
    std::unique_ptr<codes::TokenKeys> keys_;
    std::unique_ptr<store::Store> store_;
};

/// An id its sender made, or a new one when `text` is empty. Throws Error{BadArguments}; `what` names the argument.
template <class IdType>
[[nodiscard]] IdType idFrom(Context& context, const std::string& text, const std::string& what) {
    if (text.empty()) return IdType::make(context.clock(), context.random());
    if (!base::isUuid(text)) throw base::Error(base::ErrorKind::BadArguments, what + " must be a UUID.");
    return IdType{text};
}

}  // namespace daiban::cli
