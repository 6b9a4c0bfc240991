#include "printing/CupsPrinter.h"

#include <cups/cups.h>
#include <fmt/format.h>

#include <array>
#include <optional>
#include <thread>

#include "base/Sentence.h"

namespace daiban::printing {

namespace {

using Steady = std::chrono::steady_clock;
constexpr std::chrono::milliseconds askingPause{250};

struct FreeDestination {
    void operator()(cups_dest_t* destination) const { cupsFreeDests(1, destination); }
};
struct FreeInformation {
    void operator()(cups_dinfo_t* information) const { cupsFreeDestInfo(information); }
};
struct CloseHttp {
    void operator()(http_t* http) const { httpClose(http); }
};
struct DeleteIpp {
    void operator()(ipp_t* ipp) const { ippDelete(ipp); }
};
using Destination = std::unique_ptr<cups_dest_t, FreeDestination>;
using Information = std::unique_ptr<cups_dinfo_t, FreeInformation>;
using Http = std::unique_ptr<http_t, CloseHttp>;
using Ipp = std::unique_ptr<ipp_t, DeleteIpp>;

/// Nobody sits at the terminal to be asked for a password.
const char* noPassword(const char*, http_t*, const char*, const char*, void*) {
    return nullptr;
}
/// A connection on which nothing comes is given up.
int giveUp(http_t*, void*) {
    return 0;
}

/// Options of a job, freed at the end.
class Options {
  public:
    Options() = default;
    ~Options() { cupsFreeOptions(count_, options_); }
    Options(const Options&) = delete;
    Options& operator=(const Options&) = delete;
    void add(const char* name, const std::string& value) {
        count_ = cupsAddOption(name, value.c_str(), count_, &options_);
    }
    [[nodiscard]] int count() const { return count_; }
    [[nodiscard]] cups_option_t* get() const { return options_; }

  private:
    int count_ = 0;
    cups_option_t* options_ = nullptr;
};

/// A connection to the printer or to CUPS, and the path to ask at.
struct Connection {
    Http http;
    std::string resource;
};

/// One document on its way.
class Job {
  public:
    Job(const PrinterAddress& address, const PrinterPatience& patience) : address_(address), patience_(patience) {
        cupsSetPasswordCB2(noPassword, nullptr);
    }

    [[nodiscard]] PrintResult print(const PrintDocument& document) {
        if (!findPrinter()) return notSent(base::Sentence("找不到打印机，没有打印；请检查名称、电源和网线后重试。"));
        connection_ = connect();
        if (!connection_.http) return notSent(base::Sentence("打印机连接不上，没有打印；请检查电源和网线后重试。"));
        information_.reset(cupsCopyDestInfo(connection_.http.get(), destination_.get()));
        if (!information_) return notSent(base::Sentence("打印机没有回应，没有打印；请检查打印机后重试。"));
        if (!create(document)) return notSent(base::Sentence("打印机不接受任务，没有打印；请检查打印机后重试。"));
        if (const auto failed = send(document)) return *failed;
        return waitForEnd();
    }

  private:
    static PrintResult notSent(base::Sentence sentence) { return {PrintOutcome::NotSent, std::move(sentence)}; }
    static PrintResult unknown(base::Sentence sentence) { return {PrintOutcome::Unknown, std::move(sentence)}; }

    [[nodiscard]] bool isQueue() const { return address_.kind == PrinterAddress::Kind::Queue; }

    bool findPrinter() {
        destination_.reset(isQueue() ? cupsGetNamedDest(CUPS_HTTP_DEFAULT, address_.uri.c_str(), nullptr)
                                     : cupsGetDestWithURI("daiban", address_.uri.c_str()));
        return destination_ != nullptr;
    }

    [[nodiscard]] Connection connect() const {
        std::array<char, 1024> resource{};
        const unsigned flags = isQueue() ? CUPS_DEST_FLAGS_NONE : CUPS_DEST_FLAGS_DEVICE;
        http_t* http = cupsConnectDest(destination_.get(), flags, static_cast<int>(patience_.connect.count()), nullptr,
                                       resource.data(), resource.size(), nullptr, nullptr);
        if (http == nullptr) return {};
        httpSetTimeout(http, std::chrono::duration<double>(patience_.stall).count(), giveUp, nullptr);
        return {Http(http), resource.data()};
    }

    [[nodiscard]] bool supports(const char* option, const std::string& value) const {
        return cupsCheckDestSupported(connection_.http.get(), destination_.get(), information_.get(), option,
                                      value.c_str()) != 0;
    }

