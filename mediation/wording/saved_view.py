"""What views are called, and what is said when one is kept."""

from enum import Enum
from typing import Any

from mediation.rules.saved_view import SystemView, ViewScope

LABELS: dict[type[Enum], dict[Any, str]] = {
    SystemView: {
        SystemView.ALL: "全部",
        SystemView.MINE: "待我处理",
        SystemView.TODAY: "今天到期",
        SystemView.OVERDUE: "超期",
        SystemView.WEEK: "7天内到期",
        SystemView.FRESH: "新收，尚未受理",
        SystemView.UNASSIGNED: "未分派",
        SystemView.WAITING: "等待对方",
        SystemView.COLLECTIVE: "集体案件",
        SystemView.CLOSED: "本月结案",
    },
    ViewScope: {ViewScope.OWN: "我的", ViewScope.GROUP: "本组"},
}

ERRORS: dict[str, str] = {
    "saved_view.not_found": "没有找到这个视图，或没有查看权限。",
    "saved_view.name_taken": "请换一个名称，已有叫“{taken}”的视图。",
    "saved_view.too_many": "最多保存{most}个视图，请先删除不用的视图。",
    "saved_view.has_numbers": "请去掉手机号或证件号，视图不保存号码。",
    "saved_view.asks_nothing": "请先写查找条件，再存为视图。",
    "saved_view.group_has_words": "请改为只给自己用，或去掉姓名等文字：本组视图只能有条件。",
}

FIELDS: dict[str, str] = {
    "name": "名称",
    "scope": "给谁用",
    "is_pinned": "放到左侧导航",
}

SAID: dict[str, str] = {
    "kept": "视图“{name}”已保存。",
    "renamed": "名称已改为“{name}”。",
    "removed": "视图已删除，案件不受影响。",
    "pinned": "已放到左侧导航。",
    "unpinned": "已从左侧导航移除。",
    "first": "打开案件时先显示这个视图。",
    "not_first": "打开案件时显示全部案件。",
}

MOST_SHOWN = "{most}+"
