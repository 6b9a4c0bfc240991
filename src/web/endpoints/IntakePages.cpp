#include "web/endpoints/IntakePages.h"

#include <algorithm>
#include <filesystem>

#include "web/Input.h"
#include "web/Problem.h"
#include "web/endpoints/Intakes.h"
#include "web/json/IntakeJson.h"

namespace daiban::web {

namespace {

using base::Json;
using store::IntakeId;

base::PageId pageOf(const Call& call) {
    return base::PageId(call.uuidAt("page"));
}

desk::DocumentPlace placeOf(const Call& call) {
    return {.page = pageOf(call), .document = call.numberAt("document")};
}

std::string reasonOf(const Call& call, const char* unless) {
    return Input(call.request.body, {"reason"}).textOr("reason", unless);
}

/// Does `work` on a document, so that what was said of it before can be said again.
void doOnDocument(const Call& call, const IntakeId& id, const desk::DocumentPlace& at, const base::Sentence& label,
                  const std::function<void()>& work) {
    const auto before = call.desk().intakes.wordOn(call.actor(), id, at);
    work();
    didSomething(call, id, label, [&desk = call.desk(), actor = call.actor(), id, at, before] {
        desk.intakes.sayAgain(actor, id, at, before);
    });
}

/// What was kept of an upload before; the bytes are the pages' by then.
std::vector<base::PageId> pagesOfUpload(const Call& call, const IntakeId& id, const std::string& upload) {
    std::vector<base::PageId> pages;
    for (const auto& page : call.desk().intakes.pagesOf(id))
        if (page.batch.text() == upload) pages.push_back(page.id);
    return pages;
}

void keepUpload(const Call& call, const IntakeId& id, const std::string& upload, std::vector<base::PageId>& kept,
                Json& refused) {
    const auto known = pagesOfUpload(call, id, upload);
    if (!known.empty()) return (void)kept.insert(kept.end(), known.begin(), known.end());
    // What a person sent; else what a watched folder brought to the office, which whoever takes in may take.
    std::string owner = call.uploader();
    auto state = call.station.uploads.find(upload, owner);
    if (!state && !call.phone) {
        owner = Inbox::ownerOf(call.desk().intakes.find(call.actor(), id).office);
        state = call.station.uploads.find(upload, owner);
    }
    if (!state) {
        refused.push_back({{"upload", upload},
                           {"name", ""},
                           {"detail", base::Sentence("没有这个上传；请重新上传文件。").in(call.words())}});
        return;
    }
    const auto stored = call.desk().intakes.keep(call.actor(), id, base::BatchId(upload),
                                                 call.station.uploads.fileOf(*state), state->name);
    if (stored.failed())
        refused.push_back({{"upload", upload}, {"name", state->name}, {"detail", stored.failure.in(call.words())}});
    else
        kept.insert(kept.end(), stored.pages.begin(), stored.pages.end());
    call.station.uploads.drop(upload, owner);
}

struct Asked {
    IntakeId id;
    desk::IntakeView view;
    desk::Doubt doubt;
};

Asked askedBy(const Call& call) {
    Asked asked{.id = intakeOf(call), .view = call.desk().intakes.show(call.actor(), intakeOf(call)), .doubt = {}};
    for (const auto& doubt : doubtsOf(asked.view))
        if (doubt.id == call.at("question")) {
            asked.doubt = doubt;
            return asked;
        }
    refuse("answered-already", 409, "这个问题已经不存在了；请看最新的清单。",
           "This question is settled already; look at the list as it is now.");
}

desk::DocumentPlace placeOf(const desk::PaperKey& key) {
    return {.page = base::PageId(key.page), .document = key.document};
}

void saySomething(const Call& call, const Asked& asked, const desk::PaperKey& key, const base::Sentence& label,
                  const intake::PaperCorrection& word) {
    const auto at = placeOf(key);
    doOnDocument(call, asked.id, at, label, [&] { call.desk().intakes.confirm(call.actor(), asked.id, at, word); });
}

void rule(const Call& call, const Asked& asked, const base::Sentence& label, cases::Judged about,
          cases::Ruling ruling) {
    const auto at = placeOf(asked.doubt.at);
    doOnDocument(call, asked.id, at, label, [&] {
        call.desk().intakes.overrule(call.actor(), asked.id, at,
                                     {.about = about,
                                      .ruling = ruling,
                                      .material = asked.doubt.material,
                                      .reason = asked.doubt.sentence.text() +
                                                (ruling == cases::Ruling::Accepted ? "窗口答：是" : "窗口答：不是")});
    });
}

/// Whether the line of the question waits for a person still.
bool stillInDoubt(const Call& call, const Asked& asked) {
    const auto view = call.desk().intakes.show(call.actor(), asked.id);
    const auto doubts = doubtsOf(view);
    return std::ranges::any_of(doubts, [&](const desk::Doubt& doubt) {
        return doubt.at == asked.doubt.at && doubt.material == asked.doubt.material;
    });
}

void answerConfirm(const Call& call, const Asked& asked, const std::string& answer) {
    if (answer == "no")
        return rule(call, asked, base::Sentence("答：不是"), cases::Judged::Type, cases::Ruling::Refused);
    if (answer != "yes") refuseInput("没有这个回答。", "There is no such answer.");
    saySomething(call, asked, asked.doubt.at, base::Sentence("答：是"), {.type = {}, .fields = {}, .material = {}});
    // The question was whose it is too.
    if (stillInDoubt(call, asked))
        call.desk().intakes.overrule(call.actor(), asked.id, placeOf(asked.doubt.at),
                                     {.about = cases::Judged::Subject,
                                      .ruling = cases::Ruling::Accepted,
                                      .material = asked.doubt.material,
                                      .reason = asked.doubt.sentence.text() + "窗口答：是"});
}

void answerAccept(const Call& call, const Asked& asked, const std::string& answer) {
    if (answer == "no")
        return rule(call, asked, base::Sentence("答：不收"), cases::Judged::Type, cases::Ruling::Refused);
    if (answer != "yes") refuseInput("没有这个回答。", "There is no such answer.");
    for (const auto about : {cases::Judged::Bundle, cases::Judged::Subject, cases::Judged::Validity})
        if (stillInDoubt(call, asked)) rule(call, asked, base::Sentence("答：收下"), about, cases::Ruling::Accepted);
}

std::size_t chosenFrom(const std::string& answer, char letter, std::size_t most) {
    const bool isNumber = answer.size() >= 2 && answer.size() <= 3 && answer[0] == letter &&
                          answer.find_first_not_of("0123456789", 1) == std::string::npos;
    const std::size_t chosen = isNumber ? std::stoul(answer.substr(1)) : 0;
    if (chosen < 1 || chosen > most) refuseInput("没有这个回答。", "There is no such answer.");
    return chosen - 1;
}

void answerConflict(const Call& call, const Asked& asked, const std::string& answer) {
    const auto& values = asked.doubt.values;
    const std::string right = values[chosenFrom(answer, 'v', values.size())].second;
    for (const auto& [key, value] : values)
        if (value != right)
            saySomething(call, asked, key, base::Sentence("更正读错的内容"),
                         {.type = {}, .fields = {{asked.doubt.field, right}}, .material = {}});
}

void answerType(const Call& call, const Asked& asked, const std::string& answer) {
    if (answer == "none")
        return saySomething(call, asked, asked.doubt.at, base::Sentence("答：都不是"),
                            {.type = {}, .fields = {}, .material = {}});
    const auto chosen = chosenFrom(answer, 'm', asked.doubt.choices.size());
    saySomething(call, asked, asked.doubt.at, base::Sentence("归入材料"),
                 {.type = {}, .fields = {}, .material = asked.doubt.choices[chosen]});
}

}  // namespace

KeptPages keepUploads(const Call& call, const IntakeId& id, const std::vector<std::string>& uploads) {
    if (uploads.empty() || uploads.size() > 200)
        refuseInput("一次 1 至 200 个文件。", "Send 1 to 200 files at a time.");
    for (const auto& upload : uploads)
        if (!base::isUuid(upload)) refuseInput("uploads 应为 UUID 列表。", "The uploads must be UUIDs.");
    if (!call.station.queue->hasRoomFor(uploads.size()))
        throw Refused({.name = "busy",
                       .status = 503,
                       .chinese = "等待识别的页面太多，请稍候再加；已上传的文件都在。",
                       .english = "Too many pages wait to be read; add these in a while. What was uploaded is kept.",
                       .retryAfter = std::chrono::seconds(30)});
    KeptPages kept;
    for (const auto& upload : uploads) keepUpload(call, id, upload, kept.pages, kept.refused);
    for (const auto& page : kept.pages)
        if (call.desk().intakes.readingOf(page).empty())
            call.station.queue->add({.intake = id, .page = page, .actor = call.actor()});
    if (!kept.pages.empty())
        didSomething(call, id, base::Sentence("加入 {} 页", kept.pages.size()),
                     [&desk = call.desk(), actor = call.actor(), id, pages = kept.pages] {
                         for (const auto& page : pages) desk.intakes.removePage(actor, id, page, "撤销加入");
                     });
    return kept;
}

Response addPages(const Call& call) {
    const Input input(call.request.body, {"id", "uploads"});
    (void)input.uuid("id");
    const IntakeId id = intakeOf(call);
    (void)call.desk().intakes.find(call.actor(), id);
    const auto kept = keepUploads(call, id, input.texts("uploads"));
    Json pages = Json::array();
    for (const auto& page : kept.pages) pages.push_back(page.text());
    return json({{"pages", pages},
                 {"refused", kept.refused},
                 {"intake", intakeJson(call.station, call.desk().intakes.show(call.actor(), id), call.words())}},
                202);
}

Response removePage(const Call& call) {
    const IntakeId id = intakeOf(call);
    const auto page = pageOf(call);
    call.desk().intakes.removePage(call.actor(), id, page, reasonOf(call, "窗口移出"));
    didSomething(call, id, base::Sentence("移出一页"), [&desk = call.desk(), actor = call.actor(), id, page] {
        desk.intakes.restorePage(actor, id, page, "撤销移出");
    });
    return intakeAnswer(call, id);
}

Response restorePage(const Call& call) {
    const IntakeId id = intakeOf(call);
    const auto page = pageOf(call);
    call.desk().intakes.restorePage(call.actor(), id, page, reasonOf(call, "窗口放回"));
    didSomething(call, id, base::Sentence("放回一页"), [&desk = call.desk(), actor = call.actor(), id, page] {
        desk.intakes.removePage(actor, id, page, "撤销放回");
    });
    return intakeAnswer(call, id);
}

Response readPageAgain(const Call& call) {
    const IntakeId id = intakeOf(call);
    const auto pages = call.desk().intakes.show(call.actor(), id).pages;
    const auto page = pageOf(call);
    if (std::ranges::find(pages, page, &store::StoredPage::id) == pages.end())
        refuse("not-found", 404, "本件没有这一页。", "This intake has no such page.");
    call.desk().intakes.forgetFailure(call.actor(), id, page);
    call.station.queue->add({.intake = id, .page = page, .actor = call.actor()});
    return intakeAnswer(call, id, 202);
}

Response confirmDocument(const Call& call) {
    const Input input(call.request.body, {"type", "fields"});
    intake::PaperCorrection word{.type = input.textOr("type"), .fields = {}, .material = {}};
    const Json fields = input.has("fields") ? input.object("fields") : Json::object();
    for (const auto& [name, value] : fields.items()) {
        if (!value.is_string() || value.get_ref<const std::string&>().size() > 500)
            refuseInput("字段的值应为文字。", "The values of fields must be texts.");
        word.fields[name] = value.get<std::string>();
    }
    const IntakeId id = intakeOf(call);
    const auto at = placeOf(call);
    doOnDocument(call, id, at, word.fields.empty() ? base::Sentence("确认材料") : base::Sentence("更正内容"),
                 [&] { call.desk().intakes.confirm(call.actor(), id, at, word); });
    return intakeAnswer(call, id);
}

Response overruleDocument(const Call& call) {
    const Input input(call.request.body, {"about", "ruling", "material", "reason"});
    const auto about = cases::judgedOf(input.text("about"));
    const auto ruling = cases::rulingOf(input.text("ruling"));
    if (!about || !ruling) refuseInput("about 或 ruling 不认识。", "About or ruling is not known.");
    const IntakeId id = intakeOf(call);
    const auto at = placeOf(call);
    doOnDocument(call, id, at, base::Sentence("人工裁定"), [&] {
        call.desk().intakes.overrule(
            call.actor(), id, at,
            {.about = *about, .ruling = *ruling, .material = input.textOr("material"), .reason = input.text("reason")});
    });
    return intakeAnswer(call, id);
}

Response drawDocument(const Call& call) {
    const Input input(call.request.body, {"quad", "turn"});
    const int turn = input.has("turn") ? input.number("turn", 0, 270) : 0;
    if (turn % 90 != 0) refuseInput("turn 应为 0、90、180 或 270。", "The turn must be 0, 90, 180 or 270.");
    const IntakeId id = intakeOf(call);
    const auto at = placeOf(call);
    const auto before = call.desk().intakes.cornersOf(call.actor(), id, at);
    const auto quad = input.quad("quad");
    call.desk().intakes.draw(call.actor(), id, at, quad, static_cast<base::Turn>(turn));
    call.station.queue->add({.intake = id, .page = at.page, .actor = call.actor()});
    if (before)
        didSomething(call, id, quad ? base::Sentence("改边") : base::Sentence("转正"),
                     [&station = call.station, &desk = call.desk(), actor = call.actor(), id, at, corners = *before] {
                         desk.intakes.draw(actor, id, at, corners, base::Turn::None);
                         station.queue->add({.intake = id, .page = at.page, .actor = actor});
                     });
    else
        call.station.changed(id);
    return intakeAnswer(call, id, 202);
}

Response assignDocument(const Call& call) {
    const Input input(call.request.body, {"material"});
    const IntakeId id = intakeOf(call);
    const auto at = placeOf(call);
    doOnDocument(call, id, at, base::Sentence("归入材料"), [&] {
        call.desk().intakes.confirm(call.actor(), id, at,
                                    {.type = {}, .fields = {}, .material = input.text("material")});
    });
    return intakeAnswer(call, id);
}

Response joinDocument(const Call& call) {
    const Input input(call.request.body, {"page", "document"});
    const IntakeId id = intakeOf(call);
    const auto at = placeOf(call);
    std::optional<desk::DocumentPlace> to;
    if (input.has("page"))
        to = {.page = base::PageId(input.uuid("page")),
              .document = input.has("document") ? input.number("document", 1, 1000) : 1};
    doOnDocument(call, id, at, to ? base::Sentence("合成一份") : base::Sentence("拆成两份"),
                 [&] { call.desk().intakes.join(call.actor(), id, at, to); });
    return intakeAnswer(call, id);
}

Response answerQuestion(const Call& call) {
    const std::string answer = Input(call.request.body, {"answer"}).text("answer");
    const Asked asked = askedBy(call);
    switch (asked.doubt.kind) {
        case desk::Doubt::Kind::Confirm:
            answerConfirm(call, asked, answer);
            break;
        case desk::Doubt::Kind::Accept:
            answerAccept(call, asked, answer);
            break;
        case desk::Doubt::Kind::Conflict:
            answerConflict(call, asked, answer);
            break;
        case desk::Doubt::Kind::Type:
            answerType(call, asked, answer);
            break;
    }
    return intakeAnswer(call, asked.id);
}

}  // namespace daiban::web
