"""Judges suites: gathers evidence, and draws verdicts and kill matrices from it."""
