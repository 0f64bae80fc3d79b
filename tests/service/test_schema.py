"""Whatever a client sends, the service answers as its schema says: Schemathesis makes the requests."""

from typing import Any

import schemathesis
from hypothesis import settings
from schemathesis.config import SchemathesisConfig

from fizzbuzz import InMemoryCache
from fizzbuzz.service import create_app
from fizzbuzz.service_limits import Limits

# By default, 413 isn't among the statuses with which Schemathesis expects a list to be refused.
REFUSALS = {"checks": {"negative_data_rejection": {"expected-statuses": [400, 404, 405, 413, 422]}}}

schema = schemathesis.openapi.from_asgi(
    "/openapi.json", create_app(InMemoryCache(), Limits(numerals=20)), config=SchemathesisConfig.from_dict(REFUSALS)
)


@schema.parametrize()
@settings(max_examples=settings().max_examples // 4)
def test_every_answer_is_one_that_the_schema_promises(case: schemathesis.Case[Any]) -> None:
    """Valid requests are answered, invalid ones refused, and no request makes the service fail."""
    case.call_and_validate()
