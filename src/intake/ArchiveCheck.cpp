#include "intake/ArchiveCheck.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <new>
#include <set>

#include "base/Error.h"
#include "base/Text.h"
#include "cases/bundles/Bundle.h"

namespace daiban::intake {

namespace {

using imaging::ArchiveDefect;

double rounded(double value) {
    return std::round(value * 100) / 100;
}

/// Which page each paper lies on, by its place in what was given.
std::vector<std::size_t> pagesOfPapers(const CasePapers& papers, const std::vector<store::StoredPage>& pages) {
    std::map<base::PageId, std::size_t> placeOf;
    for (std::size_t i = 0; i < pages.size(); ++i) placeOf.emplace(pages[i].id, i);
    std::vector<std::size_t> places;
    for (const PlacedPaper& paper : papers.places) places.push_back(placeOf.at(paper.page));
    return places;
}

base::Sentence missingSentence(const cases::Bundle& bundle) {
    std::string numbers;
    for (const int number : bundle.missing) numbers += (numbers.empty() ? "" : "、") + std::to_string(number);
    if (bundle.pagesInAll > 0) return base::Sentence("共 {} 页，缺第 {} 页。", bundle.pagesInAll, numbers);
    return base::Sentence("缺第 {} 页。", numbers);
}

class Reading {
  public:
    Reading(const CasePapers& papers, const std::vector<store::StoredPage>& pages,
            const documents::DocumentTypes& types, const cases::BundleRules& rules, base::Date today)
        : papers_(papers),
          pageOf_(pagesOfPapers(papers, pages)),
          bundles_(cases::bundlesOf(papers.papers, types, rules, today)) {}

    std::vector<ReadDefect> defects() {
        for (const auto& twice : papers_.duplicates) addDoubled(twice.page, twice.earlierPage);
        for (std::size_t i = 0; i < papers_.papers.size(); ++i)
            if (papers_.papers[i].repeats) addRepeat(i);
        for (const auto& bundle : bundles_) {
            if (!bundle.missing.empty())
                add(pageOf_[bundle.papers.front()], ArchiveDefect::Missing, missingSentence(bundle));
            if (bundle.kind == cases::BundleKind::Pages) lookAtOrder(bundle);
        }
        lookForBacks();
        return std::move(defects_);
    }

  private:
    void add(std::size_t page, ArchiveDefect defect, const base::Sentence& what) {
        if (said_.insert({page, defect}).second) defects_.push_back({page, defect, what});
    }
    void addDoubled(std::size_t page, std::size_t earlier) {
        if (page == earlier) return;  // two on one page: a copy of both
        add(page, ArchiveDefect::Doubled, base::Sentence("与第 {} 页相同。", earlier + 1));
    }
    void addRepeat(std::size_t paper) {
        const auto earlier = std::ranges::find(papers_.papers, *papers_.papers[paper].repeats, &cases::Paper::place);
        if (earlier != papers_.papers.end())
            addDoubled(pageOf_[paper], pageOf_[static_cast<std::size_t>(earlier - papers_.papers.begin())]);
    }

    /// A bundle is in the order in which it is read: a page that came before an earlier one of it lies wrong.
    void lookAtOrder(const cases::Bundle& bundle) {
        for (std::size_t i = 1; i < bundle.papers.size(); ++i) {
            const std::size_t page = pageOf_[bundle.papers[i]], before = pageOf_[bundle.papers[i - 1]];
            if (page < before) add(page, ArchiveDefect::Disordered, base::Sentence("应排在第 {} 页之后。", before + 1));
        }
    }

