#include "intake/readPages.h"

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_pipeline.h>

#include <algorithm>
#include <memory>
#include <thread>
#include <utility>

#include "base/Crypto.h"

namespace daiban::intake {

namespace {

/// A page on its way through the pipeline.
struct Carried {
    PageInput input;
    PageOutcome outcome;
};

void fail(PageOutcome& outcome, base::ErrorKind kind, std::string sentence) {
    outcome.failureKind = kind;
    outcome.failure = std::move(sentence);
}

void read(Carried& carried, const ReadingTools& tools) {
    PageOutcome& outcome = carried.outcome;
    outcome.source = carried.input.source;
    outcome.number = carried.input.number;
    if (!carried.input.decode) return fail(outcome, carried.input.failureKind, carried.input.failure);
    try {
        page::Page page = carried.input.decode();
        page.provenance.source = outcome.source;
        page.provenance.number = outcome.number;
        page.provenance.inputHash = carried.input.inputHash;
        outcome.reading = readPage(page, tools, carried.input.drawn);
    } catch (const base::Error& error) {
        fail(outcome, error.kind(), error.what());
    } catch (const cv::Exception&) {
        fail(outcome, base::ErrorKind::Unreadable,
             outcome.source + " could not be read: the picture is damaged; scan it again.");
    } catch (const std::bad_alloc&) {
        fail(outcome, base::ErrorKind::Unreadable,
             outcome.source + " could not be read: there is not enough memory; scan it at a lower resolution.");
    }
    carried.input.decode = nullptr;  // lets go of the file
}

/// Walks over the pages of files; opening one only reads its bytes and counts its pages.
class FilePages {
  public:
    FilePages(const std::vector<std::filesystem::path>& files, const page::DecodeLimits& limits)
        : files_(files), limits_(limits) {}

    std::optional<PageInput> next() {
        while (!current_ || nextNumber_ > current_->pageCount()) {
            current_.reset();
            if (at_ == files_.size()) return std::nullopt;
            if (auto failed = openNext()) return failed;
        }
        const int number = nextNumber_++;
        return PageInput{.source = files_[at_ - 1].string(),
                         .number = number,
                         .inputHash = inputHash_,
                         .decode = [file = *current_, number] { return file.page(number); },
                         .failure = {}};
    }

  private:
    std::optional<PageInput> openNext() {
        const std::filesystem::path& file = files_[at_++];
        try {
            current_ = page::PageFile::open(file, limits_);
            nextNumber_ = 1;
            inputHash_ = base::sha256Hex(current_->bytes());
            return std::nullopt;
        } catch (const base::Error& error) {
            return PageInput{.source = file.string(),
                             .number = 1,
                             .decode = {},
                             .failure = error.what(),
                             .failureKind = error.kind()};
        }
    }

    const std::vector<std::filesystem::path>& files_;
    page::DecodeLimits limits_;
    std::size_t at_ = 0;
    std::optional<page::PageFile> current_;
    int nextNumber_ = 1;
    std::string inputHash_;
};

}  // namespace

void readPages(const std::function<std::optional<PageInput>()>& next, const ReadingTools& tools,
               const ReadPagesOptions& options, const std::function<void(PageOutcome)>& onPage) {
    namespace tbb = oneapi::tbb;
    const auto threads = options.threads > 0 ? static_cast<std::size_t>(options.threads)
                                             : std::max<std::size_t>(1, std::thread::hardware_concurrency());
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    using Box = std::shared_ptr<Carried>;
    const auto take =
        tbb::make_filter<void, Box>(tbb::filter_mode::serial_in_order, [&](tbb::flow_control& control) -> Box {
            if (auto input = next()) return std::make_shared<Carried>(Carried{std::move(*input), {}});
            control.stop();
            return nullptr;
        });
    const auto work = tbb::make_filter<Box, Box>(tbb::filter_mode::parallel, [&](Box box) {
        read(*box, tools);
        return box;
    });
    const auto give = tbb::make_filter<Box, void>(tbb::filter_mode::serial_in_order,
                                                  [&](const Box& box) { onPage(std::move(box->outcome)); });
    tbb::parallel_pipeline(threads + 1, take & work & give);
}

void readFiles(const std::vector<std::filesystem::path>& files, const ReadingTools& tools,
               const ReadPagesOptions& options, const std::function<void(PageOutcome)>& onPage) {
    FilePages pages(files, options.limits);
    readPages([&] { return pages.next(); }, tools, options, onPage);
}

}  // namespace daiban::intake
