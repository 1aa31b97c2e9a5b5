"""What the system says about signing in, passwords and one's own account."""

ERRORS: dict[str, str] = {
    "account.not_signed_in": "请先登录。",
    "account.wrong": "请核对用户名和密码：两者不相符，或账号已停用。",
    "account.too_many_tries": "请在{until}之后再试：短时间内尝试次数较多，为保护账号已暂停登录。",
    "account.current_wrong": "请核对现在的密码：与记录不相符。",
    "account.not_repeated": "请再次填写相同的新密码：两次填写的不一样。",
    "account.link_spent": "请向管理员索取新的链接：这个链接已用过或已过期。",
    "password.too_short": "请把密码写到{shortest}个字符以上，空格和汉字都可以用。",
    "password.too_long": "请把密码缩短到{longest}个字符以内。",
    "password.common": "请换一个密码：这个密码太常见，容易被猜到。",
    "password.too_regular": "请换一个密码：连续或重复的字符容易被猜到。",
    "password.about_the_site": "请换一个密码：去掉用户名、单位名等容易猜到的部分后太短。",
    "password.unchanged": "请换一个与现在不同的密码。",
}

FIELDS: dict[str, str] = {
    "username": "用户名",
    "password": "密码",
    "current_password": "现在的密码",
    "step_up_password": "密码",
    "new_password": "新密码",
    "repeated_password": "再次填写新密码",
}

SAID: dict[str, str] = {
    "ended": "为保护个人信息，登录已结束，请重新登录。",
    "ended_while_typing": "登录已结束，刚才提交的内容没有保存。请重新登录后返回上一页再次提交；登记表重新打开即恢复到最近一次自动保存的草稿。",
    "signed_out": "已退出登录。",
    "signed_out_everywhere": "已退出全部设备上的登录。",
    "ended_one": "已退出该设备上的登录。",
    "password_changed": "密码已修改，其他设备上的登录已全部退出。",
    "password_set": "密码已设置，请用新密码登录。",
    "text_size": "字号已保存。",
}

# The first mark that is found names the program, or the machine: Edge says Chrome too.
_PROGRAMS = (
    ("MicroMessenger", "微信"),
    ("Edg", "Edge浏览器"),
    ("Firefox", "火狐浏览器"),
    ("Chrome", "谷歌内核浏览器"),
    ("Safari", "Safari浏览器"),
)
_MACHINES = (
    ("Windows", "Windows电脑"),
    ("Android", "安卓手机"),
    ("iPhone", "苹果手机"),
    ("iPad", "苹果平板"),
    ("Macintosh", "苹果电脑"),
    ("Linux", "Linux电脑"),
)


def device(agent: str) -> str:
    """Return which program on which machine a browser says it is."""
    programs = [words for mark, words in _PROGRAMS if mark in agent]
    machines = [words for mark, words in _MACHINES if mark in agent]
    return "，".join([*machines[:1], *programs[:1]]) or "未知设备"
