#include "codes/TextOfBytes.h"

#include <iconv.h>

#include <array>
#include <utility>

#include "base/Text.h"

namespace daiban::codes {

namespace {

std::optional<std::string> converted(std::string_view bytes, const char* characterSet) {
    const iconv_t converter = iconv_open("UTF-8", characterSet);
    if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
    std::string in(bytes);
    std::string out(bytes.size() * 4, '\0');
    char* from = in.data();
    char* to = out.data();
    std::size_t left = in.size();
    std::size_t room = out.size();
    const bool valid = iconv(converter, &from, &left, &to, &room) != static_cast<std::size_t>(-1);
    iconv_close(converter);
    if (!valid) return std::nullopt;
    out.resize(out.size() - room);
    return out;
}

// Frequent characters of Chinese running text and of addresses and papers: half to two thirds of any real text.
constexpr std::u32string_view commonCharacters =
    U"的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可里后小么心多天而能"
    U"好都然没日于"
    U"起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实回"
    U"二理美点月明"
    U"其种声全工己话者向情部正名定女问力机给等几很业最间新什打便位因重被电四第门相次东政海口使教西再平真世气信北少关并"
    U"内加化由代产"
    U"入先山五太水万市体别处总场师书比住员九性通目华报立命活数件安表原车应路期常提金何更反合放做系计或司利受光王果亲界"
    U"及今京务制解"
    U"各任至清物台记边共接许八特望直服题建南度统色字请交认算论百科元社术结六指非流每青管夫连远资条院变联权展该领传近治"
    U"决周保达办运"
    U"半七必城强步完区即求品转量空众技程告江语基满式李息识极令收未持取设始历商千容站广改委早房首单据专校组造有限责任号"
    U"证照码险街镇";

bool readsAsChinese(std::u32string_view text) {
    std::size_t han = 0;
    std::size_t common = 0;
    for (const char32_t c : text) {
        if (!base::isHan(c)) continue;
        ++han;
        if (commonCharacters.find(c) != std::u32string_view::npos) ++common;
    }
    return han > 0 && 3 * common >= han;
}

}  // namespace

std::string textOfBytes(std::string_view bytes, const std::string& guess) {
    if (const auto utf8 = converted(bytes, "UTF-8")) return *utf8;
    const auto chinese = converted(bytes, "GB18030");
    if (!chinese) return guess;
    const bool mayBeJapanese = converted(bytes, "SHIFT_JIS").has_value();
    return !mayBeJapanese || readsAsChinese(base::toCodePoints(*chinese)) ? *chinese : guess;
}

std::string textOfBytes(std::string_view bytes) {
    // Windows' kind of Shift-JIS, in which a backslash is one and no yen sign.
    if (const auto japanese = converted(bytes, "CP932")) return textOfBytes(bytes, *japanese);
    return textOfBytes(bytes, converted(bytes, "ISO-8859-1").value_or(std::string()));
}

const char* characterSetOfEci(unsigned number) {
    static constexpr std::array<std::pair<unsigned, const char*>, 31> known{
        {{0, "CP437"},        {1, "ISO-8859-1"},   {2, "CP437"},        {3, "ISO-8859-1"},   {4, "ISO-8859-2"},
         {5, "ISO-8859-3"},   {6, "ISO-8859-4"},   {7, "ISO-8859-5"},   {8, "ISO-8859-6"},   {9, "ISO-8859-7"},
         {10, "ISO-8859-8"},  {11, "ISO-8859-9"},  {12, "ISO-8859-10"}, {13, "ISO-8859-11"}, {15, "ISO-8859-13"},
         {16, "ISO-8859-14"}, {17, "ISO-8859-15"}, {18, "ISO-8859-16"}, {20, "CP932"},       {21, "CP1250"},
         {22, "CP1251"},      {23, "CP1252"},      {24, "CP1256"},      {25, "UTF-16BE"},    {26, "UTF-8"},
         {27, "ASCII"},       {28, "BIG5"},        {29, "GB18030"},     {30, "EUC-KR"},      {31, "GBK"},
         {32, "GB18030"}}};
    for (const auto& [eci, name] : known)
        if (eci == number) return name;
    return nullptr;
}

std::optional<std::string> textOfCharacterSet(std::string_view bytes, const char* characterSet) {
    return converted(bytes, characterSet);
}

}  // namespace daiban::codes
