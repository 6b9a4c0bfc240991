#include "desk/PaperWord.h"

#include "base/Error.h"
#include "base/Text.h"
#include "base/Validators.h"
#include "cases/items/Applicant.h"

namespace daiban::desk {

namespace {

using base::Error;
using base::ErrorKind;
using documents::FieldKind;

constexpr std::size_t longestValue = 400;  // characters: a business scope; a name has a few

bool isDay(const std::string& value) {
    return base::findDate(value).has_value();
}

bool isCitizen(const std::string& value, base::Date today) {
    const std::string number = base::squeezed(value);
    return base::isCitizenNumber(base::citizenNumberFrom15(number).value_or(number), today);
}

/// What is wrong with a value of that kind; empty: nothing.
base::Sentence faultOf(const documents::FieldRule& rule, const std::string& value, base::Date today) {
    switch (rule.kind) {
        case FieldKind::Date:
        case FieldKind::RangeFrom:
            return isDay(value) ? base::Sentence() : base::Sentence("is no day; write it as YYYY-MM-DD");
        case FieldKind::RangeUntil:
            return isDay(value) || value == "长期" ? base::Sentence()
                                                   : base::Sentence("is no day; write it as YYYY-MM-DD, or 长期");
        case FieldKind::CitizenNumber:
            return isCitizen(value, today)
                       ? base::Sentence()
                       : base::Sentence("is no citizen number: its check character or its birth date is wrong");
        case FieldKind::CreditCode:
            return base::isCreditCode(base::squeezed(value))
                       ? base::Sentence()
                       : base::Sentence("is no credit code: its check character is wrong");
        case FieldKind::BankCardNumber:
            return base::isBankCardNumber(value) ? base::Sentence()
                                                 : base::Sentence("is no card number: its check digit is wrong");
        case FieldKind::Sex:
            return value == "男" || value == "女" ? base::Sentence() : base::Sentence("is neither 男 nor 女");
        default:
            return {};
    }
}

void checkValue(const documents::FieldRule& rule, const std::string& value, base::Date today) {
    const auto refuse = [&](const base::Sentence& fault) {
        throw Error(ErrorKind::BadArguments,
                    base::Sentence("What you gave for {} {}; nothing was changed.", rule.name, fault));
    };
    if (base::trimmed(value).empty()) refuse(base::Sentence("is empty"));
    if (base::countCodePoints(value) > longestValue) refuse(base::Sentence("is too long"));
    if (cases::holdsHidden(value)) refuse(base::Sentence("holds control characters"));
    if (const auto fault = faultOf(rule, base::trimmed(value), today); !fault.empty()) refuse(fault);
}

}  // namespace

void checkWord(const intake::PaperCorrection& word, const std::string& type, const documents::DocumentTypes& types,
               base::Date today) {
    const auto* known = types.find(word.type.empty() ? type : word.type);
    if (known == nullptr && !word.type.empty())
        throw Error(ErrorKind::NotFound,
                    base::Sentence("There is no document type '{}'; see daiban types list.", word.type));
    if (word.fields.empty()) return;
    if (known == nullptr)
        throw Error(
            ErrorKind::BadArguments,
            base::Sentence("It is not known what this paper is, so it has no fields; say it with --type first."));
    for (const auto& [name, value] : word.fields) {
        const auto* rule = known->findField(name);
        if (rule == nullptr) {
            std::vector<std::string> names;
            for (const auto& field : known->fields) names.push_back(field.name);
            throw Error(ErrorKind::BadArguments,
                        base::Sentence("{} has no field '{}'; it has {}.", known->code, name,
                                       names.empty() ? base::Sentence("none")
                                                     : base::Sentence::verbatim(base::joined(names, ", "))));
        }
        checkValue(*rule, value, today);
    }
}

intake::PaperCorrection joinedWords(intake::PaperCorrection earlier, const intake::PaperCorrection& later) {
    // Fields of what it was taken for are none of what it is.
    if (!later.type.empty() && later.type != earlier.type && !earlier.type.empty()) earlier.fields.clear();
    if (!later.type.empty()) earlier.type = later.type;
    if (!later.material.empty()) {
        earlier.material = later.material;
        earlier.continues.reset();  // a paper in its own right
    }
    for (const auto& [name, value] : later.fields) earlier.fields[name] = value;
    earlier.overrules.insert(earlier.overrules.end(), later.overrules.begin(), later.overrules.end());
    earlier.confirmed = earlier.confirmed || later.confirmed;
    return earlier;
}

}  // namespace daiban::desk
