"""Lays out graphs with Graphviz; a script that runs in a process of its own.

Graphviz is a C library: in its own process it can neither take the build down nor keep it waiting. It gets numbers
only, no text of anybody's: one JSON object a line comes in, and what Graphviz calls its plain format goes out, in the
same order, each up to a line `stop`.
"""

import json
import sys
from typing import Any

STEPS = "1"
"""Bounds of the network simplex (nslimit, nslimit1): with more of them, large graphs take minutes."""
CURVED = 150
"""Larger graphs get straight edges: curves around boxes cost more than all else together."""


def main() -> None:
    """Answers every line until there are no more."""
    import pygraphviz

    out = sys.stdout.buffer
    for line in sys.stdin:
        out.write(pygraphviz.AGraph(string=_dot(json.loads(line))).draw(prog="dot", format="plain"))
        out.flush()


def _dot(graph: dict[str, Any]) -> str:
    splines = "spline" if len(graph["sizes"]) <= CURVED else "line"
    lines = [
        f"digraph {{ rankdir={graph['direction']}; nslimit={STEPS}; nslimit1={STEPS}; mclimit=0.3; splines={splines};",
        'nodesep=0.28; ranksep=0.75; node [shape=box, fixedsize=true, label=""]; edge [arrowsize=0.7];',
    ]
    for number, (width, height) in enumerate(graph["sizes"]):
        lines.append(f"{number} [width={width / 72:.3f}, height={height / 72:.3f}];")
    for number, members in enumerate(graph["groups"]):
        inside = " ".join(f"{member};" for member in members)
        lines.append(f"subgraph cluster_{number} {{ margin=22; {inside} }}")
    lines += [f"{tail} -> {head};" for tail, head in graph["edges"]]
    lines += [f"{left} -> {right} [style=invis];" for left, right in graph["beside"]]
    return "\n".join([*lines, "}"])


if __name__ == "__main__":
    main()
