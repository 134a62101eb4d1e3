"""`python -m nlu.evaluation`: a table for people on standard error, JSON on standard output."""

import os
import sys

from nlu.environment import QUIET_AND_SINGLE
from nlu.files import ROOT

if __name__ == "__main__":
    os.chdir(ROOT)
    os.execve(  # noqa: S606 - our own interpreter, with the settings that must come before Rasa
        sys.executable,
        [sys.executable, "-m", "nlu.evaluation.run"],
        {**os.environ, **QUIET_AND_SINGLE},
    )
