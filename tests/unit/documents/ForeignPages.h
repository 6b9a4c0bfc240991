// Pages of no type the station knows, and of many kinds: what comes into a feeder between the papers that count.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "PrintedPage.h"

namespace daiban::documents {

/// A page of none of the types.
struct ForeignPage {
    std::string name;  ///< "form 宠物登记表 2"
    PrintedPage page;
};

/// Draws them. The same seed gives the same pages everywhere: the standard library's distributions do not.
class ForeignPages {
  public:
    explicit ForeignPages(std::uint64_t seed = 20261122) : state_(seed) {}

    /// 26 kinds of page and forms of 88 titles that are none of ours, `rounds` times with other words and places.
    [[nodiscard]] std::vector<ForeignPage> all(int rounds = 2);

  private:
    using Words = std::span<const std::string_view>;

    std::uint64_t state_;
    std::vector<ForeignPage> pages_;

    std::uint64_t next() {  // splitmix64
        std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ULL);
        z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
        z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
        return z ^ (z >> 31U);
    }
    int below(int limit) { return static_cast<int>(next() % static_cast<std::uint64_t>(limit)); }
    int between(int least, int most) { return least + below(most - least + 1); }
    std::string one(Words words) {
        return std::string(words[static_cast<std::size_t>(below(static_cast<int>(words.size())))]);
    }
    std::string digits(int count) {
        std::string out;
        while (count-- > 0) out += static_cast<char>('0' + below(10));
        return out;
    }
    std::string person();
    std::string day() {
        return std::to_string(between(1990, 2025)) + "年" + std::to_string(between(1, 12)) + "月" +
               std::to_string(between(1, 28)) + "日";
    }
    std::string idNumber() {
        return "1201" + digits(2) + "19" + std::to_string(between(45, 99)) + "0" + std::to_string(between(1, 9)) +
               std::to_string(between(10, 28)) + digits(4);
    }
    std::string address();
    std::string money() { return std::to_string(between(3, 9000)) + "." + digits(2); }
    std::string valueFor(std::string_view label);
    std::string sentence();
    PrintedPage& add(const std::string& name, PrintedPage page) {
        pages_.push_back({name, std::move(page)});
        return pages_.back().page;
    }

    void proseIn(PrintedPage& page, double left, double top, double width, int lines, double height = 3.5);
    void form(std::string_view title, Words labels, int layout);
    void newspaper();
    void menu();
    void receipt();
    void letter();
    void priceList();
    void homework();
    void utilityBill();
    void ticket();
    void poster();
    void englishLetter();
    void listOfMaterials();
    void guideWithHeadings();
    void noticeOnCards();
    void copiedInstructions();
    void applicationLetter();
    void invitation();
    void bookPage();
    void questionnaire();
    void nameList();
    void chatPrintout();
    void medicineLeaflet();
    void timetable();
    void minutes();
    void envelope();
    void businessCard();
    void courseTable();
};

// ---------------------------------------------------------------------------------------------------------------

inline std::string ForeignPages::person() {
    static constexpr std::array<std::string_view, 12> family{"王", "李", "张", "刘", "陈", "杨",
                                                             "赵", "黄", "周", "吴", "徐", "孙"};
    static constexpr std::array<std::string_view, 14> given{"建国", "秀英", "丽华", "志强", "海燕", "晓东", "玉兰",
                                                            "子轩", "欣怡", "国栋", "春梅", "立新", "文博", "静"};
    return one(family) + one(given);
}

inline std::string ForeignPages::address() {
    static constexpr std::array<std::string_view, 5> streets{"新港街道", "大沽街道", "杭州道街道", "胡家园街道",
                                                             "北塘街道"};
    static constexpr std::array<std::string_view, 6> estates{"春和园",     "海晏里", "望湖苑",
                                                             "福州道小区", "远洋城", "四季花园"};
    return "天津市滨海新区" + one(streets) + one(estates) + std::to_string(between(1, 40)) + "号楼" +
           std::to_string(between(101, 2904)) + "室";
}

