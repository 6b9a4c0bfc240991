#include "desk/PagePictures.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <opencv2/imgproc.hpp>
#include <thread>

#include "base/DurableFile.h"
#include "base/Error.h"
#include "intake/CasePapers.h"
#include "page/PageFile.h"

namespace daiban::desk {

namespace {

namespace fs = std::filesystem;

/// Widths that are kept; what is asked for is served by the next wider one.
constexpr std::array widths{320, 800, 1600};
constexpr int asItIs = 0;

int keptWidth(int asked) {
    for (const int width : widths)
        if (asked > 0 && asked <= width) return width;
    return asItIs;
}

fs::path fileOf(const fs::path& folder, const base::PageId& page, int width) {
    return folder / page.text().substr(page.text().size() - 2) / (page.text() + "-" + std::to_string(width) + ".jpg");
}

fs::path sizeFile(const fs::path& folder, const base::PageId& page) {
    return folder / page.text().substr(page.text().size() - 2) / (page.text() + ".size");
}

std::string contentOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

cv::Mat narrowed(const cv::Mat& pixels, int width) {
    if (width == asItIs || pixels.cols <= width) return pixels;
    cv::Mat small;
    const double scale = static_cast<double>(width) / pixels.cols;
    cv::resize(pixels, small, {width, std::max(1, static_cast<int>(pixels.rows * scale))}, 0, 0, cv::INTER_AREA);
    return small;
}

std::string jpegOf(const cv::Mat& pixels, int width) {
    const cv::Mat small = narrowed(pixels, width);
    return page::encodeImage(small, 0, page::ImageFormat::Jpeg, width == 320 ? 75 : 85);
}

/// Written whole or not at all, but not fought for: it can be made again.
void keep(const fs::path& file, std::string_view bytes) {
    std::error_code ignored;
    fs::create_directories(file.parent_path(), ignored);
    (void)base::writeDurably(file, bytes);
}

page::Page pictureOf(const Parts& parts, const store::StoredPage& page) {
    return intake::pictureOf(intake::bytesOf(parts.store, page), {.number = page.number, .sha256 = page.blob},
                             parts.fileWorkers());
}

void keepSmall(const fs::path& folder, const base::PageId& page, const cv::Mat& pixels) {
    const cv::Mat middle = narrowed(pixels, 1600);  // the small one is made of it: a quarter of the work
    keep(fileOf(folder, page, 1600), jpegOf(middle, 1600));
    keep(fileOf(folder, page, 320), jpegOf(middle, 320));
    keep(sizeFile(folder, page), std::to_string(pixels.cols) + " " + std::to_string(pixels.rows));
}

/// Length of the document's edge from one corner to the next.
double edge(const base::Quad& quad, std::size_t from) {
    const auto& a = quad[from];
    const auto& b = quad[(from + 1) % 4];
    return std::hypot(a.x - b.x, a.y - b.y);
}

cv::Mat flattened(const cv::Mat& pixels, const base::Quad& quad) {
    constexpr double longest = 6000;
    const double width = std::clamp((edge(quad, 0) + edge(quad, 2)) / 2, 16.0, longest);
    const double height = std::clamp((edge(quad, 1) + edge(quad, 3)) / 2, 16.0, longest);
    const auto w = static_cast<float>(width);
    const auto h = static_cast<float>(height);
    const std::array<cv::Point2f, 4> to{cv::Point2f{0, 0}, {w, 0}, {w, h}, {0, h}};
    std::array<cv::Point2f, 4> from;
    for (std::size_t i = 0; i < 4; ++i) from[i] = {static_cast<float>(quad[i].x), static_cast<float>(quad[i].y)};
    cv::Mat flat;
    cv::warpPerspective(pixels, flat, cv::getPerspectiveTransform(from.data(), to.data()),
                        {static_cast<int>(width), static_cast<int>(height)}, cv::INTER_AREA, cv::BORDER_REPLICATE);
    return flat;
}

}  // namespace

store::StoredPage PagePictures::seen(const staff::Actor& actor, const base::PageId& page) const {
    auto found = parts_.store.findPage(page);
    if (!found) throw base::Error(base::ErrorKind::NotFound, base::Sentence("There is no such page here."));
    const auto cases = parts_.store.casesWith(page);
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const auto record = parts_.store.findCase(cases[i].text());
        const bool handed = record->office != actor.office && parts_.store.wasHandedTo(record->id, actor.office);
        const auto place = staff::placeOf(actor, record->office, parts_.models.offices(),
                                          handed ? staff::Handed::Yes : staff::Handed::No);
        if (staff::mayDo(actor, staff::Verb::Track, place).allowed()) return *std::move(found);
        if (i + 1 == cases.size()) parts_.demand(actor, staff::Verb::Track, *record);
    }
    parts_.demand(actor, staff::Verb::AddPages, parts_.store.officeOf(page), page.text());
    return *std::move(found);
}

