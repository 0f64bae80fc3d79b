"""Attacks on the terminal and the files of results: text that isn't shown as it is, or too much of it."""

from tests.attacks.attack import Attack

HEAD = "import logging, os, sys, warnings\n\nimport pytest\n\nfrom game import say\n"


def says(name: str, text: str, *, is_quick: bool = False) -> Attack:
    """Return an attack whose test fails with a text, which is an expression."""
    return Attack(name, f"{HEAD}\n\ndef test_says_it():\n    raise ValueError({text})\n", is_quick=is_quick)


def does(name: str, *lines: str) -> Attack:
    """Return an attack whose test does this."""
    body = "".join(f"    {line}\n" for line in lines)
    return Attack(name, f"{HEAD}\n\ndef test_does_it():\n{body}")


ATTACKS = [
    says("colors", r"'\x1b[31mred\x1b[0m'", is_quick=True),
    says("clears-the-screen", r"'\x1b[2J\x1b[H\x1bc'"),
    says("title", r"'\x1b]0;owned\x07'"),
    says("writes-to-the-clipboard", r"'\x1b]52;c;b3duZWQ=\x07'"),
    says("link", r"'\x1b]8;;http://example.org\x1b\\here\x1b]8;;\x1b\\'"),
    says("eight-bit-escapes", r"'\x9b2J\x90q\x9c'"),
    says("backward", r"'\u202egnorw\u202c \u2066\u2069'"),
    says("half-a-character", r"'\ud800'"),
    says("nothing", r"'\0' * 100"),
    says("bells", r"'\a\b\r\v\f' * 20"),
    says("lines", r"'\n' * 100_000"),
    says("much", "'x' * 50_000_000"),
    says("markup", "'[red]</td><script>alert(1)</script>[/red] | ![](x) ```'"),
    says("formula", "'=HYPERLINK(\"http://example.org\")'"),
    Attack(
        "names",
        HEAD + "\n\n@pytest.mark.parametrize('number', [1], ids=['\\x1b[2J\\u202e\\ud800\\n'])\n"
        "def test_says_it(number):\n    assert say(number) == 'one'\n",
    ),
    Attack(
        "long-names",
        HEAD + "\n\n@pytest.mark.parametrize('number', [1], ids=['x' * 1_000_000])\n"
        "def test_says_it(number):\n    assert say(number) == 'one'\n",
    ),
    Attack(
        "many-tests",
        HEAD
        + "\n\n@pytest.mark.parametrize('number', range(2_000))\ndef test_says_it(number):\n    assert say(number)\n",
    ),
    does("output", "for _ in range(1_000):", "    print('x' * 100_000)", "assert say(1)"),
    does("output-without-python", "os.write(1, b'\\x1b[2J')", "os.write(2, b'\\x1b[2J')", "assert say(1)"),
    does("warnings", "warnings.warn('\\x1b[2J')", "logging.error('\\x1b[2J')", "sys.stderr.write('\\x1b[2J')"),
    Attack("syntax-error", "def test(:  # \x1b[2J\u202e\n"),
    Attack("error-when-imported", "raise ValueError('\\x1b[2J\\ud800' * 1_000)\n"),
]
