#include "documents/LearnTypes.h"

#include <linear.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <set>

#include "base/Text.h"

namespace daiban::documents {

namespace {

constexpr std::size_t featureCount = 65536;
/// How little weights are held down. Set by hand: taught pages must be answered as taught.
constexpr double regressionCost = 100;
constexpr double regressionPrecision = 0.01;
/// How far above the odds of a page that must stay right the threshold of the type that took it is set.
constexpr double thresholdMargin = 0.05;

/// A sheet for an example: nobody looks at its pixels, so they are never touched.
page::CleanPage sheetOf(const Example& example) {
    page::CleanPage clean;
    constexpr double longest = 20000;
    clean.pixels = cv::Mat(static_cast<int>(std::clamp(example.height, 1.0, longest)),
                           static_cast<int>(std::clamp(example.width, 1.0, longest)), CV_8UC1);
    clean.dpi = example.dpi;
    return clean;
}

/// One page with the words of a type's file, each in a line.
Example anchorOf(const DocumentType& type) {
    Example anchor{.type = type.code, .width = 2100, .height = 2970};
    double top = 100;
    const auto add = [&](const std::string& text, double height) {
        const double width = height * static_cast<double>(base::columnsOf(text)) / 2;
        anchor.text.lines.push_back({text, base::rectangle(200, top, width, height), base::Confidence(1), {}});
        top += 2 * height;
    };
    if (!type.sizes.empty())
        anchor.width = 10 * type.sizes.front().width, anchor.height = 10 * type.sizes.front().height;
    for (const auto& title : type.titles) add(title.text, 60);
    for (const auto& cue : type.cues) add(cue.text, 35);
    for (const auto& field : type.fields)
        if (!field.labels.empty()) add(field.labels.front(), 35);
    for (const auto& label : type.otherLabels) add(label, 35);
    return anchor;
}

/// An example with what is asked of it again and again.
struct Page {
    std::string type;
    FeatureVector features;
    Classification rules;
};

/// What tells a page: of one that is kept its id.
std::string keyOf(const Example& example) {
    return example.id.empty() ? example.text.all() : example.id;
}

bool saysEnough(const Example& example) {
    const auto characters =
        example.id.empty() ? charactersOf(example.text) : static_cast<std::size_t>(example.characters);
    return characters >= leastCharactersToLearnFrom;
}

/// The later of two examples of one page counts.
std::vector<const Example*> differentOf(const std::vector<Example>& examples) {
    std::map<std::string, std::size_t> last;
    for (std::size_t i = 0; i < examples.size(); ++i) last[keyOf(examples[i])] = i;
    std::vector<const Example*> out;
    for (std::size_t i = 0; i < examples.size(); ++i)
        if (last[keyOf(examples[i])] == i && saysEnough(examples[i])) out.push_back(&examples[i]);
    return out;
}

/// What the rules said of a page that is kept, when it was taught.
Page keptPage(const Example& example) {
    Page page{example.type, example.features, {}};
    page.rules.type = example.rulesSaid;
    page.rules.confidence = base::Confidence(example.rulesChance);
    return page;
}

std::vector<Page> pagesOf(const std::vector<Example>& examples, const DocumentTypes& types) {
    std::vector<Page> pages;
    for (const Example* example : differentOf(examples)) {
        if (!example->id.empty()) {
            pages.push_back(keptPage(*example));
            continue;
        }
        const auto clean = sheetOf(*example);
        pages.push_back(
            {example->type, featuresOf(Layout(example->text), clean), classify({clean, example->text, {}}, types)});
    }
    return pages;
}

std::vector<Page> anchorsOf(const DocumentTypes& types) {
    std::vector<Page> anchors;
    for (const auto& type : types.all()) {
        const auto anchor = anchorOf(type);
        if (!anchor.text.lines.empty())
            anchors.push_back({type.code, featuresOf(Layout(anchor.text), sheetOf(anchor)), {}});
    }
    return anchors;
}

/// liblinear's problem: the features that occur, counted from 1, and behind them one that is always there.
class Regression {
  public:
    explicit Regression(const std::vector<const Page*>& pages) : column_(featureCount, 0) {
        for (const Page* page : pages)
            for (const auto& feature : page->features)
                if (column_[feature.index] == 0) {
                    column_[feature.index] = static_cast<int>(features_.size()) + 1;
                    features_.push_back(feature.index);
                }
        for (const Page* page : pages) addRow(page->features);
        for (auto& row : rows_) starts_.push_back(row.data());
    }

    /// The type against all other pages. Its own anchor is left out: words of its file are no page of it.
    [[nodiscard]] TaughtType train(const std::string& code, std::vector<double> isType) const {
        set_print_string_function([](const char*) {});
        const auto positive = static_cast<double>(std::count(isType.begin(), isType.end(), 1.0));
        const auto negative = static_cast<double>(std::count(isType.begin(), isType.end(), -1.0));
        std::vector<feature_node*> x;
        std::vector<double> y;
        for (std::size_t i = 0; i < isType.size(); ++i)
            if (isType[i] != 0) x.push_back(const_cast<feature_node*>(starts_[i])), y.push_back(isType[i]);
        problem task{static_cast<int>(y.size()), static_cast<int>(features_.size()) + 1, y.data(), x.data(), 1};
        int label = 1;
        // Few pages stand against all others: without more weight none of them is ever named.
        double weight = std::max(1.0, std::sqrt(negative / std::max(1.0, positive)));
        parameter how{L2R_LR, regressionPrecision, regressionCost, 1, &label, &weight, 0, nullptr};
        const auto freeModel = [](model* trained) { free_and_destroy_model(&trained); };
        const std::unique_ptr<model, decltype(freeModel)> trained(::train(&task, &how), freeModel);
        // liblinear's weights speak for the label it met first.
        const double sign = trained->label[0] == 1 ? 1 : -1;
        TaughtType type{
            .code = code, .examples = static_cast<int>(positive), .weights = std::vector<float>(featureCount)};
        for (std::size_t i = 0; i < features_.size(); ++i)
            type.weights[features_[i]] = static_cast<float>(sign * trained->w[i]);
        type.bias = static_cast<float>(sign * trained->w[features_.size()]);
        return type;
    }

