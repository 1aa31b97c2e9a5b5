"""The forms of the hotline orders: the answer to one, and how long a class may take."""

from typing import Any

from mediation.rules.hotline_order import Difficulty, OrderLimit, OrderReply, OrderSource
from mediation.schemas.fields import Choice, Day, LongText, PublicId, Text, Ticked, WholeNumber
from mediation.schemas.form import Form

_DAYS_OF_A_YEAR = 365


class OrderReplyForm(Form[tuple[str, OrderReply]]):
    """The answer to one of the orders of a case."""

    @staticmethod
    def makes(order_id: str, **fields: Any) -> tuple[str, OrderReply]:
        """Return the order that was answered, and the answer."""
        return order_id, OrderReply(**fields)

    order_id = PublicId()
    replied_on = Day()
    reply = LongText(1000)


class OrderLimitForm(Form[OrderLimit]):
    """How many days the orders of one source and difficulty have."""

    @staticmethod
    def makes(order_source: OrderSource, order_difficulty: Difficulty, **fields: Any) -> OrderLimit:
        """Name the class as the form of intake does."""
        return OrderLimit(source=order_source, difficulty=order_difficulty, **fields)

    order_source = Choice(OrderSource)
    order_difficulty = Choice(Difficulty)
    days = WholeNumber(1, _DAYS_OF_A_YEAR)
    workdays_only = Ticked(required=False)
    basis = Text(120)


class OrderClassForm(Form[tuple[OrderSource, Difficulty]]):
    """A class of orders whose limit is taken away."""

    @staticmethod
    def makes(
        order_source: OrderSource, order_difficulty: Difficulty
    ) -> tuple[OrderSource, Difficulty]:
        """Return the class."""
        return order_source, order_difficulty

    order_source = Choice(OrderSource)
    order_difficulty = Choice(Difficulty)
