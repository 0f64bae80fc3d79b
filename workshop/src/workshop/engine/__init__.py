"""Runs suites on variants of a program, each run in a process of its own."""
