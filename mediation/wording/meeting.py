"""What meetings say."""

from mediation.rules.meeting import MeetingResult, Side, Way

SAID = {
    "called": "调解会已安排，会议室和三方席位已预留。",
    "called_on_rest_day": "调解会已安排。该日是休息日，请确认各方能够到场。",
    "minutes_kept": "调解笔录已保存。",
    "cancelled": "调解会已取消，会议室和人员已释放。",
}

LABELS = {
    Side: {
        Side.HUMAN_RESOURCES: "人社方",
        Side.UNION: "工会方",
        Side.EMPLOYERS: "企业方",
        Side.RECORDER: "记录人",
    },
    Way: {Way.ON_SITE: "现场", Way.TELEPHONE: "电话", Way.VIDEO: "视频"},
    MeetingResult: {
        MeetingResult.AGREED: "达成一致",
        MeetingResult.PARTLY: "部分达成",
        MeetingResult.NOT_AGREED: "未达成",
        MeetingResult.ADJOURNED: "改期再议",
        MeetingResult.ABSENT: "一方缺席",
    },
}

ERRORS = {
    "meeting.not_found": "没有找到这次调解会，或没有查看权限。",
    "meeting.room_not_found": "请重新选择会议室：原选项已不在列表中。",
    "meeting.taken": "{who}在这个时间已有安排，请换时间或换人。",
    "meeting.taken_just_now": "这个时间刚刚被别人占用，请换时间后再提交。",
    "meeting.in_the_past": "请填写现在以后的开始时间。",
    "meeting.place_missing": "请选择会议室，或填写地点。",
    "meeting.side_missing": "请安排{side}的调解员。",
    "meeting.not_on_panel": "请从名单中重新选择{side}的调解员。",
    "meeting.person_twice": "请核对席位：同一个人只能坐一个席位。",
    "meeting.was_cancelled": "这次调解会已取消，不能再写笔录。",
    "meeting.not_yet": "调解会将于{starts_at}开始，开始后才能写笔录。",
    "meeting.is_over": "这次调解会已开过或已取消，不能再取消。",
}

FIELDS = {
    "starts_at": "开始时间",
    "minutes_long": "时长",
    "way": "方式",
    "room_public_id": "会议室",
    "place": "地点",
    "human_resources_user": "人社方调解员",
    "human_resources_name": "人社方调解员姓名",
    "union_user": "工会方调解员",
    "union_name": "工会方调解员姓名",
    "employers_user": "企业方调解员",
    "employers_name": "企业方调解员姓名",
    "recorder_user": "记录人",
    "recorder_name": "记录人姓名",
    "present": "到场人员",
    "minutes": "调解情况",
    "undisputed": "无争议事实",
    "result": "结果",
}