  private:
    void addRow(const FeatureVector& features) {
        std::vector<feature_node> row;
        for (const auto& feature : features)
            row.push_back({column_[feature.index], static_cast<double>(feature.value)});
        std::sort(row.begin(), row.end(), [](const auto& a, const auto& b) { return a.index < b.index; });
        row.push_back({static_cast<int>(features_.size()) + 1, 1});
        row.push_back({-1, 0});
        rows_.push_back(std::move(row));
    }

    std::vector<int> column_;  ///< of each feature; 0: it does not occur
    std::vector<std::uint16_t> features_;
    std::vector<std::vector<feature_node>> rows_;
    std::vector<const feature_node*> starts_;
};

/// Types of which the rules did not find every page by themselves.
std::set<std::string> typesToTeach(const std::vector<Page>& pages) {
    std::set<std::string> codes;
    for (const auto& page : pages)
        if (page.rules.type != page.type) codes.insert(page.type);
    return codes;
}

LearnedTypes trained(const std::vector<Page>& pages, const std::vector<Page>& anchors) {
    std::vector<const Page*> all;
    for (const auto* list : {&pages, &anchors})
        for (const auto& page : *list) all.push_back(&page);
    const Regression regression(all);
    std::vector<TaughtType> taught;
    for (const auto& code : typesToTeach(pages)) {
        std::vector<double> isType;
        for (std::size_t i = 0; i < all.size(); ++i)
            isType.push_back(all[i]->type != code ? -1 : i < pages.size() ? 1 : 0);
        taught.push_back(regression.train(code, std::move(isType)));
    }
    std::vector<RememberedPage> remembered;
    for (const auto& page : pages)
        remembered.push_back({page.type, page.rules.type, page.rules.confidence.value(), page.features});
    return {std::move(taught), std::move(remembered)};
}

std::vector<std::string> answersOf(const std::vector<Page>& pages, const LearnedTypes& learned,
                                   const DocumentTypes& types) {
    std::vector<std::string> answers;
    for (const auto& page : pages) answers.push_back(withLearned(page.rules, page.features, learned, types).type);
    return answers;
}

/// Raises the threshold of every type that takes a page from its rightful one which was right before, until none does.
/// Returns what is answered then.
std::vector<std::string> limit(const std::vector<Page>& pages, const std::vector<std::string>& before,
                               const DocumentTypes& types, Lesson& lesson) {
    std::set<std::string> limited;
    for (;;) {
        auto now = answersOf(pages, lesson.learned, types);
        bool changed = false;
        for (std::size_t i = 0; i < pages.size(); ++i) {
            const auto& page = pages[i];
            const bool taken = before[i] == page.type && now[i] != page.type && now[i] != page.rules.type;
            if (!taken) continue;
            const auto odds = lesson.learned.logOddsOf(now[i], page.features);
            lesson.learned.raiseThreshold(now[i], *odds + thresholdMargin);
            limited.insert(now[i]);
            changed = true;
        }
        if (changed) continue;
        lesson.limited.assign(limited.begin(), limited.end());
        return now;
    }
}

}  // namespace

std::size_t charactersOf(const text::PageText& text) {
    std::size_t count = 0;
    for (const auto& line : text.lines) count += base::countCodePoints(base::squeezed(line.text));
    return count;
}

Example exampleOf(const Evidence& evidence, std::string type, ExampleSource source) {
    Example example{.type = std::move(type), .source = source, .text = evidence.text};
    for (auto& line : example.text.lines) {
        line.symbols.clear();
        for (char& c : line.text)
            if (c >= '0' && c <= '9') c = '0';
    }
    example.width = evidence.clean.pixels.cols;
    example.height = evidence.clean.pixels.rows;
    example.dpi = evidence.clean.dpi;
    return example;
}

Lesson learnTypes(const std::vector<Example>& examples, const DocumentTypes& types, const LearnedTypes& before) {
    const auto pages = pagesOf(examples, types);
    Lesson lesson{.learned = trained(pages, anchorsOf(types)), .examples = static_cast<int>(pages.size())};
    const auto answeredBefore = answersOf(pages, before, types);
    auto answered = limit(pages, answeredBefore, types, lesson);
    for (std::size_t i = 0; i < pages.size(); ++i)
        if (answeredBefore[i] == pages[i].type && answered[i] != pages[i].type)
            lesson.wouldTurnWrong.push_back(pages[i].type);
    if (!lesson.wouldTurnWrong.empty()) lesson.learned = before, answered = answeredBefore;
    for (std::size_t i = 0; i < pages.size(); ++i)
        if (answered[i] == pages[i].type)
            ++lesson.right;
        else
            lesson.contradictions.push_back(pages[i].type);
    return lesson;
}

}  // namespace daiban::documents
