"""A year in a fictional district, told through the real verbs.

`instance.load` founds an instance and leads some hundred and twenty fictional cases through it,
each act at the hour at which somebody could have done it.  Nothing is written past the gate, so
whatever stands in the demonstration could have come about by itself: numbers without gaps, time
limits with their beginnings, warnings that somebody acknowledged, an audit trail that verifies.

Nobody here exists.  Names are made up from lists, employers bear （示例）, identity numbers begin
with the area code 000000, which was never given out, and every mobile stands between 19900000000
and 19900009999.

Why a floor of its own, above `app` and below `cli`: it acts for many people at once and walks the
rounds of the watch, which no verb and no door may do.
"""
