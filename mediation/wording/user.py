"""What the system says about people with an account."""

ERRORS: dict[str, str] = {
    "user.not_found": "没有找到，或没有查看权限。",
    "user.no_such_username": "没有用户名为{username}的账号，请核对。",
    "user.username_taken": "请换一个用户名：{username}已有人使用。",
    "user.username_shape": "请用2至40个小写字母、数字、点或横线组成用户名。",
    "user.role_stands_alone": "请单独授予{role}角色：不能与其他角色同时担任。",
    "user.role_of_nobody": "请从列出的角色中选择：该角色只属于系统。",
    "user.towns_missing": "请选择网格联络员负责的镇街。",
    "user.last_admin": "至少保留一名启用中的管理员，请先启用或新增另一名管理员。",
    "user.own_account": "不能停用或改变自己的管理员账号，请由另一名管理员办理。",
    "user.disabled": "该账号已停用，请先启用。",
}

FIELDS: dict[str, str] = {
    "name": "姓名",
    "email": "邮箱",
    "organisation": "所属机构",
    "roles": "角色",
    "towns": "负责的镇街",
}

SAID: dict[str, str] = {
    "added": "账号已新增。请生成设置密码的链接交给本人。",
    "changed": "账号已修改，本人需要重新登录。",
    "disabled": "账号已停用，其登录已全部退出。",
    "enabled": "账号已启用。",
    "unlocked": "已解除登录限制。",
    "link_made_before": "这张表已提交过，请重新生成链接。",
}

COMMANDS: dict[str, str] = {
    "first_password": "账号{username}已新增。首次登录密码：{password}（登录后须修改）",
    "added": "账号{username}已新增，首次登录后须修改密码。",
    "disabled": "账号{username}已停用。",
    "unlocked": "账号{username}已解除登录限制。",
    "ask_password": "首次登录密码",
}

OPTIONS: dict[str, str] = {
    "name": "姓名，显示在各页面上。",
    "organisation": "所属机构的名称。",
    "role": "角色，可重复；管理员和审计员不能同时担任其他角色。",
    "email": "接收预警邮件的邮箱。",
    "town": "负责的镇街，可重复，可写全称、简称或代码。",
    "ask": "在提示处输入首次登录密码，不自动生成。",
}
