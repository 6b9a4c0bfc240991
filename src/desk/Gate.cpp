#include "desk/Gate.h"

#include <fcntl.h>
#include <sys/file.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/Error.h"
#include "handoff/LineMarks.h"
#include "handoff/Party.h"

namespace daiban::desk {

namespace {

using handoff::LineState;
using handoff::OutcomeKind;

struct OutcomeWords {
    GateOutcome outcome;
    std::string_view name;
    std::string_view chineseName;
};

constexpr std::array words{OutcomeWords{GateOutcome::Ok, "ok", "通过"},
                           OutcomeWords{GateOutcome::Short, "short", "缺件"},
                           OutcomeWords{GateOutcome::Surplus, "surplus", "多件"},
                           OutcomeWords{GateOutcome::Refused, "refused", "拒绝"},
                           OutcomeWords{GateOutcome::Unknown, "unknown", "不认识"},
                           OutcomeWords{GateOutcome::Kept, "kept", "已记下"}};

const OutcomeWords& wordsOf(GateOutcome outcome) {
    return *std::ranges::find(words, outcome, &OutcomeWords::outcome);
}

GateOutcome outcomeOf(const ScannedThing& scanned) {
    switch (scanned.recorded.outcome.kind) {
        case OutcomeKind::Applied:
        case OutcomeKind::Repeated:
            return GateOutcome::Ok;
        case OutcomeKind::Surplus:
            return GateOutcome::Surplus;
        case OutcomeKind::Impossible:
            return scanned.shortNumber.empty() ? GateOutcome::Unknown : GateOutcome::Refused;
        case OutcomeKind::Refused:
            return GateOutcome::Refused;
    }
    return GateOutcome::Refused;
}

/// What is handed on is a token or a number, and never the name of a file, which the desk would open as a picture.
bool mayBeLabel(const std::string& code) {
    const auto isOfLabels = [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == ' '; };
    std::error_code ignored;
    return std::ranges::all_of(code, isOfLabels) && !std::filesystem::exists(code, ignored);
}

/// A pouch or a sheet answers for all that is in it: by what went worst.
GateAnswer answerOf(const base::EventId& id, const std::vector<ScannedThing>& scanned) {
    GateAnswer answer{.scan = id, .number = {}, .sentence = {}};
    for (const auto& thing : scanned) {
        const GateOutcome outcome = outcomeOf(thing);
        const bool isFirst = answer.sentence.empty();
        if (!isFirst && (outcome == GateOutcome::Ok || answer.outcome != GateOutcome::Ok)) continue;
        answer.outcome = outcome;
        answer.number = thing.shortNumber;
        answer.sentence = thing.recorded.outcome.sentence;
    }
    if (scanned.size() > 1 && answer.outcome == GateOutcome::Ok)
        answer.number.clear(), answer.sentence = base::Sentence("{} 件一起通过", scanned.size());
    if (scanned.empty()) answer.sentence = base::Sentence("里面没有还要签的东西");
    return answer;
}

std::filesystem::path journalOf(const Parts& parts, const store::HandoffRecord& record, handoff::Side side) {
    return parts.dataFolder / "gate" / (record.handoff.id.text() + "-" + std::string(handoff::nameOf(side)) + ".jsonl");
}

process::Descriptor lockBeside(const std::filesystem::path& journal) {
    std::filesystem::create_directories(journal.parent_path());
    process::Descriptor lock(::open((journal.string() + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0)
        throw base::Error(base::ErrorKind::BadArguments,
                          base::Sentence("Another gate scans this side of the handoff already; end that one first."));
    return lock;
}

}  // namespace

std::string_view nameOf(GateOutcome outcome) {
    return wordsOf(outcome).name;
}

std::string_view chineseNameOf(GateOutcome outcome) {
    return wordsOf(outcome).chineseName;
}

std::optional<GateOutcome> gateOutcomeNamed(std::string_view name) {
    const auto found = std::ranges::find(words, name, &OutcomeWords::name);
    return found == words.end() ? std::nullopt : std::optional(found->outcome);
}

Gate::Gate(const Parts& parts, staff::Actor actor, GateOptions options)
    : parts_(parts), handoffs_(parts), actor_(std::move(actor)), options_(std::move(options)) {
    const auto record = handoffs_.show(actor_, options_.handoff).record;
    if (record.handoff.state == handoff::HandoffState::Closed)
        throw base::Error(base::ErrorKind::CheckFailed,
                          base::Sentence("The handoff {} is closed; name an open one.", record.handoff.number));
    const std::string& party = options_.side == handoff::Side::Giver ? record.handoff.from : record.handoff.to;
    parts.demand(actor_, staff::Verb::ScanHandoff, handoff::isCourier(party) ? actor_.office : party,
                 record.handoff.id.text());
    options_.handoff = record.handoff.id.text();
    const auto file = journalOf(parts_, record, options_.side);
    lock_ = lockBeside(file);
    journal_.emplace(file);
    journalFile_ = file;
    toRecord_.assign(journal_->waiting().begin(), journal_->waiting().end());
    thread_ = std::thread([this] { work(); });
}

Gate::~Gate() {
    (void)end(std::chrono::milliseconds(0));
}

GateAnswer Gate::scan(const std::string& code) {
    const GateScan scan{.id = parts_.newId<base::EventId>(), .code = code};
    std::unique_lock lock(mutex_);
    journal_->keep(scan);
    toRecord_.push_back(scan);
    awaited_ = scan.id.text();
    changed_.notify_all();
    const auto isMine = [&](const GateAnswer& answer) { return answer.scan == scan.id; };
    (void)changed_.wait_for(lock, options_.patience,
                            [&] { return std::ranges::find_if(answers_, isMine) != answers_.end(); });
    awaited_.clear();
    const auto mine = std::ranges::find_if(answers_, isMine);
    if (mine == answers_.end())
        return {.scan = scan.id,
                .outcome = GateOutcome::Kept,
                .number = {},
                .sentence = base::Sentence("已记下，数据库空闲后补录")};
    GateAnswer answer = *mine;
    answers_.erase(mine);
    return answer;
}

std::optional<GateAnswer> Gate::nextLate() {
    const std::lock_guard lock(mutex_);
    if (answers_.empty()) return {};
    GateAnswer answer = std::move(answers_.front());
    answers_.pop_front();
    return answer;
}

void Gate::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return ending_ || !toRecord_.empty(); });
        if (ending_) return;
        const GateScan scan = toRecord_.front();
        lock.unlock();
        auto answer = record(scan);
        lock.lock();
        if (!answer) {  // nothing overtakes it
            (void)changed_.wait_for(lock, options_.triesEvery, [this] { return ending_; });
            continue;
        }
        toRecord_.pop_front();
        settle(scan.id);
        answer->late = awaited_ != scan.id.text();
        answers_.push_back(*std::move(answer));
        changed_.notify_all();
    }
}