    bool create(const PrintDocument& document) {
        Options options;
        const auto addSupported = [&](const char* name, const std::string& value) {
            if (supports(name, value)) options.add(name, value);
        };
        // Millimetres count: never fitted to the page. The paper's size is PWG 5101.1's name of a custom size.
        addSupported("print-scaling", "none");
        const bool isA4 = document.width == 210 && document.height == 297;
        addSupported("media",
                     isA4 ? std::string("iso_a4_210x297mm")
                          : fmt::format("custom_label_{0:g}x{1:g}mm_{0:g}x{1:g}mm", document.width, document.height));
        return cupsCreateDestJob(connection_.http.get(), destination_.get(), information_.get(), &job_,
                                 document.title.c_str(), options.count(), options.get()) == IPP_STATUS_OK;
    }

    /// Empty when the printer took the whole document.
    std::optional<PrintResult> send(const PrintDocument& document) {
        http_t* http = connection_.http.get();
        if (cupsStartDestDocument(http, destination_.get(), information_.get(), job_, document.title.c_str(),
                                  document.mediaType.c_str(), 0, nullptr, 1) != HTTP_STATUS_CONTINUE)
            return notSent(base::Sentence("打印机拒绝接收，没有打印；请检查打印机后重试。"));
        // From here on a part of the document may be there.
        if (cupsWriteRequestData(http, document.bytes.data(), document.bytes.size()) != HTTP_STATUS_CONTINUE)
            return unknown(base::Sentence("打印机中途断开，不确定是否打出；请核对后补打。"));
        const ipp_status_t status = cupsFinishDestDocument(http, destination_.get(), information_.get());
        if (status >= IPP_STATUS_ERROR_BAD_REQUEST && status < IPP_STATUS_ERROR_INTERNAL)
            return notSent(base::Sentence("打印机看不懂这份文件，没有打印；请换一台打印机。"));
        if (status >= IPP_STATUS_ERROR_INTERNAL || status == IPP_STATUS_CUPS_INVALID)
            return unknown(base::Sentence("打印机中途断开，不确定是否打出；请核对后补打。"));
        return std::nullopt;
    }

    [[nodiscard]] std::string printerUri() const {
        if (!isQueue()) return address_.uri;
        const char* uri = cupsGetOption("printer-uri-supported", destination_->num_options, destination_->options);
        return uri == nullptr ? "" : uri;
    }

    /// Empty: the printer gave no answer.
    std::optional<ipp_jstate_t> askState() {
        if (!connection_.http) connection_ = connect();
        if (!connection_.http) return std::nullopt;
        ipp_t* request = ippNewRequest(IPP_OP_GET_JOB_ATTRIBUTES);
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_URI, "printer-uri", nullptr, printerUri().c_str());
        ippAddInteger(request, IPP_TAG_OPERATION, IPP_TAG_INTEGER, "job-id", job_);
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_NAME, "requesting-user-name", nullptr, cupsUser());
        ippAddString(request, IPP_TAG_OPERATION, IPP_TAG_KEYWORD, "requested-attributes", nullptr, "job-state");
        const Ipp answer(cupsDoRequest(connection_.http.get(), request, connection_.resource.c_str()));
        ipp_attribute_t* state = answer ? ippFindAttribute(answer.get(), "job-state", IPP_TAG_ENUM) : nullptr;
        if (state != nullptr) return static_cast<ipp_jstate_t>(ippGetInteger(state, 0));
        connection_ = {};
        return std::nullopt;
    }

    PrintResult waitForEnd() {
        const auto deadline = Steady::now() + patience_.confirm;
        bool answered = true;
        do {
            const auto state = askState();
            answered = state.has_value();
            if (state == IPP_JSTATE_COMPLETED) return {PrintOutcome::Printed, base::Sentence("已打印")};
            // How much of it came out is not said reliably: some printers count no sheets.
            if (state == IPP_JSTATE_CANCELED)
                return unknown(base::Sentence("打印任务在打印机上被取消，不确定是否打出；请核对后补打。"));
            if (state == IPP_JSTATE_ABORTED)
                return unknown(base::Sentence("打印机中止了任务，不确定是否打出；请核对后补打。"));
            std::this_thread::sleep_for(askingPause);
        } while (Steady::now() < deadline);
        return unknown(
            answered ? base::Sentence("打印机收下了任务，还没有打完（可能缺纸或暂停），不确定是否打出；请核对后补打。")
                     : base::Sentence("打印机收下任务后没有回应，不确定是否打出；请核对后补打。"));
    }

    const PrinterAddress& address_;
    const PrinterPatience& patience_;
    Destination destination_;
    Connection connection_;
    Information information_;
    int job_ = 0;
};

}  // namespace

PrintResult CupsPrinter::print(const PrintDocument& document) {
    return Job(address_, patience_).print(document);
}

}  // namespace daiban::printing
