#include "intake/answerQuestions.h"

#include <sys/stat.h>

#include <memory>
#include <new>
#include <tuple>

#include "base/Error.h"
#include "documents/LearningFolder.h"
#include "intake/ArchiveCheck.h"
#include "intake/PageQuestion.h"
#include "intake/ReadingWire.h"
#include "page/SharedPixels.h"

namespace daiban::intake {

namespace {

/// A file that may be made or replaced while the worker lives.
class ChangingFile {
  public:
    explicit ChangingFile(std::filesystem::path file) : file_(std::move(file)) {}
    /// Whether it is another one than at the last call; the first call says yes.
    bool hasChanged() {
        struct stat about {};
        Stamp now{};
        if (stat(file_.c_str(), &about) == 0)
            now = {about.st_ino, about.st_size, about.st_mtim.tv_sec, about.st_mtim.tv_nsec};
        return std::exchange(stamp_, now) != now;
    }
    [[nodiscard]] bool exists() const { return stamp_ && stamp_ != Stamp{}; }

  private:
    using Stamp = std::tuple<ino_t, off_t, time_t, long>;
    std::filesystem::path file_;
    std::optional<Stamp> stamp_;
};

/// What a station adds to the models while it works.
class StationsOwn {
  public:
    StationsOwn(std::filesystem::path dataFolder, base::Random& random)
        : folder_(std::move(dataFolder)),
          random_(random),
          keyFile_(folder_ / "label-keys.json"),
          learnedFile_(documents::LearningFolder(folder_).modelFile()) {}

    void refresh() {
        if (folder_.empty()) return;
        if (keyFile_.hasChanged()) {
            keys_.reset();
            if (keyFile_.exists()) keys_ = codes::TokenKeys::openOrCreate(folder_, random_);
        }
        // What keeps it from being used is said by the program that asks, once.
        if (learnedFile_.hasChanged()) learned_ = documents::LearningFolder(folder_).load().learned;
    }
    [[nodiscard]] const codes::TokenKeys* keys() const { return keys_ ? &*keys_ : nullptr; }
    [[nodiscard]] const documents::LearnedTypes* learned() const { return learned_.get(); }

  private:
    std::filesystem::path folder_;
    base::Random& random_;
    ChangingFile keyFile_;
    ChangingFile learnedFile_;
    std::optional<codes::TokenKeys> keys_;
    std::unique_ptr<const documents::LearnedTypes> learned_;
};

process::Message answerOf(const base::Json& json) {
    return {.kind = process::Message::Kind::Answer, .text = base::toLine(json)};
}

process::Message answerOf(const PageReading& reading, WithPictures pictures) {
    process::Message message = toMessage(reading, pictures);
    message.kind = process::Message::Kind::Answer;
    return message;
}

class PageAnswers {
  public:
    PageAnswers(const WorkerTools& tools, base::Random& random) : tools_(tools), own_(tools.dataFolder, random) {}

    process::Message answer(const process::Message& message, process::Conversation& conversation) {
        try {
            const AskedOfWorker asked = questionFrom(base::parseJson(message.text, base::Sentence("A question")));
            const auto bytes = page::PageBytes::of(message.files.at(0).duplicate(), asked.source);
            return answer(asked, files_.open(bytes, asked.request.sha256, asked.request.limits), conversation);
        } catch (const base::Error& error) {
            return answerOf({{"error", {{"kind", error.exitCode()}, {"sentence", base::toJson(error.sentence())}}}});
        }
    }

  private:
    process::Message answer(const AskedOfWorker& asked, const page::PageFile& file,
                            process::Conversation& conversation) {
        if (asked.question == Question::LookAt) return answerOf(toJson(factsOf(file)));
        const page::Page page = file.page(asked.request.number);
        if (asked.question == Question::Picture) return picture(page);
        if (asked.question == Question::Archive) return answerOf(toJson(lookOrSay(page)));
        const codes::ReadCodesOptions codes{
            .leftOut = asked.leftOut, .onDecoder = [&](std::optional<codes::Decoder> decoder) {
                conversation.isAtWork(decoder ? codes::nameOf(*decoder) : std::string_view{});
            }};
        if (asked.question == Question::Codes) return answerOf(codesOf(page, codes), WithPictures::No);
        return answerOf(read(asked, page, codes, conversation), WithPictures::Yes);
    }

    static process::Message picture(const page::Page& page) {
        page::SharedPixels shared = page::shared(page.pixels);
        process::Message message = answerOf({{"rows", shared.rows},
                                             {"columns", shared.columns},
                                             {"type", shared.type},
                                             {"dpi", page.dpi},
                                             {"sha256", page.provenance.inputHash}});
        message.files.push_back(std::move(shared.memory));
        return message;
    }

    static PageReading codesOf(const page::Page& page, const codes::ReadCodesOptions& options) {
        PageReading reading;
        reading.provenance = page.provenance;
        auto seen = codes::readCodes(page.pixels, options);
        reading.codes = std::move(seen.read);
        reading.unreadCodes = std::move(seen.unread);
        addRemarks(reading, options.leftOut);
        return reading;
    }

    PageReading read(const AskedOfWorker& asked, const page::Page& page, const codes::ReadCodesOptions& codes,
                     process::Conversation& conversation) {
        if (tools_.reader == nullptr || !tools_.types)
            throw base::Error(base::ErrorKind::BadArguments,
                              base::Sentence("This worker reads no text; ask one that does."));
        own_.refresh();
        const ReadingTools tools{.reader = *tools_.reader,
                                 .types = tools_.types(asked.request.today),
                                 .today = asked.request.today,
                                 .keys = own_.keys(),
                                 .learned = own_.learned(),
                                 .depth = asked.request.depth,
                                 .codes = codes,
                                 .expectedTypes = asked.request.expectedTypes};
        OnFirstLook onFirstLook;
        if (asked.wantsFirstLook)
            onFirstLook = [&](const PageReading& seen) { conversation.tell(toMessage(seen, WithPictures::No)); };
        PageReading reading = readOrSay(page, tools, asked.request.drawn, onFirstLook);
        addRemarks(reading, asked.leftOut);
        return reading;
    }

    static void addRemarks(PageReading& reading, const std::vector<codes::Decoder>& leftOut) {
        for (const auto decoder : leftOut)
            reading.remarks.push_back(
                base::Sentence("{} 读码时在这一页上出错，其余照常识读；请核对页上的二维码和条码是否都已读出。",
                               decoder == codes::Decoder::ZXing ? "ZXing" : "ZBar"));
    }

    WorkerTools tools_;
    StationsOwn own_;
    OpenedFiles files_;
};

}  // namespace

PageReading readOrSay(const page::Page& page, const ReadingTools& tools, const std::vector<DrawnDocument>& drawn,
                      const OnFirstLook& onFirstLook) {
    try {
        return readPage(page, tools, drawn, onFirstLook);
    } catch (const cv::Exception& error) {
        if (error.code == cv::Error::StsNoMem) throw std::bad_alloc();
        throw base::Error(
            base::ErrorKind::Unreadable,
            base::Sentence("{} could not be read: the picture is damaged; scan it again.", page.provenance.source));
    }
}

process::Answer answerQuestions(const WorkerTools& tools, base::Random& random) {
    const auto answers = std::make_shared<PageAnswers>(tools, random);
    return [answers](const process::Message& message, process::Conversation& conversation) {
        return answers->answer(message, conversation);
    };
}

}  // namespace daiban::intake
