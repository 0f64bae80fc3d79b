"""The grades of a class in the formats of other programs, a module each; `formats` has the table of them."""
