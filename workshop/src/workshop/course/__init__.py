"""Exercises, a learner's answers to them, and the progress through a course."""
