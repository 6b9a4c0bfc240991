#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/Clock.h"
#include "base/Id.h"
#include "store/Records.h"

// What the browser workstation keeps beside the books: who is signed in, and what lies on a counter.
namespace daiban::store {

/// What the store knows of a key that labels are signed with.
struct LabelKeyFacts {
    char id = '0';
    base::Instant since{};
    std::int64_t labels = 0;  ///< of folders and certificates; sheets and slips are not counted
};

using IntakeId = base::Id<struct IntakeTag>;

struct WebSession {
    std::string id;  ///< SHA-256 (hex) of what the cookie says
    std::string account;
    base::Instant createdAt{};
    base::Instant seenAt{};
};

enum class IntakeState { Open, Aside };

/// A resident at the counter.
struct Intake {
    IntakeId id;          ///< the sender's
    std::string account;  ///< who takes it in
    std::string office;
    std::string item;  ///< code; empty: not chosen yet
    std::vector<std::string> situations;
    std::string applicantName;      ///< as typed; empty: not typed
    std::string applicantIdNumber;  ///< as typed, cases::noNumber where there is none
    base::CaseId caseId;            ///< empty: no case yet
    IntakeState state = IntakeState::Open;
    base::Instant openedAt{};
    std::int64_t version = 1;  ///< grows with every change
};

/// A page of an intake that is no case yet.
struct IntakePage {
    StoredPage page;
    std::optional<std::string> removedReason;
};

/// A telephone that takes pictures for one intake, in the name of whoever showed it a code.
struct Phone {
    std::string id;  ///< UUID, the sender's
    IntakeId intake;
    std::string account;  ///< who showed the code
    base::Instant offeredAt{};
    std::optional<base::Instant> pairedAt;  ///< empty: nobody took the code yet
    std::optional<base::Instant> seenAt;
    base::Instant endsAt{};  ///< nothing is taken from it any more
    int pages = 0;           ///< it sent
};

enum class BatchState { Open, Done };

/// A stack of paper for many residents, scanned in one go; its pages are those of `id` (StoredPage::batch), in order.
struct PaperBatch {
    base::BatchId id;  ///< the sender's
    std::string account;
    std::string office;
    std::string source;  ///< the scanner's name, "" for files
    BatchState state = BatchState::Open;
    base::Instant openedAt{};
    std::int64_t version = 1;  ///< grows with every word
};

/// What a person said of a batch.
struct BatchWord {
    enum class Kind {
        Move,     ///< `pages` belong to the section; one of them may be the one it begins with
        Name,     ///< the section is `caseId`'s
        Confirm,  ///< `pages` are the section's, as `caseId`'s, whatever speaks against it
        Taken,    ///< `pages` went to `caseId` or `intake`
    };
    base::EventId id;  ///< the sender's
    base::BatchId batch;
    Kind kind = Kind::Move;
    base::PageId section;  ///< the page it begins with
    std::vector<base::PageId> pages{};
    base::CaseId caseId{};
    IntakeId intake{};
    std::string actor{};
    base::Instant madeAt{};
};

struct UsedItem {
    std::string item;
    std::int64_t cases = 0;
};

}  // namespace daiban::store
