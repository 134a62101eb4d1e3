"""The directory that ships, loaded once for all of these tests."""

import pytest

from directory.model import Directory
from directory.shipped import shipped


@pytest.fixture(scope="session")
def directory() -> Directory:
    return shipped()
