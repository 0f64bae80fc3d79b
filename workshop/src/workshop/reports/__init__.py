"""Shows verdicts and kill matrices: on a terminal, as Markdown, SVG and JSON."""
