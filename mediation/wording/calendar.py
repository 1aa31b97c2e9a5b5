"""What the system says about the calendar of working days."""

ERRORS: dict[str, str] = {
    "calendar.day_outside_year": "请核对日期：{day}不属于{year}年的放假安排。",
    "calendar.day_twice": "请核对日期：{day}既是休息日又是调休上班日。",
    "calendar.make_up_on_weekday": "请核对日期：{day}不是周末，不能作为调休上班日。",
}

YEAR_MISSING = "{year}年放假安排尚未录入，涉及该年的期限按周末和法定节日暂定。"
