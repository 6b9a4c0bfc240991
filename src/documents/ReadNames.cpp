#include <algorithm>
#include <array>

#include "base/Text.h"
#include "documents/ReadValue.h"
#include "documents/Surnames.h"
#include "documents/WideText.h"

namespace daiban::documents {

namespace {

constexpr std::u32string_view openingMarks = U":;,.·、。-_=~*'\"|!/>)《";
constexpr std::u32string_view closingMarks = U":;,.·、。-_=~*'\"|!/<(>《";

bool isOneOf(char32_t c, std::u32string_view set) {
    return set.find(c) != std::u32string_view::npos;
}

/// Without the marks a label or a table's rule left before and behind.
Glyphs trimmedMarks(const Glyphs& glyphs) {
    std::size_t begin = 0;
    std::size_t end = glyphs.size();
    while (begin < end && isOneOf(glyphs[begin].folded, openingMarks)) ++begin;
    while (end > begin && isOneOf(glyphs[end - 1].folded, closingMarks)) --end;
    return part(glyphs, begin, end);
}

ReadValue readingOf(Glyphs used, bool valid) {
    ReadValue reading;
    reading.value = shownText(used);
    reading.used = std::move(used);
    reading.valid = valid;
    return reading;
}

bool endsWith(std::u32string_view text, std::u32string_view end) {
    return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

/// Forms of address behind a name.
Glyphs withoutAddress(Glyphs name) {
    for (const std::u32string_view word : {U"同志", U"先生", U"女士", U"同学"})
        if (name.size() >= word.size() + 2 && endsWith(foldedText(name), comparable(base::toUtf8(word))))
            name.resize(name.size() - word.size());
    return name;
}

/// Words that are never a name but stand where one was left out.
bool isNoName(const std::u32string& text) {
    static const std::array<std::u32string_view, 14> words{U"夫妇", U"夫妻", U"姓名",     U"签字", U"签名",
                                                           U"盖章", U"性别", U"民族",     U"无",   U"样本",
                                                           U"身份", U"年龄", U"出生日期", U"公章"};
    return std::any_of(words.begin(), words.end(), [&](std::u32string_view word) { return text == word; });
}

/// A stretch of a sentence: no name has such characters, or so many with one that few names have.
bool isSentence(const std::u32string& text) {
    static const std::u32string never = comparable("的了们吗呢"),
                                seldom = comparable("均予及该此将须等未或被把以在内其有");
    if (text.find_first_of(never) != std::u32string::npos) return true;
    return text.size() > 4 && text.find_first_of(seldom) != std::u32string::npos;
}

/// A name that begins with none of the 400 most frequent surnames may be some other word beside the label.
constexpr double unusualName = 0.7;

bool isUsualName(const std::u32string& text) {
    const std::size_t surname = surnameAt(text);
    return surname > 0 && text.size() > surname && text.size() - surname <= 2;
}

/// Words for people that stand right before their name.
bool leadsToName(const std::u32string& before) {
    static const auto words = [] {
        std::vector<std::u32string> all;
        for (const char* word :
             {"居民", "村民", "职工", "员工", "学生", "学员", "死者", "患者", "证明", "委托", "申请人", "本人", "同志"})
            all.push_back(comparable(word));
        return all;
    }();
    return std::any_of(words.begin(), words.end(), [&](const auto& word) { return endsWith(before, word); });
}

/// Words of the sentence were read with it: 我辖区居民梁海波, 我单位职工黎伟. The usual name behind them.
Glyphs nameAtEnd(const Glyphs& glyphs) {
    for (const std::size_t length : {4U, 3U, 2U}) {
        const auto end = part(glyphs, glyphs.size() - length, glyphs.size());
        const auto text = foldedText(end);
        const auto before = foldedText(part(glyphs, 0, glyphs.size() - length));
        if (isUsualName(text) && leadsToName(before)) return end;
    }
    return glyphs;
}

/// Endings of the names of companies, offices, schools and shops.
const std::vector<std::u32string>& organisationEnds() {
    static const std::vector<std::u32string> ends = [] {
        std::vector<std::u32string> out;
        for (const char* word :
             {"公司",   "厂",    "店",   "中心", "部",   "行",   "社",   "局",   "院",   "校",     "所",
              "会",     "室",    "坊",   "馆",   "户",   "站",   "学",   "园",   "处",   "队",     "企业",
              "超市",   "铺",    "城",   "庄",   "吧",   "屋",   "摊",   "集团", "办",   "委",     "科",
              "事务所", "合伙)", "基地", "农场", "市场", "分局", "政府", "联社", "商行", "工作室", "台",
              "库",     "团",    "军",   "苑",   "廊",   "轩",   "阁",   "楼",   "堂"})
            out.push_back(comparable(word));
        return out;
    }();
    return ends;
}

bool endsAsOrganisation(const std::u32string& text) {
    return std::any_of(organisationEnds().begin(), organisationEnds().end(),
                       [&](const std::u32string& end) { return endsWith(text, end); });
}

/// The end of a name whose beginning was not read: 限公司; or the rest of a heading: (公司名称)和住所. 和平区民政局 is
/// longer than such rests.
bool isPartOfMore(const std::u32string& text) {
    static const std::u32string limited = comparable("有限责任公司"), company = comparable("有限公司");
    return endsWith(limited, text) || endsWith(company, text) ||
           (text.size() < 5 && isOneOf(text.front(), U"和及与或的"));
}

/// Ends that a name seldom goes on behind, except as part of a larger one (分公司, 附属中学).
const std::vector<std::u32string>& surestEnds() {
    static const std::vector<std::u32string> ends = [] {
        std::vector<std::u32string> out;
        for (const char* word : {"有限责任公司", "有限公司", "合作社", "事务所", "居民委员会", "村民委员会", "大学",
                                 "学院", "医院", "中学", "小学", "学校", "幼儿园", "银行", "公司"})
            out.push_back(comparable(word));
        return out;
    }();
    return ends;
}

/// The name without the sentence around it: 现有天津恒岳食品有限公司职工, 渤海师范学院法学专业.
Glyphs withoutSentence(Glyphs glyphs) {
    static const std::array<std::u32string, 7> before{comparable("现有"), comparable("兹有"), comparable("兹证明"),
                                                      comparable("系"),   comparable("在"),   comparable("于"),
                                                      comparable("为")};
    std::u32string text = foldedText(glyphs);
    for (const auto& word : before)
        if (text.compare(0, word.size(), word) == 0 && text.size() > word.size() + 4) {
            glyphs.erase(glyphs.begin(), glyphs.begin() + static_cast<std::ptrdiff_t>(word.size()));
            text.erase(0, word.size());
            break;
        }
    if (endsAsOrganisation(text)) return glyphs;
    std::size_t end = 0;
    for (const auto& word : surestEnds())
        if (const auto at = text.rfind(word); at != std::u32string::npos && at > 1)
            end = std::max(end, at + word.size());
    if (end > 3) glyphs.resize(end);
    return glyphs;
}

/// A company whose name has lost its beginning, as under a seal: two characters or more are its own (字号), and as a
/// rule two or more its trade (行业): 通商贸有限公司 has one too few. 企业名称登记管理规定, art. 6 and 8.
bool hasLostItsBeginning(const std::u32string& text) {
    for (const char* form : {"股份有限公司", "有限责任公司", "有限公司"})
        if (const std::u32string end = comparable(form); endsWith(text, end)) return text.size() < end.size() + 4;
    return false;
}

/// A seal's or signature's place printed behind a name: （盖章）, （公章）, （签字）.
Glyphs withoutSealMark(Glyphs glyphs) {
    const std::u32string text = foldedText(glyphs);
    const auto open = text.rfind(U'(');
    if (open == std::u32string::npos || open == 0) return glyphs;
    const std::u32string_view inside = std::u32string_view(text).substr(open);
    const bool calledHereafter = inside.find(U'称') != std::u32string_view::npos;  // （以下简称公司）
    if (calledHereafter || inside.find(U'章') != std::u32string_view::npos ||
        inside.find(U'签') != std::u32string_view::npos || inside.size() == 1)
        glyphs.resize(open);
    return glyphs;
}

const std::vector<std::u32string>& ethnicities() {
    static const std::vector<std::u32string> names = [] {
        std::vector<std::u32string> out;
        for (const char* name :
             {"汉",     "蒙古",   "回",       "藏",     "维吾尔", "苗",   "彝",     "壮",   "布依",     "朝鲜",
              "满",     "侗",     "瑶",       "白",     "土家",   "哈尼", "哈萨克", "傣",   "黎",       "傈僳",
              "佤",     "畲",     "高山",     "拉祜",   "水",     "东乡", "纳西",   "景颇", "柯尔克孜", "土",
              "达斡尔", "仫佬",   "羌",       "布朗",   "撒拉",   "毛南", "仡佬",   "锡伯", "阿昌",     "普米",
              "塔吉克", "怒",     "乌孜别克", "俄罗斯", "鄂温克", "德昂", "保安",   "裕固", "京",       "塔塔尔",
              "独龙",   "鄂伦春", "赫哲",     "门巴",   "珞巴",   "基诺", "穿青人"})
            out.push_back(comparable(name));
        return out;
    }();
    return names;
}

bool isTick(char32_t c) {
    return isOneOf(c, U"☑☒■√✓✔✅▣◼☐□▢") && !isOneOf(c, U"☐□▢");
}
bool isBox(char32_t c) {
    return isTick(c) || isOneOf(c, U"☐□▢口");
}

/// From the ticked box to the next one.
std::optional<Glyphs> tickedPart(const Glyphs& glyphs) {
    const auto tick = std::find_if(glyphs.begin(), glyphs.end(), [](const Glyph& g) { return isTick(g.shown); });
    if (tick == glyphs.end()) return std::nullopt;
    const auto end = std::find_if(tick + 1, glyphs.end(), [](const Glyph& g) { return isBox(g.shown); });
    return Glyphs(tick + 1, end);
}

struct Option {
    std::size_t begin = 0;
    std::size_t length = 0;
    std::size_t distance = 0;
};

/// The option that stands first in the text; of those in one place the longest.
std::optional<Option> findOption(const std::vector<std::string>& options, const std::u32string& text) {
    std::optional<Option> best;
    for (const auto& option : options) {
        const std::u32string wanted = comparable(option);
        const auto at = text.find(wanted);
        if (at == std::u32string::npos) continue;
        if (!best || at < best->begin || (at == best->begin && wanted.size() > best->length))
            best = Option{at, wanted.size(), 0};
    }
    return best;
}

bool hasAddressWord(const std::u32string& text) {
    static const std::u32string words = comparable("省市区县镇乡村路街道号室楼里弄巷幢栋屯旗盟州组社园苑庄房");
    return std::any_of(text.begin(), text.end(), [&](char32_t c) { return words.find(c) != std::u32string::npos; });
}

bool hasHan(const std::u32string& text) {
    return std::any_of(text.begin(), text.end(), base::isHan);
}

/// 叁拾万，元整: an amount in capitals has no marks in it; one that was read is a stroke of a watermark. 0: it is no
/// amount.
std::size_t marksInCapitals(const Glyphs& glyphs) {
    static constexpr std::u32string_view capitals = U"零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆角分整正", marks = U",.、;:";
    std::size_t found = 0;
    for (const auto& glyph : glyphs) {
        const bool isMark = marks.find(glyph.folded) != std::u32string_view::npos;
        if (!isMark && capitals.find(glyph.folded) == std::u32string_view::npos) return 0;
        found += isMark ? 1U : 0U;
    }
    return found;
}

/// A label's last words that were read with its value: 住址 of 居住　住址天津市…. No place in China is called so.
std::size_t labelBeforeAddress(std::u32string_view text) {
    for (const std::u32string_view label : {U"住址", U"地址", U"住所"})
        if (text.substr(0, label.size()) == label) return label.size();
    return 0;
}

}  // namespace

std::optional<ReadValue> readPersonName(const Glyphs& glyphs) {
    const Glyphs all = trimmedMarks(glyphs);
    Glyphs name;
    bool dotted = false;
    for (std::size_t i = 0; i < all.size() && name.size() < 30; ++i) {
        const bool dot = (all[i].folded == U'·' || all[i].folded == U'.') && !name.empty() && i + 1 < all.size() &&
                         base::isHan(all[i + 1].folded);
        if (!base::isHan(all[i].folded) && !dot) break;
        dotted = dotted || dot;
        name.push_back(all[i]);
    }
    name = withoutAddress(std::move(name));
    const std::u32string text = foldedText(name);
    if (name.empty() || isNoName(text)) return std::nullopt;
    if (!dotted && name.size() > 4) name = nameAtEnd(name);
    if (!dotted && isSentence(foldedText(name))) return std::nullopt;
    const bool plausible = dotted ? name.size() >= 4 : name.size() >= 2 && name.size() <= 4;
    auto reading = readingOf(name, plausible);
    const bool usual = dotted || isUsualName(foldedText(name));
    if (!usual) reading.quality = unusualName;
    return reading;
}

std::optional<ReadValue> readOrganisation(const FieldRule& rule, const Glyphs& glyphs) {
    Glyphs name;
    for (const auto& glyph : trimmedMarks(glyphs)) {
        if (isOneOf(glyph.folded, U",。;:!?、《》|")) break;
        name.push_back(glyph);
    }
    name = withoutSentence(withoutSealMark(std::move(name)));
    const std::u32string text = foldedText(name);
    if (text.size() < 3 || !hasHan(text) || isPartOfMore(text)) return std::nullopt;
    const bool mayEnd = rule.options.empty()
                            ? endsAsOrganisation(text)
                            : std::any_of(rule.options.begin(), rule.options.end(),
                                          [&](const std::string& end) { return endsWith(text, comparable(end)); });
    // A few characters that are no organisation's name are some other word beside the label.
    if (!mayEnd && text.size() < 5) return std::nullopt;
    return readingOf(std::move(name), mayEnd && !hasLostItsBeginning(text));
}

std::optional<ReadValue> readParty(const FieldRule& rule, const Glyphs& glyphs) {
    if (auto organisation = readOrganisation(rule, glyphs);
        organisation && organisation->valid && organisation->used.size() > 4)
        return organisation;
    return readPersonName(glyphs);
}

std::optional<ReadValue> readAddress(const Glyphs& glyphs) {
    Glyphs used = trimmedMarks(glyphs);
    if (const auto label = labelBeforeAddress(foldedText(used)); label > 0)
        used = trimmedMarks(part(used, label, used.size()));
    const std::u32string text = foldedText(used);
    if (text.size() < 2 || !hasHan(text)) return std::nullopt;
    return readingOf(std::move(used), text.size() >= 6 && hasAddressWord(text));
}

std::optional<ReadValue> readText(const Glyphs& glyphs) {
    Glyphs used = trimmedMarks(glyphs);
    if (used.empty()) return std::nullopt;
    if (marksInCapitals(used) > 0) {
        std::erase_if(used, [](const Glyph& glyph) { return !base::isHan(glyph.folded); });
        auto reading = readingOf(std::move(used), true);
        reading.quality = 0.85;
        return reading;
    }
    // What text ends with belongs to it where it is a bracket, or the full stop of a text that has other marks inside.
    const bool marked = foldedText(used).find_first_of(U",;、") != std::u32string::npos;
    const auto belongs = [&](char32_t c) { return c == U')' || (c == U'。' && marked); };
    if (belongs(glyphs.back().folded) && !belongs(used.back().folded)) used.push_back(glyphs.back());
    return readingOf(std::move(used), true);
}

std::optional<ReadValue> readSex(const Glyphs& glyphs) {
    const std::size_t most = std::min<std::size_t>(glyphs.size(), 3);
    for (std::size_t i = 0; i < most; ++i)
        if (glyphs[i].folded == U'男' || glyphs[i].folded == U'女') return readingOf(part(glyphs, i, i + 1), true);
    return std::nullopt;
}

std::optional<ReadValue> readEthnicity(const Glyphs& glyphs) {
    const Glyphs all = trimmedMarks(glyphs);
    const std::u32string text = foldedText(all);
    std::size_t best = 0;
    for (const auto& name : ethnicities())
        if (text.compare(0, name.size(), name) == 0) best = std::max(best, name.size());
    if (best > 0) {
        const bool suffix = best < text.size() && text[best] == U'族';
        const std::size_t length = best + (suffix ? 1 : 0);
        // 白 and 水 may be a misread word's beginning.
        return readingOf(part(all, 0, length),
                         length == text.size() || suffix || all[length].gapBefore || !base::isHan(text[length]));
    }
    std::size_t han = 0;
    while (han < text.size() && han < 5 && base::isHan(text[han])) ++han;
    if (han == 0) return std::nullopt;
    return readingOf(part(all, 0, han), false);
}

std::optional<ReadValue> readChoice(const FieldRule& rule, const Glyphs& glyphs) {
    const Glyphs all = tickedPart(glyphs).value_or(glyphs);
    const std::u32string text = foldedText(all);
    if (const auto option = findOption(rule.options, text))
        return readingOf(part(all, option->begin, option->begin + option->length), true);
    auto other = readText(all);
    if (!other || !hasHan(foldedText(other->used)) || other->used.size() > 12) return std::nullopt;
    other->valid = false;
    return other;
}

std::optional<ReadValue> readValue(const FieldRule& rule, const Glyphs& glyphs, base::Date today) {
    switch (rule.kind) {
        case FieldKind::Text:
            return readText(glyphs);
        case FieldKind::PersonName:
            return readPersonName(glyphs);
        case FieldKind::Organisation:
            return readOrganisation(rule, glyphs);
        case FieldKind::Party:
            return readParty(rule, glyphs);
        case FieldKind::Address:
            return readAddress(glyphs);
        case FieldKind::Date:
            return readDate(rule, glyphs, today);
        case FieldKind::RangeFrom:
            return readRangeFrom(glyphs);
        case FieldKind::RangeUntil:
            return readRangeUntil(glyphs);
        case FieldKind::Sex:
            return readSex(glyphs);
        case FieldKind::Ethnicity:
            return readEthnicity(glyphs);
        case FieldKind::CitizenNumber:
            return readCitizenNumber(glyphs, today);
        case FieldKind::CreditCode:
            return readCreditCode(glyphs);
        case FieldKind::BankCardNumber:
            return readBankCardNumber(glyphs);
        case FieldKind::AccountNumber:
            return readAccountNumber(glyphs);
        case FieldKind::DisabilityNumber:
            return readDisabilityNumber(glyphs, today);
        case FieldKind::PassportNumber:
        case FieldKind::Number:
            return readPatternNumber(rule, glyphs);
        case FieldKind::Amount:
            return readAmount(glyphs);
        case FieldKind::Count:
            return readCount(glyphs);
        case FieldKind::Choice:
            return readChoice(rule, glyphs);
    }
    return std::nullopt;
}

}  // namespace daiban::documents