    void lookForBacks() {
        std::set<std::size_t> paired;
        bool hasLooseBack = false;
        for (const auto& bundle : bundles_)
            if (bundle.kind == cases::BundleKind::Card && bundle.papers.size() > 1)
                paired.insert(bundle.papers.begin(), bundle.papers.end());
        for (std::size_t i = 0; i < papers_.papers.size(); ++i)
            hasLooseBack |= papers_.papers[i].document.classification.type == "id-card-back" && !paired.contains(i);
        if (hasLooseBack) return;  // whose it is, is not told
        for (std::size_t i = 0; i < papers_.papers.size(); ++i)
            if (papers_.papers[i].document.classification.type == "id-card-front" && !paired.contains(i) &&
                !said_.contains({pageOf_[i], ArchiveDefect::Doubled}))
                add(pageOf_[i], ArchiveDefect::Missing, base::Sentence("身份证只有正面，没有背面。"));
    }

    const CasePapers& papers_;
    std::vector<std::size_t> pageOf_;
    std::vector<cases::Bundle> bundles_;
    std::set<std::pair<std::size_t, ArchiveDefect>> said_;
    std::vector<ReadDefect> defects_;
};

/// The clockwise turn that makes the page upright, where it has something to tell it by; 0: none.
int turnOf(const store::Store& store, const store::StoredPage& page) {
    const auto reading = store.reading(page.id);
    if (!reading || reading->inputHash != page.blob) return 0;
    return base::parseJson(reading->json, base::Sentence("A stored reading")).value("rotation", 0);
}

}  // namespace

imaging::ArchiveLook lookOrSay(const page::Page& page) {
    try {
        return imaging::lookForArchive(page);
    } catch (const cv::Exception& error) {
        if (error.code == cv::Error::StsNoMem) throw std::bad_alloc();
        throw base::Error(
            base::ErrorKind::Unreadable,
            base::Sentence("{} could not be read: the picture is damaged; scan it again.", page.provenance.source));
    }
}

imaging::ArchiveLook lookForArchive(const page::PageBytes& bytes, const PageRequest& request, PageWorkers* workers) {
    if (workers != nullptr) return workers->lookForArchive(bytes, request);
    return lookOrSay(page::PageFile::from(bytes, request.limits).page(request.number));
}

base::Json toJson(const imaging::ArchiveLook& look) {
    base::Json defects = base::Json::array();
    for (const auto& found : look.defects) {
        defects.push_back({{"defect", imaging::codeOf(found.defect)}, {"measured", rounded(found.measured)}});
        if (found.where) defects.back()["quad"] = base::toJson(*found.where);
    }
    return {{"version", imaging::archiveLookVersion}, {"dpi", rounded(look.dpi)},
            {"skew_deg", rounded(look.skewDegrees)},  {"edge_px", rounded(look.edgeWidth)},
            {"contrast", rounded(look.contrast)},     {"defects", std::move(defects)}};
}

imaging::ArchiveLook archiveLookFrom(const base::Json& json) {
    imaging::ArchiveLook look{.dpi = json.at("dpi").get<double>(),
                              .skewDegrees = json.at("skew_deg").get<double>(),
                              .edgeWidth = json.at("edge_px").get<double>(),
                              .contrast = json.at("contrast").get<double>(),
                              .defects = {}};
    for (const auto& entry : json.at("defects")) {
        const auto defect = imaging::archiveDefectNamed(entry.at("defect").get<std::string>());
        if (!defect) continue;
        look.defects.push_back({*defect, entry.at("measured").get<double>()});
        if (entry.contains("quad")) look.defects.back().where = base::quadFromJson(entry["quad"]);
    }
    return look;
}

std::vector<ReadDefect> readDefects(const store::Store& store, const std::vector<store::StoredPage>& pages,
                                    const documents::DocumentTypes& types, const cases::BundleRules& rules,
                                    base::Date today) {
    const CasePapers papers = papersOf(store, pages);
    auto defects = Reading(papers, pages, types, rules, today).defects();
    for (std::size_t i = 0; i < pages.size(); ++i)
        if (const int turn = turnOf(store, pages[i]); turn != 0)
            defects.push_back({i, ArchiveDefect::Turned, base::Sentence("应顺时针转 {} 度。", turn)});
    std::ranges::stable_sort(defects, {}, [](const ReadDefect& found) { return std::pair(found.page, found.defect); });
    return defects;
}

}  // namespace daiban::intake
