"""Decoding returns exactly the message that was encoded, and refuses everything else."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop.engine.codec import ProtocolError, decode, encode
from workshop.engine.protocol import (
    Collected,
    CollectionFailed,
    Ended,
    Event,
    Job,
    Outcome,
    RunOptions,
    SessionEnded,
    Started,
)

options = st.builds(
    RunOptions, **{field.name: ... for field in fields(RunOptions)}
)  # `...` also generates fields that have a default
jobs = st.builds(Job, options=options)
outcomes = st.builds(Outcome, cause=..., message=..., line=...)
OUTCOME = '{"status":"passed","cause":null,"message":"","line":0}'
ENDED = encode(Ended("t", Outcome("passed"), 1.0)).strip()
events = st.one_of(
    st.builds(CollectionFailed, outcome=outcomes),
    st.builds(Collected),
    st.builds(Started),
    st.builds(Ended, outcome=outcomes, seconds=st.floats(min_value=0, allow_infinity=False)),
    st.builds(SessionEnded),
)


@given(job=jobs)
def test_decoded_job_equals_the_encoded_one(job: Job) -> None:
    """A job is the same on both sides, whatever its tests and folders are called."""
    assert decode(encode(job), Job) == job


@given(event=events)
def test_decoded_event_equals_the_encoded_one(event: Event) -> None:
    """An event is the same on both sides, whatever the message of a failure contains."""
    assert decode(encode(event), Event) == event


@given(message=jobs | events)
def test_encoded_message_is_one_line(message: object) -> None:
    """Newlines separate messages, so a message must not contain any."""
    line = encode(message)

    assert line.splitlines(keepends=True) == [line]
    assert line.endswith("\n")


def test_faults_of_a_message_are_the_only_ones() -> None:
    """What is replaced in it, in the cases below, is there."""
    assert decode(ENDED, Ended).outcome == Outcome("passed")
    assert all(ENDED.count(part) == 1 for part in (OUTCOME, "passed", "1.0"))


def test_line_of_an_outcome_is_decoded() -> None:
    """The line is part of the message even though outcomes are compared without it."""
    ended = decode(encode(Ended("test", Outcome("failed", "assertion", "no", line=7), 0.1)), Ended)

    assert ended.outcome.line == 7


def test_whole_number_of_seconds_is_decoded_as_a_float() -> None:
    """JSON doesn't tell 1 from 1.0."""
    line = encode(Ended("test", Outcome("passed"), 1.0)).replace("1.0", "1")

    seconds = decode(line, Ended).seconds

    assert (seconds, type(seconds)) == (1.0, float)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("", id="empty"),
        pytest.param("Started", id="not JSON"),
        pytest.param("7", id="a number"),
        pytest.param("[" * 100_000, id="nested too deep"),
        pytest.param('["Started"]', id="no values"),
        pytest.param('["Stopped",{"test":"t","line":1}]', id="an unknown type"),
        pytest.param('["Started",{"test":"t"}]', id="a missing field"),
        pytest.param('["Started",{"test":"t","line":1,"column":1}]', id="an extra field"),
        pytest.param('["Started",{"test":"t","line":"1"}]', id="a string instead of a number"),
        pytest.param('["Started",{"test":"t","line":true}]', id="a boolean instead of a number"),
        pytest.param('["Started",{"test":["t"],"line":1}]', id="a list instead of a string"),
        pytest.param('["Started",["t",1]]', id="a list instead of an object"),
        pytest.param(ENDED.replace(OUTCOME, "null"), id="null instead of an outcome"),
        pytest.param(ENDED.replace("passed", "fine"), id="an unknown status"),
        pytest.param(ENDED.replace("1.0", "1e999"), id="endless time"),
        pytest.param(ENDED.replace("1.0", f"1{'0' * 400}"), id="a number that is too large"),
        pytest.param('["Collected",{"tests":"t","costs":{},"can_be_template":true}]', id="a string instead of a list"),
        pytest.param('["Collected",{"tests":[1],"costs":{},"can_be_template":true}]', id="a list of numbers"),
        pytest.param('["Collected",{"tests":[],"costs":[],"can_be_template":true}]', id="a list instead of a mapping"),
        pytest.param('["Collected",{"tests":[],"costs":{"t":"1"},"can_be_template":true}]', id="a mapping to strings"),
    ],
)
def test_malformed_message_is_refused(line: str) -> None:
    """A line is decoded only if it's exactly a known message."""
    with pytest.raises(ProtocolError):
        decode(line, Event)


def test_message_of_another_type_is_refused() -> None:
    """A well-formed message is refused where another type is expected."""
    with pytest.raises(ProtocolError, match="an unknown message"):
        decode(encode(Started("test", 1)), Job)
