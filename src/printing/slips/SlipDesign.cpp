#include "printing/slips/SlipDesign.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>
#include <utility>

#include "base/Error.h"
#include "base/Text.h"
#include "printing/YamlWords.h"
#include "printing/slips/Slip.h"
#include "printing/slips/SlipSample.h"

namespace daiban::printing {

namespace {

// GB/T 148 paper; a roll of 80 mm, of which thermal printers reach 72.
constexpr double a4Width = 210;
constexpr double a4Height = 297;
constexpr double a5Width = 148;
constexpr double rollWidth = 80;
constexpr double longestRoll = 3000;  // a PDF page ends at 5.08 m (14400 points)

constexpr std::array subjects{
    std::pair{std::string_view("case"), SlipSubject::Case},
    std::pair{std::string_view("handoff"), SlipSubject::Handoff},
};
constexpr std::array slipCodes{
    std::pair{std::string_view("slip"), SlipCode::Slip},
    std::pair{std::string_view("separator"), SlipCode::Separator},
};
constexpr std::array papers{
    std::pair{std::string_view("a4"), SlipPaper::A4},
    std::pair{std::string_view("a5"), SlipPaper::A5},
    std::pair{std::string_view("a5-landscape"), SlipPaper::A5Landscape},
    std::pair{std::string_view("roll-80"), SlipPaper::Roll80},
};
constexpr std::array faces{
    std::pair{std::string_view("serif"), SlipFace::Serif},
    std::pair{std::string_view("sans"), SlipFace::Sans},
};
constexpr std::array colours{
    std::pair{std::string_view("black"), SlipColour::Black},
    std::pair{std::string_view("red"), SlipColour::Red},
};
constexpr std::array lineKinds{
    std::pair{std::string_view("none"), SlipLines::None},
    std::pair{std::string_view("thin"), SlipLines::Thin},
};

double numberBetween(const base::YamlNode& node, std::string_view key, double otherwise, double least, double most) {
    const auto found = node.find(key);
    if (!found) return otherwise;
    const double value = found->number();
    if (!(value >= least && value <= most))
        found->fail(base::Sentence("expected a number from {} to {}.", least, most));
    return value;
}

double pointsOr(const base::YamlNode& node, std::string_view key, double otherwise) {
    return numberBetween(node, key, otherwise, 5, 60);
}

/// A text may go over several lines of the file; the blank YAML puts between two of them is none in Chinese.
std::string unfolded(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto isAscii = [&](std::size_t at) { return static_cast<unsigned char>(text[at]) < 128; };
        const bool dropped = text[i] == ' ' && i > 0 && i + 1 < text.size() && (!isAscii(i - 1) || !isAscii(i + 1));
        if (!dropped) out += text[i];
    }
    return out;
}

bool isPlaceholderName(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || c == '_' || (c >= '0' && c <= '9');
    });
}

void mustBeWellFormed(const base::YamlNode& node, std::string_view text) {
    for (auto open = text.find_first_of("{}"); open != std::string_view::npos; open = text.find_first_of("{}", open)) {
        const auto close = text.find('}', open);
        if (text[open] == '}' || close == std::string_view::npos)
            node.fail(base::Sentence("a placeholder is not opened or not closed; write {{name}}."));
        const auto inside = text.substr(open + 1, close - open - 1);
        const auto colon = inside.find(':');
        const auto width = colon == std::string_view::npos ? std::string_view("1") : inside.substr(colon + 1);
        const bool isNumber = !width.empty() && width.size() <= 2 &&
                              std::ranges::all_of(width, [](char c) { return c >= '0' && c <= '9'; });
        if (!isPlaceholderName(inside.substr(0, colon)) || !isNumber)
            node.fail(base::Sentence("'{{{}}}' is no placeholder; write {{name}} or {{name:8}}.", inside));
        open = close + 1;
    }
}

SlipTemplate templateFrom(const base::YamlNode& node) {
    SlipTemplate made{.text = unfolded(node.string()), .line = node.line()};
    mustBeWellFormed(node, made.text);
    return made;
}

SlipTemplate templateOr(const base::YamlNode& node, std::string_view key) {
    const auto found = node.find(key);
    return found ? templateFrom(*found) : SlipTemplate{.text = {}, .line = node.line()};
}

/// A list of texts, or one text.
std::vector<SlipTemplate> templatesFrom(const base::YamlNode& node) {
    if (!node.isList()) return {templateFrom(node)};
    std::vector<SlipTemplate> out;
    for (const auto& item : node.items()) out.push_back(templateFrom(item));
    return out;
}

