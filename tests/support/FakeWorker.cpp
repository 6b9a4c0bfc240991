// A wardrobe of workers that go wrong in every way the real one may, and of one that does not.
//   fake_worker talk [ready|silent|refuse|leave]    does what each request's text says
//   fake_worker pages MISHAP COUNT-FILE             answers what PageWorkers asks, with that mishap
//   fake_worker scanner MISHAP                      is a scanner's driver
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <new>
#include <thread>
#include <vector>

#include "base/Error.h"
#include "base/Json.h"
#include "base/Text.h"
#include "intake/PageQuestion.h"
#include "intake/ReadingWire.h"
#include "process/serveRequests.h"
#include "scanners/worker/ScanMessages.h"

namespace {

using namespace daiban;
using process::Conversation;
using process::Message;

Message answer(const std::string& text) {
    return {.kind = Message::Kind::Answer, .text = text};
}

[[noreturn]] void hang() {
    while (true) pause();
}

[[noreturn]] void spin() {
    std::atomic<unsigned> turns{0};
    while (true) ++turns;
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t mostEaten =
    512U << 20U;  // no limit holds there (see Worker.cpp), so it does as if there were one
#else
constexpr std::size_t mostEaten = SIZE_MAX;
#endif

/// Until there is no more; std::bad_alloc.
[[noreturn]] void eatMemory() {
    constexpr std::size_t piece = 16U << 20U;
    std::vector<std::vector<char>> eaten;
    while (eaten.size() < mostEaten / piece) eaten.emplace_back(piece, 'x');
    throw std::bad_alloc();
}

/// Behind the protocol's back, to the caller.
void writeRaw(const std::string& bytes) {
    (void)!write(3, bytes.data(), bytes.size());
}

std::string descriptorsHere() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd"))
        names.push_back(entry.path().filename().string());
    return std::to_string(names.size());  // one of them is that of the folder itself
}

void commonMishap(const std::string& mishap) {
    if (mishap == "crash") std::abort();
    if (mishap == "segv") signal(SIGSEGV, SIG_DFL), raise(SIGSEGV);  // sanitizers take it for a finding
    if (mishap == "hang") hang();
    if (mishap == "spin") spin();
    if (mishap == "stop") raise(SIGSTOP);
    if (mishap == "eat") eatMemory();
    if (mishap == "exit") _exit(0);
    if (mishap == "garbage") writeRaw(std::string(4096, '\xAB'));
    if (mishap == "half") writeRaw(std::string("\x00\x10\x00\x00\x06\x00\x1B\xDA half an answer", 24)), _exit(0);
    if (mishap == "claim") writeRaw(std::string("\x00\x00\x00\x0F\x06\x00\x1B\xDA", 8)), _exit(0);
}

Message talk(const Message& request, Conversation& conversation) {
    const auto words = base::split(request.text, ' ');
    const std::string& verb = words.at(0);
    const std::string rest = request.text.size() > verb.size() ? request.text.substr(verb.size() + 1) : "";
    commonMishap(verb);
    if (verb == "who") return answer(std::to_string(getpid()));
    if (verb == "sleep") std::this_thread::sleep_for(std::chrono::milliseconds(std::stoi(rest)));
    if (verb == "doze") {  // now and then it does something
        for (int slept = 0; slept < std::stoi(rest); slept += 50)
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    if (verb == "at") conversation.isAtWork(rest), std::abort();
    if (verb == "at-then-done") {
        conversation.isAtWork(rest);
        conversation.isAtWork("");
        std::abort();
    }
    if (verb == "news") conversation.tell({.text = rest});
    if (verb == "parts") {
        int given = 0;
        while (given < std::stoi(rest) && conversation.giveAndWait({.text = std::to_string(given)})) ++given;
        return answer(std::to_string(given));
    }
    if (verb == "environment") {
        const char* value = std::getenv(rest.c_str());
        return answer(value == nullptr ? "" : value);
    }
    if (verb == "descriptors") return answer(descriptorsHere());
    if (verb == "print") std::cout << "a library talks" << std::endl, std::cerr << "and warns" << std::endl;
    if (verb == "grandchild") {
        if (fork() == 0) hang();
    }
    return answer(rest);
}

int serveTalk(const std::string& start) {
    return process::serveRequests([&]() -> process::Answer {
        if (start == "silent") hang();
        if (start == "refuse")
            throw base::Error(base::ErrorKind::DependencyMissing, base::Sentence("The models are not there."));
        if (start == "leave") std::cerr << "no such library\n", _exit(1);
        return talk;
    });
}

/// What was read on a page where there is one code.
intake::PageReading readingWith(const intake::AskedOfWorker& asked) {
    intake::PageReading reading;
    reading.provenance = {asked.source, asked.request.number, "0123"};
    reading.codes.push_back({.format = "QRCode", .text = "seen", .quad = {}});
    for (const auto decoder : asked.leftOut)
        reading.remarks.push_back(base::Sentence::verbatim(std::string(codes::nameOf(decoder))));
    return reading;
}

/// The mishaps: a common one, "first-" and a common one for the first request alone, "zxing" and "both" for decoders
/// that end the process, "later" for a crash after they are done, "nonsense" for an answer that is none.
Message answerPages(const std::string& mishap, const std::string& countFile, const Message& request,
                    Conversation& conversation) {
    const auto before = std::filesystem::exists(countFile) ? std::filesystem::file_size(countFile) : 0;
    std::ofstream(countFile, std::ios::app) << 'x';
    const auto asked = intake::questionFrom(base::parseJson(request.text, base::Sentence::verbatim("a question")));
    const auto isLeftOut = [&](codes::Decoder decoder) { return std::ranges::count(asked.leftOut, decoder) > 0; };
    if (mishap == "zxing" || mishap == "both") {
        if (!isLeftOut(codes::Decoder::ZXing)) conversation.isAtWork("zxing"), std::abort();
        if (mishap == "both" && !isLeftOut(codes::Decoder::ZBar)) conversation.isAtWork("zbar"), std::abort();
    }
    if (mishap == "later") conversation.isAtWork("zbar"), conversation.isAtWork(""), std::abort();
    if (mishap == "nonsense") return answer(R"({"documents":7})");
    if (mishap.starts_with("first-")) {
        if (before == 0) commonMishap(mishap.substr(6));
    } else {
        commonMishap(mishap);
    }
    if (asked.wantsFirstLook) conversation.tell(toMessage(readingWith(asked), intake::WithPictures::No));
    Message message = toMessage(readingWith(asked), intake::WithPictures::Yes);
    message.kind = Message::Kind::Answer;
    return message;
}

page::Page grayPage(int gray) {
    return {cv::Mat(20, 30, CV_8UC1, cv::Scalar(gray)), 150, {"desk", gray, ""}};
}

/// Tidying up is what hangs.
struct HangingGoodbye {
    ~HangingGoodbye() { hang(); }
};

Message scan(const std::string& mishap, Conversation& conversation) {
    int pages = 0;
    for (const int gray : {10, 20}) {
        Message part = scanners::toMessage(grayPage(gray));
        if (mishap == "unsealed") {
            process::Descriptor memory(memfd_create("unsealed", MFD_CLOEXEC));
            (void)!ftruncate(memory.get(), 600);
            part.files.at(0) = std::move(memory);
        }
        if (!conversation.giveAndWait(std::move(part))) return answer(R"({"pages":1})");
        ++pages;
    }
    commonMishap(mishap);
    if (mishap == "lid")
        return answer(base::toLine(
            toJson(scanners::ScanError(scanners::ScanProblem::CoverOpen, base::Sentence("The lid is up.")))));
    return answer(base::toLine({{"pages", pages}}));
}

int serveScanner(const std::string& mishap) {
    return process::serveRequests(
        [&]() -> process::Answer {
            const auto goodbye = mishap == "goodbye" ? std::make_shared<HangingGoodbye>() : nullptr;
            return [&, goodbye](const Message& request, Conversation& conversation) {
                if (base::parseJson(request.text, base::Sentence::verbatim("a question")).at("question") == "devices")
                    return answer(R"({"devices":[]})");
                return scan(mishap, conversation);
            };
        },
        {.patience = std::chrono::seconds(60)});
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const auto argument = [&](std::size_t n) { return n < arguments.size() ? arguments[n] : std::string(); };
    if (argument(0) == "talk") return serveTalk(argument(1));
    if (argument(0) == "scanner") return serveScanner(argument(1));
    return process::serveRequests([&]() -> process::Answer {
        return [&](const Message& request, Conversation& conversation) {
            return answerPages(argument(1), argument(2), request, conversation);
        };
    });
}
