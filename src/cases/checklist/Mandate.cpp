#include "cases/checklist/Mandate.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/Sentence.h"
#include "base/Text.h"
#include "cases/checklist/NamesItem.h"
#include "cases/checklist/Persons.h"

namespace daiban::cases {

namespace {

constexpr std::array<std::string_view, 2> mandates{"power-of-attorney", "agency-service-authorization"};
constexpr std::array<std::string_view, 6> everything{"全权", "一切", "所有事", "所有手续", "全部事", "全部手续"};
constexpr std::array<std::string_view, 5> signing{"签字", "签名", "签章", "盖章", "手印"};
constexpr std::array<std::string_view, 4> givers{"委托人", "授权人", "委托方", "委托单位"};
constexpr std::size_t longestSignature = 8;  // characters: what is longer is printed text

bool holds(std::string_view text, std::string_view word) {
    return !word.empty() && text.find(word) != std::string_view::npos;
}

template <class Words>
bool holdsAny(std::string_view text, const Words& words) {
    return std::ranges::any_of(words, [&](std::string_view word) { return holds(text, word); });
}

/// Where the line of who gives the power to sign on ends, and what is written begins; empty: it is no such line. 受托人
/// and 被委托人 sign elsewhere.
std::optional<std::size_t> signatureBehind(const std::string& line) {
    for (const std::string_view giver : givers) {
        const auto at = line.find(giver);
        if (at == std::string::npos) continue;
        if (at >= 3 && (line.compare(at - 3, 3, "被") == 0 || line.compare(at - 3, 3, "受") == 0)) continue;
        const std::size_t behind = at + giver.size();
        for (const std::string_view word : signing) {
            const auto sign = line.find(word, behind);
            if (sign == std::string::npos || sign > behind + 12) continue;
            std::size_t end = sign + word.size();
            // （签字、手印）： and the like
            for (const std::string_view mark :
                 {"或", "、", "按", "手印", "盖章", "捺印", "(", ")", "（", "）", ":", "："})
                if (line.compare(end, mark.size(), mark) == 0) end += mark.size();
            for (const std::string_view mark : {")", "）", ":", "："})
                if (line.compare(end, mark.size(), mark) == 0) end += mark.size();
            return end;
        }
    }
    return std::nullopt;
}

/// A name as somebody writes it, not a date and not the next label.
bool isWritten(const std::string& text) {
    const std::u32string all = base::toCodePoints(text);
    const auto letters = std::ranges::count_if(
        all, [](char32_t c) { return base::isHan(c) || (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'); });
    if (letters == 0 || all.size() > longestSignature) return false;
    for (const std::string_view printed : {"年", "日期", "签字", "签名", "盖章", "受托", "委托", "电话", "附"})
        if (holds(text, printed)) return false;
    return true;
}

std::vector<std::string> squeezedLines(const std::vector<std::string>& lines) {
    std::vector<std::string> out;
    for (const std::string& line : lines)
        if (std::string squeezed = base::squeezed(line); !squeezed.empty()) out.push_back(std::move(squeezed));
    return out;
}

void readSignature(const std::vector<std::string>& lines, MandateText& mandate) {
    constexpr std::size_t near = 3;  // lines: the name, then the day
    for (std::size_t n = 0; n < lines.size(); ++n) {
        const auto behind = signatureBehind(lines[n]);
        if (!behind) continue;
        const std::string beside = lines[n].substr(*behind);
        mandate.isSigned = mandate.isSigned || isWritten(beside);
        if (const auto day = base::findDate(beside)) mandate.signedOn = day;
        for (std::size_t next = n + 1; next < lines.size() && next <= n + near; ++next) {
            const bool othersLine = holdsAny(lines[next], signing);
            if (othersLine) break;
            mandate.isSigned = mandate.isSigned || isWritten(lines[next]);
            if (const auto day = base::findDate(lines[next]); day && !mandate.signedOn) mandate.signedOn = day;
        }
    }
    if (mandate.signedOn) return;
    for (auto line = lines.rbegin(); line != lines.rend() && !mandate.signedOn; ++line)
        if (!holds(*line, "至")) mandate.signedOn = base::findDate(*line);
}

/// 委托期限自2026年1月1日至2026年6月30日: the last day of the sentence that speaks of the term.
void readTerm(MandateText& mandate) {
    for (const std::string_view word : {"期限", "有效期", "有效至"}) {
        for (auto at = mandate.words.find(word); at != std::string::npos; at = mandate.words.find(word, at + 1)) {
            constexpr std::size_t sentence = 150;  // bytes: fifty characters
            std::string term = mandate.words.substr(at, sentence);
            if (const auto stop = term.find("。"); stop != std::string::npos) term.resize(stop);
            const auto to = term.find("至");
            if (to == std::string::npos) continue;
            // Right behind it: 至办理完毕止 may be followed by the day of the signature.
            constexpr std::size_t date = 27;  // bytes of 至2026年12月31日 and a sign before it
            if (const auto day = base::findDate(term.substr(to, date))) mandate.until = day;
        }
    }
}

void comparePerson(const std::vector<Person>& persons, const Identity& who, const base::Sentence& role,
                   std::vector<base::Sentence>& faults) {
    const bool named = std::ranges::any_of(
        persons, [&](const Person& person) { return person.name.value == normalisedName(who.name); });
    if (!named) return faults.push_back(base::Sentence("授权委托书上的{}不是{}", role, who.name));
    const std::string number = normalisedNumber(who.idNumber);
    const bool anothers = !number.empty() && std::ranges::all_of(persons, [&](const Person& person) {
        return !person.number.value.empty() && person.number.value != number;
    });
    if (anothers) faults.push_back(base::Sentence("授权委托书上{}的证件号码与登记的不一致", role));
}

}  // namespace

MandateText mandateTextOf(const std::vector<std::string>& lines) {
    const auto squeezed = squeezedLines(lines);
    MandateText mandate{.words = base::joined(squeezed, ""), .isSigned = false, .signedOn = {}, .until = {}};
    readSignature(squeezed, mandate);
    readTerm(mandate);
    return mandate;
}

bool isMandate(std::string_view type) {
    return std::ranges::find(mandates, type) != mandates.end();
}

std::vector<base::Sentence> faultsOfText(const MandateText& mandate, const Item* item, base::Date today) {
    std::vector<base::Sentence> faults;
    if (item != nullptr && !holdsAny(mandate.words, everything) && !namesItem(mandate.words, *item))
        faults.push_back(base::Sentence("授权委托书没有写明办理“{}”或全部事项", item->name));
    if (!mandate.isSigned) faults.emplace_back(base::Sentence("授权委托书上没有看到委托人签字"));
    if (mandate.signedOn && *mandate.signedOn > today)
        faults.push_back(base::Sentence("授权委托书的签署日期 {} 还没有到", base::isoDate(*mandate.signedOn)));
    if (mandate.until && *mandate.until < today)
        faults.push_back(base::Sentence("授权委托书已于 {} 到期", base::isoDate(*mandate.until)));
    return faults;
}

std::vector<base::Sentence> faultsOfMandate(const Paper& paper, const Mandated& who, const Item* item, base::Date today,
                                            const documents::DocumentTypes& types) {
    const std::string& type = paper.document.classification.type;
    if (!isMandate(type) || !typeIsSure(paper)) return {base::Sentence("这一页没有认出是授权委托书")};
    std::vector<base::Sentence> faults;
    comparePerson(personsOn(paper, Subject::Agent, today, types), who.agent, base::Sentence("受托人"), faults);
    comparePerson(personsOn(paper, Subject::Applicant, today, types), who.principal, base::Sentence("委托人"), faults);
    const MandateText text = mandateTextOf(paper.lines == nullptr ? std::vector<std::string>{} : *paper.lines);
    for (auto& fault : faultsOfText(text, item, today)) faults.push_back(std::move(fault));
    return faults;
}

}  // namespace daiban::cases
