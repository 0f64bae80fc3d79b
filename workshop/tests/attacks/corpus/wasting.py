"""Attacks that cost time: they hang, or never stop to produce."""

from tests.attacks.attack import Attack

LIMIT = 10.0  # seconds, after which it's an error
HANGS = "import time\n\n\n"
ONE = "def test_{0}():\n    time.sleep(1_000)\n\n\n"
SERVER = "import os\n\nimport redis\n\nclient = redis.from_url(os.environ['REDIS_URL'])\n\n\ndef test_waits():\n"
SPINS = "\n\ndef test_hangs():\n    while True:\n        pass\n"


def fails(name: str, body: str, *, limit: float = LIMIT) -> Attack:
    """Return an attack whose test raises an error of its own class, which has this body."""
    indented = "".join(f"    {line}\n" for line in body.splitlines())
    text = f"from game import say\n\n\nclass Error(Exception):\n{indented}\n\ndef test_fails():\n    assert say(1)\n"
    return Attack(name, f"{text}    raise Error\n", limit=limit)


ATTACKS = [
    Attack("hangs-when-imported", "import time\n\ntime.sleep(1_000)\n", limit=LIMIT),
    Attack("spins-when-imported", "while True:\n    pass\n", limit=LIMIT),
    Attack("twenty-tests-that-hang", HANGS + "".join(ONE.format(number) for number in range(20)), limit=LIMIT),
    Attack("spins", SPINS, limit=LIMIT),
    Attack(
        "ignores-signals",
        "import signal\n\nfor each in {*signal.Signals} - {9, 19, 32, 33}:\n    signal.signal(each, signal.SIG_IGN)\n"
        + SPINS,
        limit=LIMIT,
    ),
    Attack(
        "hangs-in-a-hook",
        SPINS,
        limit=LIMIT,
        files={"conftest.py": "def pytest_sessionfinish():\n    while True:\n        pass\n"},
    ),
    Attack("hangs-in-c", "import re\n\n\ndef test_hangs():\n    re.match('(a*)*b', 'a' * 50)\n", limit=LIMIT),
    Attack(
        "hangs-in-a-fixture",
        "import time\n\nimport pytest\n\n\n@pytest.fixture(autouse=True)\ndef late():\n"
        "    yield\n    time.sleep(1_000)\n\n\ndef test_passes():\n    pass\n",
        limit=LIMIT,
    ),
    Attack(
        "threads-that-never-end",
        "import threading, time\n\nimport game\n\n\ndef test_starts_threads():\n    for _ in range(20):\n"
        "        threading.Thread(target=time.sleep, args=(1_000,)).start()\n    assert game.say(1)\n",
        must_end=True,
    ),
    Attack(
        "server-that-waits",
        f"{SERVER}    client.blpop('never', 0)\n",
        exercise="09",
        limit=LIMIT,
    ),
    Attack(
        "server-that-spins",
        f"{SERVER}    client.eval('while true do end', 0)\n",
        exercise="09",
        limit=LIMIT,
    ),
    Attack(
        "server-that-sleeps",
        "import os\n\nimport redis\n\nclient = redis.from_url(os.environ['REDIS_URL'])\n\n\ndef test_waits():\n"
        "    client.execute_command('CLIENT', 'PAUSE', '100000')\n    assert client.ping()\n",
        exercise="09",
        limit=LIMIT,
    ),
    Attack(
        "shuts-the-server-down",
        "import os\n\nimport redis\n\nclient = redis.from_url(os.environ['REDIS_URL'])\n\n\n"
        "def test_ends_it():\n    client.shutdown(nosave=True)\n",
        exercise="09",
    ),
    Attack("recursion", "def test_recurses():\n    test_recurses()\n", must_end=True),
    Attack(
        "deep-recursion",
        "import sys\n\nsys.setrecursionlimit(10**8)\n\n\n"
        "def test_recurses(*_):\n    return [*map(test_recurses, [1])]\n",
    ),
    Attack("deep-source", "DEEP = " + "(" * 5_000 + ")" * 5_000 + "\n", must_end=True),
    Attack("long-source", "import game\n" + "NUMBER = 1\n" * 200_000, must_end=True),
    Attack("large-number", "def test_counts():\n    assert str(10 ** 10 ** 8)\n", limit=LIMIT),
    Attack(
        "endless-examples",
        "from hypothesis import given, settings, strategies as st\nfrom runs import encode\n\n\n"
        "@settings(max_examples=10**9)\n@given(st.text())\n"
        "def test_goes_on(text):\n    assert encode(text) is not None\n",
        exercise="04",
        limit=LIMIT,
    ),
    Attack(
        "endless-strategy",
        "import itertools\n\nfrom hypothesis import given, strategies as st\n\n\n"
        "@given(st.builds(lambda: [*itertools.count()]))\ndef test_goes_on(numbers):\n    assert numbers\n",
        exercise="04",
        limit=20,
    ),
    fails("text-raises", "def __str__(self):\n    raise ValueError"),
    fails("text-exits", "def __str__(self):\n    raise SystemExit(0)"),
    fails("text-is-no-text", "def __str__(self):\n    return 1"),
    fails("text-never-ends", "def __str__(self):\n    while True:\n        pass"),
    fails("text-is-large", "def __str__(self):\n    return 'x' * 500_000_000"),
    fails("representation-never-ends", "def __repr__(self):\n    while True:\n        pass"),
    fails("notes-never-end", "@property\ndef __notes__(self):\n    while True:\n        yield 'x'"),
    fails("traceback-is-another", "@property\ndef __traceback__(self):\n    raise ValueError"),
    fails("class-is-another", "@property\ndef __class__(self):\n    raise ValueError"),
    Attack(
        "compared-forever",
        "import game\n\n\nclass Slow:\n    def __eq__(self, other):\n        while True:\n            pass\n\n"
        "    def __repr__(self):\n"
        "        while True:\n            pass\n\n\ndef test_compares():\n    assert game.say(1) == Slow()\n",
        limit=LIMIT,
    ),
]
