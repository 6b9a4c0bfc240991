#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/Yaml.h"
#include "documents/Calibration.h"
#include "documents/Meanings.h"
#include "documents/Pattern.h"
#include "documents/Titles.h"

namespace daiban::documents {

/// What a field's value looks like: how it is cut out of the text, brought to form and checked.
enum class FieldKind {
    Text,              ///< anything up to the next label
    PersonName,        ///< 张三, 阿依古丽·买买提
    Organisation,      ///< a company, school, bank or authority
    Party,             ///< a person or an organisation
    Address,           ///< may go on in the lines below
    Date,              ///< a day
    RangeFrom,         ///< first day of "2010.10.03-2030.10.03"
    RangeUntil,        ///< last day of a range, or a single day, or 长期
    Sex,               ///< 男, 女
    Ethnicity,         ///< one of the 56
    CitizenNumber,     ///< GB 11643, check character and birth date
    CreditCode,        ///< GB 32100, check character
    BankCardNumber,    ///< Luhn
    AccountNumber,     ///< digits; Luhn when it is a card number
    DisabilityNumber,  ///< citizen number, category, level
    PassportNumber,    ///< checked against the machine readable zone where there is one
    Number,            ///< whatever the patterns of the field say
    Amount,            ///< money; figures and capital characters are checked against each other
    Count,             ///< a whole number
    Choice,            ///< one of the options; the ticked one where there are boxes
};

/// Where a value stands, seen from its label.
enum class Place { After, Right, Below };

/// The part of a page a field is looked for in: from the n-th of some headings down to another.
struct Section {
    std::vector<std::string> from;   ///< headings or labels it begins with; empty: the top
    int number = 1;                  ///< the how many-th of them, from 1
    std::vector<std::string> until;  ///< labels it ends before; the next `from` ends it too
};

/// How one field is found, read and checked.
struct FieldRule {
    std::string name;  ///< "id_number"
    FieldKind kind = FieldKind::Text;
    std::vector<std::string> labels;   ///< printed labels, the best first
    std::vector<std::string> phrases;  ///< running text around the value: "本人{}，身份证号码"
    std::vector<Place> places{Place::After, Place::Right};
    std::vector<Pattern> patterns;     ///< a Number must match one
    std::vector<std::string> options;  ///< of a Choice; ends of an Organisation's name
    std::optional<Section> section;
    int occurrence = 0;  ///< 1: the first of its labels down the page, 2: the second ...; 0: the best.
                         ///< With a section it counts only where the section's heading was not read.
    int occurrencesInAll =
        0;  ///< how many there must be for counting them to be safe; 0: as many as the fields speak of
    Asks asks = Asks::Nothing;  ///< of a person; what its labels have in common
    Whose whose = 0;            ///< of which people; 0: not said
    std::string agreesWith;     ///< a citizen number field the value must agree with (birth date, sex)
    bool wraps = false;         ///< goes on in the lines below
    bool flows = false;         ///< stands in running text behind its label, up to the full stop
    bool anywhere = false;      ///< without a label, where only one thing on the page looks like it
    bool last = false;          ///< of several equally good ones the lowest on the page
    bool notInFuture = false;   ///< a day after today is wrong
    bool monthIsEnough = false;

