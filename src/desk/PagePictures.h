#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "desk/Parts.h"
#include "store/Records.h"

namespace daiban::desk {

/// Pixels of a page as it lies.
struct PictureSize {
    int width = 0;
    int height = 0;
};

/// Pictures of stored pages for screens: JPEG, made by workers, kept in DATA/derived until they are thrown away. They
/// can be made again from the page and are no part of the books.
class PagePictures {
  public:
    explicit PagePictures(const Parts& parts) : parts_(parts) {}

    // That somebody looked is in the audit log before he sees it: by case, or by batch for pages of none, once an hour.

    /// The page as it lies, at most `width` pixels wide; 0: as wide as it is.
    [[nodiscard]] std::string ofPage(const staff::Actor& actor, const base::PageId& page, int width) const;
    /// A document of the page, from 1, flat and upright where its reading or a person says it lies.
    [[nodiscard]] std::string ofDocument(const staff::Actor& actor, const base::PageId& page, int document,
                                         int width) const;
    /// Draws the page's small pictures, so that they are there when they are asked for. Throws the page's Error.
    PictureSize prepare(const store::StoredPage& page) const;
    /// For the server itself: nobody is asked whether he may. Empty: there is no such page.
    [[nodiscard]] std::optional<store::StoredPage> find(const base::PageId& page) const {
        return parts_.store.findPage(page);
    }
    /// Of a page that was drawn before; 0 × 0: not yet.
    [[nodiscard]] PictureSize sizeOf(const base::PageId& page) const;

    /// Deletes what was drawn of the page.
    void forget(const base::PageId& page) const;

    /// The value of a field as it stands, whole; that somebody looked is written in the audit log.
    [[nodiscard]] std::string revealField(const staff::Actor& actor, const base::PageId& page, int document,
                                          const std::string& field) const;

  private:
    /// Writes in the audit log that somebody looks: at papers of a case, or of a batch of none, once an hour.
    void noteSight(const staff::Actor& actor, const store::StoredPage& page) const;
    [[nodiscard]] store::StoredPage seen(const staff::Actor& actor, const base::PageId& page) const;
    [[nodiscard]] std::filesystem::path folder() const { return parts_.dataFolder / "derived" / "pages"; }

    const Parts& parts_;
    mutable std::mutex drawing_;  ///< one page is drawn once, however many ask for it
    mutable std::set<std::string> beingDrawn_;
    mutable std::mutex noting_;
    mutable std::chrono::sys_time<std::chrono::hours> notedHour_;
    mutable std::set<std::string> noted_;  ///< in that hour: account and what he looked at
};

}  // namespace daiban::desk
