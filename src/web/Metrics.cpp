#include "web/Metrics.h"

#include <fmt/format.h>

namespace daiban::web {

void Metrics::requestEnded(unsigned status, std::chrono::nanoseconds took) {
    byClass_.at(std::min<std::size_t>(status / 100, byClass_.size() - 1)) += 1;
    nanoseconds_ += took.count();
    std::size_t at = 0;
    const double seconds = std::chrono::duration<double>(took).count();
    while (at < bounds.size() && seconds > bounds.at(at)) ++at;
    took_.at(at) += 1;
}

std::string Metrics::text(const std::string& more) const {
    std::string out = "# TYPE daiban_http_requests_total counter\n";
    for (std::size_t i = 1; i < byClass_.size(); ++i)
        out += fmt::format("daiban_http_requests_total{{class=\"{}xx\"}} {}\n", i, byClass_.at(i).load());
    out += "# TYPE daiban_http_request_seconds histogram\n";
    std::int64_t sum = 0;
    for (std::size_t i = 0; i <= bounds.size(); ++i) {
        sum += took_.at(i).load();
        const std::string bound = i < bounds.size() ? fmt::format("{}", bounds.at(i)) : "+Inf";
        out += fmt::format("daiban_http_request_seconds_bucket{{le=\"{}\"}} {}\n", bound, sum);
    }
    out += fmt::format("daiban_http_request_seconds_sum {}\ndaiban_http_request_seconds_count {}\n",
                       static_cast<double>(nanoseconds_.load()) / 1e9, sum);
    out += fmt::format("# TYPE daiban_http_connections gauge\ndaiban_http_connections {}\n", connections.load());
    out += fmt::format("# TYPE daiban_event_followers gauge\ndaiban_event_followers {}\n", followers.load());
    out += fmt::format("# TYPE daiban_upload_bytes_total counter\ndaiban_upload_bytes_total {}\n", bytesIn.load());
    return out + more;
}

}  // namespace daiban::web
