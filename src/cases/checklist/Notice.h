#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/Json.h"
#include "cases/checklist/Conflicts.h"
#include "cases/checklist/Requirement.h"
#include "cases/items/Item.h"

namespace daiban::cases {

/// The notice's chapters, in this order.
enum class NoticeChapter { Choice, Missing, Wrong, Uncertain, Later, Optional, Conflict };

/// "choice", "missing", "wrong", "uncertain", "later", "optional", "conflict".
[[nodiscard]] std::string_view codeOf(NoticeChapter chapter);
/// "尚缺", "可容缺后补" ...: for the column of a table.
[[nodiscard]] std::string_view nameOf(NoticeChapter chapter);

/// One thing to be told: a material, alternatives of which one is enough, a choice, or a conflict.
struct NoticeEntry {
    NoticeChapter chapter = NoticeChapter::Missing;
    base::Sentence material;  ///< "银行卡〔申请人〕"; "以下任选其一", "办理情形", "材料之间"
    base::Sentence demand;    ///< what to do: "交复印件 1 份。"
    std::vector<std::size_t> rows;  ///< numbers of the requirements it speaks of; empty: of none in particular
};

/// 一次性告知: all that is missing or wrong and how to mend it, told once.
struct Notice {
    base::Sentence opening;            ///< "一次性告知：尚缺 2 项，请一次补齐。"
    std::vector<NoticeEntry> entries;  ///< by chapter

    /// All of it; lines parted by \n: the opening, each chapter's heading and its numbered entries, the conflicts.
    [[nodiscard]] std::vector<base::Sentence> lines() const;
    /// Its lines as a paper has them.
    [[nodiscard]] std::string text() const;
};

/// What a notice is made of: a checklist that is settled.
struct NoticeFacts {
    const std::vector<Situation>& toChoose;      ///< exactly one of these is still to be chosen
    const std::vector<Situation>& toChooseSome;  ///< at least one of these is
    const std::vector<Requirement>& requirements;
    const std::vector<Conflict>& conflicts;
    bool complete = false;
    bool completeWithPromise = false;
};

[[nodiscard]] Notice noticeOf(const NoticeFacts& facts);

/// [{"chapter","material","demand"} ...]
[[nodiscard]] base::Json toJson(const std::vector<NoticeEntry>& entries);

}  // namespace daiban::cases