SlipHeading headingFrom(const base::YamlNode& node) {
    node.onlyKeys({"office", "title", "office_size", "title_size", "title_spacing", "colour", "qr", "when", "before"});
    SlipHeading heading{.office = templateOr(node, "office"), .title = templateFrom(node.at("title"))};
    heading.officeSize = pointsOr(node, "office_size", heading.officeSize);
    heading.titleSize = pointsOr(node, "title_size", heading.titleSize);
    heading.titleSpacing = numberBetween(node, "title_spacing", 0, 0, 2);
    heading.colour = chosenOr(node, "colour", heading.colour, colours);
    heading.qr = numberBetween(node, "qr", 0, 18, 60);
    return heading;
}

SlipParagraph paragraphFrom(const base::YamlNode& node) {
    if (node.isScalar()) return {.text = templateFrom(node)};
    node.onlyKeys({"text", "size", "indent", "align", "weight", "when", "before"});
    SlipParagraph paragraph{.text = templateFrom(node.at("text"))};
    paragraph.size = pointsOr(node, "size", 0);
    paragraph.align = chosenOr(node, "align", paragraph.align, aligns);
    paragraph.weight = chosenOr(node, "weight", paragraph.weight, weights);
    paragraph.indent = numberBetween(node, "indent", paragraph.align == TextAlign::Left ? 2 : 0, 0, 20);
    return paragraph;
}

SlipFields fieldsFrom(const base::YamlNode& node) {
    node.onlyKeys({"columns", "label_width", "size", "lines", "pairs", "when", "before"});
    SlipFields fields;
    fields.columns = node.integerOr("columns", fields.columns);
    if (fields.columns < 1 || fields.columns > 2)
        node.at("columns").fail(base::Sentence("fields stand in 1 or 2 columns."));
    fields.labelWidth = numberBetween(node, "label_width", fields.labelWidth, 5, 80);
    fields.size = pointsOr(node, "size", 0);
    fields.lines = chosenOr(node, "lines", fields.lines, lineKinds);
    for (const auto& pair : node.at("pairs").items()) {
        pair.onlyKeys({"label", "value", "wide"});
        fields.pairs.push_back({.label = templateFrom(pair.at("label")),
                                .value = templateFrom(pair.at("value")),
                                .wide = pair.booleanOr("wide", false)});
    }
    if (fields.pairs.empty())
        node.at("pairs").fail(base::Sentence("there is no field; add one or take the block out."));
    return fields;
}

SlipTable tableFrom(const base::YamlNode& node) {
    node.onlyKeys({"rows", "size", "lines", "least_rows", "columns", "total", "when", "before"});
    SlipTable table{.list = node.at("rows").string(), .listLine = node.at("rows").line()};
    table.size = pointsOr(node, "size", 0);
    table.lines = chosenOr(node, "lines", table.lines, lineKinds);
    table.leastRows = static_cast<int>(numberBetween(node, "least_rows", 0, 0, 50));
    for (const auto& column : node.at("columns").items()) {
        column.onlyKeys({"head", "width", "cell", "align"});
        table.columns.push_back({.head = templateFrom(column.at("head")),
                                 .width = numberBetween(column, "width", 1, 0.1, 1000),
                                 .cell = templateFrom(column.at("cell")),
                                 .align = chosenOr(column, "align", TextAlign::Left, aligns)});
    }
    if (table.columns.empty())
        node.at("columns").fail(base::Sentence("there is no column; add one or take the block out."));
    if (const auto total = node.find("total")) table.total.push_back(templateFrom(*total));
    return table;
}

SlipList listFrom(const base::YamlNode& node) {
    node.onlyKeys({"rows", "item", "size", "hang", "when", "before"});
    SlipList list{
        .list = node.at("rows").string(), .listLine = node.at("rows").line(), .item = templateFrom(node.at("item"))};
    list.size = pointsOr(node, "size", 0);
    list.hang = numberBetween(node, "hang", list.hang, 0, 10);
    return list;
}

SlipSignatures signaturesFrom(const base::YamlNode& node) {
    node.onlyKeys({"size", "height", "spacing", "lines", "parties", "when", "before"});
    SlipSignatures signatures;
    signatures.size = pointsOr(node, "size", 0);
    signatures.height = numberBetween(node, "height", 0, 0, 200);
    signatures.spacing = numberBetween(node, "spacing", signatures.spacing, 1, 5);
    signatures.lines = chosenOr(node, "lines", signatures.lines, lineKinds);
    for (const auto& party : node.at("parties").items()) {
        party.onlyKeys({"width", "seal", "align", "picture", "text"});
        signatures.parties.push_back({.width = numberBetween(party, "width", 1, 0.1, 1000),
                                      .seal = numberBetween(party, "seal", 0, 10, 60),
                                      .align = chosenOr(party, "align", TextAlign::Left, aligns),
                                      .picture = party.has("picture") ? party.at("picture").string() : "",
                                      .text = templatesFrom(party.at("text"))});
    }
    if (signatures.parties.empty())
        node.at("parties").fail(base::Sentence("nobody signs; add a party or take the block out."));
    return signatures;
}

