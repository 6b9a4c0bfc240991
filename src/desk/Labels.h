#pragma once

#include <string>

#include "desk/Parts.h"
#include "printing/labels/Label.h"
#include "store/Records.h"

namespace daiban::desk {

/// Labels of folders, certificates, handoff sheets and desks: what is printed on them. A thing that has a label keeps
/// it: printed again it has the same number.
class Labels {
  public:
    explicit Labels(const Parts& parts) : parts_(parts) {}

    /// The label of a case's folder or certificate; a new one is registered on `office`'s desk (empty: the case's).
    [[nodiscard]] printing::LabelContent ofCase(const staff::Actor& actor, const std::string& key,
                                                codes::TokenKind kind, const std::string& office = {}) const;
    /// Throws Error{NotFound} for a handoff without a sheet label.
    [[nodiscard]] printing::LabelContent ofHandoff(const staff::Actor& actor, const std::string& key) const;
    /// The label of an office's desk (桌牌). Each desk has one token, and there is nothing to register.
    [[nodiscard]] printing::LabelContent ofDesk(const staff::Actor& actor, const std::string& office) const;
    /// Whichever the kind asks for: `key` is a case, a handoff or an office.
    [[nodiscard]] printing::LabelContent of(const staff::Actor& actor, codes::TokenKind kind,
                                            const std::string& key) const;

  private:
    const Parts& parts_;
};

/// The token of an office's desk, from its code and the keys.
[[nodiscard]] codes::LabelToken deskToken(const codes::TokenKeys& keys, const std::string& office);

}  // namespace daiban::desk
