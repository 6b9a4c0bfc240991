#pragma once

#include <array>
#include <span>
#include <string_view>

// The 24 core items as they are laid down: what the models must say, written down a second time so that a test can work
// out what a checklist must answer without asking the code under test.
namespace daiban::cases::core {

struct Row {
    std::string_view situation;  ///< "*": always
    std::string_view type;
    std::string_view form;
    int copies;
    std::string_view required;  ///< "yes", "no", "later"
    std::string_view subject;
    std::string_view oneOf;
    int maxAgeDays;  ///< 0: any
};

struct CoreItem {
    std::string_view code;
    std::string_view name;
    std::string_view department;
    std::string_view result;
    int days;
    std::span<const Row> rows;
};

// clang-format off
inline constexpr std::array rowsJY001{
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "flexible-employment-subsidy-form", "收原件", 1, "yes", "applicant", "", 0},
    Row{"*", "social-insurance-payment-record", "收原件", 1, "yes", "applicant", "", 90},
    Row{"*", "bank-card", "收复印件", 1, "yes", "applicant", "bank", 0},
    Row{"*", "bank-passbook", "收复印件", 1, "yes", "applicant", "bank", 0},
    Row{"*", "social-security-card", "收复印件", 1, "yes", "applicant", "bank", 0},
    Row{"first", "employment-registration-certificate", "验原件收复印件", 1, "yes", "applicant", "", 0},
};
inline constexpr std::array rowsJY002{
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "unemployment-benefit-form", "收原件", 1, "yes", "applicant", "", 0},
    Row{"*", "labor-contract-termination", "收原件", 1, "yes", "applicant", "", 0},
    Row{"*", "bank-card", "收复印件", 1, "yes", "applicant", "bank", 0},
    Row{"*", "bank-passbook", "收复印件", 1, "yes", "applicant", "bank", 0},
    Row{"*", "social-security-card", "收复印件", 1, "yes", "applicant", "bank", 0},
    Row{"*", "portrait-photo", "收原件", 2, "later", "applicant", "", 0},
};
inline constexpr std::array rowsJY003{
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "portrait-photo", "收原件", 2, "yes", "applicant", "", 0},
    Row{"graduate", "diploma", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"laid-off", "labor-contract-termination", "收复印件", 1, "yes", "applicant", "", 0},
    Row{"rural", "household-register-person", "验原件收复印件", 1, "yes", "applicant", "", 0},
};
inline constexpr std::array rowsSB001{
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "household-register-cover", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "household-register-person", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "social-insurance-registration-form", "收原件", 1, "yes", "applicant", "", 0},
    Row{"*", "bank-card", "收复印件", 1, "yes", "applicant", "bank", 0},
    Row{"*", "bank-passbook", "收复印件", 1, "yes", "applicant", "bank", 0},
    Row{"*", "social-security-card", "收复印件", 1, "yes", "applicant", "bank", 0},
    Row{"disabled", "disability-certificate", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"minimum-living", "minimum-living-certificate", "验原件收复印件", 1, "yes", "applicant", "", 0},
};
inline constexpr std::array rowsSB002{
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "household-register-person", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "pension-application-form", "收原件", 1, "yes", "applicant", "", 0},
    Row{"*", "bank-card", "收复印件", 1, "yes", "applicant", "bank", 0},
    Row{"*", "bank-passbook", "收复印件", 1, "yes", "applicant", "bank", 0},
    Row{"*", "social-security-card", "收复印件", 1, "yes", "applicant", "bank", 0},
    Row{"*", "one-child-certificate", "验原件收复印件", 1, "no", "applicant", "", 0},
};
inline constexpr std::array rowsSB003{
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "social-security-card", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "medical-expense-invoice", "收原件", 1, "yes", "applicant", "", 0},
    Row{"inpatient", "hospital-discharge-summary", "收复印件", 1, "yes", "applicant", "", 0},
    Row{"inpatient", "medical-expense-list", "收原件", 1, "yes", "applicant", "", 0},
    Row{"outpatient", "diagnosis-certificate", "收原件", 1, "yes", "applicant", "", 0},
    Row{"*", "bank-card", "收复印件", 1, "yes", "applicant", "bank", 0},
    Row{"*", "bank-passbook", "收复印件", 1, "yes", "applicant", "bank", 0},
};
inline constexpr std::array rowsJS001{
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "spouse", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "spouse", "", 0},
    Row{"*", "marriage-certificate", "验原件收复印件", 1, "yes", "couple", "", 0},
    Row{"*", "household-register-person", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "household-register-person", "验原件收复印件", 1, "yes", "spouse", "", 0},
};
inline constexpr std::array rowsJS002{
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "household-register-person", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "one-child-certificate", "验原件收复印件", 1, "yes", "couple", "", 0},
    Row{"*", "birth-certificate", "验原件收复印件", 1, "yes", "child", "", 0},
    Row{"*", "marriage-certificate", "验原件收复印件", 1, "yes", "couple", "marital", 0},
    Row{"*", "divorce-certificate", "验原件收复印件", 1, "yes", "couple", "marital", 0},
    Row{"*", "bank-card", "收复印件", 1, "yes", "applicant", "bank", 0},
    Row{"*", "bank-passbook", "收复印件", 1, "yes", "applicant", "bank", 0},
    Row{"*", "social-security-card", "收复印件", 1, "yes", "applicant", "bank", 0},
};
inline constexpr std::array rowsJX001{
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "community-course-form", "收原件", 1, "yes", "applicant", "", 0},
    Row{"senior", "elder-benefit-card", "验原件收复印件", 1, "no", "applicant", "", 0},
};
inline constexpr std::array rowsYL001{
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "household-register-person", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "elder-allowance-form", "收原件", 1, "yes", "applicant", "", 0},
    Row{"*", "portrait-photo", "收原件", 1, "later", "applicant", "", 0},
    Row{"*", "bank-card", "收复印件", 1, "yes", "applicant", "bank", 0},
    Row{"*", "bank-passbook", "收复印件", 1, "yes", "applicant", "bank", 0},
    Row{"*", "social-security-card", "收复印件", 1, "yes", "applicant", "bank", 0},
};
inline constexpr std::array rowsYL002{
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "household-register-person", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "home-care-form", "收原件", 1, "yes", "applicant", "", 0},
    Row{"*", "minimum-living-certificate", "验原件收复印件", 1, "yes", "applicant", "hardship", 0},
    Row{"*", "disability-certificate", "验原件收复印件", 1, "yes", "applicant", "hardship", 0},
    Row{"*", "hardship-certificate", "验原件收复印件", 1, "yes", "applicant", "hardship", 0},
    Row{"*", "income-certificate", "收原件", 1, "no", "applicant", "", 180},
};
inline constexpr std::array rowsYL003{
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "portrait-photo", "收原件", 2, "yes", "applicant", "", 0},
    Row{"agent", "power-of-attorney", "收原件", 1, "yes", "agent", "", 0},
    Row{"agent", "id-card-front", "验原件收复印件", 1, "yes", "agent", "", 0},
    Row{"agent", "id-card-back", "验原件收复印件", 1, "yes", "agent", "", 0},
};
inline constexpr std::array rowsQY001{
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "sole-trader-registration-form", "收原件", 1, "yes", "applicant", "", 0},
    Row{"*", "property-certificate", "收复印件", 1, "yes", "", "premises", 0},
    Row{"*", "house-ownership-certificate", "收复印件", 1, "yes", "", "premises", 0},
    Row{"*", "lease-contract", "收复印件", 1, "yes", "", "premises", 0},
    Row{"*", "premises-use-certificate", "收复印件", 1, "yes", "", "premises", 0},
    Row{"*", "portrait-photo", "收原件", 1, "later", "applicant", "", 0},
    Row{"food", "health-certificate", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"agent", "power-of-attorney", "收原件", 1, "yes", "agent", "", 0},
    Row{"agent", "id-card-front", "验原件收复印件", 1, "yes", "agent", "", 0},
    Row{"agent", "id-card-back", "验原件收复印件", 1, "yes", "agent", "", 0},
};
inline constexpr std::array rowsQY002{
    Row{"*", "company-registration-form", "收原件", 1, "yes", "", "", 0},
    Row{"*", "name-approval-notice", "收原件", 1, "no", "", "", 180},
    Row{"*", "articles-of-association", "收原件", 1, "yes", "", "", 0},
    Row{"*", "shareholder-resolution", "收原件", 1, "yes", "", "", 0},
    Row{"*", "legal-representative-form", "收原件", 1, "yes", "legal-representative", "", 0},
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "legal-representative", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "legal-representative", "", 0},
    Row{"*", "property-certificate", "收复印件", 1, "yes", "", "premises", 0},
    Row{"*", "house-ownership-certificate", "收复印件", 1, "yes", "", "premises", 0},
    Row{"*", "lease-contract", "收复印件", 1, "yes", "", "premises", 0},
    Row{"*", "premises-use-certificate", "收复印件", 1, "yes", "", "premises", 0},
    Row{"agent", "power-of-attorney", "收原件", 1, "yes", "agent", "", 0},
    Row{"agent", "id-card-front", "验原件收复印件", 1, "yes", "agent", "", 0},
    Row{"agent", "id-card-back", "验原件收复印件", 1, "yes", "agent", "", 0},
};
inline constexpr std::array rowsQY003{
    Row{"*", "application-form", "收原件", 1, "yes", "enterprise", "", 0},
    Row{"*", "business-license", "验原件收复印件", 1, "yes", "enterprise", "", 0},
    Row{"*", "health-certificate", "验原件收复印件", 1, "yes", "", "", 0},
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "legal-representative", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "legal-representative", "", 0},
    Row{"*", "property-certificate", "收复印件", 1, "yes", "", "premises", 0},
    Row{"*", "house-ownership-certificate", "收复印件", 1, "yes", "", "premises", 0},
    Row{"*", "lease-contract", "收复印件", 1, "yes", "", "premises", 0},
    Row{"*", "premises-use-certificate", "收复印件", 1, "yes", "", "premises", 0},
};
inline constexpr std::array rowsQY004{
    Row{"*", "business-license", "收原件", 1, "yes", "enterprise", "", 0},
    Row{"*", "application-form", "收原件", 1, "yes", "enterprise", "", 0},
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "legal-representative", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "legal-representative", "", 0},
    Row{"*", "property-certificate", "收复印件", 1, "yes", "", "premises", 0},
    Row{"*", "house-ownership-certificate", "收复印件", 1, "yes", "", "premises", 0},
    Row{"*", "lease-contract", "收复印件", 1, "yes", "", "premises", 0},
    Row{"*", "premises-use-certificate", "收复印件", 1, "yes", "", "premises", 0},
    Row{"agent", "power-of-attorney", "收原件", 1, "yes", "agent", "", 0},
    Row{"agent", "id-card-front", "验原件收复印件", 1, "yes", "agent", "", 0},
    Row{"agent", "id-card-back", "验原件收复印件", 1, "yes", "agent", "", 0},
};
inline constexpr std::array rowsMZ001{
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "household-register-cover", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "household-register-person", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "application-form", "收原件", 1, "yes", "applicant", "", 0},
    Row{"*", "income-certificate", "收原件", 1, "yes", "applicant", "", 90},
    Row{"*", "commitment-letter", "收原件", 1, "yes", "applicant", "", 0},
    Row{"*", "bank-card", "收复印件", 1, "yes", "applicant", "bank", 0},
    Row{"*", "bank-passbook", "收复印件", 1, "yes", "applicant", "bank", 0},
    Row{"*", "social-security-card", "收复印件", 1, "yes", "applicant", "bank", 0},
    Row{"disabled", "disability-certificate", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"ill", "diagnosis-certificate", "验原件收复印件", 1, "yes", "applicant", "", 0},
};
inline constexpr std::array rowsMZ002{
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "application-form", "收原件", 1, "yes", "applicant", "", 0},
    Row{"*", "medical-expense-invoice", "收原件", 1, "yes", "applicant", "", 0},
    Row{"*", "diagnosis-certificate", "收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "minimum-living-certificate", "验原件收复印件", 1, "yes", "applicant", "hardship", 0},
    Row{"*", "hardship-certificate", "验原件收复印件", 1, "yes", "applicant", "hardship", 0},
    Row{"*", "bank-card", "收复印件", 1, "yes", "applicant", "bank", 0},
    Row{"*", "bank-passbook", "收复印件", 1, "yes", "applicant", "bank", 0},
    Row{"*", "social-security-card", "收复印件", 1, "yes", "applicant", "bank", 0},
};
inline constexpr std::array rowsCL001{
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "household-register-person", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "disability-certificate", "收原件", 1, "yes", "applicant", "", 0},
    Row{"*", "portrait-photo", "收原件", 2, "yes", "applicant", "", 0},
    Row{"agent", "power-of-attorney", "收原件", 1, "yes", "agent", "", 0},
    Row{"agent", "id-card-front", "验原件收复印件", 1, "yes", "agent", "", 0},
    Row{"agent", "id-card-back", "验原件收复印件", 1, "yes", "agent", "", 0},
};
inline constexpr std::array rowsTY001{
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "veteran-certificate", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "household-register-person", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "portrait-photo", "收原件", 1, "yes", "applicant", "", 0},
};
inline constexpr std::array rowsHJ001{
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "portrait-photo", "收原件", 1, "yes", "applicant", "", 0},
    Row{"*", "lease-contract", "验原件收复印件", 1, "yes", "applicant", "residence", 0},
    Row{"*", "property-certificate", "验原件收复印件", 1, "yes", "applicant", "residence", 0},
    Row{"*", "house-ownership-certificate", "验原件收复印件", 1, "yes", "applicant", "residence", 0},
    Row{"*", "labor-contract", "验原件收复印件", 1, "yes", "applicant", "residence", 0},
    Row{"*", "student-card", "验原件收复印件", 1, "yes", "applicant", "residence", 0},
};
inline constexpr std::array rowsFC001{
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "household-register-cover", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "household-register-person", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "application-form", "收原件", 1, "yes", "applicant", "", 0},
    Row{"*", "income-certificate", "收原件", 1, "yes", "applicant", "", 90},
    Row{"married", "marriage-certificate", "验原件收复印件", 1, "yes", "couple", "", 0},
    Row{"divorced", "divorce-certificate", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"single", "commitment-letter", "收原件", 1, "yes", "applicant", "", 0},
};
inline constexpr std::array rowsWJ001{
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "portrait-photo", "收原件", 1, "yes", "applicant", "", 0},
};
inline constexpr std::array rowsJX002{
    Row{"*", "id-card-front", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "id-card-back", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "diploma", "验原件收复印件", 1, "yes", "applicant", "", 0},
    Row{"*", "no-criminal-record", "收原件", 1, "yes", "applicant", "", 180},
    Row{"*", "portrait-photo", "收原件", 1, "yes", "applicant", "", 0},
    Row{"*", "application-form", "收原件", 1, "yes", "applicant", "", 0},
};

