"""Run the tests on both processors: `python -m tests`, or `--quick` for those without browsers and MariaDB.

What fails while other tests keep the machine busy is run again by itself, twice at the most: what is broken
fails each time. More than a few failures are no accident and end the run at once. What was run again is the
last line.
"""

import subprocess
import sys
import tempfile
from dataclasses import dataclass, field

import pytest

WORKERS = 3  # on two processors: a test waits more than it computes
MOST_RETRIED = 30  # of some 9,500
QUICK = ("-m", "not mariadb", "--ignore", "tests/browser", "--ignore", "tests/engines")


@dataclass
class Failures:
    """A plugin that notes which tests failed, in the order they did."""

    names: list[str] = field(default_factory=list)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test fails in its set-up, its call or its end, or in several of them."""
        if report.failed and report.nodeid not in self.names:
            self.names.append(report.nodeid)


def run(selection: list[str]) -> int:
    """Run these tests, a file's on one worker; the exit code of pytest, after the retry if there was one."""
    failures = Failures()
    spread = ["--numprocesses", str(WORKERS), "--dist", "loadfile", "--no-loadscope-reorder"]
    code = pytest.main([*spread, *selection], plugins=[failures])
    if code != pytest.ExitCode.TESTS_FAILED or not failures.names:
        return code
    if len(failures.names) > MOST_RETRIED:
        print(f"{len(failures.names)} tests failed: too many to run them once more")
        return code
    with tempfile.TemporaryDirectory() as cache:
        again = [sys.executable, "-m", "pytest", "-o", f"cache_dir={cache}"]
        code = subprocess.run([*again, *failures.names], check=False).returncode
        if code == pytest.ExitCode.TESTS_FAILED:
            code = subprocess.run([*again, "--last-failed", "tests"], check=False).returncode
    print(f"Run again, {'some failed each time' if code else 'all passed'}: {' '.join(failures.names)}")
    return code


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(run([*QUICK, *given[1:]] if given[:1] == ["--quick"] else given))
