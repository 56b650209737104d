"""Runs a command and says what it cost: CPU seconds and peak memory, its children included."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

# The counters of RUSAGE_CHILDREN never go down, so each measurement happens in a process of its own.
PROBE = """
import json, resource, subprocess, sys, time
began = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
wall = time.perf_counter() - began
cpu, errors = used.ru_utime + used.ru_stime, done.stderr.decode()[-500:]
print(json.dumps([cpu, wall, used.ru_maxrss / 1024, done.returncode, errors]))
"""


@dataclass(frozen=True)
class Cost:
    """What a command cost.

    Attributes:
        cpu: user and system seconds of the process and its children.
        wall: seconds that passed: less than `cpu` where things happen side by side, more where others use the machine.
        memory: peak of the largest process, in MB.
        code: exit code.
    """

    cpu: float
    wall: float
    memory: float
    code: int


def cost(command: Sequence[str | Path], folder: Path, **env: str) -> Cost:
    """Measures one run of a command in a folder.

    Raises:
        RuntimeError: the command failed: a crash must not look quick.
    """
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *map(str, command)],
        cwd=folder,
        env={**os.environ, **env},
        capture_output=True,
        text=True,
        check=True,
    )
    cpu, wall, memory, code, errors = json.loads(done.stdout)
    if code:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {code}: {errors}")
    return Cost(cpu, wall, memory, code)
