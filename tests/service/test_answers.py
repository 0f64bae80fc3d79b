"""What the service answers, in this process."""

import sys

import pytest

from fizzbuzz import InMemoryCache
from fizzbuzz.service import create_app
from tests.service.client import Client


@pytest.mark.parametrize(
    ("number", "answer"), [("1", "1"), ("3", "Fizz"), ("5", "Buzz"), ("15", "FizzBuzz"), ("-3", "Fizz"), ("+7", "7")]
)
def test_a_number_is_answered(number: str, answer: str, client: Client) -> None:
    """The answer comes with the numeral as it was asked for."""
    response = client.get(f"/fizzbuzz/{number}")

    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/json")
    assert response.json() == {"number": number, "answer": answer}


def test_a_list_is_answered_in_its_order(client: Client) -> None:
    """Duplicates are answered as often as they are asked for."""
    response = client.post(["5", "3", "15", "3", "-1"])

    assert (response.status_code, response.json()) == (200, {"answers": ["Buzz", "Fizz", "FizzBuzz", "Fizz", "-1"]})


def test_an_empty_list_has_no_answers(client: Client) -> None:
    """Nothing to answer isn't an error."""
    response = client.post([])

    assert (response.status_code, response.json()) == (200, {"answers": []})


@pytest.mark.parametrize("number", [2**53 + 5, 10**300 + 1], ids=["above 2**53", "of 301 digits"])
def test_no_digit_of_a_large_number_is_lost(number: int, client: Client) -> None:
    """Numerals are strings on both sides, so that no JSON reader rounds them."""
    assert client.get(f"/fizzbuzz/{number}").json() == {"number": f"{number}", "answer": f"{number}"}
    assert client.post([f"{number}"]).json() == {"answers": [f"{number}"]}


def test_a_numeral_may_have_as_many_digits_as_python_converts(client: Client) -> None:
    """One more is refused."""
    longest = "1" * sys.get_int_max_str_digits()

    responses = [client.post([longest]), client.post([f"{longest}1"])]

    assert [response.status_code for response in responses] == [200, 422]


def test_asking_twice_changes_nothing() -> None:
    """The second answer comes from the cache, and is the same."""
    cache = InMemoryCache()
    client = Client(create_app(cache))

    first, second = client.post(["15", "7"]), client.post(["15", "7"])

    assert first.json() == second.json()
    assert cache.get_many([15, 7]) == {15: "FizzBuzz", 7: "7"}


def test_the_service_is_alive(client: Client) -> None:
    """A supervisor can ask."""
    response = client.get("/health")

    assert (response.status_code, response.json()) == (200, {"status": "alive"})


@pytest.mark.parametrize("path", ["/openapi.json", "/docs"])
def test_the_service_documents_itself(path: str, client: Client) -> None:
    """The schema for programs, and a page for people."""
    assert client.get(path).status_code == 200


def test_the_schema_knows_numerals_as_strings(client: Client) -> None:
    """A client that's generated from the schema sends what the service takes."""
    schema = client.get("/openapi.json").json()["paths"]["/fizzbuzz"]["post"]
    body = schema["requestBody"]["content"]["application/json"]["schema"]

    assert (body["maxItems"], body["items"]["type"]) == (10_000, "string")
    assert body["items"]["pattern"] == "^[+-]?[0-9]{1,4300}$"


def test_the_schema_knows_numerals_without_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python's limit on digits can be switched off, and is then 0."""
    monkeypatch.setattr(sys, "get_int_max_str_digits", lambda: 0)

    schema = Client(create_app(InMemoryCache())).get("/openapi.json").json()["paths"]["/fizzbuzz"]["post"]

    assert schema["requestBody"]["content"]["application/json"]["schema"]["items"]["pattern"] == "^[+-]?[0-9]{1,}$"


def test_the_schema_knows_all_refusals(client: Client) -> None:
    """Clients that are generated from it can handle each of them."""
    paths = client.get("/openapi.json").json()["paths"]

    assert set(paths["/fizzbuzz/{number}"]["get"]["responses"]) == {"200", "422", "503"}
    assert set(paths["/fizzbuzz"]["post"]["responses"]) == {"200", "400", "408", "413", "422", "503"}
