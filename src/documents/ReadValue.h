#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/Clock.h"
#include "documents/DocumentTypes.h"
#include "documents/Layout.h"

namespace daiban::documents {

/// A value cut out of a stretch of text and brought to form.
struct ReadValue {
    Glyphs used;        ///< the glyphs the value is made of
    std::string value;  ///< as printed
    std::string iso;
    bool valid = false;
    double quality = 1;  ///< below 1 where something had to be mended or guessed
};

/// Reads a value of the rule's kind from the stretch of text behind a label. Empty: there is none in it.
[[nodiscard]] std::optional<ReadValue> readValue(const FieldRule& rule, const Glyphs& glyphs, base::Date today);

// The families of kinds, each in a file of its own.
[[nodiscard]] std::optional<ReadValue> readDate(const FieldRule& rule, const Glyphs& glyphs, base::Date today);
[[nodiscard]] std::optional<ReadValue> readRangeFrom(const Glyphs& glyphs);
[[nodiscard]] std::optional<ReadValue> readRangeUntil(const Glyphs& glyphs);
[[nodiscard]] std::optional<ReadValue> readCitizenNumber(const Glyphs& glyphs, base::Date today);
[[nodiscard]] std::optional<ReadValue> readCreditCode(const Glyphs& glyphs);
[[nodiscard]] std::optional<ReadValue> readBankCardNumber(const Glyphs& glyphs);
[[nodiscard]] std::optional<ReadValue> readAccountNumber(const Glyphs& glyphs);
[[nodiscard]] std::optional<ReadValue> readDisabilityNumber(const Glyphs& glyphs, base::Date today);
[[nodiscard]] std::optional<ReadValue> readPatternNumber(const FieldRule& rule, const Glyphs& glyphs);
[[nodiscard]] std::optional<ReadValue> readAmount(const Glyphs& glyphs);
[[nodiscard]] std::optional<ReadValue> readCount(const Glyphs& glyphs);
[[nodiscard]] std::optional<ReadValue> readPersonName(const Glyphs& glyphs);
[[nodiscard]] std::optional<ReadValue> readOrganisation(const FieldRule& rule, const Glyphs& glyphs);
[[nodiscard]] std::optional<ReadValue> readParty(const FieldRule& rule, const Glyphs& glyphs);
[[nodiscard]] std::optional<ReadValue> readAddress(const Glyphs& glyphs);
[[nodiscard]] std::optional<ReadValue> readText(const Glyphs& glyphs);
[[nodiscard]] std::optional<ReadValue> readSex(const Glyphs& glyphs);
[[nodiscard]] std::optional<ReadValue> readEthnicity(const Glyphs& glyphs);
[[nodiscard]] std::optional<ReadValue> readChoice(const FieldRule& rule, const Glyphs& glyphs);

/// A day found in a text, with the glyphs it stands in.
struct FoundDay {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::optional<base::Date> day;  ///< empty: it looks like one but is no real day
    bool mended = false;            ///< letters taken for digits
};
[[nodiscard]] std::vector<FoundDay> findDays(const std::u32string& folded);

/// The digit a letter is often misread from (O for 0, l for 1, B for 8); 0 when it is none of those.
[[nodiscard]] char32_t digitFor(char32_t letter);

/// Amount in capital characters (贰仟捌佰叁拾伍元陆角捌分) in fen; empty when it is none.
[[nodiscard]] std::optional<long long> capitalAmount(const std::u32string& folded);

[[nodiscard]] inline Glyphs part(const Glyphs& glyphs, std::size_t begin, std::size_t end) {
    return {glyphs.begin() + static_cast<std::ptrdiff_t>(begin), glyphs.begin() + static_cast<std::ptrdiff_t>(end)};
}

}  // namespace daiban::documents
