#include "web/endpoints/Prints.h"

#include <algorithm>
#include <array>
#include <fstream>

#include "base/DurableFile.h"
#include "web/Input.h"
#include "web/Problem.h"
#include "web/endpoints/Intakes.h"

namespace daiban::web {

namespace {

namespace fs = std::filesystem;
using base::Json;

constexpr std::array<std::string_view, 10> kinds{"receipt",      "receipt-roll-80",  "notice",  "correction",
                                                 "tolerance",    "delivery",         "mandate", "separator",
                                                 "folder-label", "certificate-label"};

std::string contentOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void keep(const fs::path& file, std::string_view bytes) {
    if (base::writeDurably(file, bytes))
        throw base::Error(base::ErrorKind::StorageFailed,
                          base::Sentence("The paper could not be kept; see that the disk has room."));
}

/// A paper that was made.
struct MadePaper {
    std::string id, key, kind;
    fs::path folder;
};

/// Whether it came out, and what became of it. The paper is there whatever the printer does: it can be had from the
/// screen.
std::pair<bool, base::Sentence> sentTo(const Call& call, const std::string& printer, const MadePaper& paper) {
    if (printer.empty()) return {false, base::Sentence("已生成，请从屏幕打印。")};
    const auto& papers = call.desk().papers;
    const store::PrintJobId id(paper.id);
    const auto file = (paper.folder / (paper.kind + ".pdf")).lexically_relative(call.station.parts().dataFolder);
    try {
        const auto job = paper.kind.ends_with("-label")
                             ? papers.printLabel(call.actor(), id, paper.key, paper.kind, printer)
                             : papers.printSlip(call.actor(), id, paper.kind, file.string(), printer);
        const bool onPaper = job.state == store::PrintState::Printed;
        return {onPaper, onPaper ? base::Sentence("已打印。") : job.sentence};
    } catch (const base::Error& error) {
        return {false, error.sentence()};
    }
}

/// Sent twice it is printed once: what was made of an id is what it stays.
Response printed(const Call& call, const std::string& key) {
    const Input input(call.request.body, {"id", "kind", "printer", "until"});
    const std::string id = input.uuid("id"), kind = input.text("kind"), printer = input.textOr("printer");
    if (std::ranges::find(kinds, kind) == kinds.end()) refuseInput("没有这种文书。", "There is no paper of this kind.");
    const fs::path folder = call.station.printsFolder() / id;
    if (!fs::exists(folder / "case")) {
        const auto paper = call.desk().papers.ofCase(call.actor(), key, {.kind = kind, .until = input.day("until")});
        fs::create_directories(folder);
        keep(folder / (kind + ".pdf"), paper.pdf);
        if (!paper.png.empty()) keep(folder / (kind + ".png"), paper.png);
        keep(folder / "case", call.desk().cases.find(call.actor(), key).id.text());
    } else {
        (void)call.desk().cases.find(call.actor(), contentOf(folder / "case"));
        if (!fs::exists(folder / (kind + ".pdf")))
            refuse("other-content", 409, "这个编号已用于另一份文书。", "This id is another paper's already.");
    }
    const auto [onPaper, sentence] = sentTo(call, printer, {.id = id, .key = key, .kind = kind, .folder = folder});
    const std::string path = "/api/v1/prints/" + id + "/" + kind;
    const bool hasPicture = fs::exists(folder / (kind + ".png"));
    return json(
        {{"id", id},
         {"files", Json::array({{{"kind", kind}, {"pdf", path + ".pdf"}, {"png", hasPicture ? path + ".png" : ""}}})},
         {"printed", onPaper},
         {"sentence", sentence.in(call.words())}});
}

}  // namespace

Response printOfIntake(const Call& call) {
    const auto id = intakeOf(call);
    const auto record = call.desk().intakes.openCase(call.actor(), id);
    auto response = printed(call, record.id.text());
    call.station.changed(id);
    return response;
}

Response printOfCase(const Call& call) {
    return printed(call, call.desk().cases.find(call.actor(), call.keyAt("key")).id.text());
}

Response getPrint(const Call& call) {
    const fs::path folder = call.station.printsFolder() / call.uuidAt("print");
    const std::string of = contentOf(folder / "case");
    const std::string& name = call.at("file");
    const auto dot = name.rfind('.');
    const std::string kind = name.substr(0, dot), ending = dot == std::string::npos ? "" : name.substr(dot);
    const bool known = std::ranges::find(kinds, kind) != kinds.end() && (ending == ".pdf" || ending == ".png");
    if (of.empty() || !known) refuse("not-found", 404, "没有这份文书。", "There is no such paper.");
    (void)call.desk().cases.find(call.actor(), of);
    auto bytes = contentOf(folder / name);
    if (bytes.empty()) refuse("not-found", 404, "没有这份文书。", "There is no such paper.");
    return file(ending == ".pdf" ? "application/pdf" : "image/png", std::move(bytes), "private, no-store");
}

}  // namespace daiban::web