inline std::string ForeignPages::valueFor(std::string_view label) {
    const auto has = [&](std::string_view part) { return label.find(part) != std::string_view::npos; };
    if (has("身份") || has("证件号")) return idNumber();
    if (has("性别")) return below(2) == 0 ? "男" : "女";
    if (has("民族")) return "汉";
    if (has("日期") || has("时间") || has("出生") || has("期限")) return day();
    if (has("电话") || has("手机")) return "13" + digits(9);
    if (has("地址") || has("住址") || has("坐落") || has("地点")) return address();
    if (has("金额") || has("价") || has("费") || has("款")) return money() + "元";
    if (has("号") || has("编码")) return digits(between(8, 14));
    if (has("单位") || has("公司") || has("医院") || has("学校") || has("机关") || has("部门"))
        return has("医院") ? "津滨第三医院" : has("学校") ? "海河第二中学" : "天津云帆商贸有限公司";
    if (has("人") || has("姓名") || has("名字") || has("方")) return person();
    static constexpr std::array<std::string_view, 6> other{"无", "良好", "一般", "见附页", "同意", "符合"};
    return one(other);
}

inline std::string ForeignPages::sentence() {
    static constexpr std::array<std::string_view, 20> sentences{
        "昨日上午，滨海新区举行市民健步走活动，全程五公里，三千余人参加。",
        "据介绍，今年夏粮收购进度快于去年，各地仓容充足，价格平稳。",
        "记者从有关部门获悉，轨道交通新线将于年底前开通试运行。",
        "他把信折好，放进抽屉，窗外的雨还在下，街上没有一个人。",
        "请各位业主提前储备生活用水，因停水带来的不便敬请谅解。",
        "居民持身份证和户口簿可到社区服务站领取健身手册一份。",
        "结婚证、离婚证和出生医学证明遗失的，应当到原登记机关申请补发。",
        "本产品须存放于阴凉干燥处，儿童应当在成人监护下使用。",
        "孩子们排着队走进礼堂，手里拿着自己做的纸灯笼。",
        "公司章程和股东会决议应当妥善保存，变更登记时一并提交。",
        "双方应本着平等互利的原则友好协商，协商不成的提交仲裁。",
        "请将营业执照悬挂在经营场所醒目的位置，并按时公示年度报告。",
        "为方便老年人出行，社区增设了三处座椅和一处无障碍坡道。",
        "失业登记后可以申领失业保险金，具体标准以当年公布的为准。",
        "老师说，这篇文章要背下来，明天上课检查。",
        "天气预报显示，周末有中到大雨，请注意防范城市内涝。",
        "机动车驾驶证有效期满前九十日内可以申请换证。",
        "低保家庭、残疾人家庭凭有效证件享受门票减免。",
        "会议要求，各部门要切实负起责任，把工作落到实处。",
        "房屋租赁合同到期后，承租人应当在七日内腾空房屋。"};
    return one(sentences);
}

/// Sentences broken into lines of that width.
inline void ForeignPages::proseIn(PrintedPage& page, double left, double top, double width, int lines, double height) {
    const auto most = static_cast<std::size_t>(width / height);
    std::u32string rest;
    for (int i = 0; i < lines; ++i) {
        while (rest.size() < most) rest += base::toCodePoints(sentence());
        page.put(left, top + i * height * 1.6, base::toUtf8(rest.substr(0, most)), height);
        rest.erase(0, most);
    }
}

/// A title and labels with values: in a table of two columns, in lines with colons, or with the value below.
inline void ForeignPages::form(std::string_view title, Words labels, int layout) {
    auto& page = add("form " + std::string(title) + " " + std::to_string(layout), PrintedPage::a4());
    const double size = 5.5 + below(4);
    const double wide = size * static_cast<double>(base::columnsOf(title)) / 2;
    if (below(3) == 0) page.put(80, 12, "津滨试作单位", 4);
    page.put(105 - wide / 2, 20 + below(12), std::string(title), size);
    double top = 48;
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const std::string label(labels[i]);
        const double left = layout == 0 && i % 2 == 1 ? 110 : 22;
        if (layout == 1) {
            page.put(left, top, label + "：" + valueFor(label));
        } else {
            page.put(left, top, label).put(left + 32, top, valueFor(label));
        }
        if (layout != 0 || i % 2 == 1) top += 8.5;
    }
    if (below(2) == 0) proseIn(page, 22, top + 12, 160, 3);
    page.put(130, top + 45, "经办人（签字）").put(130, top + 54, day());
}

