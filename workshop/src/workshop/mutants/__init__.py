"""The catalogue of mutants, and planting one by hand."""
