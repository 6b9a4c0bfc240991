// time_checklist MODELS: how long it takes from the text of the last of 40 pages to the whole checklist, the same for a
// stored case, for pages that must first be put together, and how long a search among all items takes. Milliseconds by
// the clock and of a processor: median and slowest of many.

#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include "base/Clock.h"
#include "base/Random.h"
#include "base/Text.h"
#include "cases/bundles/Bundle.h"
#include "cases/bundles/BundleRules.h"
#include "cases/checklist/Checklist.h"
#include "cases/items/Items.h"
#include "desk/Desk.h"
#include "documents/Understand.h"
#include "intake/CasePapers.h"

namespace fs = std::filesystem;
using namespace daiban;

namespace {

constexpr int rounds = 200;
constexpr int pages = 40;
const base::Date today{std::chrono::year{2026}, std::chrono::month{3}, std::chrono::day{16}};

/// Milliseconds of the processor that this process has used: what others do on the machine is not in it.
double processorTime() {
    std::timespec used{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return 1000.0 * static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e6;
}

template <class Work>
void time(const std::string& what, const Work& work, int times = rounds) {
    std::vector<double> byClock, ofProcessor;
    for (int round = 0; round < times; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        const double used = processorTime();
        work();
        ofProcessor.push_back(processorTime() - used);
        const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - begin;
        byClock.push_back(taken.count());
    }
    std::ranges::sort(byClock);
    std::ranges::sort(ofProcessor);
    std::printf("%-68s median %8.3f ms  slowest %8.3f ms  processor %8.3f ms  slowest %8.3f ms\n", what.c_str(),
                byClock[byClock.size() / 2], byClock.back(), ofProcessor[ofProcessor.size() / 2], ofProcessor.back());
}

documents::Field field(const std::string& value, const std::string& iso = "") {
    return {.value = value, .iso = iso, .confidence = base::Confidence(0.98), .valid = true};
}

constexpr auto name = "林晓舟";
constexpr auto number = "120116198406150117";

/// Forty papers of one applicant, many of a type and some of none, as a thick folder has them.
std::vector<cases::Paper> papersOf(const cases::Item& item) {
    std::vector<cases::Paper> papers;
    for (int page = 1; page <= pages; ++page) {
        cases::Paper paper;
        paper.place = {"page.jpg", page, 0};
        const auto& material = item.materials[static_cast<std::size_t>(page) % item.materials.size()];
        paper.document.classification.type = page % 7 == 0 ? std::string(documents::unknownType) : material.type;
        paper.document.classification.confidence = base::Confidence(0.97);
        paper.document.fields = {{"name", field(name)},
                                 {"id_number", field(number)},
                                 {"issue_date", field("2026年3月1日", "2026-03-01")},
                                 {"valid_until", field("2030年3月1日", "2030-03-01")}};
        papers.push_back(std::move(paper));
    }
    return papers;
}

text::PageText textOf(const std::vector<std::string>& lines) {
    text::PageText page;
    double top = 200;
    for (const std::string& line : lines) {
        const double width = 20.0 * static_cast<double>(base::columnsOf(line));
        page.lines.push_back({line, base::rectangle(200, top, width, 40), base::Confidence(0.96), {}});
        top += 90;
    }
    return page;
}

void timeChecklist(const documents::DocumentTypes& types, const cases::Items& items) {
    page::CleanPage clean;
    clean.pixels = cv::Mat(2970, 2100, CV_8UC1, cv::Scalar(255));
    clean.dpi = 254;
    const auto text =
        textOf({"收入证明", "兹证明林晓舟（身份证号120116198406150117）系我单位职工，", "月收入人民币3200元。",
                "特此证明。", "单位（盖章）：天津云帆试作商贸有限公司", "2026年3月1日"});
    for (const char* code : {"MZ-001", "QY-001"}) {
        const cases::Item& item = items.at(code);
        std::vector<std::string> situations;
        for (const auto& situation : item.situations) situations.push_back(situation.code);
        auto papers = papersOf(item);
        std::size_t rows = 0;
        time(std::string(code) + ": last page's text -> type, fields, checklist of 40 pages", [&] {
            papers.back().document = documents::understand({clean, text, {}}, types, today);
            rows = cases::check(item, situations, papers, {}, today, types, {}).requirements.size();
        });
        time(std::string(code) + ": the checklist alone (" + std::to_string(rows) + " rows)",
             [&] { rows = cases::check(item, situations, papers, {}, today, types, {}).requirements.size(); });
    }
}

/// Lines of page `page` of a contract of four: a running head, clauses that go on, a page number.
std::vector<std::string> contractLines(int page) {
    std::vector<std::string> lines{"劳动合同书", "合同编号：BH-2026-0117"};
    for (int clause = 5 * page - 4; clause <= 5 * page; ++clause) {
        lines.push_back("第" + std::to_string(clause) + "条 双方的权利和义务");
        for (int line = 0; line < 6; ++line)
            lines.emplace_back("甲乙双方应当按照本合同的约定全面履行自己的义务，任何一方不得擅自变更或者解除本合同。");
    }
    lines.push_back("第" + std::to_string(page) + "页 共4页");
    return lines;
}

/// Forty pages: four contracts of four pages, scanned one into the other, among identity cards and register pages.
std::vector<std::vector<std::string>> folderLines(std::vector<cases::Paper>& papers) {
    std::vector<std::vector<std::string>> texts;
    for (int page = 0; page < pages; ++page) {
        cases::Paper paper;
        paper.place = {"folder.pdf", page + 1, 0};
        paper.document.classification.confidence = base::Confidence(0.97);
        paper.document.fields = {{"name", field(name)}, {"id_number", field(number)}};
        std::vector<std::string> lines{"居民身份证", "姓名林晓舟", "公民身份号码120116198406150117"};
        auto& type = paper.document.classification.type;
        if (page < 16) {
            lines = contractLines(page / 4 + 1);
            if (page / 4 == 0) type = "labor-contract";
            if (page / 4 > 0) paper.document.fields.clear();
        } else {
            constexpr std::array types{"id-card-front", "id-card-back", "household-register-cover",
                                       "household-register-person"};
            type = types[static_cast<std::size_t>(page) % types.size()];
        }
        texts.push_back(std::move(lines));
        papers.push_back(std::move(paper));
    }
    return texts;
}

void timeBundles(const documents::DocumentTypes& types, const cases::Items& items, const cases::BundleRules& rules) {
    std::vector<cases::Paper> papers;
    const auto texts = folderLines(papers);
    const auto readMarks = [&] {
        for (std::size_t page = 0; page < papers.size(); ++page) papers[page].marks = cases::pageMarksOf(texts[page]);
    };
    time("40 pages, 16 of four mixed contracts: lines -> marks", readMarks);
    std::size_t found = 0;
    time("40 pages: marks -> bundles", [&] { found = cases::bundlesOf(papers, types, rules, today).size(); });
    const cases::Item& item = items.at("JY-001");
    std::vector<std::string> situations;
    for (const auto& situation : item.situations) situations.push_back(situation.code);
    time("40 pages: lines -> marks, " + std::to_string(found) + " bundles, checklist of JY-001", [&] {
        readMarks();
        (void)cases::check(item, situations, papers, {}, today, types, rules);
    });
}

base::Json readingOf(const cases::Paper& paper) {
    base::Json fields = base::Json::object();
    for (const auto& [key, value] : paper.document.fields)
        fields[key] = {{"value", value.value},
                       {"iso", value.iso},
                       {"confidence", value.confidence.value()},
                       {"valid", value.valid}};
    base::Json lines = base::Json::array();
    for (int line = 0; line < 60; ++line)
        lines.push_back({{"text", "天津市滨海新区社区服务中心代办材料第" + std::to_string(line) + "行"},
                         {"quad", base::toJson(base::rectangle(100, 40 * line, 900, 30))},
                         {"confidence", 0.97}});
    base::Json document{{"type", paper.document.classification.type},
                        {"confidence", 0.97},
                        {"quad", base::toJson(base::rectangle(0, 0, 2100, 2970))},
                        {"fields", fields},
                        {"lines", lines},
                        {"text", ""}};
    return {{"image", paper.place.image}, {"page", paper.place.page}, {"documents", {document}}};
}

void timeStoredCase(const fs::path& modelsFolder, const cases::Items& items) {
    const fs::path folder = fs::temp_directory_path() / ("time-checklist-" + std::to_string(::getpid()));
    fs::create_directories(folder);
    {
        base::SystemClock clock;
        base::SystemRandom random;
        store::Store store = store::Store::open(folder, clock, random);
        const auto batch = base::BatchId::make(clock, random);
        std::vector<base::PageId> ids;
        for (const auto& paper : papersOf(items.at("MZ-001"))) {
            const auto id = base::PageId::make(clock, random);
            store.addPage({.id = id,
                           .batch = batch,
                           .mediaType = "image/jpeg",
                           .sourceName = "page.jpg",
                           .number = paper.place.page,
                           .senderTime = clock.now(),
                           .actor = {.account = "bench"}},
                          "bytes " + id.text());
            ids.push_back(id);
            store.saveReading({.page = id,
                               .inputHash = store.pagesOf(batch).back().blob,
                               .engine = "bench",
                               .version = "1",
                               .json = base::toLine(readingOf(paper))},
                              {.account = "bench"});
        }
        const auto id = base::CaseId::make(clock, random);
        (void)store.openCase({.id = id,
                              .itemCode = "MZ-001",
                              .itemVersion = std::to_string(items.at("MZ-001").version),
                              .situations = {},
                              .applicantName = name,
                              .applicantIdNumber = number,
                              .office = "SQ-0101",
                              .pages = ids,
                              .actor = {.account = "bench"}});
        const auto record = *store.findCase(id.text());
        const desk::Models known(modelsFolder, folder, base::dayOf(clock.now()));
        const auto keys = codes::TokenKeys::openOrCreate(folder, random);
        const desk::Desk desk({.models = known,
                               .store = store,
                               .dataFolder = folder,
                               .keys = [&]() -> const codes::TokenKeys& { return keys; },
                               .clock = clock,
                               .random = random});
        const auto owner = staff::stationOwner("bench");
        time(
            "stored case of 40 pages: readings -> papers",
            [&] { (void)intake::papersOf(store, store.pagesOf(record.id)); }, 50);
        time(
            "stored case of 40 pages: readings -> checklist, saved durably",
            [&] { (void)desk.cases.check(owner, record.number); }, 50);
    }
    fs::remove_all(folder);
}

void timeSearch(const cases::Items& items) {
    for (const char* text : {"高龄津贴", "gaolingjintie", "gao ling jin tie", "gljt", "yanglao", "y", "补贴",
                             "zzzzzzzzzzzz", "社会保险补贴申领"})
        time("search among " + std::to_string(items.all().size()) + " items: " + text + " (" +
                 std::to_string(items.search(text).size()) + " found)",
             [&] { (void)items.search(text); });
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) {
        std::cerr << "usage: time_checklist MODELS\n";
        return 1;
    }
    const fs::path models = arguments[1];
    const auto types = documents::DocumentTypes::load(models / "documents");
    time(
        "loading the items", [&] { (void)cases::Items::load(models / "items"); }, 5);
    const auto items = cases::Items::load(models / "items");
    timeChecklist(types, items);
    timeBundles(types, items,
                cases::BundleRules::load(models / "documents" / "shared" / "bundles.yaml",
                                         [&](const std::string& type) { return types.find(type) != nullptr; }));
    timeStoredCase(models, items);
    timeSearch(items);
    return 0;
}
