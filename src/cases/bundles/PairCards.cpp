// The two sides of an identity card. The back bears no name; whose it is shows from where it lies, from how long it
// holds (Law on Resident Identity Cards, article 5: five years below the age of 16, ten from 16 to 25, twenty from 26
// to 45, for ever from 46) and from the police that issued it (article 6: those of the county of the holder's household
// register, which is the address on the front).

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>

#include "base/Sentence.h"
#include "base/Text.h"
#include "base/Validators.h"
#include "cases/bundles/Sheets.h"
#include "cases/checklist/Assignment.h"
#include "cases/checklist/Persons.h"

namespace daiban::cases {

namespace {

constexpr std::string_view frontType = "id-card-front";
constexpr std::string_view backType = "id-card-back";

// What speaks for a back being a front's. One step outweighs all those below it.
constexpr std::int64_t worthTerm = 10'000;    // it holds as long as a card of that age does
constexpr std::int64_t worthOnePage = 1'000;  // photocopied on one sheet
constexpr std::int64_t worthNeighbour = 100;  // scanned right behind or before
constexpr std::int64_t worthPlace = 10;       // the police of where the holder lives
constexpr std::int64_t worthBehind = 1;       // behind rather than before

std::optional<base::Date> dayOf(const Paper& paper, std::string_view name) {
    const auto found = paper.document.fields.find(name);
    if (found == paper.document.fields.end() || found->second.confidence < base::certainEnough) return std::nullopt;
    return base::parseIsoDate(found->second.iso);
}

bool isForEver(const Paper& paper) {
    const auto found = paper.document.fields.find("valid_until");
    return found != paper.document.fields.end() && found->second.iso.find("长期") != std::string::npos;
}

enum class Term { Unknown, Fits, DoesNotFit };

/// Whether a card of that holder, issued on that day, holds that long. A year of grace at each age: the day of issue is
/// some weeks after the day it was asked for.
Term termOf(const Paper& front, const Paper& back, base::Date today) {
    const ComparedValue number = readCitizenNumber(front, "id_number", today);
    const auto from = dayOf(back, "valid_from");
    if (!number.sure || number.value.size() != 18 || !from) return Term::Unknown;
    const auto born = base::findDate(number.value.substr(6, 8));
    if (!born) return Term::Unknown;
    const double age = base::daysBetween(*born, *from) / 365.25;
    int years = 0;  // 0: for ever
    if (!isForEver(back)) {
        const auto until = dayOf(back, "valid_until");
        if (!until) return Term::Unknown;
        years = static_cast<int>(until->year()) - static_cast<int>(from->year());
        const bool wholeYears = until->month() == from->month() && (years == 5 || years == 10 || years == 20);
        if (!wholeYears) return Term::Unknown;
    }
    constexpr double grace = 1;
    const auto between = [&](double least, double below) { return age >= least - grace && age < below + grace; };
    const bool fits = years == 5    ? between(0, 16)
                      : years == 10 ? between(16, 26)
                      : years == 20 ? between(26, 46)
                                    : between(46, 200);
    return fits ? Term::Fits : Term::DoesNotFit;
}

enum class Home { Unknown, Fits, DoesNotFit };

/// First two digits of citizen numbers and of addresses' codes (GB/T 2260), as the names of police begin.
constexpr std::array<std::pair<std::string_view, std::string_view>, 31> provinces{{
    {"11", "北京"},   {"12", "天津"}, {"13", "河北"}, {"14", "山西"}, {"15", "内蒙古"}, {"21", "辽宁"}, {"22", "吉林"},
    {"23", "黑龙江"}, {"31", "上海"}, {"32", "江苏"}, {"33", "浙江"}, {"34", "安徽"},   {"35", "福建"}, {"36", "江西"},
    {"37", "山东"},   {"41", "河南"}, {"42", "湖北"}, {"43", "湖南"}, {"44", "广东"},   {"45", "广西"}, {"46", "海南"},
    {"50", "重庆"},   {"51", "四川"}, {"52", "贵州"}, {"53", "云南"}, {"54", "西藏"},   {"61", "陕西"}, {"62", "甘肃"},
    {"63", "青海"},   {"64", "宁夏"}, {"65", "新疆"},
}};

std::string_view provinceOf(const std::string& citizenNumber) {
    const auto* const found = std::ranges::find(provinces, std::string_view(citizenNumber).substr(0, 2),
                                                &std::pair<std::string_view, std::string_view>::first);
    return found == provinces.end() ? std::string_view{} : found->second;
}

/// The names of places in that of an authority: 天津, 滨海 of 天津市公安局滨海分局.
std::vector<std::string> placesIn(const std::string& authority) {
    std::string places = authority;
    for (const std::string_view word : {"公安局", "公安分局", "分局", "派出所", "自治州", "自治县", "地区", "新区",
                                        "市", "区", "县", "省", "盟", "旗"})
        for (auto at = places.find(word); at != std::string::npos; at = places.find(word, at))
            places.replace(at, word.size(), " ");
    std::vector<std::string> names;
    for (const std::string& place : base::split(places, ' '))
        if (!place.empty()) names.push_back(place);
    return names;
}

/// Whether the police that issued the card are those of where its holder lives. 天津市公安局滨海分局 are those of
/// 天津市滨海新区: every name of a place is in the address, or is the province of the number. Where some are and some
/// are not, a district may have been renamed since: that proves nothing. Where none is, they are another place's.
Home homeOf(const Paper& front, const Paper& back, base::Date today) {
    const ComparedValue police = readName(back, "issuing_authority");
    if (!police.sure || police.value.empty()) return Home::Unknown;
    const ComparedValue address = readName(front, "address");
    const ComparedValue number = readCitizenNumber(front, "id_number", today);
    const std::string_view province = number.sure ? provinceOf(number.value) : std::string_view{};
    const bool addressKnown = address.sure && !address.value.empty();
    const auto names = placesIn(police.value);
    const auto there = std::ranges::count_if(names, [&](const std::string& place) {
        return (addressKnown && address.value.find(place) != std::string::npos) || place == province;
    });
    if (names.empty() || (!addressKnown && province.empty())) return Home::Unknown;
    if (there == static_cast<std::ptrdiff_t>(names.size())) return addressKnown ? Home::Fits : Home::Unknown;
    const bool namesProvince = std::ranges::any_of(
        provinces, [&](const auto& one) { return std::ranges::find(names, one.second) != names.end(); });
    if (!addressKnown) return namesProvince && there == 0 ? Home::DoesNotFit : Home::Unknown;
    return there == 0 ? Home::DoesNotFit : Home::Unknown;
}

struct Pair {
    std::size_t front = 0;  ///< sheets
    std::size_t back = 0;
    Belonging belonging = Belonging::Probable;
};

class CardPairer {
  public:
    CardPairer(Sheets& sheets, base::Date today) : sheets_(sheets), today_(today) {
        for (std::size_t n = 0; n < sheets_.size(); ++n) {
            if (sheets_[n].taken) continue;
            if (sheets_[n].isSurely(frontType)) fronts_.push_back(n);
            if (sheets_[n].isSurely(backType)) backs_.push_back(n);
        }
    }

