"""Exercises, a learner's answers, and the way through them."""
