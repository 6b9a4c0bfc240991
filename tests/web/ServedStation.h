#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "support/TemporaryFolder.h"
#include "web/Browser.h"
#include "web/RunningStation.h"
#include "web/Schema.h"

namespace daiban::web::test {

inline constexpr const char* password = "yinhe-xiangyang-42-daiban";
inline constexpr const char* worker = "sq-0101-counter-worker";
inline constexpr const char* foreigner = "elsewhere-worker";  ///< counter worker of another community

/// A served station with sample accounts, made once for all tests of the program.
class ServedStation {
  public:
    static ServedStation& get();

    [[nodiscard]] std::uint16_t port() const { return running_->port(); }
    [[nodiscard]] store::Store& store() { return *store_; }
    [[nodiscard]] Station& station() { return running_->station(); }
    [[nodiscard]] const OpenApi& api() const { return api_; }

  private:
    ServedStation();
    support::TemporaryFolder folder_;
    base::SystemClock clock_;
    base::SystemRandom random_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<desk::Models> models_;
    std::unique_ptr<codes::TokenKeys> keys_;
    OpenApi api_;
    std::unique_ptr<RunningStation> running_;
};

/// A browser whose every answer is held against the OpenAPI file.
class CheckedBrowser : public Browser {
  public:
    CheckedBrowser() : Browser(ServedStation::get().port()) {}
    [[nodiscard]] Answer ask(std::string_view method, const std::string& path, const std::string& body = "",
                             std::map<std::string, std::string> headers = {}) override;
};

/// Signed in.
[[nodiscard]] CheckedBrowser signedIn(const std::string& account = worker);

}  // namespace daiban::web::test
