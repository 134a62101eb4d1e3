"""Settings are documented, the compose file is valid, and secrets are refused when foolish."""

import re
import shutil
import subprocess
from base64 import b64encode
from pathlib import Path

import pytest
import yaml

from bot.errors import SettingsError
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
KEY = b64encode(b"k" * 32).decode()
GOOD = {
    "WAYMARK_DATABASE_URL": "postgresql://somewhere/waymark",
    "WAYMARK_KEYS": f"one={KEY},person={KEY}",
    "WAYMARK_NLU_TOKEN": "n" * 32,
}


def test_every_setting_is_explained_in_the_example() -> None:
    read = set(re.findall(r"WAYMARK_[A-Z_]+", (ROOT / "bot" / "settings.py").read_text()))
    explained = re.findall(r"^(WAYMARK_[A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M)
    assert read == set(explained)


def test_good_settings_are_taken() -> None:
    assert Settings.from_env(GOOD).inbox_address.port == 8081


@pytest.mark.parametrize(
    ("name", "foolish"),
    [
        ("WAYMARK_DATABASE_URL", "sqlite:///waymark.db"),
        ("WAYMARK_KEYS", ""),
        ("WAYMARK_KEYS", f"person={KEY}"),
        ("WAYMARK_KEYS", f"one={b64encode(b'short').decode()},person={KEY}"),
        ("WAYMARK_KEYS", f"one=not base64,person={KEY}"),
        ("WAYMARK_NLU_TOKEN", "secret"),
        ("WAYMARK_TELEGRAM_TOKEN", "changeme"),
        ("WAYMARK_TELEGRAM_API", "telegram"),
        ("WAYMARK_INBOX_ADDRESS", "8081"),
        ("WAYMARK_LOG_LEVEL", "LOUD"),
    ],
)
def test_a_foolish_value_is_refused_by_name(name: str, foolish: str) -> None:
    with pytest.raises(SettingsError, match=name):
        Settings.from_env({**GOOD, name: foolish})


def test_a_webhook_without_a_secret_is_refused() -> None:
    with pytest.raises(SettingsError, match="WAYMARK_WEBHOOK_SECRET"):
        Settings.from_env({**GOOD, "WAYMARK_WEBHOOK_URL": "https://help.example"})


def test_every_service_is_checked_and_ours_run_without_privileges() -> None:
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    services = compose["services"]
    assert set(services) == {"database", "nlu", "bot", "inbox"}
    assert all("healthcheck" in service for service in services.values())
    for name in ("nlu", "bot", "inbox"):
        assert services[name]["read_only"], name
        assert services[name]["cap_drop"] == ["ALL"], name
    for file in ("Dockerfile", "nlu/Dockerfile"):
        assert re.search(r"^USER (?!root)", (ROOT / file).read_text(), re.M), file


def test_docker_compose_takes_the_file() -> None:
    tool = shutil.which("docker-compose")
    if tool is None:
        pytest.skip("docker-compose is not installed here")
    env = {"POSTGRES_PASSWORD": "p", "WAYMARK_KEYS": "k", "WAYMARK_NLU_TOKEN": "n"}
    done = subprocess.run(
        [tool, "--file", ROOT / "docker-compose.yml", "config", "--quiet"],
        env=env,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