inline void ForeignPages::newspaper() {
    auto& page = add("newspaper", PrintedPage::a4());
    page.put(15, 8, day() + " 星期" + one(std::array<std::string_view, 3>{"一", "四", "六"}) + " 第" + digits(4) + "期",
             3);
    page.put(15, 20,
             one(std::array<std::string_view, 4>{"春风拂海河 市民乐健步", "户口簿补办今起全市通办",
                                                 "结婚证可以网上预约了", "营业执照一照多址试点启动"}),
             9);
    for (int column = 0; column < 3; ++column) proseIn(page, 12 + 64 * column, 40, 58, 30, 3.2);
}

inline void ForeignPages::menu() {
    auto& page = add("menu", PrintedPage::a4());
    page.put(70, 15, one(std::array<std::string_view, 3>{"海河小馆 菜单", "老味道家常菜", "今日特价"}), 9);
    static constexpr std::array<std::string_view, 10> dishes{"宫保鸡丁", "鱼香肉丝", "八珍豆腐", "罾蹦鲤鱼", "锅塌里脊",
                                                             "清炒时蔬", "米饭",     "老爆三",   "独面筋",   "酸辣汤"};
    for (int i = 0; i < 22; ++i)
        page.put(i % 2 == 0 ? 25 : 115, 40 + 9.0 * (i / 2), one(dishes), 4)
            .put(i % 2 == 0 ? 75 : 165, 40 + 9.0 * (i / 2), std::to_string(between(6, 88)) + "元", 4);
}

inline void ForeignPages::receipt() {
    auto& page = add("receipt", PrintedPage(80, 190));
    page.put(20, 6, one(std::array<std::string_view, 3>{"津沽超市", "惠民药房", "加油站零售"}), 5)
        .put(24, 14, "购物小票", 4);
    page.put(5, 22, "单号 " + digits(16), 2.8).put(5, 27, day() + " 14:2" + digits(1), 2.8);
    for (int i = 0; i < 14; ++i)
        page.put(5, 36 + 7.0 * i,
                 one(std::array<std::string_view, 5>{"纯牛奶250ml", "挂面1kg", "抽纸", "鸡蛋", "阿莫西林胶囊"}), 3)
            .put(50, 36 + 7.0 * i, std::to_string(between(1, 4)), 3)
            .put(62, 36 + 7.0 * i, money(), 3);
    page.put(5, 140, "合计 " + money(), 4)
        .put(5, 148, "微信支付 会员卡号 62" + digits(14), 3)
        .put(5, 156, "谢谢惠顾", 3);
}

inline void ForeignPages::letter() {
    auto& page = add("letter", PrintedPage::a4());
    page.put(25, 25, one(std::array<std::string_view, 3>{"亲爱的妈妈：", "王老师：您好", "尊敬的业主："}), 5);
    proseIn(page, 25, 40, 160, 14, 5);
    page.put(140, 200, person(), 5).put(130, 210, day(), 5);
}

inline void ForeignPages::priceList() {
    auto& page = add("price list", PrintedPage::a4());
    page.put(60, 18, one(std::array<std::string_view, 3>{"物业服务收费公示", "医疗服务价格表", "公证服务收费标准"}), 7);
    page.put(20, 38, "序号").put(40, 38, "项目名称").put(110, 38, "计价单位").put(150, 38, "收费标准（元）");
    static constexpr std::array<std::string_view, 8> things{"挂号费",         "亲属关系公证",  "学历公证",
                                                            "停车费",         "委托书公证",    "装修垃圾清运",
                                                            "诊断证明书盖章", "房屋所有权转移"};
    for (int i = 0; i < 18; ++i)
        page.put(22, 46 + 8.0 * i, std::to_string(i + 1))
            .put(40, 46 + 8.0 * i, one(things))
            .put(112, 46 + 8.0 * i, "件")
            .put(155, 46 + 8.0 * i, money());
}

