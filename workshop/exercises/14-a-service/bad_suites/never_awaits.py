# judged: broken
"""Its test is a coroutine, and pytest has nothing that awaits one."""

from httpx2 import ASGITransport, AsyncClient
from lost_property import create_app


async def test_new_office_is_empty() -> None:
    """A plugin such as pytest-asyncio or anyio would run it; the test client needs neither."""
    async with AsyncClient(transport=ASGITransport(create_app()), base_url="http://office") as client:
        answer = await client.get("/items")

    assert answer.json() == []
