#pragma once

#include <string>
#include <vector>

#include "cases/checklist/ItemWalk.h"
#include "desk/KeptModels.h"
#include "desk/Parts.h"
#include "intake/readPage.h"

namespace daiban::desk {

/// How a version stands today.
enum class VersionState {
    InForce,
    Waiting,    ///< its day has not come
    Past,       ///< another one followed; cases may still go by it
    Withdrawn,  ///< before its day came
    Unusable,   ///< it does not hold any more: KeptModel::trouble, or its text is wrong beside the program's files
};
[[nodiscard]] std::string_view nameOf(VersionState state);  ///< "in-force", "waiting", ...

/// A version and how it stands. Number 0: the program's own file.
struct ModelVersion {
    KeptModel kept;
    VersionState state = VersionState::Past;
};

/// A text as it is being written.
struct ModelDraft {
    ModelKind kind = ModelKind::Items;
    std::string code;
    std::string text;
};

/// What is wrong in a draft, and what it should say and does not.
struct DraftCheck {
    std::vector<base::ModelProblem> problems;
    std::optional<cases::ItemWalk> walk{};  ///< of an item that is in order, where it was asked for
};

/// What a paper is taken for, and what is read of it as one of the type that is tried.
struct TypeReading {
    documents::Classification taken;
    documents::Fields fields;
};

/// One paper of a page, as the type in force reads it and as the draft does. Without one in force: read by the draft
/// alone.
struct TypeTrial {
    std::optional<TypeReading> inForce;
    TypeReading draft;
};

struct SavedDraft {
    std::string id;  ///< made by who saves: sent twice it is saved once
    ModelDraft draft;
    base::Date effective{};
    std::string reason;
};

/// The rules of the house, as an administrator changes them: versions with the day they take effect. Whoever works here
/// may read them. What was in force is never changed nor deleted, and a case goes on by the version it was opened with.
class ModelVersions {
  public:
    explicit ModelVersions(const Parts& parts) : parts_(parts) {}

    /// The program's own first, then by number; the program's is left out where there is none. Throws Error{NotFound}
    /// where there is neither.
    [[nodiscard]] std::vector<ModelVersion> list(ModelKind kind, const std::string& code) const;
    /// All that are kept, of every kind.
    [[nodiscard]] std::vector<ModelVersion> kept() const;
    /// Throws Error{NotFound}.
    [[nodiscard]] std::string textOf(ModelKind kind, const std::string& code, int number) const;

    /// With the validators that files are loaded with, beside what is in force.
    [[nodiscard]] DraftCheck check(const staff::Actor& actor, const ModelDraft& draft) const;
    /// As items validate does: perfect papers are complete, one less are not.
    [[nodiscard]] DraftCheck checkWhole(const staff::Actor& actor, const ModelDraft& draft) const;
    /// Throws Error{BadArguments} for a draft that is not in order, and for a day that is over.
    KeptModel save(const staff::Actor& actor, const SavedDraft& saved) const;
    /// Throws Error{BadArguments} for one that was or is in force.
    KeptModel withdraw(const staff::Actor& actor, ModelKind kind, const std::string& code, int number,
                       const std::string& reason) const;

    /// The item a draft is. Throws Error{BadArguments} when it is not in order.
    [[nodiscard]] cases::Item itemOf(const staff::Actor& actor, const ModelDraft& draft) const;
    /// Each paper of a page that was read; nothing of it is kept. Throws Error{BadArguments} when the draft is not in
    /// order.
    [[nodiscard]] std::vector<TypeTrial> tryType(const staff::Actor& actor, const ModelDraft& draft,
                                                 const intake::PageReading& reading) const;

  private:
    [[nodiscard]] base::ModelSource sourceOf(const ModelDraft& draft) const;
    [[nodiscard]] DraftCheck checked(const ModelDraft& draft) const;
    [[nodiscard]] documents::DocumentTypes typesWith(const ModelDraft& draft) const;
    void demandInOrder(const ModelDraft& draft) const;
    [[nodiscard]] std::vector<ModelVersion> withStates(std::vector<KeptModel> kept) const;
    const Parts& parts_;
};

/// The text of an item with that version and day, on the lines that say them and nowhere else; other kinds say neither.
[[nodiscard]] std::string withVersion(const std::string& text, int number, base::Date effective);

}  // namespace daiban::desk