inline void ForeignPages::homework() {
    auto& page = add("homework", PrintedPage::a4());
    page.put(60, 15, one(std::array<std::string_view, 3>{"三年级数学练习", "语文单元测试卷", "英语周末作业"}), 6);
    page.put(25, 28, "学校").put(70, 28, "班级").put(110, 28, "姓名 " + person()).put(160, 28, "得分");
    for (int i = 0; i < 16; ++i)
        page.put(
            25 + 85.0 * (i % 2), 45 + 12.0 * (i / 2),
            std::to_string(i + 1) + ". " + std::to_string(between(12, 99)) + "×" + std::to_string(between(3, 99)) + "=",
            4.5);
    proseIn(page, 25, 150, 160, 5, 4.5);
}

inline void ForeignPages::utilityBill() {
    auto& page = add("utility bill", PrintedPage(198, 140));
    const auto kind = one(std::array<std::string_view, 4>{"电费", "燃气费", "水费", "供热费"});
    page.put(60, 10, "津沽公用事业有限公司", 5).put(70, 19, kind + "缴费通知单", 6);
    page.put(15, 34, "户号：" + digits(10)).put(80, 34, "户名：" + person()).put(15, 42, "地址：" + address());
    page.put(15, 56, "上期示数")
        .put(50, 56, "本期示数")
        .put(85, 56, "用量")
        .put(120, 56, "单价")
        .put(155, 56, "金额（元）");
    page.put(15, 64, digits(4))
        .put(50, 64, digits(4))
        .put(85, 64, digits(3))
        .put(120, 64, "0.49")
        .put(155, 64, money());
    page.put(15, 90, "请于" + day() + "前缴纳，逾期按日加收违约金。")
        .put(15, 98, "开户银行：津滨银行 账号 " + digits(16));
}

inline void ForeignPages::ticket() {
    auto& page = add("ticket", PrintedPage(86, 54));
    page.put(5, 4, "检票：" + digits(1) + "A", 3)
        .put(8, 14, "天津站", 5)
        .put(36, 14, "G" + digits(4), 4)
        .put(58, 14, "北京南站", 5);
    page.put(5, 24, day() + " 09:15开", 3)
        .put(60, 24, "05车12F号", 3)
        .put(5, 31, "￥54.5元", 3)
        .put(60, 31, "二等座", 3);
    page.put(5, 39, "1201011985****" + digits(4) + " " + person(), 3).put(5, 46, "买票请到12306 发货请到95306", 2.5);
}

inline void ForeignPages::poster() {
    auto& page = add("poster", PrintedPage::a4());
    page.put(20, 30,
             one(std::array<std::string_view, 5>{"志愿服务进社区", "重阳节敬老活动", "暑期托管班招生", "反诈宣传周",
                                                 "老年人优待证换发通知"}),
             14);
    page.put(40, 70, "时间：" + day(), 7)
        .put(40, 85, "地点：社区文化广场", 7)
        .put(40, 100, "主办：新港街道春和园社区居委会", 7);
    proseIn(page, 30, 130, 150, 5, 6);
}

inline void ForeignPages::englishLetter() {
    auto& page = add("english", PrintedPage::a4());
    page.put(20, 20, one(std::array<std::string_view, 3>{"INVOICE", "Letter of Invitation", "TERMS AND CONDITIONS"}),
             8);
    static constexpr std::array<std::string_view, 6> lines{
        "Dear Sir or Madam, we are pleased to confirm your order of last week.",
        "The goods will be shipped within fourteen days of payment.",
        "Please find enclosed a copy of the passport and the residence permit.",
        "This agreement shall be governed by the laws of Singapore.",
        "Any marriage certificate must be translated by a sworn translator.",
        "Yours faithfully, J. Smith, Sales Department"};
    for (int i = 0; i < 20; ++i) page.put(20, 45 + 8.0 * i, one(lines), 3.5);
}

