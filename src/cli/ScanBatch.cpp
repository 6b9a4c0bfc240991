#include "cli/ScanBatch.h"

#include <map>
#include <ostream>

#include "base/Crypto.h"
#include "base/Sentence.h"
#include "base/Shown.h"
#include "cli/BatchOutput.h"
#include "cli/CaseOutput.h"
#include "cli/Context.h"
#include "desk/Scanning.h"
#include "page/PageBytes.h"

namespace daiban::cli {

namespace {

/// Acknowledges pages: they are on the disk when this is told of them.
class Keeper {
  public:
    Keeper(Context& context, base::BatchId batch) : context_(context), batch_(std::move(batch)) {}

    void kept(const base::PageId& page, const std::string& source, bool isNew) {
        isNew ? ++new_ : ++known_;
        if (context_.json)
            context_.printLine({{"acknowledged", page.text()}, {"batch", batch_.text()}, {"new", isNew}});
        else if (isNew)
            context_.out() << base::Sentence("已收第 {} 页  {}", new_ + known_, base::shown(source)) << std::endl;
    }
    void sayCount() const {
        if (known_ > 0) context_.err() << base::Sentence("Pages kept before and not taken twice: {}", known_) << "\n";
    }

  private:
    Context& context_;
    base::BatchId batch_;
    int new_ = 0;
    int known_ = 0;
};

/// A file is known by its bytes, however often and in whatever order it is given; two of the same are two.
int keepFiles(Context& context, const base::BatchId& batch, const std::vector<std::string>& files, Keeper& keeper) {
    int code = 0;
    std::map<std::string, int> seen;
    for (const auto& file : files) {
        try {
            const std::string hash = base::sha256Hex(page::PageBytes::open(file).read({}));
            const std::string key = hash + "#" + std::to_string(++seen[hash]);
            const auto name = std::filesystem::path(file).filename().string();
            const auto kept = context.desk().batches.keep(context.actor(), batch, key, file, name);
            if (kept.failed()) throw base::Error(kept.failureKind, kept.failure);
            for (std::size_t i = 0; i < kept.pages.size(); ++i) keeper.kept(kept.pages[i], name, kept.added[i].wasNew);
        } catch (const base::Error& error) {
            if (error.kind() == base::ErrorKind::StorageFailed) throw;
            context.err() << "daiban: " << base::shown(file) << ": " << error.sentence() << "\n";
            if (code == 0) code = error.exitCode();
        }
    }
    return code;
}

void scanPages(Context& context, const base::BatchId& batch, const scanners::ScanOptions& options, Keeper& keeper) {
    const desk::Scanning scanning(context.desk().parts(), context.scanWorker());
    const auto id = base::EventId::make(context.clock(), context.random());
    try {
        (void)scanning.scanBatch(context.actor(), batch, id, options,
                                 [&](const base::PageId& page, desk::KeptPage how) {
                                     keeper.kept(page, options.device, how == desk::KeptPage::New);
                                     return true;
                                 });
    } catch (const base::Error&) {
        const auto pages = context.desk().batches.show(context.actor(), batch).pages.size();
        context.err() << base::Sentence(
                             "Pages of the batch that are kept: {}. Put in what comes after the last of them and go "
                             "on: daiban scan --batch --into {} --device {}",
                             pages, batch.text(), options.device)
                      << "\n";
        throw;
    }
}

}  // namespace

int scanBatch(Context& context, const BatchScan& asked) {
    if (asked.options.device.empty() == asked.files.empty())
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("Give a batch either a scanner (--device) or files."));
    const auto batch = idFrom<base::BatchId>(context, asked.id, base::Sentence::verbatim("--into"));
    (void)context.desk().batches.open(context.actor(), batch, asked.options.device);
    if (!context.json) context.err() << base::Sentence("batch {}", batch.text()) << "\n";
    Keeper keeper(context, batch);
    int code = keepFiles(context, batch, asked.files, keeper);
    if (!asked.options.device.empty()) scanPages(context, batch, asked.options, keeper);
    keeper.sayCount();
    if (!asked.read) return code;
    if (const int failed = readBatch(context, batch); code == 0) code = failed;
    sayBatch(context, context.desk().batches.show(context.actor(), batch));
    return code;
}

}  // namespace daiban::cli
