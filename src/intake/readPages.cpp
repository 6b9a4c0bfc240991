#include "intake/readPages.h"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_pipeline.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>

#include "base/Sentence.h"

namespace daiban::intake {

namespace {

/// A page on its way through the pipeline.
struct Carried {
    PageInput input;
    PageOutcome outcome;
};

void fail(PageOutcome& outcome, base::ErrorKind kind, base::Sentence sentence) {
    outcome.failureKind = kind;
    outcome.failure = std::move(sentence);
}

void read(Carried& carried, const ReadingPlace& place, const ReadPagesOptions& options,
          const OnFirstLook& onFirstLook) {
    PageOutcome& outcome = carried.outcome;
    outcome.source = carried.input.source;
    outcome.number = carried.input.number;
    if (!carried.input.bytes) return fail(outcome, carried.input.failureKind, carried.input.failure);
    try {
        outcome.reading = place.read(*carried.input.bytes(),
                                     {.number = outcome.number,
                                      .sha256 = carried.input.inputHash,
                                      .drawn = carried.input.drawn,
                                      .limits = options.limits,
                                      .expectedTypes = options.expectedTypes},
                                     onFirstLook);
        outcome.reading.provenance.source = outcome.source;
    } catch (const base::Error& error) {
        fail(outcome, error.kind(), error.sentence());
    } catch (const cv::Exception&) {
        fail(outcome, base::ErrorKind::Unreadable,
             base::Sentence("{} could not be read: the picture is damaged; scan it again.", outcome.source));
    } catch (const std::bad_alloc&) {
        fail(outcome, base::ErrorKind::Unreadable,
             base::Sentence("{} could not be read: there is not enough memory; scan it at a lower resolution.",
                            outcome.source));
    } catch (const std::exception&) {
        // What a library of an engine throws says nothing to the operator and may repeat what stands on the page.
        fail(outcome, base::ErrorKind::Unreadable,
             base::Sentence("{} could not be read: the text engine failed on it; scan it again.", outcome.source));
    }
    carried.input.bytes = nullptr;  // lets go of the file
}

/// Walks over the pages of files; opening one only counts its pages.
class FilePages {
  public:
    FilePages(const std::vector<std::filesystem::path>& files, const ReadingPlace& place,
              const page::DecodeLimits& limits)
        : files_(files), place_(place), limits_(limits) {}

    std::optional<PageInput> next() {
        while (!current_ || nextNumber_ > facts_.pages) {
            current_.reset();
            if (at_ == files_.size()) return std::nullopt;
            if (auto failed = openNext()) return failed;
        }
        return PageInput{.source = files_[at_ - 1].string(),
                         .number = nextNumber_++,
                         .inputHash = facts_.sha256,
                         .bytes = [file = current_] { return file; },
                         .failure = {}};
    }

  private:
    std::optional<PageInput> openNext() {
        const std::filesystem::path& file = files_[at_++];
        try {
            current_ = std::make_shared<const page::PageBytes>(page::PageBytes::open(file, limits_));
            facts_ = place_.lookAt(*current_, limits_);
            nextNumber_ = 1;
            return std::nullopt;
        } catch (const base::Error& error) {
            current_.reset();
            return PageInput{.source = file.string(),
                             .number = 1,
                             .bytes = {},
                             .failure = error.sentence(),
                             .failureKind = error.kind()};
        }
    }

    const std::vector<std::filesystem::path>& files_;
    const ReadingPlace& place_;
    page::DecodeLimits limits_;
    std::size_t at_ = 0;
    std::shared_ptr<const page::PageBytes> current_;
    FileFacts facts_;
    int nextNumber_ = 1;
};

/// TBB orders the stages itself. It is built without the thread sanitizer, to which an empty turn at a lock tells it.
void inOrder() {
    static std::mutex handing;
    const std::lock_guard told(handing);
}

}  // namespace

void readPages(const std::function<std::optional<PageInput>()>& next, const ReadingPlace& place,
               const ReadPagesOptions& options, const std::function<void(PageOutcome)>& onPage) {
    namespace tbb = oneapi::tbb;
    const auto threads = options.threads > 0 ? static_cast<std::size_t>(options.threads)
                                             : std::max<std::size_t>(1, std::thread::hardware_concurrency());
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    std::mutex callersTurn;
    OnFirstLook onFirstLook;
    if (options.onFirstLook)
        onFirstLook = [&](const PageReading& reading) {
            const std::lock_guard turn(callersTurn);
            options.onFirstLook(reading);
        };
    using Box = std::shared_ptr<Carried>;
    const auto take =
        tbb::make_filter<void, Box>(tbb::filter_mode::serial_in_order, [&](tbb::flow_control& control) -> Box {
            inOrder();
            auto input = next();
            auto box = input ? std::make_shared<Carried>(Carried{std::move(*input), {}}) : nullptr;
            if (!box) control.stop();
            inOrder();
            return box;
        });
    const auto work = tbb::make_filter<Box, Box>(tbb::filter_mode::parallel, [&](Box box) {
        inOrder();
        read(*box, place, options, onFirstLook);
        inOrder();
        return box;
    });
    const auto give = tbb::make_filter<Box, void>(tbb::filter_mode::serial_in_order, [&](const Box& box) {
        inOrder();
        {
            const std::lock_guard turn(callersTurn);
            onPage(std::move(box->outcome));
        }
        inOrder();
    });
    inOrder();
    tbb::parallel_pipeline(threads + 1, take & work & give);
    inOrder();
}

void readFiles(const std::vector<std::filesystem::path>& files, const ReadingPlace& place,
               const ReadPagesOptions& options, const std::function<void(PageOutcome)>& onPage) {
    FilePages pages(files, place, options.limits);
    readPages([&] { return pages.next(); }, place, options, onPage);
}

}  // namespace daiban::intake
