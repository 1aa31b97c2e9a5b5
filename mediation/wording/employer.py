"""What the system says about employers, the watch over them, and merged entries."""

from enum import StrEnum

from mediation.rules.employer import (
    EmployerField,
    EmployerKind,
    NameKind,
    UnionState,
    WatchReason,
)
from mediation.rules.industries import Industry

ERRORS: dict[str, str] = {
    "employer.not_found": "没有找到，或没有查看权限。",
    "employer.day_ahead": "请填写不晚于今天（{today}）的统计日期。",
    "employer.watched_already": "该单位已列为重点企业，请先解除再重新列入。",
    "employer.ends_before": "请填写不早于{begins}的截止日期。",
    "employer.same_entry": "同一个条目不能与自己合并，请选择另一个条目。",
    "employer.undone_already": "这次合并已经撤销过了。",
    "employer.merged_again": "合并后的条目又参与了新的合并，请先撤销后一次合并。",
    "employer.cases_moved_on": "合并时移入的{count}件案件已改为其他单位，合并不能再撤销。",
    "employer.fields_edited": "合并时采用的内容已有改动（{fields}），合并不能再撤销。",
    "employer.names_edited": "合并时移入的{count}个名称已有改动，合并不能再撤销。",
    "employer.code_given_since": "被合并条目的信用代码已登记在“{taken}”名下，合并不能再撤销。",
    "employer.not_watched": "该单位目前不在重点企业名单中，可能已由他人解除。",
    "employer.alias_twice": "请删去重复的其他名称：同一名称只填一次，也不要与单位名称相同。",
    "employer.name_taken": "请核对单位名称：已有条目“{taken}”使用这个名称。",
    "employer.code_taken": "请核对统一社会信用代码：已登记在“{taken}”名下。"
    "确是同一单位的，请使用该条目，或由主管合并两个条目。",
}

FIELDS: dict[str, str] = {
    "name": "单位名称",
    "credit_code": "统一社会信用代码",
    "code_reason": "代码核对说明",
    "aliases": "其他名称",
    "alias": "其他名称",
    "alias_kind": "名称类别",
    "town_code": "所在镇街",
    "industry": "行业",
    "kind": "单位类型",
    "head_count": "职工人数",
    "head_count_on": "统计日期",
    "union": "工会组建",
    "address": "住所",
    "legal_representative": "法定代表人或负责人",
    "representative_post": "职务",
    "telephone": "联系电话",
    "reasons": "列入原因",
    "from_on": "开始日期",
    "until_on": "截止日期",
    "note": "说明",
    "reason": "原因",
    "other": "另一条目的名称或信用代码",
    "merged": "被合并的条目",
    "taken": "采用的内容",
}

SAID: dict[str, str] = {
    "registered": "用人单位已登记。",
    "corrected": "用人单位已修改。",
    "watched": "已列入重点企业。",
    "watch_ended": "已从重点企业名单解除。",
    "merged": "两个条目已合并。在任何人改动之前，可以撤销合并。",
    "undone": "合并已撤销，移入的内容已退回原条目。",
    "moved": "该条目已并入本条目。",
    "search_empty": "请输入单位名称、简称、拼音首字母或信用代码。",
}

WATCHING: dict[str, str] = {
    "now": "重点企业",
    "ahead": "尚未开始",
    "over": "已结束",
    "open": "长期",
    "days": "{begins} 至 {ends}",
}

COUNT_CAPPED = "1000+"
COUNTED = "{count:,}人（{day}）"
REPRESENTED = "{name}　{post}"

LABELS: dict[type[StrEnum], dict[StrEnum, str]] = {
    EmployerKind: {
        EmployerKind.ENTERPRISE: "企业",
        EmployerKind.INDIVIDUAL_BUSINESS: "个体经济组织",
        EmployerKind.PRIVATE_NON_ENTERPRISE: "民办非企业单位",
        EmployerKind.PUBLIC_BODY: "机关、事业单位、社会团体",
        EmployerKind.DISPATCHER: "劳务派遣单位",
        EmployerKind.HOST: "用工单位",
        EmployerKind.CONTRACTOR: "个人承包经营者及发包组织",
        EmployerKind.UNREGISTERED: "未登记或已关闭的单位及出资人",
        EmployerKind.FOREIGN_OFFICE: "外国企业常驻代表机构",
        EmployerKind.BUILDING_OWNER: "建设单位",
        EmployerKind.GENERAL_CONTRACTOR: "施工总承包单位",
        EmployerKind.SUBCONTRACTOR: "分包单位",
        EmployerKind.OTHER: "其他",
    },
    UnionState: {
        UnionState.FOUNDED: "已建会",
        UnionState.NOT_FOUNDED: "未建会",
        UnionState.UNKNOWN: "不清楚",
    },
    NameKind: {
        NameKind.OWN: "登记名称",
        NameKind.ALIAS: "别名",
        NameKind.SHORT: "简称",
        NameKind.FORMER: "曾用名",
    },
    WatchReason: {
        WatchReason.GROUP_DISPUTE: "近期发生集体争议",
        WatchReason.HUNDRED_WORKERS: "职工100人以上",
        WatchReason.CLOSURE: "停产、关闭或破产",
        WatchReason.RELOCATION: "搬迁",
        WatchReason.WAGE_ARREARS: "拖欠工资",
        WatchReason.REPEATED_DISPUTES: "争议多发",
        WatchReason.OTHER: "其他原因",
    },
    EmployerField: {
        EmployerField.NAME: "单位名称",
        EmployerField.CREDIT_CODE: "统一社会信用代码",
        EmployerField.TOWN: "所在镇街",
        EmployerField.INDUSTRY: "行业",
        EmployerField.KIND: "单位类型",
        EmployerField.HEAD_COUNT: "职工人数",
        EmployerField.UNION: "工会组建",
        EmployerField.ADDRESS: "住所",
        EmployerField.LEGAL_REPRESENTATIVE: "法定代表人或负责人",
        EmployerField.REPRESENTATIVE_POST: "职务",
        EmployerField.TELEPHONE: "联系电话",
    },
    Industry: {
        Industry.AGRICULTURE: "农、林、牧、渔业",
        Industry.MINING: "采矿业",
        Industry.MANUFACTURING: "制造业",
        Industry.ENERGY_AND_WATER: "电力、热力、燃气及水生产和供应业",
        Industry.CONSTRUCTION: "建筑业",
        Industry.TRADE: "批发和零售业",
        Industry.TRANSPORT: "交通运输、仓储和邮政业",
        Industry.HOSPITALITY: "住宿和餐饮业",
        Industry.INFORMATION: "信息传输、软件和信息技术服务业",
        Industry.FINANCE: "金融业",
        Industry.REAL_ESTATE: "房地产业",
        Industry.LEASING_AND_BUSINESS: "租赁和商务服务业",
        Industry.RESEARCH: "科学研究和技术服务业",
        Industry.PUBLIC_FACILITIES: "水利、环境和公共设施管理业",
        Industry.RESIDENTS_SERVICES: "居民服务、修理和其他服务业",
        Industry.EDUCATION: "教育",
        Industry.HEALTH: "卫生和社会工作",
        Industry.CULTURE: "文化、体育和娱乐业",
        Industry.ADMINISTRATION: "公共管理、社会保障和社会组织",
        Industry.INTERNATIONAL: "国际组织",
    },
}