SlipQr qrFrom(const base::YamlNode& node) {
    node.onlyKeys({"size", "caption", "when", "before"});
    SlipQr qr;
    qr.size = numberBetween(node, "size", qr.size, 18, 60);
    if (const auto caption = node.find("caption")) qr.caption.push_back(templateFrom(*caption));
    return qr;
}

SlipFootnote footnoteFrom(const base::YamlNode& node) {
    if (node.isScalar()) return {.text = templateFrom(node)};
    node.onlyKeys({"text", "size", "when", "before"});
    SlipFootnote footnote{.text = templateFrom(node.at("text"))};
    footnote.size = pointsOr(node, "size", footnote.size);
    return footnote;
}

SlipRule ruleFrom(const base::YamlNode& node) {
    node.onlyKeys({"dashed", "when", "before"});
    return {.dashed = node.booleanOr("dashed", false)};
}

SlipNewPage newPageFrom(const base::YamlNode& node) {
    node.onlyKeys({"when"});
    return {};
}

struct BlockKind {
    std::string_view name;
    double before;  // mm of space above when the design says nothing
    std::function<void(const base::YamlNode&, SlipBlock&)> read;
};

template <class Read>
std::function<void(const base::YamlNode&, SlipBlock&)> reads(Read read) {
    return [read](const base::YamlNode& node, SlipBlock& block) { block.what = read(node); };
}

const std::vector<BlockKind>& blockKinds() {
    static const std::vector<BlockKind> kinds{
        {"heading", 0, reads(headingFrom)},
        {"paragraph", 0, reads(paragraphFrom)},
        {"fields", 2, reads(fieldsFrom)},
        {"table", 2, reads(tableFrom)},
        {"list", 0, reads(listFrom)},
        {"signatures", 6, reads(signaturesFrom)},
        {"qr", 2, reads(qrFrom)},
        {"rule", 2, reads(ruleFrom)},
        {"footnote", 4, reads(footnoteFrom)},
        {"new_page", 0, reads(newPageFrom)},
    };
    return kinds;
}

SlipBlock blockFrom(const base::YamlNode& node) {
    const auto entries = node.entries();
    if (entries.size() != 1) node.fail(base::Sentence("expected one block, such as 'paragraph: ...'."));
    const auto& [name, inside] = entries.front();
    std::string known;
    for (const auto& kind : blockKinds()) {
        known += (known.empty() ? "" : ", ") + std::string(kind.name);
        if (kind.name != name) continue;
        SlipBlock block{.line = inside.line(), .before = kind.before, .what = {}};
        if (inside.isMap()) {
            block.when = inside.stringOr("when", "");
            block.before = numberBetween(inside, "before", kind.before, 0, 100);
        }
        kind.read(inside, block);
        return block;
    }
    node.fail(base::Sentence("'{}' is no block of a slip; write one of {}.", name, known));
}

SlipMargins marginsOf(SlipPaper paper) {
    switch (paper) {
        case SlipPaper::A4:
            return {.top = 26, .right = 26, .bottom = 24, .left = 28};
        case SlipPaper::A5:
        case SlipPaper::A5Landscape:
            return {.top = 14, .right = 14, .bottom = 15, .left = 16};
        case SlipPaper::Roll80:
            return {.top = 4, .right = 4, .bottom = 8, .left = 4};
    }
    return {};
}

SlipMargins marginsFrom(const base::YamlNode& root, SlipPaper paper) {
    SlipMargins margins = marginsOf(paper);
    const auto node = root.find("margins");
    if (!node) return margins;
    node->onlyKeys({"top", "right", "bottom", "left"});
    // Most printers cannot print nearer to the edge than 4 mm; the page's number stands in the bottom margin.
    margins.top = numberBetween(*node, "top", margins.top, 4, 60);
    margins.right = numberBetween(*node, "right", margins.right, 4, 60);
    margins.bottom = numberBetween(*node, "bottom", margins.bottom, paper == SlipPaper::Roll80 ? 4 : 12, 60);
    margins.left = numberBetween(*node, "left", margins.left, 4, 60);
    return margins;
}

std::size_t qrCodesOf(const SlipDesign& design) {
    return static_cast<std::size_t>(std::ranges::count_if(design.blocks, [](const SlipBlock& block) {
        const auto* heading = std::get_if<SlipHeading>(&block.what);
        return std::holds_alternative<SlipQr>(block.what) || (heading != nullptr && heading->qr > 0);
    }));
}