inline void ForeignPages::listOfMaterials() {
    auto& page = add("list of materials", PrintedPage::a4());
    page.put(55, 15,
             one(std::array<std::string_view, 4>{"一次性告知单", "办理居住证须知", "申请材料清单", "户口登记办理指南"}),
             7);
    static constexpr std::array<std::string_view, 14> papers{"居民身份证原件及复印件",
                                                             "居民户口簿（首页及本人页）",
                                                             "结婚证或离婚证",
                                                             "出生医学证明",
                                                             "房屋所有权证或不动产权证书",
                                                             "房屋租赁合同",
                                                             "营业执照副本",
                                                             "社会保障卡",
                                                             "残疾人证",
                                                             "退休证",
                                                             "收入证明",
                                                             "授权委托书",
                                                             "无犯罪记录证明",
                                                             "近期一寸证件照片"};
    for (int i = 0; i < 14; ++i)
        page.put(25, 38 + 9.0 * i, std::to_string(i + 1) + (below(2) == 0 ? "." : "、") + one(papers), 4);
    page.put(25, 180, "以上材料均需携带原件核对，复印件留存。联系电话：022-" + digits(8), 3.5);
}

/// Names of papers as headings, large and by themselves, with running text below: the hardest of the notices.
inline void ForeignPages::guideWithHeadings() {
    auto& page = add("guide with headings", PrintedPage::a4());
    page.put(55, 12, one(std::array<std::string_view, 3>{"便民服务手册", "证件办理一本通", "社区办事指南"}), 8);
    static constexpr std::array<std::string_view, 8> headings{"居民身份证",   "居民户口簿", "结婚登记", "社会保障卡",
                                                              "老年人优待证", "失业登记",   "残疾人证", "居住证"};
    double top = 30;
    static constexpr std::array<std::string_view, 4> numerals{"一、", "二、", "三、", "四、"};
    for (std::size_t i = 0; i < 4; ++i) {
        page.put(22, top, std::string(numerals[i]) + one(headings), 4.5);
        proseIn(page, 22, top + 9, 165, 6);
        top += 58;
    }
}

inline void ForeignPages::noticeOnCards() {
    auto& page = add("notice on cards", PrintedPage::a4());
    page.put(80, 20, one(std::array<std::string_view, 2>{"温馨提示", "通 知"}), 9);
    static constexpr std::array<std::string_view, 5> lines{
        "请出示居民身份证，未带身份证的请出示户口簿。", "身份证、户口簿信息不一致的，以户口簿为准。",
        "户口簿丢失的，凭身份证到派出所补领户口簿。", "老年人凭身份证或者老年人优待证免费。",
        "身份证到期的，请尽快换领身份证，临时身份证有效期三个月。"};
    for (int i = 0; i < 9; ++i) page.put(22, 45 + 12.0 * i, one(lines), 5);
    page.put(120, 180, "春和园社区服务站", 5).put(130, 190, day(), 5);
}

/// A photocopied sheet that shows how a form is filled in: labels of our forms in running text.
inline void ForeignPages::copiedInstructions() {
    auto& page = add("copied instructions", PrintedPage::a4());
    page.put(70, 15, one(std::array<std::string_view, 2>{"填表说明", "填写须知"}), 6);
    static constexpr std::array<std::string_view, 10> lines{"“姓名”栏填写与居民身份证一致的姓名，“性别”栏填写男或女。",
                                                            "“公民身份号码”栏填写十八位号码，末位为X的用大写。",
                                                            "“户籍地址”栏按户口簿填写，“现住址”栏填写实际居住的地址。",
                                                            "“联系电话”栏填写本人手机号码，“代理人”栏由委托的人填写。",
                                                            "“登记日期”“持证人”“结婚证字号”按结婚证上的内容抄录。",
                                                            "“统一社会信用代码”“法定代表人”“注册资本”按营业执照填写。",
                                                            "“开户银行”“银行账号”须与社会保障卡上的信息一致。",
                                                            "“申请人签字”处由本人签字，不识字的可以按手印。",
                                                            "“残疾类别”“残疾等级”按残疾人证填写。",
                                                            "“工作单位”“月收入”由所在单位填写并加盖公章。"};
    for (int i = 0; i < 14; ++i) page.put(22, 32 + 9.0 * i, std::to_string(i + 1) + ". " + one(lines), 3.5);
}

