"""Grades on many machines, with Dask: `coordinator` and `workers` run on the teacher's, `remote` on the others."""
