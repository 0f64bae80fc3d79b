"""Names of an adopted project: which are refused, why, and what is proposed instead."""

from pathlib import Path

import pytest
from package_names import propose, why_not


@pytest.mark.parametrize("name", ["acme_shop", "zoo", "x", "shop24", "customer_relationship_services"])
def test_a_usual_name_is_possible(name: str, small_template: Path) -> None:
    """A name of letters, digits and single underscores is possible if nothing else has it."""
    assert why_not(small_template, name) is None


@pytest.mark.parametrize(
    ("name", "reason", "proposal"),
    [
        pytest.param("", "it is empty", "acme_shop", id="an empty name"),
        pytest.param("Acme", "it has capital letters", "acme", id="a capital"),
        pytest.param("acme-shop", "it has a hyphen, which Python reads as a minus", "acme_shop", id="a hyphen"),
        pytest.param("--help", "it has a hyphen, which Python reads as a minus", "my_help", id="an option"),
        pytest.param(
            "acme.shop", "it has a dot, which Python reads as a package in a package", "acme_shop", id="a dot"
        ),
        pytest.param("läden", "it has other characters than a to z, 0 to 9 and _", "laden", id="a letter beyond ASCII"),
        pytest.param("店", "it has other characters than a to z, 0 to 9 and _", "acme_shop", id="another script"),
        pytest.param("shop\n", "it has other characters than a to z, 0 to 9 and _", "shop", id="a line break"),
        pytest.param("../shop", "it has a dot, which Python reads as a package in a package", "shop", id="a path"),
        pytest.param("2shop", "it doesn't begin with a letter", "my_2shop", id="a digit first"),
        pytest.param("__acme", "it doesn't begin with a letter", "acme", id="an underscore first"),
        pytest.param(
            "acme_",
            "it ends with an underscore, and a project's name must end with a letter or digit",
            "acme",
            id="an underscore last",
        ),
        pytest.param(
            "acme__shop",
            "it has two underscores in a row, which packaging tools read as one",
            "acme_shop",
            id="two underscores",
        ),
        pytest.param("a" * 31, "it is longer than 30 characters", "a" * 30, id="a name too long for a line"),
        pytest.param("class", "it is a keyword of Python", "my_class", id="a keyword"),
        pytest.param("match", "it is a keyword of Python", "my_match", id="a soft keyword"),
        pytest.param("json", "it is a module of the standard library", "my_json", id="a standard module"),
        pytest.param("test", "it is a module of the standard library", "my_test", id="Python's own tests"),
        pytest.param(
            "compression", "it is a module of the standard library", "my_compression", id="a module of later Pythons"
        ),
        pytest.param("print", "it is a built-in name of Python", "my_print", id="a built-in function"),
        pytest.param("com1", "it is a device on Windows, where no folder can have this name", "my_com1", id="a device"),
        pytest.param(
            "python3", "it is a command that the project's tools install or run", "my_python3", id="the interpreter"
        ),
        pytest.param(
            "valkey_server",
            "it is a command that the project's tools install or run",
            "my_valkey_server",
            id="a command with a hyphen",
        ),
        pytest.param(
            "redis", "it is a package that the project or its tools install", "my_redis", id="a library of the program"
        ),
        pytest.param(
            "fastapi", "it is a package that the project or its tools install", "my_fastapi", id="a library of an extra"
        ),
        pytest.param(
            "pydantic_core",
            "it is a package that the project or its tools install",
            "my_pydantic_core",
            id="a dependency of such a library",
        ),
        pytest.param(
            "ruff", "it is a package that the project or its tools install", "my_ruff", id="a tool of the gates"
        ),
        pytest.param(
            "types_pyyaml",
            "it is a package that the project or its tools install",
            "my_types_pyyaml",
            id="a distribution with a hyphen",
        ),
        pytest.param(
            "ruamel_yaml",
            "it is a package that the project or its tools install",
            "my_ruamel_yaml",
            id="a distribution with a dot",
        ),
        pytest.param(
            "hatchling", "it is a package that the project or its tools install", "my_hatchling", id="the build backend"
        ),
        pytest.param(
            "yaml",
            "it is a package that the project or its tools install",
            "my_yaml",
            id="a module that isn't named after its distribution",
        ),
        pytest.param(
            "attr", "it is a package that the project or its tools install", "my_attr", id="a dependency of a tool"
        ),
        pytest.param("docs", "it is a file, folder or module of the project", "my_docs", id="a folder of the project"),
        pytest.param("claims", "it is a file, folder or module of the project", "my_claims", id="a script"),
        pytest.param("core", "it is a file, folder or module of the project", "my_core", id="a module of the program"),
        pytest.param("conftest", "it is a file, folder or module of the project", "my_conftest", id="a file of pytest"),
        pytest.param(
            "my_fizzbuzz", "it contains fizzbuzz, the name that it replaces", "my_game", id="more than the old name"
        ),
        pytest.param("FizzBuzz", "it contains fizzbuzz, the name that it replaces", "game", id="the name of the game"),
    ],
)
def test_an_impossible_name(name: str, reason: str, proposal: str, small_template: Path) -> None:
    """Each name that would break something has one reason, and a possible name is proposed that looks like it."""
    assert why_not(small_template, name) == reason
    assert propose(small_template, name) == proposal
