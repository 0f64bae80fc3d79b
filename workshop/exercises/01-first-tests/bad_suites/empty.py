# judged: empty
"""Nothing is tested yet."""
