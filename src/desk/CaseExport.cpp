// The papers of a case for an archive.

#include <array>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "base/Error.h"
#include "base/Json.h"
#include "desk/Cases.h"
#include "page/PageFile.h"

namespace daiban::desk {

namespace {

constexpr const char* unknownPaper = "未识别材料";

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
    return base::parseJson(reading->json, base::Sentence("A stored reading")).value("documents", base::Json::array());
}

/// What each paper of a page is called, as read or as a person said.
std::vector<std::string> namesOn(const Parts& parts, const store::StoredPage& page) {
    std::vector<std::string> names;
    for (const auto& paper : intake::papersOf(parts.store, {page}).papers) {
        const auto* type = parts.models.types().find(paper.document.classification.type);
        names.push_back(type == nullptr ? unknownPaper : type->name);
    }
    return names;
}

intake::PageInput inputOf(const store::Store& store, const store::StoredPage& page) {
    return {.source = page.sourceName,
            .number = page.number,
            .inputHash = page.blob,
            .drawn = intake::documentsAsRead(store, page.id),
            .bytes = [&store, page] { return std::make_shared<const page::PageBytes>(intake::bytesOf(store, page)); },
            .failure = {}};
}

/// The documents of a page as they were cut out again, with the text of their reading.
void exportPage(const Parts& parts, const store::StoredPage& page, const intake::PageReading& reading,
                const ExportSink& sink) {
    const base::Json documents = documentsOf(parts.store, page.id);
    const auto names = namesOn(parts, page);
    for (std::size_t i = 0; i < reading.documents.size(); ++i) {
        const auto& clean = reading.documents[i].clean;
        sink.document(clean, i < documents.size() ? textOf(documents[i], clean) : text::PageText{},
                      i < names.size() ? names[i] : unknownPaper);
    }
}

void exportUnread(const Parts& parts, const store::StoredPage& page, const intake::PageOutcome& outcome,
                  const ExportSink& sink) {
    sink.failed(outcome);
    try {
        sink.unread(intake::pictureOf(intake::bytesOf(parts.store, page), {.number = page.number, .sha256 = page.blob},
                                      parts.fileWorkers()),
                    unknownPaper);
    } catch (const base::Error&) {
        // It cannot be opened; that was said already.
    }
}

}  // namespace

void Cases::exportPapers(const staff::Actor& actor, const std::string& key, const Readers& readers,
                         const intake::ReadingPlace& pictures,
                         const std::function<void(const intake::PageOutcome&)>& onPage, const ExportSink& sink) const {
    const auto record = caseBy(parts_, key);
    parts_.demand(actor, staff::Verb::Export, record);
    const auto pages = parts_.store.pagesOf(record.id);
    if (pages.empty())
        throw base::Error(base::ErrorKind::NotFound, base::Sentence("Case {} has no pages to write.", record.number));
    intake::readStoredPages(parts_.store, pages, readers.place, readers.options, actor, onPage);
    // The documents are cut out where they were read, their text is that of the reading.
    std::size_t given = 0, taken = 0;
    intake::readPages(
        [&]() -> std::optional<intake::PageInput> {
            if (given == pages.size()) return std::nullopt;
            return inputOf(parts_.store, pages[given++]);
        },
        pictures, readers.options,
        [&](const intake::PageOutcome& outcome) {
            const auto& page = pages[taken++];
            if (outcome.failed()) return exportUnread(parts_, page, outcome, sink);
            exportPage(parts_, page, outcome.reading, sink);
        });
}

}  // namespace daiban::desk
