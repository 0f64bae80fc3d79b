"""Attacks that forge what becomes of tests: they change pytest, or write to where the judge reads."""

from dataclasses import replace

from tests.attacks.attack import Attack

TESTS = """

def test_says_something():
    assert say(1)


def test_says_one():
    assert say(1) == "one"
"""
LAST = "    assert say(1)\n"
INVALID = "the run is invalid"
HEAD = "import json, os, sys\n\nfrom game import say\nfrom tools import *\n"


def says(name: str, *events: str) -> Attack:
    """Return an attack whose second test writes impossible events to the channel; each is an expression in Python."""
    body = "".join(f"    say_to_the_judge(json.dumps({event}))\n" for event in events)
    text = f"{HEAD}\nONE, TWO = (f'test_attack.py::{{name}}' for name in ('test_one', 'test_two'))\n"
    tests = f"\n\ndef test_one():\n    assert say(1)\n\n\ndef test_two():\n{body}{LAST}"
    return Attack(name, text + tests, error=INVALID)


def ended(
    test: str, *, status: str = "failed", seconds: str = "0.0", line: str = "1", message: str = "'forged'"
) -> str:
    """Return the event that a test has ended, as an expression."""
    outcome = f"{{'status': '{status}', 'cause': 'assertion', 'message': {message}, 'line': {line}}}"
    return f"['Ended', {{'test': {test}, 'outcome': {outcome}, 'seconds': {seconds}, 'asserts': True, 'check': None}}]"


def lies(name: str, event: str) -> Attack:
    """Return an attack whose second test writes an event to the channel, says that this was the last, and ends."""
    end = "['SessionEnded', {'is_complete': True}]"
    attack = says(name, event, end)
    return replace(attack, text=f"{attack.text.removesuffix(LAST)}    os._exit(0)\n", error="")


def hook(name: str, text: str, *, is_quick: bool = False) -> Attack:
    """Return an attack by a conftest.py; of its two tests the second is wrong."""
    return Attack(
        name, HEAD + TESTS, files={"conftest.py": f"import os, sys\n\nimport pytest\n{text}"}, is_quick=is_quick
    )


def patches(name: str, *lines: str) -> Attack:
    """Return an attack that does this when its file is imported."""
    return Attack(name, "\n".join((HEAD, "import gc, pytest", *lines, TESTS)))


