#include "printing/slips/SlipSample.h"

namespace daiban::printing {

namespace {

// 35 characters as a label's token has them; signed by nobody.
constexpr const char* token = "10SAMPLESAMPLE2345ABCDEFGHIJKLMNOPX";

SlipContent caseSample() {
    SlipContent content;
    content.qr = token;
    content.values = {{"office", "晴川街道柳岸社区"},
                      {"street", "晴川街道办事处"},
                      {"department", "样例区人力资源和社会保障局"},
                      {"applicant", "王秀兰"},
                      {"applicant_id", "120116********382X"},
                      {"applicant_id_full", "12011619701016382X"},
                      {"case_number", "2026-000123-X"},
                      {"folder_number", "7K3Q-9F2M-X"},
                      {"item", "城乡居民基本养老保险参保登记"},
                      {"item_code", "SB-001"},
                      {"kind", "承诺件"},
                      {"limit", "5个工作日"},
                      {"situations", "残疾人"},
                      {"fee", "不收费"},
                      {"result", "参保登记确认"},
                      {"opened", "2026年3月13日"},
                      {"date", "2026年3月13日"},
                      {"pages", "6"},
                      {"received_count", "4"},
                      {"told_count", "3"},
                      {"later_count", "1"},
                      {"until", "2026年3月27日"},
                      {"worker", "李晓雯"},
                      {"phone", "022-00000000"},
                      {"other", ""},
                      {"recipient", "王秀兰"},
                      {"recipient_id", "120116********382X"},
                      {"relation", "本人"},
                      {"way", "本人领取"},
                      {"parcel", ""},
                      {"delivered", "2026年3月19日"}};
    content.lists["received"] = {
        {{"name", "居民身份证（人像面）"}, {"form", "验原件收复印件"}, {"copies", "1"}, {"state", "已收"}},
        {{"name", "居民身份证（国徽面）"}, {"form", "验原件收复印件"}, {"copies", "1"}, {"state", "已收"}},
        {{"name", "居民户口簿（常住人口登记卡）"}, {"form", "验原件收复印件"}, {"copies", "1"}, {"state", "已收"}},
        {{"name", "社会保险参保登记表"}, {"form", "收原件"}, {"copies", "1"}, {"state", "待核对"}},
    };
    content.lists["materials"] = content.lists["received"];
    content.lists["materials"].push_back(
        {{"name", "残疾人证"}, {"form", "验原件收复印件"}, {"copies", "1"}, {"state", "容缺后补"}});
    content.lists["told"] = {
        {{"kind", "尚缺"}, {"name", "居民户口簿（首页）〔申请人〕"}, {"demand", "带原件核验，留复印件1份。"}},
        {{"kind", "尚缺"},
         {"name", "以下任选其一"},
         {"demand",
          "（1）银行卡〔申请人〕，交复印件1份；\n（2）银行存折〔申请人〕，交复印件1份；\n（3）社会保障卡〔申请人〕，交"
          "复印件1份。"}},
        {{"kind", "需更正"},
         {"name", "居民身份证（国徽面）〔申请人〕"},
         {"demand", "有效期至2025年11月2日，已过期。请换发后提交有效期内的居民身份证（国徽面）。"}},
    };
    content.lists["later"] = {
        {{"name", "残疾人证〔申请人〕"},
         {"form", "验原件收复印件"},
         {"copies", "1"},
         {"demand", "带原件核验，留复印件1份。"}},
    };
    content.lists["certificates"] = {{{"name", "参保登记确认"}, {"number", "9F2M-7K3Q-A"}, {"copies", "1"}}};
    return content;
}

SlipContent handoffSample() {
    SlipContent content;
    content.qr = token;
    content.values = {{"handoff_number", "H-2026-000012-K"},
                      {"sheet_number", "4TRN-8WXK-H"},
                      {"from", "晴川街道柳岸社区"},
                      {"to", "晴川街道办事处"},
                      {"courier", "李晓雯"},
                      {"opened", "2026年3月16日"},
                      {"date", "2026年3月16日"},
                      {"state", "交接中"},
                      {"things_count", "4"},
                      {"folders_count", "3"},
                      {"certificates_count", "1"},
                      {"summary", "4 件：已确认 2，缺件 1，拒收 1"},
                      {"giver_signed", dayToWriteIn},
                      {"courier_signed", dayToWriteIn},
                      {"receiver_signed", dayToWriteIn}};
    const auto thing = [](const char* number, const char* caseNumber, const char* kind, const char* item,
                          const char* applicant, const char* out, const char* in, const char* note) {
        return SlipRow{{"number", number}, {"case_number", caseNumber},
                       {"kind", kind},     {"name", kind},
                       {"item", item},     {"applicant", applicant},
                       {"copies", "1"},    {"out", out},
                       {"in", in},         {"note", note}};
    };
    content.lists["things"] = {
        thing("7K3Q-9F2M-X", "2026-000123-X", "案卷", "城乡居民基本养老保险参保登记", "王秀兰", "√", "√", ""),
        thing("M4RW-2KXD-C", "2026-000124-F", "案卷", "个体工商户设立登记", "赵国梁", "√", "√", ""),
        thing("V8TN-6HPA-9", "2026-000126-3", "案卷", "老年人优待证办理", "周玉珍", "√", "拒收", "登记表未签名"),
        thing("9F2M-7K3Q-A", "2026-000098-W", "证照", "灵活就业人员社会保险补贴申领", "孙立群", "√", "", ""),
    };
    content.lists["things"].back()["name"] = "灵活就业补贴核定表";
    return content;
}

}  // namespace

SlipContent sampleSlipContent(SlipSubject subject) {
    SlipContent content = subject == SlipSubject::Case ? caseSample() : handoffSample();
    content.number = subject == SlipSubject::Case ? "2026-000123-X" : "2026-000012-K";
    return content;
}

}  // namespace daiban::printing