void PagePictures::noteSight(const staff::Actor& actor, const store::StoredPage& page) const {
    const auto cases = parts_.store.casesWith(page.id);
    const std::string subject = cases.empty() ? page.batch.text() : cases.front().text();
    {
        const std::lock_guard lock(noting_);
        const auto hour = std::chrono::floor<std::chrono::hours>(parts_.clock.now());
        if (hour != notedHour_) noted_.clear();
        notedHour_ = hour;
        if (!noted_.insert(actor.account + " " + subject).second) return;
    }
    // Of no case here: in a case's story, which the pictures' every look would drown, stands what changed it.
    parts_.store.recordSight(actor, "pictures", subject, base::CaseId{});
}

PictureSize PagePictures::sizeOf(const base::PageId& page) const {
    std::ifstream in(sizeFile(folder(), page));
    PictureSize size;
    if (!(in >> size.width >> size.height)) return {};
    return size;
}

PictureSize PagePictures::prepare(const store::StoredPage& page) const {
    const auto isMine = [&] {
        const std::lock_guard lock(drawing_);
        return beingDrawn_.insert(page.id.text()).second;
    };
    for (;;) {
        if (const auto size = sizeOf(page.id); size.width > 0) return size;
        if (isMine()) break;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    const auto done = [&] {
        const std::lock_guard lock(drawing_);
        beingDrawn_.erase(page.id.text());
    };
    try {
        keepSmall(folder(), page.id, pictureOf(parts_, page).pixels);
    } catch (...) {
        done();
        throw;
    }
    done();
    return sizeOf(page.id);
}

void PagePictures::forget(const base::PageId& page) const {
    std::error_code ignored;  // not there
    for (const int width : widths) fs::remove(fileOf(folder(), page, width), ignored);
    fs::remove(fileOf(folder(), page, asItIs), ignored);
    fs::remove(sizeFile(folder(), page), ignored);
}

std::string PagePictures::ofPage(const staff::Actor& actor, const base::PageId& page, int width) const {
    const auto stored = seen(actor, page);
    noteSight(actor, stored);
    const int kept = keptWidth(width);
    if (kept == 320 || kept == 1600) (void)prepare(stored);
    const auto file = fileOf(folder(), page, kept);
    if (auto bytes = contentOf(file); !bytes.empty()) return bytes;
    const auto bytes = jpegOf(pictureOf(parts_, stored).pixels, kept);
    keep(file, bytes);
    return bytes;
}

std::string PagePictures::ofDocument(const staff::Actor& actor, const base::PageId& page, int document,
                                     int width) const {
    const auto stored = seen(actor, page);
    noteSight(actor, stored);
    const auto documents = intake::documentsAsRead(parts_.store, page);
    if (document < 1 || static_cast<std::size_t>(document) > documents.size())
        throw base::Error(base::ErrorKind::NotFound, base::Sentence("There is no such document on this page."));
    const auto flat = flattened(pictureOf(parts_, stored).pixels, documents[static_cast<std::size_t>(document - 1)]);
    return jpegOf(flat, keptWidth(width));
}

std::string PagePictures::revealField(const staff::Actor& actor, const base::PageId& page, int document,
                                      const std::string& field) const {
    const auto stored = seen(actor, page);
    const auto papers = intake::papersOf(parts_.store, {stored});
    if (document >= 1 && static_cast<std::size_t>(document) <= papers.papers.size()) {
        const auto& fields = papers.papers[static_cast<std::size_t>(document - 1)].document.fields;
        if (const auto found = fields.find(field); found != fields.end()) {
            const auto cases = parts_.store.casesWith(page);
            parts_.store.recordSight(actor, "field " + field, page.text(),
                                     cases.empty() ? base::CaseId{} : cases.front());
            return found->second.value;
        }
    }
    throw base::Error(base::ErrorKind::NotFound, base::Sentence("There is no such field on this document."));
}

}  // namespace daiban::desk
