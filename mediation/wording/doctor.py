"""What the doctor says: what each answer proves, and what to do when it is not as it should be."""

GRADES: dict[str, str] = {"sound": "正常", "noticed": "注意", "broken": "故障"}

SUMMARY: dict[str, str] = {
    "sound": "全部正常。",
    "noticed": "有需要留意的事项，见“注意”各行。",
    "broken": "有必须先修复的事项，见“故障”各行。",
}

PROVES: dict[str, str] = {
    "settings": "设置是否完整、密钥长度是否正确",
    "private": "实例文件夹和密钥是否只有本账户能读",
    "local": "SQLite数据库是否在本机磁盘上",
    "disk": "磁盘空间是否够用",
    "fonts": "文书字体是否写得出生僻字",
    "cookies": "登录凭据是否只经加密连接传送",
    "address": "邮件里的链接是否指向加密地址",
    "relay": "邮件服务器是否应答",
    "backup": "26小时内是否做过备份",
    "database": "数据库是否应答",
    "schema": "数据库结构与程序、密钥与数据库是否相配",
    "durable": "已提交的内容是否断电不丢",
    "trail": "操作记录末尾是否前后相接",
    "watch": "定时检查是否在运行",
    "outbox": "到期的信是否有积压",
    "dead_letters": "是否有发不出去的信",
    "calendar": "今明两年的放假安排是否已录入",
    "administrator": "是否有可以登录的管理员",
    "recipients": "每个区是否有预警接收人",
}

FIXES: dict[str, str] = {
    "settings": "请按提示改正设置或环境变量后重试。",
    "private": "请运行：chmod 700 实例文件夹；chmod 600 实例文件夹/keys/*。",
    "local": "请把实例文件夹移到本机磁盘，或改用PostgreSQL。",
    "disk": "请清理磁盘或扩容，至少留出2 GB。",
    "fonts": "请重新安装程序；自备仿宋字体的，请核对MEDIATION_FONT_FANGSONG。",
    "cookies": "请去掉MEDIATION_SECURE_COOKIES。",
    "address": "请把MEDIATION_BASE_URL设为其他电脑打开本平台的https地址。",
    "relay": "请核对MEDIATION_SMTP_HOST等设置，再运行 mediation mail test。",
    "backup": "请运行 mediation backup，并安排每天自动运行。",
    "database": "请启动数据库，核对MEDIATION_DATABASE_URL。",
    "schema": "请按提示运行命令，或放回原来的密钥。",
    "durable": "请在数据库里恢复上列设置。",
    "trail": "请保全数据库和备份，运行 mediation audit verify 查明位置。",
    "watch": "请运行 mediation serve 或 mediation worker。",
    "outbox": "请查看发件箱页面和邮件服务器。",
    "dead_letters": "请在发件箱页面查看原因，改正后重新发送。",
    "calendar": "国务院办公厅公布后请录入；在此之前到期日显示为暂定。",
    "administrator": "请运行 mediation user add，新增一名管理员。",
    "recipients": "请由管理员在预警接收人页面登记。",
}
