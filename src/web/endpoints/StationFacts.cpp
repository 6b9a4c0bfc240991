#include "web/endpoints/StationFacts.h"

#include "base/Text.h"
#include "web/json/StationJson.h"

namespace daiban::web {

using base::Json;

Response getStation(const Call& call) {
    Json offices = Json::array(), printers = Json::array();
    for (const auto& office : call.station.models().offices().all()) offices.push_back(officeJson(office));
    const auto book = call.desk().prints.printers();
    for (const auto& [name, entry] : book.entries())
        printers.push_back(
            {{"name", name},
             {"kind", entry.address.empty() ? "queue" : entry.address.substr(0, entry.address.find(':'))},
             {"state", "ready"}});
    Json facts{{"version", call.station.parts().version},
               {"offices", offices},
               {"printers", printers},
               {"scanners", Json::array()},
               {"today", base::isoDate(call.station.today())}};
    if (call.station.trust != nullptr) {
        const auto trust = call.station.trust->facts();
        facts["trust"] = {{"address", trust.here}, {"fingerprint", trust.fingerprint}};
    }
    return json(facts);
}

Response findItems(const Call& call) {
    const std::string typed = base::trimmed(call.asked("q"));
    const auto most = static_cast<std::size_t>(call.askedNumber("limit", typed.empty() ? 10 : 30, 1, 100));
    auto found = typed.empty() ? call.desk().intakes.mostUsedItems(call.actor(), most)
                               : call.station.models().items().search(typed);
    if (found.size() > most) found.resize(most);
    Json items = Json::array();
    for (const auto* item : found) items.push_back(itemRowJson(*item, typed));
    return json({{"items", items}});
}

Response getItem(const Call& call) {
    return json(itemJson(call.station.models().items().at(call.at("code"), call.station.today())));
}

Response getTypes(const Call& call) {
    return json(typesJson(call.station.models().types()));
}

}  // namespace daiban::web
