"""Words on the page, filled with values that only the browser knows."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import reflex as rx

from oreai.components.texts import filled

NODE = Path(sys.executable).with_name("node")


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0, "还剩 0 天"), (30, "还剩 30 天"), ("三", "还剩 三 天"), ("$& 和 {days}", "还剩 $& 和 {days} 天")],
)
def test_a_word_is_filled_as_it_stands(value: int | str, shown: str):
    """A nought is shown as one, and nothing in a value is read as a pattern."""
    words = filled("还剩 {days} 天", days=rx.Var("days"))
    script = f"const days = {json.dumps(value)}; process.stdout.write({words!s})"
    assert subprocess.run([NODE, "-e", script], capture_output=True, text=True, check=True).stdout == shown
