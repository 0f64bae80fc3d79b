"""Variants of a program: mutants, stubs, rewritten and instrumented sources."""
