"""What the page in a browser asks of Python: the course, a verdict, a hint. All of it is text, mostly JSON."""

from workshop.page.check import check
from workshop.page.course import course
from workshop.page.hint import hint

__all__ = ["check", "course", "hint"]
