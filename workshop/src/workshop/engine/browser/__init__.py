"""Runs suites inside this one interpreter, as a page in a browser has to: it has no processes and no threads."""
