// batch: how a stack falls into residents, and what a person says of it. `scan --batch` takes one in.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "base/Sentence.h"
#include "base/Text.h"
#include "cli/AllCommands.h"
#include "cli/BatchOutput.h"
#include "cli/CaseOutput.h"
#include "cli/Context.h"

namespace daiban::cli {

namespace {

struct BatchArguments {
    std::string batch, section, pages, to, caseKey, event, intake;
    bool all = false;
};

base::BatchId batchFrom(const std::string& text) {
    if (!base::isUuid(text))
        throw base::Error(base::ErrorKind::BadArguments, base::Sentence("{} must be a UUID.", "BATCH"));
    return base::BatchId(text);
}

/// What a person says of one batch.
class Saying {
  public:
    Saying(Context& context, const BatchArguments& arguments)
        : context_(context),
          arguments_(arguments),
          id_(batchFrom(arguments.batch)),
          event_(idFrom<base::EventId>(context, arguments.event, base::Sentence::verbatim("--event"))) {}

    int show() {
        sayBatch(context_, view());
        return 0;
    }
    int read() {
        const int code = readBatch(context_, id_);
        show();
        return code;
    }
    int move() {
        const auto now = view();
        const auto pages = pagesBy(now, arguments_.pages);
        batches().move(actor(), id_, event_, pages,
                       arguments_.to == "new" ? pages.front() : sectionBy(now, arguments_.to));
        return show();
    }
    int name() {
        batches().name(actor(), id_, event_, section(), arguments_.caseKey);
        return show();
    }
    int confirm() {
        batches().confirm(actor(), id_, event_, section());
        return show();
    }
    int take() {
        const auto taking =
            batches().take(actor(), id_, event_, arguments_.section.empty() ? base::PageId{} : section());
        for (const auto& [section, sentence] : taking.refused) context_.err() << "daiban: " << sentence << "\n";
        context_.err() << base::Sentence("Sections that went to their cases: {}", taking.taken.size()) << "\n";
        (void)show();
        return taking.refused.empty() ? 0 : static_cast<int>(base::ErrorKind::CheckFailed);
    }
    int takeAsIntake() {
        const auto intake = idFrom<store::IntakeId>(context_, arguments_.intake, base::Sentence::verbatim("--id"));
        (void)batches().takeAsIntake(actor(), id_, event_, section(), intake);
        return show();
    }

  private:
    [[nodiscard]] const desk::Batches& batches() { return context_.desk().batches; }
    [[nodiscard]] const staff::Actor& actor() { return context_.actor(); }
    [[nodiscard]] desk::BatchView view() { return batches().show(actor(), id_); }
    [[nodiscard]] base::PageId section() { return sectionBy(view(), arguments_.section); }

    Context& context_;
    const BatchArguments& arguments_;
    base::BatchId id_;
    base::EventId event_;
};

int list(Context& context, const BatchArguments& arguments) {
    const auto which = arguments.all ? desk::Batches::Which::All : desk::Batches::Which::Open;
    for (const auto& batch : context.desk().batches.list(context.actor(), which)) {
        const auto view = context.desk().batches.show(context.actor(), batch.id);
        const bool isDone = batch.state == store::BatchState::Done;
        if (context.json)
            context.printLine({{"batch", batch.id.text()},
                               {"opened", base::isoDate(base::dayOf(batch.openedAt))},
                               {"state", isDone ? "done" : "open"},
                               {"pages", view.pages.size()},
                               {"sections", view.sections.size()},
                               {"doubts", view.count(intake::BatchSection::State::Doubt)}});
        else
            context.out() << batch.id.text() << "  " << base::isoDate(base::dayOf(batch.openedAt)) << "  "
                          << base::Sentence("{} 页  {} 段  {} 段待确认", view.pages.size(), view.sections.size(),
                                            view.count(intake::BatchSection::State::Doubt))
                          << "\n";
    }
    return 0;
}

}  // namespace

void setUpBatch(CLI::App& app, Action& action) {
    app.require_subcommand(1);
    auto arguments = std::make_shared<BatchArguments>();
    auto* listing = app.add_subcommand("list", "batches with pages that went nowhere yet");
    listing->add_flag("--all", arguments->all, "the others too");
    listing->callback([&action, arguments] { action = [arguments](Context& c) { return list(c, *arguments); }; });
    const auto verb = [&](const char* name, const char* help, int (Saying::*says)(), const char* takesSection) {
        auto* sub = app.add_subcommand(name, help);
        sub->add_option("batch", arguments->batch, "id of the batch")->required()->type_name("BATCH");
        if (takesSection != nullptr) {
            auto* section = sub->add_option("section", arguments->section, "number as `batch show` gives it");
            if (*takesSection != '\0') section->required();
        }
        if (says != &Saying::show && says != &Saying::read)
            sub->add_option("--event", arguments->event, "id of what you say, made by you: said again it counts once");
        sub->callback([&action, arguments, says] {
            action = [arguments, says](Context& context) { return (Saying(context, *arguments).*says)(); };
        });
        return sub;
    };
    verb("show", "its sections: whose they are, what asks for a person", &Saying::show, nullptr);
    verb("read", "read what was not read yet", &Saying::read, nullptr);
    auto* move = verb("move", "put pages to another section, or begin a new one", &Saying::move, nullptr);
    move->add_option("--pages", arguments->pages, "their places in the batch")->required()->type_name("3,5-7");
    move->add_option("--to", arguments->to, "a section's number, or new")->required()->type_name("SECTION");
    verb("name", "say whose a section is", &Saying::name, "needed")
        ->add_option("case", arguments->caseKey, "number, label or id")
        ->required();
    verb("confirm", "say that all pages of a section belong to its case", &Saying::confirm, "needed");
    verb("take", "put the clear sections into their cases, or one of them", &Saying::take, "");
    verb("intake", "make a section that nobody named a new resident at the counter", &Saying::takeAsIntake, "needed")
        ->add_option("--id", arguments->intake, "id of the intake, made by you");
}

}  // namespace daiban::cli
