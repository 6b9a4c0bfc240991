#pragma once

#include <string>

#include "handoff/Custody.h"
#include "store/Records.h"

namespace daiban::cli {

class Context;

struct HandoffRoute {
    std::string from;
    std::string to;
    std::string courier;
    std::string id;  ///< empty: a new one
};

/// Opens a handoff with a label for its sheet.
store::HandoffRecord openHandoff(Context& context, const HandoffRoute& route);

struct ScanStep {
    handoff::Side side = handoff::Side::Giver;
    std::string refusal;    ///< not empty: the receiver refuses, for this reason
    bool takeBack = false;  ///< the giver has it again
    std::string event;      ///< id of the scan; empty: a new one
};

/// One side's scan of one thing.
store::RecordedCustody scanThing(Context& context, const store::HandoffRecord& handoff, const std::string& thing,
                                 const ScanStep& step);

}  // namespace daiban::cli
