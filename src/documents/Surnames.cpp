#include "documents/Surnames.h"

#include <algorithm>
#include <array>
#include <string>

#include "documents/WideText.h"

namespace daiban::documents {

namespace {

constexpr std::string_view singles =
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"
    "范"
    "汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文尚欧牛庞颜倪洪季鲁"
    "温樊"
    "申翟兰葛章焦俞安骆左华邢齐聂岳梅路庄辛管祝柴殷凌耿柯冉阮舒牟宁甘霍关纪焉卜裴鲍苗詹时柳盛单穆涂池丛桂席滕车饶喻成游"
    "屈靳费"
    "翁包蓝古尤谷景臧闵佟丰米芦苟房娄宫符卓边糜晏胥苑麻仇来栾迟应柏隋简明屠项阳艾卞荆班甄木桑晋谌储敖鄢褚党封燕农戚查仲"
    "解伍邬练冷巩岑窦巫楚阴荣邝鞠鹿习巨官揭连花买劳刁蒙缪阎傅萧郁宗宣邰湛匡计伏茅童卫虞支羊惠曲储汲段富"
    "巴弓牧隗山车秘仰伊仝暨斜厉戎祖刘景束幸韶郜黎蓟薄印宿怀蒲从鄂索咸籍能苍双闻莘翟贡逄姬冉宰郦雍璩桑濮寿通扈冀郏浦尚农"
    "别";
constexpr std::array<std::string_view, 24> doubles{"欧阳", "马",   "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟",
                                                   "公孙", "令狐", "慕容", "徒",   "端木", "百里", "南宫", "宇文",
                                                   "长孙", "独孤", "呼延", "轩辕", "钟离", "空",   "完颜", "公羊"};

}  // namespace

std::size_t surnameAt(std::u32string_view text) {
    static const std::u32string known = [] {
        auto all = comparable(singles);
        std::sort(all.begin(), all.end());
        return all;
    }();
    static const auto knownDoubles = [] {
        std::array<std::u32string, doubles.size()> all;
        std::transform(doubles.begin(), doubles.end(), all.begin(),
                       [](std::string_view name) { return comparable(name); });
        return all;
    }();
    if (text.empty()) return 0;
    for (const auto& name : knownDoubles)
        if (text.substr(0, 2) == name) return 2;
    return std::binary_search(known.begin(), known.end(), text[0]) ? 1 : 0;
}

}  // namespace daiban::documents
