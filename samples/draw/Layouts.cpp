#include "samples/draw/Layouts.h"

#include "samples/draw/LayoutCast.h"
#include "samples/draw/LayoutSpec.h"
#include "samples/draw/LayoutWords.h"
#include "samples/draw/Ornaments.h"
#include "samples/draw/Truth.h"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace daiban::samples {

namespace {

struct LabelledValue {
    std::string label, value;
};

Size paperOf(std::string_view paper) {
    if (paper == "card") return {85.6, 54};
    return paper == "book" ? Size{150, 105} : Size{210, 297};
}

/// One paper being laid out.
class Layout {
  public:
    Layout(const LayoutSpec& spec, Sheet& sheet, Dice& dice)
        : spec_(spec), sheet_(sheet), dice_(dice), cast_(dice), paper_(sheet.canvas.paper()) {
        scale_ = paper_.width < 100 ? 0.62 : paper_.width < 200 ? 0.85 : 1;
        left_ = paper_.width * (0.06 + 0.06 * dice_.fraction());
        width_ = paper_.width - 2 * left_;
        body_ = scale_ * (3.5 + 1.1 * dice_.fraction());
    }

    void draw() {
        title(oneOf(spec_.titles));
        const char way = spec_.ways[static_cast<std::size_t>(dice_.between(0, static_cast<int>(spec_.ways.size()) - 1))];
        if (way == 't') table(everything());
        if (way == 'a') labelsAbove(everything());
        if (way == 'l') lines(everything());
        if (way == 'p' || hasRange()) prose();
        if (way != 'p' && !spec_.personHeadings.empty() && chance(0.6)) otherPerson(way);
        if (paper_.width > 200) foot(way);
    }

  private:
    const LayoutSpec& spec_;
    Sheet& sheet_;
    Dice& dice_;
    LayoutCast cast_;
    Size paper_;
    double scale_ = 1, left_ = 0, width_ = 0, body_ = 0, y_ = 0;

    bool chance(double share) { return dice_.fraction() < share; }
    const std::string& oneOf(const std::vector<std::string>& words) {
        return words[static_cast<std::size_t>(dice_.between(0, static_cast<int>(words.size()) - 1))];
    }
    bool hasRange() const {
        return std::ranges::any_of(spec_.fields, [](const LayoutItem& item) { return item.kind == "from"; });
    }
    TextStyle style(double size, Align align = Align::Left) const {
        return {.face = Face::Song, .size = size, .align = align};
    }

    void title(const std::string& words) {
        y_ = paper_.height * (0.04 + 0.04 * dice_.fraction());
        if (paper_.width > 200 && chance(0.15)) sheet_.canvas.text({left_, y_}, "附件" + std::to_string(dice_.between(1, 9)), style(3.6));
        if (chance(0.15)) {
            const double size = body_ * (1 + 0.3 * dice_.fraction());
            sheet_.canvas.text({paper_.width / 2, y_}, "天津市滨海新区", style(size, Align::Centre));
            y_ += size * 1.6;
        }
        const double size = std::min(body_ * (1.3 + 0.9 * dice_.fraction()),
                                     width_ / std::max<double>(1, static_cast<double>(characters(words).size())));
        TextStyle look = style(size, Align::Centre);
        look.face = chance(0.7) ? Face::Hei : Face::Song;
        std::string shown = words;
        if (characters(words).size() <= 5 && chance(0.4)) shown = spread(words, "  ");
        if (characters(words).size() > 9 && chance(0.1)) {
            const auto all = characters(words);
            const auto half = all.size() / 2;
            std::string upper, lower;
            for (std::size_t i = 0; i < all.size(); ++i) (i < half ? upper : lower) += all[i];
            sheet_.canvas.text({paper_.width / 2, y_}, upper, look);
            y_ += size * 1.4;
            shown = lower;
        }
        sheet_.canvas.text({paper_.width / 2, y_}, shown, look);
        y_ += size * (1.6 + dice_.fraction());
    }

    static std::string spread(const std::string& words, std::string_view gap) {
        std::string out;
        for (const auto& one : characters(words)) out += (out.empty() ? "" : std::string(gap)) + one;
        return out;
    }

    std::string labelShown(std::string label) {
        return characters(label).size() == 2 && chance(0.4) ? spread(label, chance(0.5) ? "  " : "    ") : label;
    }

    LabelledValue fieldValue(const LayoutItem& item) {
        const PrintedValue& value = cast_.field(item.name, item.kind);
        noteField(item.name, value);
        return {oneOf(item.labels), value.text};
    }

    void noteField(const std::string& name, const PrintedValue& value) {
        if (value.iso.empty())
            sheet_.note(name, value.text);
        else
            sheet_.noteDate(name, value.text, value.iso);
    }