    void pair(std::vector<Bundle>& bundles) {
        if (fronts_.empty() || backs_.empty()) return;
        std::vector<std::vector<std::int64_t>> weights(fronts_.size(), std::vector<std::int64_t>(backs_.size()));
        for (std::size_t f = 0; f < fronts_.size(); ++f)
            for (std::size_t b = 0; b < backs_.size(); ++b) weights[f][b] = worthOf(fronts_[f], backs_[b]);
        const auto chosen = bestAssignment(weights);
        std::vector<Pair> pairs;
        for (std::size_t f = 0; f < fronts_.size(); ++f)
            if (chosen[f] >= 0) pairs.push_back({fronts_[f], backs_[static_cast<std::size_t>(chosen[f])]});
        for (Pair& pair : pairs) {
            if (isCertain(pair, pairs)) pair.belonging = Belonging::Certain;
            add(pair, bundles);
        }
    }

  private:
    /// A back far from a front belongs to it only where there is but one of each, or where something else tells.
    [[nodiscard]] std::int64_t worthOf(std::size_t front, std::size_t back) const {
        const Sheet& one = sheets_[front];
        const Sheet& two = sheets_[back];
        const Term term = termOf(*one.paper, *two.paper, today_);
        if (term == Term::DoesNotFit) return forbidden;
        std::int64_t worth = 0;
        if (onOnePage(one, two)) worth += worthOnePage;
        if (areNeighbours(one, two)) worth += worthNeighbour + (two.at > one.at ? worthBehind : 0);
        const bool onlyPair = fronts_.size() == 1 && backs_.size() == 1;
        const bool policeOfHome = homeOf(*one.paper, *two.paper, today_) == Home::Fits;
        if (worth == 0 && !onlyPair && !policeOfHome && !termTells({front, back})) return forbidden;
        if (term == Term::Fits) worth += worthTerm;
        if (policeOfHome) worth += worthPlace;
        return worth + (onlyPair ? 1 : 0);
    }

