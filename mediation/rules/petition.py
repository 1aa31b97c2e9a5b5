"""The petition side of a matter: which channel starts which clock.

Law kept here: 信访工作条例 23(2): whoever brings a petition to us is told in writing within
fifteen days what happens with it, on the spot or later (X1).
A liaison's report, a court's delegation, an arbitration commission's transfer and a question at
an outreach event are no petitions and start none of them.
"""

from collections.abc import Mapping

from mediation.rules.intake import Channel

CLOCKS_OF: Mapping[Channel, tuple[str, ...]] = {
    Channel.VISIT: ("X1",),
    Channel.LETTER: ("X1",),
    Channel.CALL: ("X1",),
    Channel.ONLINE: ("X1",),
    Channel.HOTLINE_ORDER: (),
    Channel.REFERRAL: (),
    Channel.LIAISON: (),
    Channel.COURT: (),
    Channel.ARBITRATION: (),
    Channel.EVENT: (),
}