    /// Fields and some other things; fields of pairs (two spouses) keep their order.
    std::vector<LabelledValue> everything() {
        std::vector<LabelledValue> out;
        for (const auto& item : spec_.fields)
            if (!hasRange() || (item.kind != "from" && item.kind != "until")) out.push_back(fieldValue(item));
        for (const auto& item : spec_.others)
            if (chance(0.65)) {
                const std::string value = cast_.other(item.kind).text;
                const int at = dice_.between(1, static_cast<int>(out.size()));
                out.insert(out.begin() + at, {oneOf(item.labels), value});
            }
        return out;
    }

    void table(const std::vector<LabelledValue>& all) {
        std::vector<FormRow> rows;
        const double height = body_ * (2.2 + 0.8 * dice_.fraction());
        for (std::size_t i = 0; i < all.size();) {
            int columns = dice_.between(1, 3);
            FormRow row{height, {}};
            double room = width_;
            for (; columns > 0 && i < all.size(); --columns, ++i) {
                const double labelWidth = body_ * 1.1 * std::max<double>(4, static_cast<double>(characters(all[i].label).size())) + 3;
                const double valueWidth = body_ * std::max<double>(3, 0.62 * static_cast<double>(characters(all[i].value).size()) * (all[i].value.size() > characters(all[i].value).size() ? 1.7 : 1)) + 3;
                if (!row.cells.empty() && room < labelWidth + valueWidth) break;
                row.cells.push_back(label(labelShown(all[i].label), labelWidth));
                row.cells.push_back(chance(0.7) ? value(all[i].value, valueWidth) : valueLeft(all[i].value, valueWidth));
                room -= labelWidth + valueWidth;
            }
            row.cells.back().width = 0;
            rows.push_back(std::move(row));
        }
        y_ = drawTable(sheet_, {left_, y_}, width_, rows, look());
    }

    FormLook look() {
        FormLook form;
        form.labels.size = body_;
        form.values.size = body_;
        form.values.face = chance(0.5) ? Face::Kai : Face::Song;
        return form;
    }

    void labelsAbove(const std::vector<LabelledValue>& all) {
        const FormLook form = look();
        const double height = body_ * 2.4;
        for (std::size_t i = 0; i < all.size();) {
            const auto columns = static_cast<std::size_t>(dice_.between(2, 3));
            FormRow upper{height, {}}, lower{height, {}};
            for (std::size_t k = 0; k < columns && i < all.size(); ++k, ++i) {
                upper.cells.push_back(label(all[i].label, 0));
                lower.cells.push_back(value(all[i].value, 0));
            }
            const std::array rows{upper, lower};
            y_ = drawTable(sheet_, {left_, y_}, width_, rows, form);
        }
    }

    void lines(const std::vector<LabelledValue>& all) {
        const bool colon = chance(0.8);
        const double tab = body_ * (colon ? 0.2 : 6 + 2 * dice_.fraction());
        const double step = std::min(body_ * (1.7 + 0.7 * dice_.fraction()), (paper_.height - y_ - 3) / static_cast<double>(all.size()));
        const TextStyle look = style(std::min(body_, step * 0.75));
        const bool pairs = paper_.width > 200 && chance(0.3);
        for (std::size_t i = 0; i < all.size(); ++i) {
            const bool second = pairs && i % 2 == 1;
            const double x = left_ + (second ? width_ / 2 : 0);
            labelledLine({x, y_}, all[i], colon, tab, look);
            if (!pairs || second || i + 1 == all.size() || characters(all[i].value).size() > 16 ||
                characters(all[i + 1].value).size() > 16)
                y_ += step;
        }
    }

    void labelledLine(Point at, const LabelledValue& pair, bool colon, double tab, const TextStyle& look) {
        const std::string words = labelShown(pair.label) + (colon ? "：" : "");
        if (colon && chance(0.5)) {
            sheet_.canvas.text(at, words + pair.value, look);
            return;
        }
        const double wide = sheet_.canvas.text(at, words, look);
        TextStyle filled = look;
        filled.face = Face::Kai;
        sheet_.canvas.text({at.x + std::max(tab, wide + body_), at.y}, pair.value, filled);
    }

    /// "[one|or the other]" chosen, "{field}" and "{!kind}" filled in.
    std::string filled(const std::string& words) {
        std::string out;
        for (std::size_t i = 0; i < words.size(); ++i) {
            const char close = words[i] == '[' ? ']' : words[i] == '{' ? '}' : '\0';
            if (close == '\0') {
                out += words[i];
                continue;
            }
            const auto end = words.find(close, i);
            const std::string inside = words.substr(i + 1, end - i - 1);
            out += close == ']' ? oneOf(splitWords(inside, '|')) : slot(inside);
            i = end;
        }
        return out;
    }

    std::string slot(const std::string& name) {
        if (name[0] == '!') return cast_.other(std::string_view(name).substr(1)).text;
        const auto item = std::ranges::find(spec_.fields, name, &LayoutItem::name);
        if (item == spec_.fields.end()) throw std::invalid_argument("no field " + name + " of " + spec_.code);
        const PrintedValue& value = cast_.field(item->name, item->kind);
        noteField(item->name, value);
        return value.text;
    }

