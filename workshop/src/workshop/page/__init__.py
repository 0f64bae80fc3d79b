"""What the page in a browser asks of Python: the course, a verdict, a hint. All of it is text, mostly JSON."""

from workshop.page.checks import Check
from workshop.page.exercises import course
from workshop.page.hints import hint
from workshop.page.warm_up import warm_up

__all__ = ["Check", "course", "hint", "warm_up"]
