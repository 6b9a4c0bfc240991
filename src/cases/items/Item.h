#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Clock.h"
#include "base/Sentence.h"
#include "cases/items/Subject.h"

namespace daiban::cases {

/// How a material is taken in (材料形式).
enum class MaterialForm {
    Original,              ///< 收原件
    Copy,                  ///< 收复印件
    OriginalSeenCopyKept,  ///< 验原件收复印件
    OriginalAndCopy,       ///< 收原件及复印件
};

/// Whether a material must be there (必要性).
enum class Need {
    Yes,    ///< 必要
    No,     ///< 非必要: taken when there
    Later,  ///< 容缺后补: may follow against a promise
};

/// Which kind of office the community carries the papers to.
enum class ReceivingOffice {
    Street,  ///< 街道办事处
    Bureau,  ///< 委办局
};

/// How an item is dealt with (办件类型).
enum class ItemKind {
    Promised,   ///< 承诺件: within the promised time limit
    Immediate,  ///< 即办件: on the spot
};

/// What comes back when an item is done (结果).
enum class ResultKind {
    NotSaid,      ///< the file does not say; items validate asks for it
    Certificate,  ///< a paper of a known document type
    OtherPaper,   ///< a paper of no known type, told by its name
    Nothing,      ///< no paper: the case ends with the notice
};

/// What `basis` says where nobody has looked the rule up.
inline constexpr std::string_view unverifiedBasis = "unverified";

/// The type of a material that is none of the known document types: its name says what it is, and only a person can
/// say which paper it is.
inline constexpr std::string_view otherType = "other";

/// The fields of service (事项领域) there are, in the order in which lists show them.
[[nodiscard]] const std::vector<std::string_view>& serviceFields();

[[nodiscard]] std::string_view nameOf(ItemKind kind);  ///< "承诺件"
[[nodiscard]] std::optional<ItemKind> itemKindOf(std::string_view name);
[[nodiscard]] std::string_view nameOf(MaterialForm form);  ///< "验原件收复印件"
[[nodiscard]] std::optional<MaterialForm> materialFormOf(std::string_view name);
[[nodiscard]] std::string_view codeOf(ResultKind kind);  ///< "", "certificate", "other", "none"
[[nodiscard]] std::string_view codeOf(Need need);        ///< "yes", "no", "later"
[[nodiscard]] std::optional<Need> needOf(std::string_view code);
[[nodiscard]] std::string_view codeOf(ReceivingOffice kind);  ///< "street", "bureau"
[[nodiscard]] std::optional<ReceivingOffice> receivingOfficeOf(std::string_view code);

/// A situation (情形): chooses which materials are asked for. Several may be chosen at once.
struct Situation {
    std::string code;
    std::string name;
};

/// What a row may be replaced by; both empty: nothing.
struct Unless {
    std::string situation;  ///< not asked for when this situation is chosen
    std::string material;   ///< not needed where the material of this name (or title) is satisfied
};

/// One required material (材料).
struct Material {
    std::string type;  ///< code of a document type, or otherType
    std::string name;  ///< 材料名称, as the notice says it
    MaterialForm form = MaterialForm::OriginalSeenCopyKept;
    int copies = 1;  ///< how many are handed in
    Need need = Need::Yes;
    Subject subject = Subject::Anyone;
    std::string situation;      ///< counts only when this situation is chosen; empty: always
    Unless unless = {};         ///< when another one stands in its place
    std::string oneOf;          ///< materials of one item with the same word are alternatives; empty: none
    int maxAgeDays = 0;         ///< the paper's date may lie so many days back; 0: any
    bool mayBeExpired = false;  ///< counts past its last day as well: what is handed in to be renewed
    std::string note;           ///< 填报须知, told with the material
    std::string basis;          ///< the rule it rests on (依据); empty: as the item's

    /// No document type tells it: see otherType.
    [[nodiscard]] bool isOther() const { return type == otherType; }
};

/// "银行卡〔申请人〕": the name with whose it is.
[[nodiscard]] std::string titleOf(const Material& material);
/// The same, whose it is in the reader's language.
[[nodiscard]] base::Sentence saidTitleOf(const Material& material);

/// An approval item (事项).
struct Item {
    std::string code;
    std::string name;
    std::vector<std::string> aliases;  ///< what people call it as well
    std::string field;                 ///< one of serviceFields(): 社保, 民政 ...
    std::string department;
    ItemKind kind = ItemKind::Promised;
    ReceivingOffice office = ReceivingOffice::Street;
    int days = 0;                  ///< promised time limit in working days (承诺时限)
    std::optional<int> legalDays;  ///< legal time limit in working days (法定时限), not less than the promised one
    std::optional<std::string> fee;      ///< 收费标准 as told to the resident ("不收费"); empty: not stated
    std::string note;                    ///< told with the item (受理条件, 办理须知)
    int version = 1;                     ///< counts the changes of the item's rules
    base::Date effective{};              ///< first day of this version
    std::string basis{unverifiedBasis};  ///< the rule it rests on (依据)
    std::string resultName;
    ResultKind result = ResultKind::NotSaid;
    std::string resultType;  ///< of a Certificate its document type; else empty
    std::vector<Situation> situations;
    std::vector<std::string> chooseOne;   ///< codes of situations of which exactly one is chosen; empty: any may be
    std::vector<std::string> atLeastOne;  ///< codes of situations of which at least one is chosen; empty: none need be
    std::vector<Material> materials;

    [[nodiscard]] const Situation* findSituation(std::string_view situationCode) const;
    /// Whether it is one of those of which exactly one is chosen.
    [[nodiscard]] bool mustChooseAmong(std::string_view situationCode) const;
    /// The materials that count when these situations are chosen, in order; see Material::situation and unless.
    [[nodiscard]] std::vector<const Material*> materialsIn(const std::vector<std::string>& chosen) const;
    /// The first material of that name or title; null when there is none.
    [[nodiscard]] const Material* findMaterial(std::string_view nameOrTitle) const;
};

}  // namespace daiban::cases