    void prose() {
        TextStyle look = style(body_);
        look.lineHeight = 1.5 + 0.4 * dice_.fraction();
        look.breakAt = BreakAt::Anywhere;
        y_ += body_;
        for (const std::string& paragraph : splitWords(oneOf(spec_.prose), '>')) {
            const std::string words = filled(paragraph);
            const bool indented = characters(words).size() > 22;
            y_ += sheet_.canvas.paragraph({left_, y_, width_, paper_.height - y_}, (indented ? "　　" : "") + words, look);
            y_ += body_ * 0.6;
        }
    }

    void otherPerson(char way) {
        const std::string heading = oneOf(spec_.personHeadings);
        std::vector<LabelledValue> all;
        const bool joined = chance(0.5);
        for (const auto& item : spec_.personItems) {
            const std::string label = oneOf(item.labels);
            all.push_back({joined && label.size() <= 6 ? heading + label : label, cast_.other(item.kind).text});
        }
        if (way == 'l') {
            if (!joined) sheet_.canvas.text({left_, y_}, heading + (chance(0.5) ? "信息" : ""), style(body_));
            if (!joined) y_ += body_ * 1.6;
            lines(all);
            return;
        }
        if (!joined) {
            const std::array rows{FormRow{body_ * 2.3, {label(heading + (chance(0.5) ? "信息" : "情况"), 0)}}};
            y_ = drawTable(sheet_, {left_, y_}, width_, rows, look());
        }
        table(all);
    }

    /// Signature and day of a sheet; an office's words over its seal.
    void foot(char way) {
        y_ += body_ * 3;
        const auto holder = std::ranges::find(spec_.fields, std::string("name"), &LayoutItem::name);
        if (holder != spec_.fields.end() && chance(0.5) && way != 'p') {
            static const std::vector<std::string> signs{"申请人（签字）：", "本人签字：", "申请人签名：", "签字："};
            sheet_.canvas.text({paper_.width * 0.55, y_}, oneOf(signs) + cast_.field("name", "person").text, style(body_));
            y_ += body_ * 2;
        }
        if (way == 't' && chance(0.7)) {
            const std::array rows{FormRow{body_ * 7, {label("社区意见", body_ * 6), valueLeft("经审核，情况属实，同意上报。")}},
                                  FormRow{body_ * 7, {label("街道审核意见", body_ * 6), valueLeft("同意。")}}};
            y_ = drawTable(sheet_, {left_, y_}, width_, rows, look());
        }
        const PrintedValue written = cast_.other("date");
        const bool dated = std::ranges::any_of(spec_.fields, [](const LayoutItem& item) {
            return item.kind == "date" || item.kind == "cdate";
        });
        if (!dated && chance(0.7)) sheet_.canvas.text({paper_.width - left_, y_ + body_ * 2}, written.text, style(body_, Align::Right));
    }
};

LayoutSpec foreignSpec(Dice& dice) {
    const auto titles = splitWords(foreignTitles(), '/');
    const auto& specs = layoutSpecs();
    LayoutSpec spec = specs[static_cast<std::size_t>(dice.between(0, static_cast<int>(specs.size()) - 1))];
    spec.code = "unknown";
    spec.titles = {titles[static_cast<std::size_t>(dice.between(0, static_cast<int>(titles.size()) - 1))]};
    return spec;
}

}  // namespace

std::vector<std::string> layoutTypes() {
    std::vector<std::string> codes;
    for (const auto& spec : layoutSpecs()) codes.push_back(spec.code);
    codes.emplace_back("unknown");
    return codes;
}

DrawnPage drawLayout(std::string_view typeCode, std::uint32_t seed, double dpi) {
    Dice dice(seed * 2654435761U + 17);
    LayoutSpec spec;
    if (typeCode == "unknown") {
        spec = foreignSpec(dice);
    } else {
        const auto found = std::ranges::find(layoutSpecs(), typeCode, &LayoutSpec::code);
        if (found == layoutSpecs().end())
            throw std::invalid_argument("No layout of \"" + std::string(typeCode) + "\" is known; layoutTypes() lists them.");
        spec = *found;
    }
    Sheet sheet{.canvas = Canvas(paperOf(spec.paper), dpi)};
    Layout(spec, sheet, dice).draw();
    if (spec.code == "unknown") sheet.fields = sheet.fieldsIso = nlohmann::ordered_json::object();
    DrawnPage page{.image = sheet.canvas.image(), .dpi = dpi, .truth = {}, .cornerRadius = 0};
    page.truth = emptyTruth(page.image.size(), "layout");
    page.truth["params"] = {{"dpi", dpi}, {"seed", seed}};
    page.truth["skew_deg"] = 0.0;
    page.truth["documents"].push_back(truthDocument(sheet, spec.code));
    return page;
}

}  // namespace daiban::samples
