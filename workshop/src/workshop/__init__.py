"""Judges tests: runs a suite against a program, correct and with planted bugs, and says which test noticed which."""
