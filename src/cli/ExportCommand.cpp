#include <CLI/CLI.hpp>
#include <memory>
#include <opencv2/imgproc.hpp>
#include <optional>
#include <ostream>

#include "cli/AllCommands.h"
#include "cli/Context.h"
#include "cli/PdfFile.h"
#include "cli/Terminal.h"
#include "cli/Things.h"
#include "intake/CaseDesk.h"
#include "page/PageFile.h"

namespace daiban::cli {

namespace {

struct ExportArguments {
    std::string key;
    std::string file;
    std::string engine = "auto";
};

/// Takes points of the page to the cleaned document: the other way round of CleanPage::toPage.
class OntoDocument {
  public:
    explicit OntoDocument(const page::CleanPage& clean) {
        const auto width = static_cast<float>(clean.pixels.cols);
        const auto height = static_cast<float>(clean.pixels.rows);
        const std::array<cv::Point2f, 4> to{cv::Point2f{0, 0}, {width, 0}, {width, height}, {0, height}};
        std::array<cv::Point2f, 4> from;
        for (std::size_t i = 0; i < 4; ++i)
            from[i] = {static_cast<float>(clean.quad[i].x), static_cast<float>(clean.quad[i].y)};
        map_ = cv::getPerspectiveTransform(from.data(), to.data());
    }
    [[nodiscard]] base::Quad operator()(const base::Quad& onPage) const {
        base::Quad out;
        for (std::size_t i = 0; i < 4; ++i) {
            const cv::Vec3d p = map_ * cv::Vec3d(onPage[i].x, onPage[i].y, 1);
            out[i] = {p[0] / p[2], p[1] / p[2]};
        }
        return out;
    }

  private:
    cv::Matx33d map_;
};

/// The lines as they were read on the page, where they lie on the document.
text::PageText textOf(const base::Json& document, const page::CleanPage& clean) {
    const OntoDocument ontoDocument(clean);
    text::PageText text;
    for (const auto& line : document.value("lines", base::Json::array()))
        text.lines.push_back({.text = line.at("text").get<std::string>(),
                              .quad = ontoDocument(base::quadFromJson(line.at("quad"))),
                              .confidence = base::Confidence(line.value("confidence", 0.0))});
    return text;
}

base::Json documentsOf(const store::Store& store, const base::PageId& page) {
    const auto reading = store.reading(page);
    if (!reading) return base::Json::array();
    return base::parseJson(reading->json, "A stored reading").value("documents", base::Json::array());
}

/// What each paper of a page is called, as read or as a person said.
std::vector<std::string> namesOn(Context& context, const store::StoredPage& page) {
    std::vector<std::string> names;
    for (const auto& paper : intake::papersOf(context.store(), {page}).papers) {
        const auto* type = context.types().find(paper.document.classification.type);
        names.push_back(type == nullptr ? "未识别材料" : type->name);
    }
    return names;
}

page::Page decoded(const store::Store& store, const store::StoredPage& page) {
    return page::PageFile::fromBytes(store.readBlob(page.blob), page.sourceName).page(page.number);
}

intake::PageInput inputOf(const store::Store& store, const store::StoredPage& page) {
    return {.source = page.sourceName,
            .number = page.number,
            .inputHash = page.blob,
            .drawn = intake::documentsAsRead(store, page.id),
            .decode = [&store, page] { return decoded(store, page); },
            .failure = {}};
}

/// A case's pages on their way into a PDF, in the order they came.
class CasePdf {
  public:
    CasePdf(Context& context, const store::CaseRecord& record, const std::string& file)
        : context_(context), pages_(context.store().pagesOf(record.id)), pdf_(context, file, "办件 " + record.number) {
        if (pages_.empty())
            throw base::Error(base::ErrorKind::NotFound,
                              "Case " + record.number + " has no pages, so " + file + " was not written.");
    }

    int make() {
        readUnread();
        // The documents are cut out where they were read, their text is that of the reading.
        intake::ReadingTools tools = context_.readingTools();
        tools.depth = intake::ReadingDepth::Pictures;
        std::size_t given = 0, taken = 0;
        intake::readPages(
            [&]() -> std::optional<intake::PageInput> {
                if (given == pages_.size()) return std::nullopt;
                return inputOf(context_.store(), pages_[given++]);
            },
            tools, {.limits = {}, .threads = context_.threads},
            [&](const intake::PageOutcome& outcome) { add(pages_[taken++], outcome); });
        if (pdf_.pageCount() == 0)
            throw base::Error(base::ErrorKind::Unreadable,
                              "No page of the case could be opened, so no PDF was written.");
        pdf_.finish();
        return code_;
    }

  private:
    void readUnread() {
        Progress progress(pages_.size(), true);
        intake::readStoredPages(context_.store(), pages_, context_.readingTools(),
                                {.limits = {}, .threads = context_.threads}, actor(),
                                [&](const intake::PageOutcome& outcome) { progress.step(outcome.source); });
    }

    void add(const store::StoredPage& page, const intake::PageOutcome& outcome) {
        if (outcome.failed()) return addUnread(page, outcome);
        const base::Json documents = documentsOf(context_.store(), page.id);
        const auto names = namesOn(context_, page);
        for (std::size_t i = 0; i < outcome.reading.documents.size(); ++i) {
            const auto& clean = outcome.reading.documents[i].clean;
            pdf_.add(clean, i < documents.size() ? textOf(documents[i], clean) : text::PageText{},
                     i < names.size() ? names[i] : "未识别材料");
        }
    }

    void addUnread(const store::StoredPage& page, const intake::PageOutcome& outcome) {
        context_.err() << "daiban: " << outcome.failure << "\n";
        if (code_ == 0) code_ = static_cast<int>(outcome.failureKind);
        try {
            pdf_.addUnread(decoded(context_.store(), page), "未识别材料");
        } catch (const base::Error&) {
            // It cannot be opened; that was said already.
        }
    }

    Context& context_;
    std::vector<store::StoredPage> pages_;
    PdfFile pdf_;
    int code_ = 0;
};

int exportCase(Context& context, const ExportArguments& arguments) {
    context.engine = arguments.engine;
    const store::CaseRecord record = caseBy(context, arguments.key);
    const int code = CasePdf(context, record, arguments.file).make();
    if (context.json && arguments.file != "-")
        context.printLine({{"case", record.id.text()}, {"number", record.number}, {"file", arguments.file}});
    return code;
}

}  // namespace

void setUpExport(CLI::App& app, Action& action) {
    auto arguments = std::make_shared<ExportArguments>();
    app.add_option("case", arguments->key, "number, label or id")->required();
    app.add_option("-o,--output", arguments->file, "the searchable PDF/A; - is stdout")->required()->type_name("FILE");
    app.add_option("--engine", arguments->engine, "what reads pages not read yet: auto, ppocr or tesseract")
        ->type_name("ENGINE");
    app.callback(
        [&action, arguments] { action = [arguments](Context& context) { return exportCase(context, *arguments); }; });
}

}  // namespace daiban::cli
