#include "handoff/ScannedCode.h"

#include "base/Sentence.h"

namespace daiban::handoff {

base::Sentence whyNoThing(codes::TokenKind kind) {
    using codes::TokenKind;
    switch (kind) {
        case TokenKind::Folder:
        case TokenKind::Certificate:
            return {};
        case TokenKind::Sheet:
            return base::Sentence("这是交接单自己的码，不是一件：整单签收请用整单扫描。");
        case TokenKind::Desk:
            return base::Sentence("这是窗口的码，不是一件：请扫件上的标签。");
        case TokenKind::Slip:
            return base::Sentence("这是回执或通知上的码，不是案卷袋：请扫案卷袋上的标签。");
        case TokenKind::Pouch:
            return base::Sentence("这是流转袋的码，不是一件：整袋签收请用整袋扫描。");
        case TokenKind::Separator:
            return base::Sentence("这是分隔页上的码，不是案卷袋：请扫案卷袋上的标签。");
    }
    return {};
}

}  // namespace daiban::handoff
