#include "web/endpoints/Phones.h"

#include <algorithm>

#include "base/Id.h"
#include "base/Text.h"
#include "codes/QrSvg.h"
#include "web/Application.h"
#include "web/Input.h"
#include "web/Problem.h"
#include "web/endpoints/IntakePages.h"
#include "web/endpoints/Intakes.h"
#include "web/json/IntakeJson.h"
#include "web/json/PapersJson.h"
#include "web/json/StationJson.h"

namespace daiban::web {

namespace {

using base::Json;

constexpr std::size_t mostAsked = 60;  // uploads; their ids fit into an address

Json phoneJson(const store::Phone& phone) {
    return {{"id", phone.id},
            {"state", phone.pairedAt ? "connected" : "offered"},
            {"seen", phone.seenAt ? Json(moment(*phone.seenAt)) : Json(nullptr)},
            {"pages", phone.pages},
            {"ends", moment(phone.endsAt)}};
}

bool isOnlyHere(const std::string& host) {
    return host.starts_with("localhost") || host.starts_with("127.") || host.starts_with("[::1]");
}

/// Where a telephone finds the station: as the browser did, unless that is its own machine's name for itself.
std::string stationAddress(const Call& call) {
    const std::string host = call.request.header("host");
    if (call.station.trust != nullptr && isOnlyHere(host)) {
        const auto trust = call.station.trust->facts();
        const auto from = trust.here.find("//") + 2;
        const std::string address = trust.here.substr(from, trust.here.find_first_of(":/", from) - from);
        return "https://" + address + ":" + std::to_string(trust.port);
    }
    return (call.request.secure ? "https://" : "http://") + host;
}

std::vector<std::string> askedUploads(const Call& call) {
    auto uploads = base::split(call.asked("uploads"), ',');
    std::erase(uploads, "");
    if (uploads.size() > mostAsked || !std::ranges::all_of(uploads, [](const auto& id) { return base::isUuid(id); }))
        refuseInput("uploads 应为 60 个以内的 UUID。", "The uploads must be UUIDs, 60 at the most.");
    return uploads;
}

}  // namespace

Response getPhones(const Call& call) {
    Json phones = Json::array();
    for (const auto& phone : call.desk().phones.list(call.actor(), intakeOf(call))) phones.push_back(phoneJson(phone));
    return json({{"phones", phones}});
}

Response offerPhone(const Call& call) {
    const Input input(call.request.body, {"id"});
    const auto offer = call.desk().phones.offer(call.actor(), intakeOf(call), input.uuid("id"));
    const std::string station = stationAddress(call), address = station + "/phone#" + offer.secret;
    return json({{"phone", phoneJson(offer.phone)},
                 {"address", address},
                 {"qr", codes::qrSvg(address)},
                 {"reachable", !isOnlyHere(station.substr(station.find("//") + 2))},
                 {"secure", station.starts_with("https")}},
                201);
}

Response endPhone(const Call& call) {
    const auto id = intakeOf(call);
    call.desk().phones.end(call.actor(), id, call.uuidAt("phone"));
    call.station.changed(id);
    return noContent();
}

Response pairPhone(const Call& call) {
    demandFewWrong(call.station, call.request);
    const auto paired = call.desk().phones.pair(Input(call.request.body, {"code"}).text("code"));
    if (!paired) {
        wasWrong(call.station, call.request);
        refuse("wrong-code", 403, base::Sentence("配对码已用过、已过期或不对；请在收件页重新显示二维码。"));
    }
    call.station.changed(paired->phone.intake);
    return json({{"token", paired->token}, {"ends", moment(paired->phone.endsAt)}}, 201);
}

Response getPhone(const Call& call) {
    const auto uploads = askedUploads(call);
    const auto view = call.desk().intakes.show(call.actor(), call.phone->intake.id);
    std::map<std::string, std::string> uploadOf;  // by page
    for (const auto& page : view.pages) uploadOf.emplace(page.id.text(), page.batch.text());
    Json pages = Json::array();
    for (const auto& page : pagesJson(papersView(call.station, view, call.words()))) {
        const auto upload = uploadOf.find(page.value("id", ""));
        if (upload == uploadOf.end() || std::ranges::find(uploads, upload->second) == uploads.end()) continue;
        pages.push_back({{"upload", upload->second},
                         {"state", page["state"]},
                         {"name", page["name"]},
                         {"warnings", page.value("warnings", Json::array())}});
    }
    return json({{"item", view.item == nullptr ? "" : view.item->name},
                 {"ends", moment(call.phone->phone.endsAt)},
                 {"pages", pages}});
}

Response leavePhone(const Call& call) {
    call.desk().phones.leave(*call.phone);
    call.station.changed(call.phone->intake.id);
    return noContent();
}

Response addPhonePages(const Call& call) {
    const auto uploads = Input(call.request.body, {"uploads"}).texts("uploads");
    if (uploads.size() > 20) refuseInput("一次最多 20 张。", "Send 20 pictures at a time at the most.");
    if (call.phone->phone.pages + static_cast<int>(uploads.size()) > desk::Phones::mostPages)
        refuse("too-many-pages", 409, "这部手机已拍得太多；请在收件页重新配对。",
               "This phone has sent as many pictures as it may; pair it again on the Intake page.");
    const auto kept = keepUploads(call, call.phone->intake.id, uploads);
    call.desk().phones.sent(*call.phone, static_cast<int>(kept.pages.size()));
    Json refused = Json::array();
    for (const auto& one : kept.refused) refused.push_back({{"upload", one["upload"]}, {"detail", one["detail"]}});
    return json({{"pages", kept.pages.size()}, {"refused", refused}}, 202);
}

}  // namespace daiban::web
