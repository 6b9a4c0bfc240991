#include "documents/LearnedTypes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "documents/DocumentTypes.h"

namespace daiban::documents {

namespace {

constexpr std::size_t featureCount = 65536;

/// Cosine with the nearest page of the type. Of the 143 specimens that have a fellow the nearest is 0.57 to 1 like them
/// (half 0.86 and more); foreign pages are at most 0.51 like any specimen, specimens of another type at most 0.80.
constexpr double leastLikeness = 0.55;
/// To overrule the rules a page must be somewhat more like a corrected one.
constexpr double overrulingLikeness = 0.6;
/// Nor may the rules be surer than they were of a corrected page: a divorce certificate whose title they read stays
/// one, however much the marriage certificates look like it that they once took for divorces.
constexpr double surerThanCorrected = 0.005;
/// What likeness is worth in odds, so that a page at the threshold is doubted whatever the regression says.
constexpr double oddsPerLikeness = 16;

std::vector<float> denseOf(const FeatureVector& page) {
    std::vector<float> dense(featureCount, 0);
    for (const auto& feature : page) dense[feature.index] = feature.value;
    return dense;
}

double product(const FeatureVector& sparse, const std::vector<float>& dense) {
    double sum = 0;
    for (const auto& feature : sparse)
        sum += static_cast<double>(feature.value) * static_cast<double>(dense[feature.index]);
    return sum;
}

struct Nearest {
    std::map<std::string_view, double> byType;

    [[nodiscard]] double of(std::string_view code) const {
        const auto at = byType.find(code);
        return at == byType.end() ? 0 : at->second;
    }
    [[nodiscard]] double ofOthers(std::string_view code) const {
        double best = 0;
        for (const auto& [type, likeness] : byType)
            if (type != code) best = std::max(best, likeness);
        return best;
    }
};

Nearest nearestOf(const std::vector<RememberedPage>& pages, const FeatureVector& page) {
    Nearest nearest;
    const auto dense = denseOf(page);
    for (const auto& remembered : pages) {
        double& best = nearest.byType[remembered.type];
        best = std::max(best, product(remembered.features, dense));
    }
    return nearest;
}

}  // namespace

LearnedTypes::LearnedTypes(std::vector<TaughtType> taught, std::vector<RememberedPage> pages)
    : taught_(std::move(taught)), pages_(std::move(pages)) {
    for (const auto& page : pages_)
        if (page.rulesSaid != page.type) {
            double& surest = overrules_[{page.rulesSaid, page.type}];
            surest = std::max(surest, page.rulesChance);
        }
}

bool LearnedTypes::mayOverrule(const Classification& rules, const std::string& code, double likeness) const {
    // Of a page the rules leave unknown no correction need speak.
    if (rules.type == unknownType) return true;
    const auto shown = overrules_.find({rules.type, code});
    return shown != overrules_.end() && likeness >= overrulingLikeness &&
           rules.confidence.value() <= shown->second + surerThanCorrected;
}

std::optional<double> LearnedTypes::logOddsOf(std::string_view code, const FeatureVector& page) const {
    for (const auto& type : taught_)
        if (type.code == code) return static_cast<double>(type.bias) + product(page, type.weights);
    return std::nullopt;
}

std::optional<LearnedAnswer> LearnedTypes::answer(const FeatureVector& page, const Classification& rules) const {
    if (page.empty() || taught_.empty()) return std::nullopt;
    const Nearest nearest = nearestOf(pages_, page);
    std::optional<LearnedAnswer> best;
    for (const auto& type : taught_) {
        if (type.code == rules.type) continue;
        const double likeness = nearest.of(type.code);
        const double odds = static_cast<double>(type.bias) + product(page, type.weights);
        if (likeness < leastLikeness || likeness <= nearest.ofOthers(type.code) || odds < type.leastLogOdds) continue;
        if (!mayOverrule(rules, type.code, likeness)) continue;
        const double doubted = std::min(odds, oddsPerLikeness * (likeness - leastLikeness)) +
                               0.25 * std::max(odds, oddsPerLikeness * (likeness - leastLikeness));
        if (!best || doubted > best->logOdds) best = {type.code, doubted, likeness, type.examples};
    }
    return best;
}

void LearnedTypes::raiseThreshold(std::string_view code, double leastLogOdds) {
    for (auto& type : taught_)
        if (type.code == code) type.leastLogOdds = std::max(type.leastLogOdds, leastLogOdds);
}

Classification withLearned(Classification rules, const FeatureVector& page, const LearnedTypes& learned,
                           const DocumentTypes& types) {
    const auto answer = learned.answer(page, rules);
    if (!answer || (answer->type != unknownType && types.find(answer->type) == nullptr)) return rules;
    Classification result;
    result.type = answer->type;
    result.confidence = base::Confidence(types.calibration().learned.at(answer->logOdds));
    result.reasons = {"学习：与更正过的" + std::to_string(answer->examples) + "份材料相近（相似度" +
                      std::to_string(static_cast<int>(std::lround(100 * answer->likeness))) + "%）"};
    if (rules.type != unknownType) {
        result.reasons.push_back("更正：此类页面曾由工作人员改正");
        result.others.emplace_back(rules.type, base::Confidence(1 - result.confidence.value()));
    }
    for (const auto& [code, chance] : rules.others)
        if (code != result.type && result.others.size() < 3)
            result.others.emplace_back(code, base::Confidence(std::min(chance.value(), 1 - result.confidence.value())));
    return result;
}

}  // namespace daiban::documents
