#include "web/FieldNames.h"

#include <algorithm>
#include <array>

namespace daiban::web {

namespace {

struct FieldName {
    std::string_view name;
    base::Pattern word;
};

constexpr std::array fieldNames{
    FieldName{"about", base::Pattern("裁定对象")},
    FieldName{"accept_differences", base::Pattern("带差异结单")},
    FieldName{"account", base::Pattern("账号")},
    FieldName{"added", base::Pattern("新增的日子")},
    FieldName{"address", base::Pattern("地址")},
    FieldName{"answer", base::Pattern("回答")},
    FieldName{"applicant", base::Pattern("申请人")},
    FieldName{"at", base::Pattern("时间")},
    FieldName{"authorization", base::Pattern("授权委托书")},
    FieldName{"case", base::Pattern("办件")},
    FieldName{"cases", base::Pattern("办件")},
    FieldName{"changed", base::Pattern("改动")},
    FieldName{"code", base::Pattern("编码")},
    FieldName{"community", base::Pattern("社区")},
    FieldName{"courier", base::Pattern("送件人")},
    FieldName{"decision", base::Pattern("决定")},
    FieldName{"device", base::Pattern("设备")},
    FieldName{"document", base::Pattern("页上的材料")},
    FieldName{"dpi", base::Pattern("分辨率")},
    FieldName{"effective", base::Pattern("生效日期")},
    FieldName{"event", base::Pattern("扫描记录")},
    FieldName{"events", base::Pattern("扫描记录")},
    FieldName{"fields", base::Pattern("读出的内容")},
    FieldName{"first_x", base::Pattern("第一处横向偏差")},
    FieldName{"first_y", base::Pattern("第一处纵向偏差")},
    FieldName{"from", base::Pattern("交出方或起始日")},
    FieldName{"given", base::Pattern("标签或短号")},
    FieldName{"handoff", base::Pattern("交接单")},
    FieldName{"households", base::Pattern("住户")},
    FieldName{"id", base::Pattern("编号")},
    FieldName{"id_number", base::Pattern("证件号码")},
    FieldName{"intake", base::Pattern("收件")},
    FieldName{"item", base::Pattern("事项")},
    FieldName{"kind", base::Pattern("种类")},
    FieldName{"material", base::Pattern("材料")},
    FieldName{"mode", base::Pattern("颜色")},
    FieldName{"name", base::Pattern("姓名或名称")},
    FieldName{"new", base::Pattern("新口令")},
    FieldName{"number", base::Pattern("序号")},
    FieldName{"office", base::Pattern("机构")},
    FieldName{"old", base::Pattern("原口令")},
    FieldName{"outside", base::Pattern("外来人员送件的理由")},
    FieldName{"page", base::Pattern("页")},
    FieldName{"party", base::Pattern("所在机构")},
    FieldName{"password", base::Pattern("口令")},
    FieldName{"person", base::Pattern("领取人")},
    FieldName{"photo", base::Pattern("照片")},
    FieldName{"postal_number", base::Pattern("邮寄单号")},
    FieldName{"printer", base::Pattern("打印机")},
    FieldName{"quad", base::Pattern("四角")},
    FieldName{"reason", base::Pattern("原因")},
    FieldName{"relation", base::Pattern("与申请人关系")},
    FieldName{"roles", base::Pattern("角色")},
    FieldName{"ruling", base::Pattern("裁定")},
    FieldName{"scanner", base::Pattern("扫描仪")},
    FieldName{"scopes", base::Pattern("授权范围")},
    FieldName{"second_x", base::Pattern("第二处横向偏差")},
    FieldName{"second_y", base::Pattern("第二处纵向偏差")},
    FieldName{"side", base::Pattern("交接的一方")},
    FieldName{"signature", base::Pattern("签名")},
    FieldName{"signs", base::Pattern("现用密钥")},
    FieldName{"situations", base::Pattern("情形")},
    FieldName{"source", base::Pattern("进纸方式")},
    FieldName{"state", base::Pattern("状态")},
    FieldName{"step", base::Pattern("步骤")},
    FieldName{"take_back", base::Pattern("撤回")},
    FieldName{"text", base::Pattern("文本")},
    FieldName{"thing", base::Pattern("标签或短号")},
    FieldName{"to", base::Pattern("接收方")},
    FieldName{"turn", base::Pattern("转向")},
    FieldName{"type", base::Pattern("材料类型")},
    FieldName{"undoes", base::Pattern("所撤销的扫描")},
    FieldName{"until", base::Pattern("截止日")},
    FieldName{"upload", base::Pattern("上传的文件")},
    FieldName{"uploads", base::Pattern("上传的文件")},
    FieldName{"verdict", base::Pattern("签收结果")},
    FieldName{"wait", base::Pattern("等待")},
    FieldName{"waiver", base::Pattern("无委托书的理由")},
    FieldName{"way", base::Pattern("领取方式")},
    FieldName{"what", base::Pattern("所打印的内容")},
    FieldName{"whole", base::Pattern("整体校验")},
    FieldName{"worker", base::Pattern("社工")},
    FieldName{"years", base::Pattern("年数")},
};
static_assert(std::ranges::is_sorted(fieldNames, {}, &FieldName::name));

}  // namespace

base::Sentence fieldWord(std::string_view name) {
    const auto found = std::ranges::lower_bound(fieldNames, name, {}, &FieldName::name);
    return found != fieldNames.end() && found->name == name ? base::Sentence(found->word)
                                                            : base::Sentence::verbatim(std::string(name));
}

}  // namespace daiban::web
