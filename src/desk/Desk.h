#pragma once

#include "desk/ApiTokens.h"
#include "desk/Batches.h"
#include "desk/Calendars.h"
#include "desk/Cases.h"
#include "desk/Erasing.h"
#include "desk/Finding.h"
#include "desk/Handoffs.h"
#include "desk/Households.h"
#include "desk/Intakes.h"
#include "desk/LabelKeys.h"
#include "desk/Labels.h"
#include "desk/ModelVersions.h"
#include "desk/Overview.h"
#include "desk/PagePictures.h"
#include "desk/Papers.h"
#include "desk/Parts.h"
#include "desk/Phones.h"
#include "desk/Pickups.h"
#include "desk/Prints.h"
#include "desk/Quality.h"
#include "desk/Returns.h"
#include "desk/Sessions.h"
#include "desk/Slips.h"
#include "desk/Teaching.h"
#include "desk/Tracking.h"

namespace daiban::desk {

/// What the three users of a station do, as verbs: typed values in and out, no JSON and no screen. Every verb says who
/// acts and is held against the table of permissions; the command line and the browser call nothing else. Several
/// threads may use one desk, for what it holds is constant or a store.
class Desk {
  public:
    explicit Desk(Parts parts) : parts_(std::move(parts)) {}
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    /// For what works beside the verbs: scanners.
    [[nodiscard]] const Parts& parts() const { return parts_; }

    /// Whether database, blobs and audit chain agree.
    [[nodiscard]] store::VerifyReport verify(const staff::Actor& actor, store::VerifyDepth depth) const {
        parts_.demandOnStation(actor, staff::Verb::Verify);
        return parts_.store.verify(depth);
    }

    /// Throws Error as store::Store::backUp does.
    store::Backup backUp(const staff::Actor& actor, const std::filesystem::path& target,
                         const store::BackupMoved& moved = {}) const {
        demandBackup(actor);
        return parts_.store.backUp(target, moved);
    }
    void demandBackup(const staff::Actor& actor) const { parts_.demandOnStation(actor, staff::Verb::Backup); }
    /// Throws Error as store::verifyBackup does.
    store::Backup verifyBackup(const staff::Actor& actor, const std::filesystem::path& backup,
                               const store::BackupMoved& moved = {}) const {
        demandBackup(actor);
        return store::verifyBackup(backup, moved);
    }

  private:
    Parts parts_;

  public:
    const Cases cases{parts_};
    const Labels labels{parts_};
    const Slips slips{parts_};
    const Handoffs handoffs{parts_};
    const Returns returns{parts_};
    const Pickups pickups{parts_};
    const Prints prints{parts_};
    const Tracking tracking{parts_};
    const Finding finding{parts_};
    const Overview overview{parts_};
    const Quality quality{parts_};
    const Teaching teaching{parts_};
    const Erasing erasing{parts_};
    const ModelVersions modelVersions{parts_};
    const Sessions sessions{parts_};
    const ApiTokens tokens{parts_};
    const Intakes intakes{parts_};
    const Batches batches{parts_};
    const Phones phones{parts_};
    const PagePictures pagePictures{parts_};
    const Papers papers{parts_};
    const Households households{parts_};
    const LabelKeys labelKeys{parts_};
    const CalendarKeeping calendars{parts_};
};

}  // namespace daiban::desk
