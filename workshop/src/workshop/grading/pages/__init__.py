"""The grades of a class as web pages: one for the teacher, and one for each learner."""
