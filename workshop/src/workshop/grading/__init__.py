"""Grades the tests of a class and writes the grades."""
