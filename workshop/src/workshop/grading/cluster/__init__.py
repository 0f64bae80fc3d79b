"""Grades on many machines, with Dask: `remote` runs on the workers, everything else on the teacher's machine."""