ATTACKS = [
    says("test-ends-twice", ended("ONE")),
    says("test-fails-before-its-end", ended("TWO")),
    says("test-fails-in-other-words", ended("TWO", status="passed"), ended("TWO")),
    says("unknown-test", ended("'test_attack.py::test_three'")),
    says("test-begins-twice", "['Started', {'test': ONE, 'line': 1}]"),
    says("unknown-event", "['Killed', {'test': ONE}]"),
    says("no-event", "['Ended']"),
    says("event-with-more", "['SessionEnded', {'is_complete': True, 'score': 1}]"),
    says("tests-are-collected-twice", "['Collected', {'tests': [ONE], 'costs': {}, 'can_be_template': True}]"),
    says("session-ends-early", "['SessionEnded', {'is_complete': True}]"),
    says("session-ends-after-the-test", ended("TWO", status="passed"), "['SessionEnded', {'is_complete': True}]"),
    lies("endless-time", ended("TWO", status="passed", seconds="float('inf')")),
    lies("no-time", ended("TWO", status="passed", seconds="float('nan')")),
    lies("time-without-end", ended("TWO", status="passed", seconds="10**400")),
    lies("long-time", ended("TWO", status="passed", seconds="1e300")),
    lies("time-before", ended("TWO", status="passed", seconds="-1e9")),
    lies("line-below-all", ended("TWO", line="10**400")),
    lies("line-above-all", ended("TWO", line="-1")),
    lies("half-a-character", ended("TWO", message="chr(0xD800)")),
    lies("long-message", ended("TWO", message="'x' * 1_000_000")),
    says("long-report", *["'x' * 1_000_000"] * 20),
    says("deep-report", "json.loads('[' * 900 + ']' * 900)"),
    patches("deeper-report", "say_to_the_judge('[' * 100_000)"),
    patches("half-a-line", "spy = reporter()", "os.write(spy._channel, spy._job.token.encode())"),
    patches("other-token", "os.write(reporter()._channel, b'0123456789abcdef [\"Ended\",{}]\\n')"),
    patches("no-text", "os.write(reporter()._channel, b'\\xff\\xfe\\n')"),
    patches(
        "to-every-file",
        "for file in range(512):\n    try:\n        os.write(file, b'forged\\n')\n    except OSError:\n        pass",
    ),
    patches("no-file-is-open", "os.closerange(0, 512)"),
    patches("channel-is-another", "os.dup2(os.open(os.devnull, os.O_WRONLY), reporter()._channel)"),
    patches("channel-does-not-wait", "os.set_blocking(reporter()._channel, False)"),
    patches("reporter-is-silent", "type(reporter()).report = lambda *_: None"),
    patches("reporter-is-gone", "reporter()._session.config.pluginmanager.unregister(reporter())"),
    patches(
        "reporter-has-good-news-only",
        "report = type(reporter()).report",
        "def good(self, event):",
        "    if hasattr(event, 'outcome'):",
        "        object.__setattr__(event, 'outcome', type(event.outcome)('passed'))",
        "    report(self, event)",
        "type(reporter()).report = good",
    ),
    patches("other-session", "reporter()._session.items[:] = []"),
    patches("job-is-another", "object.__setattr__(reporter()._job, 'token', '0' * 16)"),
    patches("process-does-not-end", "os._exit = lambda code: None", "sys.exit = lambda code: None"),
    patches("failures-are-no-assertions", "import builtins", "builtins.AssertionError = KeyError"),
    patches(
        "encoder-of-json-is-another",
        "import json.encoder",
        "json.encoder.c_make_encoder = None",
        'json.encoder.JSONEncoder.encode = lambda *_: \'["SessionEnded", {"is_complete": true}]\'',
    ),
    patches("text-is-another", "import builtins", "builtins.str, builtins.len = bytes, lambda _: 0"),
    patches("everything-is-an-instance-of-nothing", "import builtins", "builtins.isinstance = lambda *_: False"),
    patches("modules-are-gone", "sys.modules.clear()"),
    patches(
        "profile-raises",
        "def raises(frame, event, argument):",
        "    if event == 'call' and frame.f_code.co_name == 'report':",
        "        raise KeyError",
        "sys.setprofile(raises)",
    ),
    patches("json-is-another", "json.dumps = json.loads = lambda *_, **__: 'forged'"),
    patches("ends-when-imported", "os._exit(0)"),
    patches("exits-when-imported", "sys.exit(0)"),
    patches("session-is-over", "pytest.exit('enough')"),
    patches("interrupted", "raise KeyboardInterrupt"),
    Attack("ends-in-a-test", HEAD + "\n\ndef test_ends():\n    os._exit(0)\n" + TESTS),
    Attack("exits-in-a-test", HEAD + "\n\ndef test_exits():\n    sys.exit(0)\n" + TESTS),
    Attack("is-interrupted-in-a-test", HEAD + "\n\ndef test_stops():\n    raise KeyboardInterrupt\n" + TESTS),
    Attack("two-processes", HEAD + "\n\ndef test_forks():\n    os.fork()\n    assert say(1)\n" + TESTS),
    Attack("two-processes-when-imported", HEAD + "\nos.fork()\n" + TESTS),
    Attack("after-its-end", HEAD + "import atexit\n\natexit.register(say_to_the_judge, 'forged')\n" + TESTS),
    hook(
        "report-is-another",
        "\n\n@pytest.hookimpl(wrapper=True)\ndef pytest_runtest_makereport(item, call):\n"
        "    report = yield\n    report.outcome = 'passed'\n    return report\n",
        is_quick=True,
    ),
    hook(
        "expected-to-fail",
        "\n\ndef pytest_collection_modifyitems(items):\n    for item in items:\n        item.add_marker('xfail')\n",
    ),
    hook(
        "errors-are-swallowed",
        "\n\n@pytest.hookimpl(wrapper=True)\ndef pytest_pyfunc_call(pyfuncitem):\n"
        "    try:\n        return (yield)\n    except BaseException:\n        return True\n",
    ),
    hook(
        "runs-again",
        "\nfrom _pytest.runner import runtestprotocol\n\n\ndef pytest_runtest_protocol(item, nextitem):\n"
        "    for _ in range(3):\n        runtestprotocol(item, nextitem=nextitem)\n    return True\n",
    ),
    hook(
        "plugins-are-gone",
        "\n\n@pytest.hookimpl(tryfirst=True)\ndef pytest_collection_finish(session):\n"
        "    manager = session.config.pluginmanager\n"
        "    for plugin in manager.get_plugins():\n        manager.unregister(plugin)\n",
    ),
    hook("no-test-runs", "\n\ndef pytest_runtest_protocol(item, nextitem):\n    return True\n"),
    hook("no-call", "\n\ndef pytest_pyfunc_call(pyfuncitem):\n    return True\n"),
    hook("no-tests", "\n\ndef pytest_collection_modifyitems(items):\n    del items[:]\n"),
    hook("more-tests", "\n\ndef pytest_collection_modifyitems(items):\n    items += items\n"),
    hook("one-name", "\n\ndef pytest_itemcollected(item):\n    item._nodeid = 'test_attack.py::test_says_one'\n"),
    hook("odd-names", "\n\ndef pytest_itemcollected(item):\n    item._nodeid = '\\ud800\\x1b[2J' + item.name\n"),
    hook("exits-in-a-hook", "\n\ndef pytest_runtest_setup(item):\n    sys.exit(0)\n"),
    hook("exits-at-the-end", "\n\ndef pytest_sessionfinish(session):\n    sys.exit(0)\n"),
    hook("ends-at-the-end", "\n\ndef pytest_sessionfinish(session):\n    os._exit(0)\n"),
    hook("ends-after-collecting", "\n\ndef pytest_collection_finish(session):\n    os._exit(0)\n"),
    hook("exits-while-collecting", "\n\ndef pytest_collect_file(file_path):\n    sys.exit(0)\n"),
    hook("stops-early", "\n\ndef pytest_runtest_teardown(item):\n    item.session.shouldstop = 'enough'\n"),
    hook("is-skipped", "\n\ndef pytest_runtest_setup(item):\n    pytest.skip('no need')\n"),
    hook("fails-in-a-hook", "\n\ndef pytest_runtest_logreport(report):\n    raise ValueError('no')\n"),
]
