"""Starting a part that uses Rasa, with what must be set first and without idle warnings."""

import os
import runpy
import sys
import warnings
from typing import NoReturn

from nlu.files import ROOT

# One thread everywhere: more cost processor time and save none on texts this short. No telemetry.
# No cache: Rasa would take an old part for a new one, for it does not look into what parts import.
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "TF_INTRA_OP_PARALLELISM_THREADS": "1",
    "TF_INTER_OP_PARALLELISM_THREADS": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "RASA_TELEMETRY_ENABLED": "false",
    "RASA_MAX_CACHE_SIZE": "0",
    "LOG_LEVEL": "WARNING",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
}


def become(module: str, *arguments: str) -> NoReturn:
    """Run the module in place of this process: the same process id, so that it can be stopped."""
    os.chdir(ROOT)
    command = [sys.executable, "-m", "nlu.quietly", module, *arguments]
    os.execve(sys.executable, command, {**os.environ, **ENVIRONMENT})  # noqa: S606 - ourselves


def main() -> None:
    warnings.showwarning = _say_nothing
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def _say_nothing(*_: object, **__: object) -> None:
    """Rasa's libraries warn of things that only their makers can mend."""


if __name__ == "__main__":
    main()