inline void ForeignPages::applicationLetter() {
    auto& page = add("application letter", PrintedPage::a4());
    const auto what = one(std::array<std::string_view, 6>{"入党申请书", "困难补助申请", "关于加装电梯的申请",
                                                          "调岗申请", "助学金申请书", "车位申请"});
    page.put(75, 25, what, 8).put(25, 45, "尊敬的领导：", 4.5);
    page.put(32, 55, "我叫" + person() + "，身份证号" + idNumber() + "，家住" + address(), 4);
    proseIn(page, 25, 63, 160, 10, 4.5);
    page.put(130, 190, "申请人：" + person(), 4.5).put(130, 200, day(), 4.5);
}

inline void ForeignPages::invitation() {
    auto& page = add("invitation", PrintedPage(190, 120));
    page.put(75, 12, one(std::array<std::string_view, 3>{"请柬", "结婚喜帖", "婚礼邀请函"}), 9)
        .put(25, 40, "谨定于" + day() + "为" + person() + "、" + person(), 5);
    page.put(25, 50, "举行结婚典礼，敬备喜筵，恭请光临。", 5).put(25, 60, "席设：海河大酒店二楼牡丹厅", 5);
}

inline void ForeignPages::bookPage() {
    auto& page = add("book page", PrintedPage(148, 210));
    page.put(20, 10, "第" + std::to_string(between(1, 20)) + "章", 3);
    proseIn(page, 18, 22, 112, 30, 3.6);
    page.put(70, 200, std::to_string(between(10, 400)), 3);
}

inline void ForeignPages::questionnaire() {
    auto& page = add("questionnaire", PrintedPage::a4());
    page.put(55, 18, one(std::array<std::string_view, 2>{"居民满意度调查问卷", "社区养老需求调查表"}), 7);
    static constexpr std::array<std::string_view, 6> asked{
        "您的性别", "您的年龄", "您的文化程度", "您的户籍性质", "您对居家养老服务是否满意", "您是否领取失业保险金"};
    for (int i = 0; i < 12; ++i)
        page.put(22, 38 + 14.0 * i, std::to_string(i + 1) + "." + one(asked) + "（  ）", 4)
            .put(30, 44 + 14.0 * i, "A.是 B.否 C.不清楚", 3.5);
}

inline void ForeignPages::nameList() {
    auto& page = add("name list", PrintedPage::a4());
    page.put(
        50, 15,
        one(std::array<std::string_view, 4>{"核酸检测登记表", "志愿者签到表", "高龄津贴发放名单公示", "参保人员名册"}),
        7);
    page.put(20, 32, "序号").put(40, 32, "姓名").put(65, 32, "性别").put(85, 32, "身份证号").put(145, 32, "联系电话");
    for (int i = 0; i < 24; ++i) {
        const double top = 40 + 8.0 * i;
        page.put(22, top, std::to_string(i + 1))
            .put(40, top, person())
            .put(67, top, below(2) == 0 ? "男" : "女")
            .put(82, top, idNumber(), 3)
            .put(145, top, "13" + digits(9), 3);
    }
}

inline void ForeignPages::chatPrintout() {
    auto& page = add("chat", PrintedPage::a4());
    for (int i = 0; i < 16; ++i)
        page.put(i % 2 == 0 ? 20 : 90, 20 + 15.0 * i,
                 one(std::array<std::string_view, 5>{"身份证带了吗", "户口簿在我妈那", "好的，明天上午十点",
                                                     "营业执照复印两份", "[图片]"}),
                 4)
            .put(i % 2 == 0 ? 20 : 90, 14 + 15.0 * i, person() + " 10:2" + digits(1), 2.8);
}

