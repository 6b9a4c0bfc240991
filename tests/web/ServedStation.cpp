#include "web/ServedStation.h"

#include <algorithm>
#include <atomic>

#include "base/Crypto.h"
#include "intake/openLabelKeys.h"
#include "store/SignIn.h"
#include "web/ApiPage.h"

namespace daiban::web::test {

ServedStation& ServedStation::get() {
    static ServedStation served;
    return served;
}

ServedStation::ServedStation() : api_(std::string(openApiText())) {
    const auto owner = staff::stationOwner("tests");
    store_ = std::make_unique<store::Store>(store::Store::open(folder_.path(), clock_, random_));
    models_ = std::make_unique<desk::Models>(std::filesystem::path(DAIBAN_SOURCE_DIR) / "models", folder_.path(),
                                             base::dayOf(clock_.now()));
    const std::string hash = base::passwordHash(password, random_, {.memoryKib = 8192, .passes = 1});
    for (const auto& account : store::ensureFirstAccounts(*store_, models_->offices(), owner))
        store_->setPassword(account.name, hash, owner);
    const auto elsewhere = std::ranges::find_if(models_->offices().all(), [](const staff::Office& office) {
        return office.kind == staff::OfficeKind::Community && office.code != "SQ-0101";
    });
    for (const char* name : {foreigner, "locked-out", "changes-password"})
        store_->addAccount({.name = name,
                            .fullName = "测试",
                            .office = name == std::string(foreigner) ? elsewhere->code : "SQ-0101",
                            .roles = {staff::Role::CounterWorker, staff::Role::PickupClerk, staff::Role::Courier},
                            .passwordHash = hash,
                            .actor = owner});
    keys_ = std::make_unique<codes::TokenKeys>(intake::openLabelKeys(*store_, folder_.path(), random_, owner));
    running_ = std::make_unique<RunningStation>(
        RunningParts{.store = *store_,
                     .models = *models_,
                     .keys = *keys_,
                     .clock = clock_,
                     .random = random_,
                     .dataFolder = folder_.path(),
                     .program = DAIBAN_PROGRAM,
                     .threads = 1,
                     .version = "test",
                     .application = {.ui = folder_.path() / "no-ui", .hosts = {}},
                     .server = {.port = 0, .headTime = std::chrono::seconds(2), .bodyTime = std::chrono::seconds(5)}});
}

Answer CheckedBrowser::ask(std::string_view method, const std::string& path, const std::string& body,
                           std::map<std::string, std::string> headers) {
    // Everybody signs in from an address of his own: how often one may is another test's.
    static std::atomic<int> people{0};
    if (path == "/api/v1/session" && method == "POST" && !headers.contains("X-Forwarded-For")) {
        const int number = ++people;
        headers["X-Forwarded-For"] = "10.2." + std::to_string(number / 250) + "." + std::to_string(number % 250 + 1);
    }
    auto answer = Browser::ask(method, path, body, std::move(headers));
    const auto& api = ServedStation::get().api();
    const auto* operation = api.find(std::string(method), path);
    if (operation == nullptr || method == "HEAD" || answer.status == 0) return answer;
    for (const auto& fault : api.faultsOf(*operation, answer.status, answer.headers["content-type"], answer.json()))
        ADD_FAILURE() << method << " " << path << ": " << fault;
    return answer;
}

CheckedBrowser signedIn(const std::string& account) {
    CheckedBrowser browser;
    const auto answer = browser.signIn(account, password);
    EXPECT_EQ(answer.status, 200U) << answer.body;
    return browser;
}

}  // namespace daiban::web::test