inline constexpr std::array coreItems{
    CoreItem{"JY-001", "灵活就业人员社会保险补贴申领", "人力资源和社会保障局", "社会保险补贴资格确认", 20, rowsJY001},
    CoreItem{"JY-002", "失业保险金申领", "人力资源和社会保障局", "失业保险金待遇核定", 10, rowsJY002},
    CoreItem{"JY-003", "就业创业证申领", "人力资源和社会保障局", "就业创业证", 5, rowsJY003},
    CoreItem{"SB-001", "城乡居民基本养老保险参保登记", "社会保险基金管理中心", "参保登记确认", 5, rowsSB001},
    CoreItem{"SB-002", "基本养老保险待遇申领", "社会保险基金管理中心", "退休证", 15, rowsSB002},
    CoreItem{"SB-003", "医疗费用手工报销", "医疗保障局", "报销结算单", 30, rowsSB003},
    CoreItem{"JS-001", "生育服务登记", "卫生健康委员会", "生育服务证", 3, rowsJS001},
    CoreItem{"JS-002", "独生子女父母奖励扶助申请", "卫生健康委员会", "奖励扶助资格确认", 20, rowsJS002},
    CoreItem{"JX-001", "社区教育课程报名", "教育局", "听课证", 3, rowsJX001},
    CoreItem{"YL-001", "高龄津贴申领", "民政局", "高龄津贴资格确认", 20, rowsYL001},
    CoreItem{"YL-002", "居家养老服务补贴申请", "民政局", "居家养老服务补贴资格确认", 20, rowsYL002},
    CoreItem{"YL-003", "老年人优待证办理", "民政局", "老年人优待证", 7, rowsYL003},
    CoreItem{"QY-001", "个体工商户设立登记", "市场监督管理局", "营业执照", 5, rowsQY001},
    CoreItem{"QY-002", "有限责任公司设立登记", "市场监督管理局", "营业执照", 5, rowsQY002},
    CoreItem{"QY-003", "食品经营许可证申请", "市场监督管理局", "食品经营许可证", 20, rowsQY003},
    CoreItem{"QY-004", "营业执照经营场所变更", "市场监督管理局", "营业执照", 5, rowsQY004},
    CoreItem{"MZ-001", "最低生活保障申请", "民政局", "最低生活保障金领取证", 30, rowsMZ001},
    CoreItem{"MZ-002", "医疗救助申请", "民政局", "医疗救助金核定", 20, rowsMZ002},
    CoreItem{"CL-001", "残疾人证换领", "残疾人联合会", "残疾人证", 20, rowsCL001},
    CoreItem{"TY-001", "退役军人优待证申领", "退役军人事务局", "退役军人优待证", 30, rowsTY001},
    CoreItem{"HJ-001", "居住证办理", "公安局", "居住证", 15, rowsHJ001},
    CoreItem{"FC-001", "公共租赁住房申请", "住房和建设委员会", "公共租赁住房资格证明", 30, rowsFC001},
    CoreItem{"WJ-001", "从业人员健康证明办理", "卫生健康委员会", "从业人员健康证明", 5, rowsWJ001},
    CoreItem{"JX-002", "教师资格认定", "教育局", "教师资格证", 30, rowsJX002},
};
// clang-format on

}  // namespace daiban::cases::core