bool showsNumber(const SlipDesign& design) {
    const auto says = [](const SlipTemplate& text) { return text.text.find("{number") != std::string::npos; };
    return std::ranges::any_of(design.blocks, [&](const SlipBlock& block) {
        if (!block.when.empty()) return false;
        if (const auto* paragraph = std::get_if<SlipParagraph>(&block.what)) return says(paragraph->text);
        if (const auto* fields = std::get_if<SlipFields>(&block.what))
            return std::ranges::any_of(fields->pairs, [&](const SlipPair& pair) { return says(pair.value); });
        return false;
    });
}

/// In the footer it stands on one line with the number.
std::string titleFrom(const base::YamlNode& node) {
    constexpr std::size_t most = 24;
    const std::string title = node.string();
    if (title.empty() || base::countCodePoints(title) > most)
        node.fail(base::Sentence("a title has 1 to {} characters.", most));
    return title;
}

std::string prefixFrom(const base::YamlNode& node) {
    const std::string prefix = node.string();
    if (prefix.empty() || prefix.size() > 4 ||
        !std::ranges::all_of(prefix, [](char c) { return c >= 'A' && c <= 'Z'; }))
        node.fail(base::Sentence("a number begins with 1 to 4 capital letters, such as SJ."));
    return prefix;
}

}  // namespace

double SlipDesign::width() const {
    switch (paper) {
        case SlipPaper::A4:
        case SlipPaper::A5Landscape:
            return a4Width;
        case SlipPaper::A5:
            return a5Width;
        case SlipPaper::Roll80:
            return rollWidth;
    }
    return a4Width;
}

double SlipDesign::height() const {
    switch (paper) {
        case SlipPaper::A4:
            return a4Height;
        case SlipPaper::A5:
            return a4Width;
        case SlipPaper::A5Landscape:
            return a5Width;
        case SlipPaper::Roll80:
            return longestRoll;
    }
    return a4Height;
}

SlipDesign slipDesignFrom(const base::YamlNode& root) {
    root.onlyKeys({"title", "of", "code", "number", "paper", "margins", "face", "size", "spacing", "blocks"});
    SlipDesign design;
    design.name = root.file().stem().string();
    design.file = root.file();
    design.title = titleFrom(root.at("title"));
    (void)root.at("of");
    design.subject = chosenOr(root, "of", design.subject, subjects);
    design.code = chosenOr(root, "code", design.code, slipCodes);
    design.prefix = prefixFrom(root.at("number"));
    (void)root.at("paper");
    design.paper = chosenOr(root, "paper", design.paper, papers);
    design.margins = marginsFrom(root, design.paper);
    design.face = chosenOr(root, "face", design.face, faces);
    design.size = pointsOr(root, "size", design.size);
    design.spacing = numberBetween(root, "spacing", design.spacing, 1, 3);
    const auto blocks = root.at("blocks");
    for (const auto& block : blocks.items()) design.blocks.push_back(blockFrom(block));
    if (qrCodesOf(design) != 1)
        blocks.fail(base::Sentence(
            "a slip has one QR code: write 'qr: 24' into its first heading, or one block 'qr: {{size: 28}}'."));
    if (!showsNumber(design))
        blocks.fail(base::Sentence("the slip does not show its number; write {{number}} into a paragraph or a field."));
    return design;
}

SlipDesign loadSlipDesign(const std::filesystem::path& file) {
    return slipDesignFrom(base::YamlNode::load(file));
}

namespace {

std::vector<std::filesystem::path> filesIn(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error))
        if (entry.path().extension() == ".yaml") files.push_back(entry.path());
    if (files.empty())
        throw base::Error(base::ErrorKind::NotFound,
                          base::Sentence("There is no slip (*.yaml) in {}; install the models or name their folder.",
                                         folder.string()));
    std::ranges::sort(files);
    return files;
}

}  // namespace

std::map<std::string, SlipDesign> loadSlipDesigns(const std::filesystem::path& folder) {
    std::map<std::string, SlipDesign> designs;
    for (const auto& file : filesIn(folder)) designs.emplace(file.stem().string(), loadSlipDesign(file));
    return designs;
}

std::vector<base::ModelProblem> slipProblemsIn(const std::filesystem::path& folder) {
    std::vector<base::ModelProblem> problems;
    for (const auto& file : filesIn(folder)) {
        try {
            const SlipDesign design = loadSlipDesign(file);
            (void)slipPdf(design, sampleSlipContent(design.subject));
        } catch (const base::Error& error) {
            problems.push_back(base::ModelProblem::of(file, error));
        }
    }
    return problems;
}

}  // namespace daiban::printing
