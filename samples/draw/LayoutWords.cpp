#include "samples/draw/LayoutWords.h"

namespace daiban::samples {

// One paper a block. First line: code, paper (a4, card, book), the ways it may be laid out (t a table, a a table with
// labels above values, l lines with labels, p prose). "=" titles, "." a field (name, kind, its labels), "-" labels of
// other things with the kind of what stands there, "@" another person's section (its headings: its labels),
// "~" prose: [one|of these], {field}, {!kind} for a thing that is no field. $N and $I are the labels that every form has
// for a name and a citizen number. The words are those of forms of many places; no two need come from one.
std::string_view layoutWords() {
    static constexpr std::string_view words = R"WORDS(
elder-allowance-form a4 tal
= 高龄津贴申请审批表/高龄老人津贴申请表/老年人高龄津贴申请（审批）表/80周岁以上老年人高龄津贴申请表/高龄老人生活补贴申报表/高龄津贴申领登记表
. name person $N/老人姓名/申请人姓名/申请人/老年人姓名
. id_number id $I
- 性别 sex;民族 ethnicity;出生年月 month;户籍地址 address;现住址 address;联系电话 phone;享受标准 text;开户银行 bank;银行账号 card;健康状况 text;是否低保 text
@ 代办人/代理人/监护人/家庭联系人: 姓名 person;身份证号 id;与老人关系 kin;联系电话 phone

home-care-form a4 tal
= 居家养老服务补贴申请表/居家养老服务（护理）补贴申请审批表/养老服务补贴申请表/居家养老服务申请审批表/老年人居家养老服务补贴申请表
. name person $N/老人姓名/申请人/申请人姓名
. id_number id $I
- 性别 sex;年龄 count;居住情况 text;户籍地址 address;联系电话 phone;生活自理能力 text;失能等级 text;服务项目 text;补贴标准 amount
@ 代理人/家属/监护人: 姓名 person;关系 kin;电话 phone

pension-application-form a4 tal
= 基本养老保险待遇申领表/企业职工基本养老保险待遇申请表/城乡居民基本养老保险待遇申领表/养老保险待遇领取申请表/基本养老金申领表
. name person $N/参保人姓名/申请人/职工姓名
. id_number id $I/社会保障号码
- 性别 sex;出生日期 date;参加工作时间 month;单位名称 company;缴费年限 count;开户银行 bank;银行卡号 card;联系电话 phone;通讯地址 address;退休类别 text

social-insurance-registration-form a4 tal
= 社会保险参保登记表/灵活就业人员参保登记表/城乡居民社会保险参保登记表/社会保险个人参保申请表/职工社会保险参保登记表
. name person $N/参保人姓名/参保人员姓名
. id_number id $I/社会保障号
- 性别 sex;民族 ethnicity;户口性质 text;参保险种 text;缴费基数 amount;联系电话 phone;户籍地址 address;个人编号 digits8
@ 监护人/代办人: 姓名 person;身份证号 id;联系电话 phone

flexible-employment-subsidy-form a4 tal
= 灵活就业人员社会保险补贴申请表/灵活就业社保补贴申请审批表/就业困难人员灵活就业社会保险补贴申报表/灵活就业人员社保补贴申领表
. name person $N/申请人姓名/申请人
. id_number id $I
- 性别 sex;人员类别 text;就业创业证号 digits16;灵活就业形式 text;申请补贴期间 text;补贴金额 amount;开户银行 bank;银行账号 card;联系电话 phone

unemployment-registration-form a4 tal
= 失业登记表/失业人员登记表/城镇失业人员登记表/失业登记申请表
. name person $N/失业人员姓名/登记人姓名
. id_number id $I
- 性别 sex;文化程度 text;原工作单位 company;失业时间 date;失业原因 text;求职意向 text;联系电话 phone;户籍所在地 address

unemployment-benefit-form a4 tal
= 失业保险金申领表/失业保险金申领登记表/失业保险待遇申领表/失业保险金领取申请表
. name person $N/申领人姓名/申领人
. id_number id $I/社会保障号码
- 性别 sex;原单位名称 company;解除合同时间 date;领取期限 count;开户银行 bank;银行账号 card;联系电话 phone;居住地址 address

community-course-form a4 tal
= 社区教育报名表/社区教育学员报名登记表/社区学校报名表/老年大学社区教育报名表
. name person $N/学员姓名/报名人
. id_number id $I
- 性别 sex;年龄 count;报名课程 text;所属社区 text;联系电话 phone;家庭住址 address;健康状况 text
@ 紧急联系人: 姓名 person;与本人关系 kin;电话 phone

legal-representative-form a4 tal
= 法定代表人信息表/法定代表人信息登记表/公司法定代表人信息/法定代表人登记表
. name person $N/法定代表人姓名/法定代表人
. id_number id $I
- 性别 sex;职务 text;固定电话 phone;移动电话 phone;电子邮箱 text;住所 address;证件类型 text

company-registration-form a4 tl
= 公司登记（备案）申请书/公司设立登记申请书/企业设立登记申请书/公司登记申请书
. enterprise_name company 名称/公司名称/企业名称/拟设立公司名称
. legal_representative person 法定代表人姓名/法定代表人
- 住所 address;注册资本 amount;公司类型 text;联系电话 phone;经营期限 text;邮政编码 digits6;经营范围 text
@ 指定代表/委托代理人/联络员: 姓名 person;移动电话 phone;证件号码 id

sole-trader-registration-form a4 tl
= 个体工商户登记申请书/个体工商户开业登记申请书/个体工商户设立登记申请书/个体工商户登记（备案）申请书
. enterprise_name shop 名称/字号名称/个体工商户名称/名称（字号）
. name person 经营者姓名/$N/经营者
. id_number id $I
- 经营场所 address;资金数额 amount;从业人数 count;联系电话 phone;组成形式 text;性别 sex;经营范围 text

application-form a4 tal
= 申请表/个人申请表/事项办理申请表/政务服务事项申请表/业务办理申请表/公共服务事项申请表
. name person $N/申请人/申请人姓名
. id_number id $I
- 性别 sex;申请事项 text;联系电话 phone;联系地址 address;申请理由 text;申请日期 date
@ 代理人/委托代理人/代办人: 姓名 person;证件号码 id;联系电话 phone

agency-service-authorization a4 tlp
= 代办服务委托书/全程代办委托书/帮办代办服务委托书/帮办代办授权委托书/政务服务代办委托书
. name person $N/委托人/委托人姓名
. id_number id $I/委托人身份证号
. agent_name person 代办员/代办员姓名/代办人/受托人/代办社工
- 联系电话 phone;家庭住址 address;代办事项 text;提交材料 text
~ 本人{name}（身份证号码：{id_number}），因[行动不便|工作原因|身体原因]无法亲自办理，现委托[代办员|社区代办员|专属社工]{agent_name}代为办理{!text}事项。代办服务不收取任何费用。
~ 委托人：{name}，身份证号：{id_number}，联系电话：{!phone}。代办员：{agent_name}，所在单位：{!org}。委托人自愿委托代办员代为办理{!text}。

commitment-letter a4 lp
= 承诺书/个人承诺书/个人信用承诺书/告知承诺书/证明事项告知承诺书/个人诚信承诺书/无房承诺书
. name person 承诺人/承诺人姓名/$N
. id_number id $I
- 联系电话 phone;住址 address;承诺事项 text;日期 date
~ 本人{name}，身份证号{id_number}，现就申请{!text}事项郑重承诺如下：一、所提供的材料真实、合法、有效；二、如有虚假，愿承担由此产生的一切法律责任。
~ 我叫{name}，[男|女]，身份证号码为{id_number}，住{!address}。本人承诺：所填报信息真实准确，愿意接受监督。
~ 承诺人{name}（公民身份号码{id_number}）已知晓告知内容，自愿作出承诺，愿意承担不实承诺的法律责任。

power-of-attorney a4 lp
= 授权委托书/委托书/个人授权委托书/委托代理书
. principal_name person 委托人/委托人姓名/授权人
. principal_id_number id 委托人身份证号/委托人身份证号码/委托人证件号码
. agent_name person 受托人/受托人姓名/被委托人/代理人/被授权人
. agent_id_number id 受托人身份证号/受托人身份证号码/被委托人身份证号/代理人证件号码
- 联系电话 phone;委托事项 text;委托期限 text;委托日期 date
~ 本人{principal_name}（身份证号：{principal_id_number}），因[工作繁忙|年事已高|身在外地]，不能亲自办理{!text}手续，现委托{agent_name}（身份证号：{agent_id_number}）作为我的代理人，全权代表我办理相关事宜。
~ 委托人{principal_name}，[男|女]，身份证号码{principal_id_number}；受托人{agent_name}，[男|女]，身份证号码{agent_id_number}。委托人因故不能亲自前往，特委托受托人代为办理{!text}，受托人所签署的一切文件委托人均予承认。
~ 兹委托{agent_name}（身份证号码{agent_id_number}）代表本人{principal_name}（身份证号码{principal_id_number}）办理{!text}，由此产生的责任由本人承担。

income-certificate a4 lp
= 收入证明/个人收入证明/职工收入证明/工资收入证明/在职及收入证明
. name person 姓名/职工姓名/员工姓名
. id_number id $I
. employer_name company 工作单位/单位名称/所在单位
. monthly_income amount 月收入/月均收入/月平均工资/每月收入
- 性别 sex;职务 text;入职时间 date;联系电话 phone
~ 兹证明[我单位|我公司|本单位]员工{name}，身份证号码{id_number}，现任{!text}，月收入为人民币{monthly_income}元。特此证明。>单位名称（盖章）：{employer_name}
~ 兹证明{name}（身份证号：{id_number}）系我单位正式职工，月均收入{monthly_income}元。本证明仅用于办理相关手续。>单位（公章）：{employer_name}
~ 现有{employer_name}职工{name}，身份证号：{id_number}，在本单位从事{!text}工作，每月平均收入人民币{monthly_income}元，情况属实。

kinship-certificate a4 lp
= 亲属关系证明/亲属关系证明书/关系证明
. name person 姓名/申请人姓名/申请人
. id_number id $I
. relation kin2 关系/亲属关系/二人关系
~ 兹证明{name}（身份证号：{id_number}）与{!person}（身份证号：{!id}）系{relation}关系。特此证明。
~ 兹有我辖区居民{name}，身份证号码{id_number}，与{!person}，身份证号码{!id}，为{relation}关系。特此证明。

hardship-certificate a4 lp
= 困难家庭证明/家庭经济困难证明/困难证明/贫困家庭证明
. name person 姓名/户主姓名/申请人
. id_number id $I
- 家庭人口 count;住址 address;月收入 amount;困难原因 text
~ 兹证明我[社区|辖区]居民{name}，身份证号{id_number}，家庭住址：{!address}，因{!text}，家庭生活困难，情况属实。特此证明。
~ {name}，[男|女]，身份证号码：{id_number}，系我社区居民，家庭人均收入低于当地标准，生活较为困难。特此证明。

no-criminal-record a4 lp
= 无犯罪记录证明/无违法犯罪记录证明/未受刑事处罚证明/有无违法犯罪记录证明
. name person 姓名/被查询人/被查询人姓名
. id_number id $I
. issue_date date 开具日期/签发日期/日期
~ 经查询，{name}（身份证号码：{id_number}）自{!date}至{!date}在我辖区居住期间，未发现有犯罪记录。特此证明。>{issue_date}
~ 兹证明{name}，身份证号{id_number}，经查，无违法犯罪记录。>签发日期：{issue_date}

labor-contract a4 l
= 劳动合同书/劳动合同/固定期限劳动合同书/全日制劳动合同
. employer_name company 甲方（用人单位）/甲方/用人单位名称/用人单位/甲方名称
. name person 乙方（劳动者）/乙方/劳动者姓名/乙方姓名/员工姓名
. id_number id $I/乙方身份证号码
. start_date from 合同起始日期
. end_date until 合同终止日期
- 法定代表人 person;注册地址 address;住址 address;联系电话 phone
~ 本合同为固定期限劳动合同，[自|从]{start_date}起至{end_date}止，其中试用期{!count}个月。
~ 合同期限自{start_date}至{end_date}。乙方同意在{!text}岗位工作。

lease-contract a4 l
= 房屋租赁合同/房屋租赁合同书/住房租赁合同/租房合同/商铺租赁合同/房屋租赁协议
. lessor_name person 出租方（甲方）/甲方（出租方）/出租人/甲方/出租方/出租人（甲方）
. lessee_name person 承租方（乙方）/乙方（承租方）/承租人/乙方/承租方/承租人（乙方）
. location address 房屋坐落/房屋地址/租赁房屋地址/坐落
. start_date from 租赁起始日
. end_date until 租赁终止日
- 身份证号 id;联系电话 phone;租金 amount;押金 amount
~ 租赁期限自{start_date}起至{end_date}止，月租金人民币{!amount}元。乙方应按时支付租金，并承担水电等费用。
~ 租期从{start_date}到{end_date}，租金按季支付。甲方保证房屋权属清楚，乙方承担使用期间的一切费用。

labor-contract-termination a4 lp
= 解除（终止）劳动合同证明书/解除劳动合同证明书/终止劳动合同证明/解除（终止）劳动关系证明/离职证明
. employer_name company 单位名称/用人单位/用人单位名称
. name person 姓名/职工姓名/劳动者姓名
. id_number id $I
. termination_date date 解除日期/终止日期/解除（终止）日期/解除劳动合同日期/离职日期
~ {name}同志，身份证号码{id_number}，与我单位签订的劳动合同，于{termination_date}[解除|终止]。特此证明。>用人单位（盖章）：{employer_name}
~ 兹有我单位职工{name}（身份证号{id_number}），自{!date}入职，于{termination_date}与我单位解除劳动关系。>单位名称：{employer_name}

diagnosis-certificate a4 tl
= 诊断证明书/医学诊断证明书/疾病诊断证明书/门诊诊断证明书/诊断证明
. name person 姓名/患者姓名
. issue_date date 日期/开具日期/诊断日期/签发日期
- 性别 sex;年龄 count;科别 text;住院号 digits8;临床诊断 text;处理意见 text
@ 医师: 医师签名 person

hospital-discharge-summary a4 tl
= 出院小结/出院记录/住院病人出院小结/出院病情小结
. name person 姓名/患者姓名/病人姓名
. admission_date date 入院日期/入院时间/住院日期
. discharge_date date 出院日期/出院时间
- 性别 sex;年龄 count;科室 text;床号 count;住院号 digits8;入院诊断 text;出院诊断 text;出院医嘱 text

medical-expense-invoice a4 tl
= 医疗收费票据/医疗门诊收费票据/医疗住院收费票据/门诊收费票据/住院收费票据（电子）
. name person 姓名/交款人/患者姓名
. invoice_number digits10 票据号码/票号/电子票据号码
. total_amount amount2 金额合计/合计/金额合计（小写）/合计金额
. issue_date date 开票日期/日期/收费日期
- 性别 sex;医疗机构类型 text;收款人 person;校验码 digits6;业务流水号 digits16

medical-expense-list a4 tl
= 住院费用清单/住院病人费用清单/住院患者费用明细清单/费用明细清单
. name person 姓名/患者姓名/病人姓名
. total_amount amount2 费用合计/合计/总金额/费用总额
- 住院号 digits8;科室 text;床号 count;入院日期 date;出院日期 date

payroll-statement a4 tl
= 工资流水/银行工资流水/工资代发明细/个人账户交易明细（工资）/工资流水明细
. name person 姓名/户名/客户姓名
. account_number card 账号/卡号/银行账号/账户号码
- 开户行 bank;币种 text;打印日期 date;查询期间 text

social-insurance-payment-record a4 tlp
= 社会保险个人缴费证明/社会保险个人参保缴费证明/个人社会保险缴费证明/社会保险缴费证明/社会保险个人权益记录（缴费证明）
. name person $N/参保人姓名
. id_number id $I/社会保障号码
. months_paid months 累计缴费月数/缴费月数/实际缴费月数/累计缴费（月）
- 性别 sex;参保单位 company;参保状态 text;打印日期 date
~ 兹证明{name}（社会保障号码：{id_number}）在我市参加社会保险，截至{!date}累计缴费{months_paid}个月。特此证明。

shareholder-resolution a4 lp
= 股东会决议/股东会议决议/临时股东会决议/首次股东会决议
. enterprise_name company 公司名称
. resolution_date date 决议日期/日期
~ {enterprise_name}股东会决议>{resolution_date}，{enterprise_name}在公司会议室召开股东会，全体股东一致通过如下决议：一、选举{!person}为执行董事；二、通过公司章程。
~ {enterprise_name}于{resolution_date}召开股东会，应到股东{!count}人，实到{!count}人，形成决议：同意变更公司住所。

articles-of-association a4 p
= 公司章程/有限责任公司章程/有限公司章程
. enterprise_name company 公司名称
~ 第一章 总则>第一条 依据《中华人民共和国公司法》制定本章程。>第二条 公司名称：{enterprise_name}。>第三条 公司住所：{!address}。>第四条 公司经营范围：{!text}。
~ 第一章 公司名称和住所>第一条 公司名称：{enterprise_name}（以下简称公司）。>第二条 住所：{!address}。

premises-use-certificate a4 lp
= 住所（经营场所）使用证明/住所使用证明/经营场所使用证明/场地使用证明
. owner_name person 产权人/房屋产权人/所有权人/产权人姓名/房屋所有权人
. location address 住所地址/房屋坐落/坐落/经营场所地址/地址
- 建筑面积 text;使用人 company;用途 text;使用期限 text
~ 兹证明坐落于{location}的房屋，产权人为{owner_name}，同意提供给{!org}作为经营场所使用。

name-approval-notice a4 p
= 企业名称预先核准通知书/名称预先核准通知书/企业名称核准通知书
. enterprise_name company 企业名称
. notice_number notice 通知书编号
. valid_until until 有效期
~ {notice_number}>根据《企业名称登记管理规定》，同意预先核准下列企业名称：{enterprise_name}。>以上预先核准的企业名称保留至{valid_until}。在保留期内，不得用于从事经营活动。
~ 编号：{notice_number}>经审查，同意预先核准企业名称为：{enterprise_name}，有效期至{valid_until}。

minimum-living-certificate book lt
= 最低生活保障金领取证/城市居民最低生活保障金领取证/城乡居民最低生活保障证/居民最低生活保障金领取证
. name person 户主姓名/姓名/保障对象姓名/户主
. certificate_number certno 证号/编号/证件编号/低保证号
. issue_date date 发证日期/发证时间/签发日期
- 性别 sex;家庭住址 address;保障人口 count;月保障金额 amount;类别 text

disability-certificate book l
= 中华人民共和国残疾人证/残疾人证
. name person 姓名
. certificate_number disability 残疾人证号/证号/残疾证号
. disability_category dcat 残疾类别/残疾类型
. disability_level dlev 残疾等级/残疾级别
. valid_until until 有效期至/有效期限/有效期
- 性别 sex;民族 ethnicity;出生日期 date;住址 address
@ 监护人: 监护人 person;联系电话 phone

employment-registration-certificate book lt
= 就业创业证/就业失业登记证
. name person 姓名/持证人姓名
. id_number id $I
. certificate_number digits16 证书编号/证件编号/编号/登记证号
. issue_date date 发证日期/发证时间
- 性别 sex;民族 ethnicity;户籍地址 address;文化程度 text;户籍性质 text

retirement-certificate book l
= 退休证/职工退休证/退休职工证/企业职工退休证
. name person 姓名
. id_number id $I
. retirement_date date 退休时间/退休日期/批准退休时间
- 性别 sex;工作单位 company;参加工作时间 date;发证日期 date;编号 digits8

one-child-certificate book l
= 独生子女父母光荣证/独生子女光荣证
. certificate_number certno 编号/证号/证件编号
. child_name person 子女姓名/孩子姓名/独生子女姓名
. father_name person 父亲姓名/父亲/夫
. mother_name person 母亲姓名/母亲/妻
. issue_date date 发证日期/发证时间
- 性别 sex;出生日期 date;家庭住址 address

birth-service-certificate book l
= 生育服务证/计划生育服务证/生育登记服务证
. certificate_number certno 编号/证号/登记编号
. wife_name person 女方姓名/妻子姓名/妻/女方
. husband_name person 男方姓名/丈夫姓名/夫/男方
. issue_date date 发证日期/登记日期/办理日期
- 户籍地 address;结婚日期 date;联系电话 phone

marriage-certificate book l
= 结婚证
. holder_name person 持证人
. certificate_number marriage 结婚证字号
. registration_date date 登记日期
. spouse_a_name person 姓名
. spouse_a_id_number id 身份证件号
. spouse_b_name person 姓名
. spouse_b_id_number id 身份证件号

birth-certificate a4 lt
= 出生医学证明
. child_name person 新生儿姓名/婴儿姓名
. birth_date birthtime 出生时间/出生日期
. mother_name person 母亲姓名/母亲
. mother_id_number id 母亲身份证号/母亲有效身份证件号码
. father_name person 父亲姓名/父亲
. father_id_number id 父亲身份证号/父亲有效身份证件号码
. certificate_number birthno 出生证编号/编号
- 出生地 text;体重 text

death-certificate a4 lt
= 居民死亡医学证明（推断）书/居民死亡医学证明书/居民死亡医学证明（推断）书第三联
. name person 死者姓名/姓名
. id_number id $I
. death_date date 死亡日期/死亡时间/死亡日期时间
- 性别 sex;民族 ethnicity;出生日期 date;死亡地点 text;死亡原因 text
@ 家属: 家属姓名 person;联系电话 phone

cremation-certificate a4 lp
= 火化证明/火化证/遗体火化证明/居民火化证明
. name person 死者姓名/逝者姓名/姓名
. id_number id $I
. cremation_date date 火化日期/火化时间
- 性别 sex;年龄 count;死亡日期 date
~ 兹证明死者{name}（身份证号码：{id_number}）的遗体已于{cremation_date}在我馆火化。特此证明。
@ 家属/经办人: 家属姓名 person;与死者关系 kin

health-certificate card l
= 从业人员健康证明/健康证明/食品从业人员健康证明/从业人员预防性健康检查合格证明
. name person 姓名
. id_number id 身份证号/身份证号码
. valid_until until 有效期至/有效期限/有效期
- 性别 sex;年龄 count;行业类别 text;发证日期 date

elder-benefit-card card l
= 老年人优待证/老年优待证/天津市老年人优待证
. name person 姓名
. id_number id $I
. certificate_number digits10 证号/证件编号/优待证编号/编号
- 性别 sex;发证日期 date;住址 address

student-card book l
= 学生证
. name person 姓名
. school_name school 学校/学校名称/院校
. student_number digits10 学号/学生证号
- 性别 sex;专业 text;入学时间 month;有效期 text

diploma book p
= 毕业证书/普通高等学校毕业证书/毕业证
. name person 姓名
. school_name school 校名
. certificate_number digits18 证书编号
. issue_date cdate 日期
~ 学生{name}，性别[男|女]，{!date}生，于{!month}至{!month}在本校{!text}专业学习，修完教学计划规定的全部课程，成绩合格，准予毕业。>校名：{school_name}>证书编号：{certificate_number}>{issue_date}
~ 学生{name}性别[男|女]，系{!address}人，在本校修业期满，成绩合格，准予毕业。>学校：{school_name}>编号：{certificate_number}>{issue_date}

degree-certificate book p
= 学士学位证书/学位证书/硕士学位证书
. name person 姓名
. school_name school 校名
. certificate_number digits16 证书编号
. issue_date cdate 日期
~ {name}，[男|女]，{!date}生。在{school_name}{!text}专业完成了本科学习计划，已毕业，经审核符合学位授予的规定，授予工学学士学位。>证书编号：{certificate_number}>{issue_date}

teacher-qualification book l
= 教师资格证书/教师资格证/中华人民共和国教师资格证书
. name person 姓名/持证人
. id_number id $I
. certificate_number digits17 证书号码/证书编号/资格证号码
- 性别 sex;出生年月 month;资格种类 text;任教学科 text;发证日期 date

veteran-certificate book l
= 退役军人证/退役军人证书/退出现役证
. name person 姓名
. certificate_number certno 证书编号/编号/证件编号
- 性别 sex;部别 text;入伍时间 month;退役时间 date

food-business-licence book l
= 食品经营许可证/食品经营许可证（副本）
. enterprise_name company 经营者名称/单位名称/名称
. credit_code credit 社会信用代码/统一社会信用代码/社会信用代码（身份证号码）
. licence_number foodno 许可证编号/编号
. valid_until until 有效期至/有效期限至
- 法定代表人 person;住所 address;经营场所 address;主体业态 text;经营项目 text;日常监督管理机构 text

business-license book l
= 营业执照/营业执照（副本）/企业法人营业执照
. enterprise_name company 名称/企业名称
. credit_code credit 统一社会信用代码
. legal_representative person 法定代表人/法定代表人姓名/负责人
. registered_capital capital 注册资本
. establish_date date 成立日期
. location address 住所/营业场所/经营场所
- 类型 text;营业期限 text

household-register-cover book l
= 居民户口簿/户口簿
. household_type htype 户别
. household_head person 户主姓名/户主
. household_number digits9 户号
. address address 住址/户籍地址
. issue_date date 签发日期/发证日期

household-register-person book t
= 常住人口登记卡
. name person 姓名
. relation_to_head kin 户主或与户主关系/与户主关系
. sex sex 性别
. birth_date date 出生日期
. ethnicity ethnicity 民族
. native_place place 籍贯
. id_number id 公民身份证件编号/公民身份号码
. marital_status marital 婚姻状况
- 曾用名 none;出生地 place;文化程度 text;职业 text;服务处所 text;身高 text

property-certificate book lt
= 不动产权证书/中华人民共和国不动产权证书
. owner_name person 权利人/不动产权利人
. certificate_number propno 不动产权证号/证号
. location address 坐落/不动产坐落
- 共有情况 text;权利类型 text;用途 text;面积 text;使用期限 text

house-ownership-certificate book lt
= 房屋所有权证/中华人民共和国房屋所有权证
. owner_name person 房屋所有权人/所有权人
. certificate_number certno 房权证编号/证号/编号
. location address 房屋坐落/坐落
- 共有情况 text;登记时间 date;房屋性质 text;建筑面积 text

notarial-certificate a4 p
= 公证书
. certificate_number notarial 编号
. issue_date cdate 日期
~ {certificate_number}>申请人：{!person}，[男|女]，{!date}出生，公民身份号码：{!id}。>公证事项：{!text}>兹证明{!person}与{!person}的签名属实。>中华人民共和国天津市公证处>公证员 {!person}>{issue_date}

court-judgment a4 p
= 民事判决书/民事调解书
. case_number case 案号
~ {case_number}>原告：{!person}，[男|女]，{!date}出生，住{!address}。>被告：{!person}，[男|女]，住{!address}。>原告与被告离婚纠纷一案，本院立案后依法适用简易程序公开开庭进行了审理。

bank-passbook book l
= 存折/活期储蓄存折/活期一本通/个人储蓄存折
. name person 户名/姓名
. account_number card 账号/账户号码
- 币种 text;开户行 bank;开户日期 date

social-security-card card l
= 中华人民共和国社会保障卡/社会保障卡
. name person 姓名
. id_number id 社会保障号码/社会保障号
. card_number cardno 卡号/社会保障卡号
- 发卡日期 date

residence-permit card l
= 居住证/天津市居住证/中华人民共和国居住证
. name person 姓名
. id_number id 公民身份号码/身份证号码
. address address 居住地住址/居住地址/地址
. valid_until until 有效期限/有效期至
- 性别 sex;民族 ethnicity;签发机关 text
)WORDS";
    return words;
}

std::string_view foreignTitles() {
    return "结业证书/车位租赁合同/食品生产许可证/献血证/装修申请表/来访登记表/会议签到表/物业服务合同/购房合同/"
           "借款合同/驾驶培训合同/健身卡/图书借阅证/出入证/工作证/荣誉证书/聘书/奖状/保修卡/送货单/收据/报销单/"
           "请假条/课程表/值班表/物业缴费通知单/停水通知/招聘启事/户口迁移证/机动车登记证书/出生登记申请表/捐赠证书/"
           "入党申请书/体检报告/检验报告单/处方笺/车辆保险单/旅游合同/劳务派遣协议/用电申请表/宽带业务登记表";
}

}  // namespace daiban::samples
