"""Settings: documented and safe."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(
    r"""(?:_text|_flag|_list|_number|_database|environ\.get|getenv)\(\s*"([A-Z][A-Z_]+)\""""
)
OTHERS = {"DJANGO_SETTINGS_MODULE", "PATH", "CI"}  # Django's, the system's


def test_every_setting_read_from_the_environment_is_documented():
    sources = (ROOT / "src").rglob("*.py")
    read = {name for path in sources for name in READ.findall(path.read_text())} - OTHERS
    page = (ROOT / "docs/operators/settings.md").read_text()
    documented = set(re.findall(r"^\| `([A-Z_]+)`", page, re.M))

    assert documented == read


def test_the_secret_is_made_once_and_kept_from_others(tmp_path):
    code = "from actionline.config import settings; print(settings.SECRET_KEY)"
    keys = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"ACTIONLINE_DATA": str(tmp_path)},
        ).stdout
        for _start in range(2)
    ]

    assert keys[0] == keys[1]
    assert len(keys[0]) > 50
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


def test_a_public_site_passes_djangos_own_check(tmp_path):
    """With https switched on, `check --deploy` has nothing to say."""
    answer = subprocess.run(
        [sys.executable, "-m", "actionline", "check", "--deploy", "--fail-level", "WARNING"],
        capture_output=True,
        text=True,
        env={
            "ACTIONLINE_DATA": str(tmp_path),
            "ACTIONLINE_HTTPS": "1",
            "ACTIONLINE_HOSTS": "actionline.example",
        },
    )

    assert answer.returncode == 0, answer.stderr
