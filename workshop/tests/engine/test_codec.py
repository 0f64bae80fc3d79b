"""Messages arrive as they were sent, and anything else is refused."""

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

options = st.builds(RunOptions, **{field.name: ... for field in fields(RunOptions)})  # also those with a default
jobs = st.builds(Job, options=options)
outcomes = st.builds(Outcome, cause=..., message=..., line=...)
events = st.one_of(
    st.builds(CollectionFailed, outcome=outcomes),
    st.builds(Collected),
    st.builds(Started),
    st.builds(Ended, outcome=outcomes, seconds=st.floats(min_value=0, allow_infinity=False)),
    st.builds(SessionEnded),
)


@given(job=jobs)
def test_a_decoded_job_equals_the_encoded_one(job: Job) -> None:
    """A job survives the way to the worker, whatever the names of its tests and folders."""
    assert decode(encode(job), Job) == job


@given(event=events)
def test_a_decoded_event_equals_the_encoded_one(event: Event) -> None:
    """An event survives the way to the controller, whatever a test's message contains."""
    assert decode(encode(event), Event) == event


@given(message=jobs | events)
def test_an_encoded_message_is_one_line(message: object) -> None:
    """A message is one line, however its tests are named: lines separate the messages."""
    line = encode(message)

    assert line.splitlines(keepends=True) == [line]
    assert line.endswith("\n")


def test_the_line_of_an_outcome_is_decoded() -> None:
    """The line arrives though it isn't compared."""
    ended = decode(encode(Ended("test", Outcome("failed", "assertion", "no", line=7), 0.1)), Ended)

    assert ended.outcome.line == 7


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("", id="empty"),
        pytest.param("Started", id="not JSON"),
        pytest.param("7", id="a number"),
        pytest.param('["Started"]', id="without values"),
        pytest.param('["Stopped",{"test":"t","line":1}]', id="an unknown type"),
        pytest.param('["Started",{"test":"t"}]', id="a field too few"),
        pytest.param('["Started",{"test":"t","line":1,"column":1}]', id="a field too many"),
        pytest.param('["Started",{"test":"t","line":"1"}]', id="text for a number"),
        pytest.param('["Started",{"test":"t","line":true}]', id="a truth value for a number"),
        pytest.param('["Started",{"test":["t"],"line":1}]', id="a list for text"),
        pytest.param('["Started",["t",1]]', id="a list for a message"),
        pytest.param('["Ended",{"test":"t","outcome":null,"seconds":1}]', id="no outcome"),
        pytest.param(
            '["Ended",{"test":"t","outcome":{"status":"fine","cause":null,"message":"","line":0},"seconds":1}]',
            id="an unknown status",
        ),
        pytest.param('["Collected",{"tests":"t","costs":{},"can_be_template":true}]', id="text for a list"),
        pytest.param('["Collected",{"tests":[1],"costs":{},"can_be_template":true}]', id="a list of numbers"),
        pytest.param('["Collected",{"tests":[],"costs":[],"can_be_template":true}]', id="a list for a mapping"),
        pytest.param('["Collected",{"tests":[],"costs":{"t":"1"},"can_be_template":true}]', id="a mapping to text"),
    ],
)
def test_a_malformed_message_is_refused(line: str) -> None:
    """A line that isn't exactly a known message raises an error that shows it."""
    with pytest.raises(ProtocolError):
        decode(line, Event)


def test_a_message_of_another_type_is_refused() -> None:
    """A known message isn't accepted where another one is expected."""
    with pytest.raises(ProtocolError, match="an unknown message"):
        decode(encode(Started("test", 1)), Job)