inline void ForeignPages::medicineLeaflet() {
    auto& page = add("medicine leaflet", PrintedPage::a4());
    page.put(60, 12, one(std::array<std::string_view, 3>{"阿莫西林胶囊说明书", "复方丹参片说明书", "血压计使用说明"}),
             6);
    static constexpr std::array<std::string_view, 8> parts{
        "【药品名称】", "【成份】", "【适应症】",       "【用法用量】",
        "【不良反应】", "【禁忌】", "【有效期】24个月", "【批准文号】国药准字H"};
    for (int i = 0; i < 8; ++i)
        page.put(20, 28 + 28.0 * i, std::string(parts[static_cast<std::size_t>(i)]), 3.8),
            proseIn(page, 20, 34 + 28.0 * i, 165, 3);
}

inline void ForeignPages::timetable() {
    auto& page = add("timetable", PrintedPage(297, 210));
    page.put(110, 12, one(std::array<std::string_view, 2>{"公交线路时刻表", "值班安排表"}), 8);
    for (int row = 0; row < 12; ++row)
        for (int column = 0; column < 6; ++column)
            page.put(20 + 45.0 * column, 35 + 12.0 * row,
                     row == 0      ? one(std::array<std::string_view, 2>{"站名", "时间"})
                     : column == 0 ? person()
                                   : std::to_string(between(6, 22)) + ":" + digits(2),
                     4);
}

inline void ForeignPages::minutes() {
    auto& page = add("minutes", PrintedPage::a4());
    page.put(70, 18, one(std::array<std::string_view, 3>{"会议纪要", "业主大会决议", "居民代表会议决定"}), 8);
    page.put(22, 38, "时间：" + day())
        .put(22, 46, "地点：社区会议室")
        .put(22, 54, "主持人：" + person())
        .put(22, 62, "参加人员：" + person() + "、" + person());
    proseIn(page, 22, 75, 165, 14);
    page.put(120, 200, "（盖章）").put(130, 210, day());
}

inline void ForeignPages::envelope() {
    auto& page = add("envelope", PrintedPage(230, 120));
    page.put(15, 12, "3 0 0 4 5 0", 6)
        .put(50, 40, address(), 6)
        .put(90, 60, person() + "（收）", 8)
        .put(120, 95, "天津市滨海新区民政局", 5);
}

inline void ForeignPages::businessCard() {
    auto& page = add("business card", PrintedPage(90, 54));
    page.put(8, 8, "天津云帆商贸有限公司", 4)
        .put(30, 20, person(), 6)
        .put(50, 22, "销售经理", 3)
        .put(8, 36, "地址：" + address(), 2.5)
        .put(8, 42, "电话：022-" + digits(8) + " 手机：13" + digits(9), 2.5);
}

inline void ForeignPages::courseTable() {
    auto& page = add("course table", PrintedPage(297, 210));
    page.put(110, 10, "课程表", 9);
    static constexpr std::array<std::string_view, 7> courses{"语文", "数学", "英语",      "体育",
                                                             "音乐", "科学", "道德与法治"};
    for (int row = 0; row < 8; ++row)
        for (int column = 0; column < 5; ++column) page.put(40 + 48.0 * column, 35 + 18.0 * row, one(courses), 5);
}

