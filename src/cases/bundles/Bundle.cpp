#include "cases/bundles/Bundle.h"

#include <algorithm>
#include <map>

#include "cases/bundles/Sheets.h"
#include "cases/checklist/Persons.h"

namespace daiban::cases {

namespace {

ComparedValue readingOf(const Paper& paper, const std::string& field, const documents::Field& value) {
    const bool sure = paper.confirmedByPerson || (value.valid && value.confidence >= base::certainEnough);
    const bool name = field.ends_with("name");
    return {name ? normalisedName(value.value) : normalisedNumber(value.value), sure};
}

bool differ(const ComparedValue& a, const ComparedValue& b) {
    return a.sure && b.sure && !a.value.empty() && !b.value.empty() && a.value != b.value;
}

/// The holder of a certificate is one of the two on its next leaf.
bool holderIsNeither(const Paper& holders, const Paper& spouses) {
    const ComparedValue holder = readName(holders, "holder_name");
    const ComparedValue a = readName(spouses, "spouse_a_name");
    const ComparedValue b = readName(spouses, "spouse_b_name");
    return differ(holder, a) && differ(holder, b);
}

/// What persons put together: papers that continue one, directly or by way of another. No machine adds to it.
void joinAsSaid(Sheets& sheets, std::vector<Bundle>& bundles) {
    const auto leadOf = [&](std::size_t number) {
        for (std::size_t step = 0; step < sheets.size() && sheets[number].paper->continues; ++step) {
            const auto found = std::ranges::find(sheets, *sheets[number].paper->continues,
                                                 [](const Sheet& sheet) { return sheet.paper->place; });
            if (found == sheets.end()) break;
            number = found->number;
        }
        return number;
    };
    std::map<std::size_t, std::vector<std::size_t>> byLead;
    for (const Sheet& sheet : sheets) byLead[leadOf(sheet.number)].push_back(sheet.number);
    for (auto& [lead, members] : byLead) {
        if (members.size() < 2) continue;
        std::ranges::stable_partition(members, [lead](std::size_t member) { return member == lead; });
        const auto known = std::ranges::find_if(members, [&](std::size_t n) { return !sheets[n].isUnknown(); });
        bundles.push_back({.kind = BundleKind::Pages,
                           .type = sheets[known == members.end() ? lead : *known].type(),
                           .papers = members,
                           .belonging = Belonging::Certain});
        for (const std::size_t member : members) sheets[member].taken = true;
    }
}

}  // namespace

std::string_view codeOf(BundleKind kind) {
    switch (kind) {
        case BundleKind::Pages:
            return "pages";
        case BundleKind::Leaves:
            return "leaves";
        case BundleKind::Card:
            return "card";
        case BundleKind::Register:
            return "register";
    }
    return "pages";
}

bool Sheet::isSurely(std::string_view what) const {
    return type() == what && !isUnknown() && typeIsSure(*paper);
}

bool Sheet::mayBePartOf(const Sheet& lead) const {
    if (blank || taken) return false;
    if (!paper->assignedTo.empty()) return paper->assignedTo == lead.paper->assignedTo;
    if (type() == lead.type()) return true;
    return !paper->confirmedByPerson && (isUnknown() || !typeIsSure(*paper));
}

Sheets sheetsOf(const std::vector<Paper>& papers) {
    Sheets sheets;
    int at = 0;
    for (const Paper& paper : papers) {
        Sheet sheet{.paper = &paper, .number = sheets.size(), .at = at};
        sheet.blank = sheet.isUnknown() && paper.marks.lineCount == 0 && paper.assignedTo.empty();
        // A person said that it does not belong with others.
        sheet.taken = std::ranges::any_of(paper.overrules, [](const Overrule& overrule) {
            return overrule.about == Judged::Bundle && overrule.ruling == Ruling::Refused;
        });
        if (!sheet.blank) ++at;
        sheets.push_back(sheet);
    }
    return sheets;
}

bool onOnePage(const Sheet& a, const Sheet& b) {
    return a.paper->place.image == b.paper->place.image && a.paper->place.page == b.paper->place.page;
}

bool areNeighbours(const Sheet& a, const Sheet& b) {
    return a.at - b.at == 1 || b.at - a.at == 1;
}

bool contradict(const Paper& a, const Paper& b) {
    for (const auto& [field, value] : a.document.fields) {
        const auto other = b.document.fields.find(field);
        if (other == b.document.fields.end()) continue;
        if (differ(readingOf(a, field, value), readingOf(b, field, other->second))) return true;
    }
    return holderIsNeither(a, b) || holderIsNeither(b, a);
}

bool numbersContradict(const Paper& a, const Paper& b, base::Date today, const documents::DocumentTypes& types) {
    for (const Paper* paper : {&a, &b}) {
        const auto* type = types.find(paper->document.classification.type);
        if (type == nullptr) continue;
        for (const documents::PersonRole& role : type->persons) {
            const auto* rule = type->findField(role.number);
            if (rule == nullptr) continue;
            const bool credit = rule->kind == documents::FieldKind::CreditCode;
            if (credit && differ(readCreditCode(a, role.number), readCreditCode(b, role.number))) return true;
            if (rule->kind == documents::FieldKind::CitizenNumber &&
                differ(readCitizenNumber(a, role.number, today), readCitizenNumber(b, role.number, today)))
                return true;
        }
    }
    return false;
}

std::vector<Bundle> bundlesOf(const std::vector<Paper>& papers, const documents::DocumentTypes& types,
                              const BundleRules& rules, base::Date today) {
    Sheets sheets = sheetsOf(papers);
    std::vector<Bundle> bundles;
    joinAsSaid(sheets, bundles);
    joinPages(sheets, types, rules, today, bundles);
    joinLeaves(sheets, rules, bundles);
    pairCards(sheets, today, bundles);
    joinRegisters(sheets, bundles);
    std::ranges::sort(bundles, {}, [](const Bundle& bundle) { return std::ranges::min(bundle.papers); });
    return bundles;
}

}  // namespace daiban::cases