    /// What proves that they are sides of one card: one sheet; one file, in which they follow one another; or the
    /// police of the holder's home and the term of the holder's age, where no other side fits as well. That one picture
    /// was taken after the other is no proof: a stranger's card is photographed in between as easily. The police of
    /// another place are a question whatever else there is.
    [[nodiscard]] bool isCertain(const Pair& pair, const std::vector<Pair>& pairs) const {
        const Paper& front = *sheets_[pair.front].paper;
        const Paper& back = *sheets_[pair.back].paper;
        const Home home = homeOf(front, back, today_);
        if (home == Home::DoesNotFit) return false;
        if (aloneOnPage(pair)) return true;
        const bool inOrder = lieInOrder(pair, pairs);
        if (inOrder && front.place.image == back.place.image) return true;
        if (home != Home::Fits || termOf(front, back, today_) != Term::Fits) return false;
        return inOrder || nothingElseFits(pair);
    }

    /// No other front could claim this back and no other back this front, for what they say.
    [[nodiscard]] bool nothingElseFits(const Pair& pair) const {
        const auto fits = [&](std::size_t front, std::size_t back) {
            const Paper& one = *sheets_[front].paper;
            const Paper& two = *sheets_[back].paper;
            return termOf(one, two, today_) != Term::DoesNotFit && homeOf(one, two, today_) != Home::DoesNotFit;
        };
        return std::ranges::none_of(fronts_, [&](std::size_t f) { return f != pair.front && fits(f, pair.back); }) &&
               std::ranges::none_of(backs_, [&](std::size_t b) { return b != pair.back && fits(pair.front, b); });
    }

    /// No other front could claim this back, and no other back this front: either lies nearer to a partner of its own.
    [[nodiscard]] bool lieInOrder(const Pair& pair, const std::vector<Pair>& pairs) const {
        if (!areNeighbours(sheets_[pair.front], sheets_[pair.back])) return false;
        // Every card side in the run of sides scanned one after the other has its partner beside it; a lone side
        // among them might be the partner instead.
        return std::ranges::all_of(runAround(pair.front), [&](std::size_t sheet) {
            return std::ranges::any_of(pairs, [&](const Pair& other) {
                const bool in = other.front == sheet || other.back == sheet;
                return in && areNeighbours(sheets_[other.front], sheets_[other.back]);
            });
        });
    }

    /// One front and one back on a page, and no other side of a card.
    [[nodiscard]] bool aloneOnPage(const Pair& pair) const {
        const auto onPage = [&](const std::vector<std::size_t>& sides) {
            return std::ranges::count_if(
                sides, [&](std::size_t side) { return onOnePage(sheets_[side], sheets_[pair.front]); });
        };
        return onOnePage(sheets_[pair.front], sheets_[pair.back]) && onPage(fronts_) == 1 && onPage(backs_) == 1;
    }

    /// Only this front's holder can have a card that holds so long.
    [[nodiscard]] bool termTells(const Pair& pair) const {
        return std::ranges::all_of(fronts_, [&](std::size_t front) {
            const Term term = termOf(*sheets_[front].paper, *sheets_[pair.back].paper, today_);
            return term == (front == pair.front ? Term::Fits : Term::DoesNotFit);
        });
    }

    [[nodiscard]] std::vector<std::size_t> runAround(std::size_t sheet) const {
        std::vector<std::size_t> sides = fronts_;
        sides.insert(sides.end(), backs_.begin(), backs_.end());
        std::ranges::sort(sides);
        std::vector<std::size_t> run;
        bool holds = false;
        for (const std::size_t side : sides) {
            if (!run.empty() && !areNeighbours(sheets_[run.back()], sheets_[side])) {
                if (holds) return run;
                run.clear();
            }
            run.push_back(side);
            holds = holds || side == sheet;
        }
        return run;
    }

    void add(const Pair& pair, std::vector<Bundle>& bundles) {
        Bundle bundle{.kind = BundleKind::Card, .type = std::string(frontType), .papers = {}};
        bundle.belonging = pair.belonging;
        if (homeOf(*sheets_[pair.front].paper, *sheets_[pair.back].paper, today_) == Home::DoesNotFit)
            bundle.notes.emplace_back(base::Sentence("国徽面的签发机关不是人像面住址所在地的，可能不是同一张身份证"));
        for (const std::size_t sheet : {pair.front, pair.back}) {
            bundle.papers.push_back(sheets_[sheet].number);
            sheets_[sheet].taken = true;
        }
        bundles.push_back(std::move(bundle));
    }

    Sheets& sheets_;
    base::Date today_;
    std::vector<std::size_t> fronts_, backs_;  ///< sheets
};

}  // namespace

void pairCards(Sheets& sheets, base::Date today, std::vector<Bundle>& bundles) {
    CardPairer(sheets, today).pair(bundles);
}

}  // namespace daiban::cases