namespace foreign {

// Titles of papers that are none of the types; many come near one.
inline constexpr std::array<std::string_view, 88> titles{"宠物登记表",
                                                         "物业报修单",
                                                         "志愿者登记表",
                                                         "处方笺",
                                                         "体检报告单",
                                                         "采购合同",
                                                         "借条",
                                                         "收款收据",
                                                         "增值税电子普通发票",
                                                         "税收完税证明",
                                                         "出入证",
                                                         "工作证",
                                                         "会员卡",
                                                         "借书证",
                                                         "献血证",
                                                         "预防接种证",
                                                         "录取通知书",
                                                         "学生成绩单",
                                                         "荣誉证书",
                                                         "结业证书",
                                                         "培训合格证",
                                                         "职业资格证书",
                                                         "宅基地使用权证",
                                                         "机动车登记证书",
                                                         "机动车交通事故责任强制保险单",
                                                         "户口迁移证",
                                                         "港澳居民来往内地通行证",
                                                         "台湾居民来往大陆通行证",
                                                         "外国人永久居留身份证",
                                                         "军官证",
                                                         "律师执业证",
                                                         "导游证",
                                                         "劳务合同",
                                                         "劳动仲裁裁决书",
                                                         "刑事判决书",
                                                         "行政处罚决定书",
                                                         "民事起诉状",
                                                         "车位租赁合同",
                                                         "设备租赁合同",
                                                         "房屋买卖合同",
                                                         "拍卖委托合同",
                                                         "收养登记证",
                                                         "讣告",
                                                         "病危通知书",
                                                         "银行回单",
                                                         "定期存单",
                                                         "信用卡对账单",
                                                         "理财产品说明书",
                                                         "离职申请表",
                                                         "请假条",
                                                         "投诉登记表",
                                                         "在读证明",
                                                         "在职证明",
                                                         "手术同意书",
                                                         "免责声明",
                                                         "食品生产许可证",
                                                         "卫生许可证",
                                                         "税务登记证",
                                                         "组织机构代码证",
                                                         "开户许可证",
                                                         "商标注册证",
                                                         "发明专利证书",
                                                         "装修申请表",
                                                         "门禁卡申请表",
                                                         "燃气开户申请表",
                                                         "护士执业证书",
                                                         "医师资格证书",
                                                         "会计从业资格证",
                                                         "校车标牌申领表",
                                                         "犬类准养证",
                                                         "临时行驶车号牌",
                                                         "道路运输证",
                                                         "房产税纳税申报表",
                                                         "捐赠证书",
                                                         "保密协议",
                                                         "快递详情单",
                                                         "入职登记表",
                                                         "应聘登记表",
                                                         "来访人员登记表",
                                                         "电梯使用登记证",
                                                         "建设工程规划许可证",
                                                         "商品房预售许可证",
                                                         "取水许可证",
                                                         "土地承包经营权证",
                                                         "林权证",
                                                         "流动人口婚育证明",
                                                         "居民健康档案",
                                                         "病历"};

inline constexpr std::array<std::string_view, 24> labels{
    "姓名",     "性别",     "民族",       "出生日期",         "公民身份号码", "身份证号", "户籍地址", "现住址",
    "联系电话", "工作单位", "发证机关",   "发证日期",         "有效期限",     "证书编号", "申请人",   "代理人",
    "金额",     "备注",     "法定代表人", "统一社会信用代码", "开户银行",     "银行账号", "登记机关", "签发日期"};

}  // namespace foreign

inline std::vector<ForeignPage> ForeignPages::all(int rounds) {
    pages_.clear();
    // A page is held by reference while it is drawn.
    pages_.reserve(static_cast<std::size_t>(rounds) * 200);
    using Draw = void (ForeignPages::*)();
    static constexpr std::array<Draw, 26> kinds{&ForeignPages::newspaper,
                                                &ForeignPages::menu,
                                                &ForeignPages::receipt,
                                                &ForeignPages::letter,
                                                &ForeignPages::priceList,
                                                &ForeignPages::homework,
                                                &ForeignPages::utilityBill,
                                                &ForeignPages::ticket,
                                                &ForeignPages::poster,
                                                &ForeignPages::englishLetter,
                                                &ForeignPages::listOfMaterials,
                                                &ForeignPages::guideWithHeadings,
                                                &ForeignPages::noticeOnCards,
                                                &ForeignPages::copiedInstructions,
                                                &ForeignPages::applicationLetter,
                                                &ForeignPages::invitation,
                                                &ForeignPages::bookPage,
                                                &ForeignPages::questionnaire,
                                                &ForeignPages::nameList,
                                                &ForeignPages::chatPrintout,
                                                &ForeignPages::medicineLeaflet,
                                                &ForeignPages::timetable,
                                                &ForeignPages::minutes,
                                                &ForeignPages::envelope,
                                                &ForeignPages::businessCard,
                                                &ForeignPages::courseTable};
    for (int round = 0; round < rounds; ++round) {
        for (int again = 0; again < 2; ++again)
            for (const Draw draw : kinds) (this->*draw)();
        for (const auto title : foreign::titles) {
            std::vector<std::string_view> some;
            for (const auto label : foreign::labels)
                if (below(100) < 45) some.push_back(label);
            form(title, some, between(0, 2));
        }
    }
    return std::move(pages_);
}

}  // namespace daiban::documents
