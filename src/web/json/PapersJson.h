#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/Json.h"
#include "base/Sentence.h"
#include "base/Words.h"
#include "cases/checklist/Checklist.h"
#include "desk/Doubts.h"
#include "desk/Models.h"
#include "desk/PagePictures.h"
#include "intake/CasePapers.h"
#include "store/Store.h"
#include "web/ReadingQueue.h"

namespace daiban::web {

/// What the papers of an intake or a case are made of for a screen.
struct PapersView {
    const desk::Models& models;
    const desk::PagePictures& pictures;
    const std::vector<store::StoredPage>& pages;
    const std::vector<std::pair<store::StoredPage, std::string>>& removed;  ///< with the reason
    const intake::CasePapers& papers;
    const cases::Checklist* checklist = nullptr;  ///< null: it is not known what is needed
    const base::Words& words;
    /// The newest reading's text of a page, as stored; empty: none.
    std::function<std::string(const base::PageId&)> reading;
    /// Of a page that is not read yet; empty: nobody reads it.
    std::function<std::optional<PageProgress>(const base::PageId&)> progress;
};

[[nodiscard]] base::Json questionsJson(const std::vector<desk::Doubt>& doubts, const base::Words& words);
[[nodiscard]] base::Json pagesJson(const PapersView& view);
/// One page of `view.pages`.
[[nodiscard]] base::Json pageJson(const PapersView& view, const base::PageId& page);
[[nodiscard]] base::Json checklistJson(const PapersView& view);
/// A page that is only being read: what is known of it now.
[[nodiscard]] base::Json pageInProgressJson(const store::StoredPage& page, int number, const PageProgress& progress,
                                            const desk::Models& models, desk::PictureSize size,
                                            const base::Words& words);

}  // namespace daiban::web
