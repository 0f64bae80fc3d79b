"""What the page in a browser asks of Python: the course, a verdict, a hint. All of it is text, mostly JSON."""

from workshop.page.exercises import course
from workshop.page.hints import hint
from workshop.page.verdicts import check
from workshop.page.warm_up import warm_up

__all__ = ["check", "course", "hint", "warm_up"]
