#include "process/serveRequests.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>
#include <new>
#include <thread>

#include "base/Error.h"
#include "base/Json.h"

namespace daiban::process {

namespace {

constexpr int callersDescriptor = 3;

/// When memory runs out, the kernel is to end a worker, never the program that keeps the pages.
void volunteerToBeEnded() {
    std::ofstream("/proc/self/oom_score_adj") << 800;
}

/// Ends this process when its caller is gone, even in the middle of an endless loop. (PR_SET_PDEATHSIG would end it
/// with the thread that started it, and the threads of a pipeline come and go.) A worker that is stopped gets SIGHUP
/// from the kernel then, for its process group has lost its parent.
void endWithCaller(std::chrono::seconds patience) {
    std::thread([patience] {
        pollfd caller{callersDescriptor, POLLRDHUP, 0};
        while (poll(&caller, 1, -1) < 0) {
        }
        if (patience.count() > 0) std::this_thread::sleep_for(patience);
        _exit(0);
    }).detach();
}

bool isSocket(int descriptor) {
    int type = 0;
    socklen_t size = sizeof type;
    return getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) == 0;
}

Message answered(const Answer& answer, const Message& request, Conversation& conversation) {
    try {
        return answer(request, conversation);
    } catch (const std::bad_alloc&) {
        return {.kind = Message::Kind::OutOfMemory};
    }
}

}  // namespace

void Conversation::isAtWork(std::string_view what) {
    (void)channel_.send({.kind = Message::Kind::AtWork, .text = std::string(what)});
}

void Conversation::tell(Message news) {
    news.kind = Message::Kind::News;
    (void)channel_.send(news);
}

bool Conversation::giveAndWait(Message part) {
    part.kind = Message::Kind::Part;
    Message reply;
    return channel_.send(part) && channel_.receive(reply) == Channel::Got::Message &&
           reply.kind == Message::Kind::GoOn && reply.text.empty();
}

int serveRequests(const std::function<Answer()>& prepare, const ServeOptions& options) {
    if (!isSocket(callersDescriptor))
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("Workers are started by daiban itself, not by hand."));
    volunteerToBeEnded();
    endWithCaller(options.patience);
    Channel channel{Descriptor(callersDescriptor)};
    Answer answer;
    try {
        answer = prepare();
    } catch (const base::Error& error) {
        (void)channel.send(
            {.kind = Message::Kind::Refusal,
             .text = std::to_string(error.exitCode()) + " " + base::toLine(base::toJson(error.sentence()))});
        return error.exitCode();
    }
    bool goesOn = channel.send({.kind = Message::Kind::Ready});
    Message request;
    while (goesOn && channel.receive(request) == Channel::Got::Message) {
        Conversation conversation(channel);
        const Message reply = answered(answer, request, conversation);
        request = {};
        goesOn = channel.send(reply);
    }
    return 0;
}

}  // namespace daiban::process