void Gate::settle(const base::EventId& id) {
    try {
        journal_->settle(id);
    } catch (const base::Error&) {
        // The disk is full. Sent again at the next start it changes nothing.
    }
}

std::optional<GateAnswer> Gate::record(const GateScan& scan) const {
    GateAnswer answer{.scan = scan.id, .number = {}, .sentence = {}};
    if (!mayBeLabel(scan.code)) {
        answer.outcome = GateOutcome::Unknown;
        answer.sentence = base::Sentence("这不是本站标签上的码");
        return answer;
    }
    try {
        const auto verdict =
            options_.side == handoff::Side::Giver ? handoff::Verdict::SignedOut : handoff::Verdict::SignedIn;
        answer = answerOf(scan.id, handoffs_.scan(actor_, options_.handoff, scan.code,
                                                  {.id = scan.id,
                                                   .side = options_.side,
                                                   .verdict = verdict,
                                                   .reason = {},
                                                   .order = {},
                                                   .senderTime = {}}));
    } catch (const NotAllowed& error) {
        answer.outcome = GateOutcome::Refused, answer.sentence = error.sentence();
    } catch (const base::Error& error) {
        if (error.kind() == base::ErrorKind::StorageFailed) return {};
        answer.outcome = GateOutcome::Unknown, answer.sentence = error.sentence();
    } catch (const std::exception&) {
        return {};  // it is tried again
    }
    try {
        const Tally now = tally();
        answer.signedFor = now.signedFor, answer.missing = now.missing;
    } catch (const base::Error&) {
        // The scan is in the books; how many are missing is told by the next.
    }
    return answer;
}

Gate::Tally Gate::tally() const {
    const auto view = handoffs_.show(actor_, options_.handoff);
    Tally tally;
    for (const auto& said : view.said)
        if (options_.side == handoff::Side::Giver ? said.giver.has_value() : said.receiver.has_value())
            ++tally.signedFor;
    tally.missing =
        options_.side == handoff::Side::Giver ? view.planned.size() : view.report.count(LineState::InTransit);
    return tally;
}

std::optional<GateAnswer> Gate::whatIsShort() const {
    try {
        const Tally now = tally();
        if (now.missing == 0) return {};
        return GateAnswer{.scan = {},
                          .outcome = GateOutcome::Short,
                          .number = {},
                          .sentence = base::Sentence("还缺 {} 件", now.missing),
                          .signedFor = now.signedFor,
                          .missing = now.missing};
    } catch (const base::Error&) {
        return {};
    }
}

std::size_t Gate::end(std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    (void)changed_.wait_for(lock, patience, [this] { return toRecord_.empty() || ending_; });
    ending_ = true;
    changed_.notify_all();
    lock.unlock();
    if (thread_.joinable()) thread_.join();
    if (toRecord_.empty() && journal_) {
        journal_.reset();
        std::error_code ignored;
        std::filesystem::remove(journalFile_, ignored);
        std::filesystem::remove(journalFile_.string() + ".lock", ignored);
    }
    return toRecord_.size();
}

}  // namespace daiban::desk
