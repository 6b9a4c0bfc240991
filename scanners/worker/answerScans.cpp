#include "scanners/worker/answerScans.h"

#include <memory>
#include <string>

#include "base/Sentence.h"
#include "scanners/worker/ScanMessages.h"

namespace daiban::scanners {

namespace {

class Scans {
  public:
    base::Json answer(const base::Json& asked, process::Conversation& conversation) {
        const auto question = asked.at("question").get<std::string>();
        if (question == "devices") return {{"devices", toJson(allDevices())}};
        if (question == "capabilities") {
            const auto device = asked.at("device").get<std::string>();
            source_ = openPageSource(device);
            return toJson(source_->capabilities(device));
        }
        const ScanOptions options = optionsFrom(asked.at("options"));
        source_ = openPageSource(options.device);
        const int pages = source_->scan(
            options, {[&](const page::Page& page) { return conversation.giveAndWait(toMessage(page)); },
                      [&](const ScanProgress& progress) { return conversation.giveAndWait(toMessage(progress)); }});
        return {{"pages", pages}};
    }

  private:
    std::unique_ptr<PageSource> source_;
};

}  // namespace

process::Answer answerScans() {
    return [scans = std::make_shared<Scans>()](const process::Message& message, process::Conversation& conversation) {
        base::Json json;
        try {
            json = scans->answer(base::parseJson(message.text, base::Sentence("A question")), conversation);
        } catch (const ScanError& error) {
            json = toJson(error);
        }
        return process::Message{.kind = process::Message::Kind::Answer, .text = base::toLine(json)};
    };
}

}  // namespace daiban::scanners
