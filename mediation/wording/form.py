"""What stands beside a field that could not be read.

Each sentence says what to do.  `{field}` is the field's own name, as `FIELDS` of any wording file
gives it; a field without one is 此项.
"""

ERRORS: dict[str, str] = {
    "form.malformed": "请修改有标记的{count}处，其余内容都已保留。",
    "form.required": "请填写{field}。",
    "form.not_chosen": "请选择{field}。",
    "form.not_ticked": "请勾选{field}。",
    "form.no_lines": "请至少填写一行{field}。",
    "form.too_few_lines": "请至少填写{least}行{field}。",
    "form.too_many_lines": "请把{field}减少到{most}行以内。",
    "form.one_line": "请把{field}写成一行。",
    "form.too_long": "请把{field}缩短到{longest}字以内，现在有{length}字。",
    "form.too_short": "请把{field}写到{shortest}字以上。",
    "form.characters": "请删去{field}中不能保存的字符（{characters}）后重新填写。",
    "form.repeated": "请只填写一次{field}：同一项收到了多个内容。",
    "form.unknown_field": "请返回并重新打开页面：收到了页面上没有的内容。",
    "form.unreadable": "请重新填写{field}。",
    "form.not_a_day": "请按2026-11-20的样式填写{field}。",
    "form.not_a_moment": "请按2026-11-20 09:30的样式填写{field}。",
    "form.year_out_of_bounds": "请填写{first}年至{last}年之间的{field}。",
    "form.not_a_whole_number": "请用整数填写{field}，不带小数。",
    "form.out_of_bounds": "请填写{least}到{most}之间的{field}。",
    "form.not_a_choice": "请从列出的选项中选择{field}。",
    "form.not_a_mobile": "请填写11位手机号；座机请填“座机”栏。",
    "form.not_a_phone": "请填写11位手机号，或带区号的座机号，如020-84640000。",
    "form.not_an_email": "请填写完整的邮箱地址，如name@example.org。",
    "form.used_before": "请核对后重新打开页面办理：这张表已经用另一份内容提交过。",
}
