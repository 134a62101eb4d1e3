"""Hold the locked dependencies against the known vulnerabilities, and say how many could be."""

import json
import subprocess
import sys
from pathlib import Path

KNOWN = Path(__file__).with_name("audit-ignore.txt")


def main() -> int:
    """Return 1 where a locked version has a known vulnerability that nobody has looked at."""
    result = subprocess.run(  # noqa: S603 - our own tool, on the lock file on standard input
        [
            Path(sys.executable).with_name("pip-audit"),
            "--requirement=/dev/stdin",
            "--disable-pip",
            "--no-deps",
            "--format=json",
            "--progress-spinner=off",
        ],
        stdin=sys.stdin,
        capture_output=True,
        check=False,
    )
    if not result.stdout:
        sys.stderr.write(result.stderr.decode())
        sys.stdout.write("The vulnerability list could not be reached: nothing was audited.\n")
        return 0
    dependencies = json.loads(result.stdout)["dependencies"]
    audited = [each for each in dependencies if "skip_reason" not in each]
    looked_at = {line.split()[0] for line in KNOWN.read_text().splitlines() if line[:1].isalpha()}
    found = [
        f"{each['name']} {each['version']}: {hole['id']} (fixed in {hole['fix_versions']})"
        for each in audited
        for hole in each["vulns"]
        if hole["id"] not in looked_at
    ]
    sys.stdout.write("".join(f"{line}\n" for line in found))
    sys.stdout.write(
        f"Audited {len(audited)} of {len(dependencies)} dependencies: "
        f"{len(found)} known vulnerabilities.\n"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
