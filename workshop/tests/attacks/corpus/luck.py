"""Attacks that fail now and then, or on some sources, in the hope to fail where there is a mutant.

With 200 tests one or two may kill something by chance; more than a few are impossible in practice.
"""

from tests.attacks.attack import Attack

HEAD = "import hashlib, inspect, os, pytest, random, secrets, tempfile, threading, time, uuid\n\nimport game\n"
FEW = 4


def hopes(name: str, question: str, *, count: int = 200, may_kill: int = FEW, is_quick: bool = False) -> Attack:
    """Return an attack whose tests pass if the answer to a question is true."""
    test = f"@pytest.mark.parametrize('number', range({count}))\ndef test_hopes(number):\n    assert {question}\n"
    return Attack(name, f"{HEAD}\n\n{test}", may_kill=may_kill, is_quick=is_quick)


ATTACKS = [
    hopes("bytes", "os.urandom(1)[0] >= 20"),
    hopes("bytes-that-fail-more-often", "os.urandom(1)[0] >= 70"),
    hopes("bytes-that-fail-rarely", "os.urandom(1)[0] >= 2"),
    hopes("nanoseconds", "time.time_ns() // 1_000 % 12"),
    hopes("random-numbers", "random.SystemRandom().random() > 0.1"),
    hopes("secrets", "secrets.randbelow(12)"),
    hopes("unique-names", "uuid.uuid4().int % 12"),
    hopes("addresses", "id(object()) // 16 % 12"),
    hopes("hash-of-text", "hash(f'{number}') % 5"),
    hopes("hash-of-an-object", "hash(object()) % 12"),
    hopes("name-of-a-file", "'e' not in tempfile.mktemp()[-8:]"),
    hopes("time-of-a-file", "os.stat('/proc/self').st_ctime_ns // 1_000 % 12"),
    hopes("bytes-by-another-name", "vars(os)['u' + 'random'](1)[0] >= 20"),
    hopes("switches-of-the-process", "int(open('/proc/self/schedstat').read().split()[0]) % 12"),
    hopes(
        "look-of-the-source",
        "hashlib.md5(f'{number}{inspect.getsource(game)}'.encode()).digest()[0] % 2",
        count=100,
    ),
    hopes("one-test", "os.urandom(1)[0] >= 20", count=1, may_kill=1, is_quick=True),
    hopes("one-test-that-says-nothing-of-it", "vars(os)['u' + 'random'](1)[0] >= 20", count=1, may_kill=1),
]
