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

constexpr std::array<std::string_view, 9> kinds{"receipt",    "receipt-roll-80", "notice",
                                                "correction", "tolerance",       "delivery",
                                                "mandate",    "folder-label",    "certificate-label"};

std::string contentOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void keep(const fs::path& file, std::string_view bytes) {
    if (base::writeDurably(file, bytes))
        throw base::Error(base::ErrorKind::StorageFailed,
                          base::Sentence("The paper could not be kept; see that the disk has room."));
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
    bool onPaper = false;
    base::Sentence sentence("已生成，请从屏幕打印。");
    if (!printer.empty() && kind.ends_with("-label")) {
        const auto job = call.desk().papers.printLabel(call.actor(), store::PrintJobId(id), key, kind, printer);
        onPaper = job.state == store::PrintState::Printed;
        sentence = onPaper ? base::Sentence("已打印。") : job.sentence;
    }
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
