"""`python -m nlu.evaluation`: a table for people on standard error, JSON on standard output."""

from nlu.quietly import become

if __name__ == "__main__":
    become("nlu.evaluation.run")
