// The two sides of an identity card. The back bears no name; whose it is shows from where it lies, from how long it
// holds (Law on Resident Identity Cards, article 5: five years below the age of 16, ten from 16 to 25, twenty from 26
// to 45, for ever from 46) and from the police that issued it.

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>

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

/// 天津市公安局滨海分局 issued the card of somebody in 天津市滨海新区: every name of a place in it is in the address.
bool isPoliceOfHome(const Paper& front, const Paper& back) {
    const ComparedValue police = readName(back, "issuing_authority");
    const ComparedValue address = readName(front, "address");
    if (!police.sure || !address.sure || police.value.empty() || address.value.empty()) return false;
    std::string places = police.value;
    for (const std::string_view word : {"公安局", "分局", "派出所", "市", "区", "县", "省", "新区"})
        for (auto at = places.find(word); at != std::string::npos; at = places.find(word, at))
            places.replace(at, word.size(), " ");
    bool any = false;
    for (const std::string& place : base::split(places, ' ')) {
        if (place.empty()) continue;
        if (address.value.find(place) == std::string::npos) return false;
        any = true;
    }
    return any;
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
        const bool policeOfHome = isPoliceOfHome(*one.paper, *two.paper);
        if (worth == 0 && !onlyPair && !policeOfHome && !termTells({front, back})) return forbidden;
        if (term == Term::Fits) worth += worthTerm;
        if (policeOfHome) worth += worthPlace;
        return worth + (onlyPair ? 1 : 0);
    }

    /// No other front could claim this back, and no other back this front: either lies nearer to a partner of its own.
    [[nodiscard]] bool isCertain(const Pair& pair, const std::vector<Pair>& pairs) const {
        if (aloneOnPage(pair) || (termTells(pair) && fronts_.size() > 1)) return true;
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