    /// What people call it: the first label, else the name.
    [[nodiscard]] const std::string& title() const { return labels.empty() ? name : labels.front(); }
};

/// A title as printed; "*" before or after it stands for any words.
struct TitleRule {
    std::string text;
    bool anyBefore = false;
    bool anyAfter = false;
    std::u32string comparable;  ///< the text as pages' texts are compared
    TitleParts parts;           ///< what kind of paper of what
};

struct Cue {
    std::string text;
    double weight = 1;
    std::u32string comparable;  ///< the text as pages' texts are compared
    double rarity = 1;          ///< DocumentTypes::rarity of it
};

/// A number (or day) printed on a type of paper, and where on it when that tells.
struct NumberRule {
    Pattern pattern;
    double weight = 1;
    /// Part of the paper its middle must be in, as shares of width and height; the whole by default.
    double left = 0, top = 0, right = 1, bottom = 1;
};

struct SizeRule {
    double width = 0;  ///< mm, of the upright document
    double height = 0;
};

/// What the papers of a type say about whose they are.
enum class Naming {
    Nobody,           ///< the type carries no name (a photograph, the back of a card): nothing to compare
    ByName,           ///< a name, with a number at most in addition
    ByNameAndNumber,  ///< the paper proves who one is: it must have both
};

/// Two fields that together say who somebody on the paper is; either may be "".
struct PersonRole {
    std::string of;          ///< whose paper it is when this is about him: one of personWords(); "": anyone's for whom
                             ///< there is no role of his own
    std::string name;        ///< field with the name
    std::string number;      ///< field with the citizen number or credit code
    bool several = false;    ///< the name's line may hold several names: 张三、李四
    bool otherwise = false;  ///< counts only where nobody else could be read
};

/// Whose a paper may be, as `of` in the files says: "applicant", "spouse", "couple", "child", "agent",
/// "legal-representative", "enterprise".
[[nodiscard]] const std::vector<std::string_view>& personWords();

enum class Look { Text, Portrait };  ///< told by its text, or by being a portrait without any

/// A type of paper, as its file in models/documents says.
class DocumentType {
  public:
    std::string code;   ///< "id-card-front"
    std::string name;   ///< "居民身份证（人像面）"
    std::string group;  ///< "identity"
    std::vector<std::string> formerNames;
    std::vector<TitleRule> titles;           ///< present and former ones
    std::vector<std::string> againstTitles;  ///< a title that says it is another paper
    std::vector<std::string> againstCues;    ///< a printed label that says the same
    std::vector<Cue> cues;                   ///< words printed on it
    std::vector<NumberRule> numbers;         ///< numbers printed on it
    std::vector<Pattern> codePatterns;       ///< of the text of its QR or barcodes
    std::vector<std::string> otherLabels;    ///< printed labels of things that are no fields: they end values
    std::vector<std::string> commonLabels;   ///< labels printed on papers of many types (shared/labels.yaml)
    std::vector<SizeRule> sizes;
    bool untitled = false;        ///< printed without a title: its labels must do
    bool bankCardNumber = false;  ///< bears a bank card number
    int mostLines = 0;            ///< more lines than that: it is something else; 0: any number
    Look look = Look::Text;
    std::vector<FieldRule> fields;       ///< those of the list of types, in its order
    std::vector<FieldRule> extraFields;  ///< read as well where found: the date of papers that may not be too old
    std::vector<std::string> keyFields;  ///< names of those that say whose it is: what a first look is for
    Naming naming = Naming::ByName;
    std::vector<PersonRole> persons;  ///< who is who on it; empty only where it names nobody
    std::string expiryField;          ///< the field that says until when the paper counts; empty: it does not expire
    std::string dateField;            ///< the field that says of when the paper is; empty: none does
    std::filesystem::path file;
    std::shared_ptr<const Meanings> meanings;  ///< of labels, whatever type they are on; null: only what the file says

    [[nodiscard]] const FieldRule* findField(std::string_view fieldName) const;  ///< null when there is none
};

/// All types of a folder.
class DocumentTypes {
  public:
    /// Reads every *.yaml of the folder, and shared/labels.yaml, shared/titles.yaml and shared/calibration.yaml in it
    /// where they are. Throws Error{Unreadable} with "file:line: sentence" at the first problem, Error{NotFound} when
    /// there is no such folder.
    /// `instead`: read in place of the files of the same codes, and beside them where there are none.
    [[nodiscard]] static DocumentTypes load(const std::filesystem::path& folder,
                                            const std::vector<base::ModelSource>& instead = {});
    /// Everything wrong in one type; empty: load() takes it.
    [[nodiscard]] static std::vector<base::ModelProblem> problemsOf(const base::ModelSource& source);
    /// Everything wrong in a folder; empty: load() works.
    [[nodiscard]] static std::vector<base::ModelProblem> problemsIn(const std::filesystem::path& folder);

    [[nodiscard]] const DocumentType* find(std::string_view code) const;           ///< null when there is none
    [[nodiscard]] const std::vector<DocumentType>& all() const { return types_; }  ///< by code
    /// How much a cue tells, 0 to 1: 1 when only one type has it, less the more have it.
    [[nodiscard]] double rarity(std::string_view cue) const;
    /// What the classifier's chances are worth among these types.
    [[nodiscard]] const Calibration& calibration() const { return calibration_; }
    [[nodiscard]] const Meanings& meanings() const { return *meanings_; }
    [[nodiscard]] const TitleWords& titleWords() const { return titleWords_; }
    [[nodiscard]] const TitleWeights& titleWeights() const { return titleWeights_; }

  private:
    std::vector<DocumentType> types_;
    std::vector<std::pair<std::string, int>> cueCounts_;  ///< sorted by cue
    Calibration calibration_;
    TitleWords titleWords_;
    TitleWeights titleWeights_;
    std::shared_ptr<const Meanings> meanings_;  ///< the types speak of it

    void takeTitlesApart();
};

/// "citizen-number" -> FieldKind and back, as written in the files.
[[nodiscard]] std::optional<FieldKind> fieldKindOf(std::string_view word);
[[nodiscard]] std::string_view wordOf(FieldKind kind);
[[nodiscard]] std::vector<std::string_view> fieldKindWords();

}  // namespace daiban::documents
