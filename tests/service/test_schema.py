"""Whatever a client sends, the service answers as its schema says: Schemathesis makes the requests."""

from typing import Any

import schemathesis
from hypothesis import settings

from fizzbuzz import InMemoryCache
from fizzbuzz.service import create_app

schema = schemathesis.openapi.from_asgi("/openapi.json", create_app(InMemoryCache()))


@schema.parametrize()
@settings(max_examples=settings().max_examples // 4)
def test_every_answer_is_one_that_the_schema_promises(case: schemathesis.Case[Any]) -> None:
    """Valid requests are answered, invalid ones refused, and no request makes the service fail."""
    case.call_and_validate()
