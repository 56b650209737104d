"""Lays out graphs with Graphviz; a script that runs in a process of its own.

Graphviz is a C library: in its own process it can neither take the build down nor keep it waiting. It gets numbers
only, no text of anybody's: one JSON object a line comes in, one goes out, in the same order.
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

    for line in sys.stdin:
        graph = json.loads(line)
        made = pygraphviz.AGraph(string=_dot(graph)).draw(prog="dot", format="json0")
        sys.stdout.write(json.dumps(_places(graph, json.loads(made))) + "\n")
        sys.stdout.flush()


def _dot(graph: dict[str, Any]) -> str:
    splines = "spline" if len(graph["sizes"]) <= CURVED else "line"
    lines = [
        f"digraph {{ rankdir={graph['direction']}; nslimit={STEPS}; nslimit1={STEPS}; mclimit=0.3; splines={splines};",
        'nodesep=0.28; ranksep=0.75; node [shape=box, fixedsize=true, label=""]; edge [arrowsize=0.7];',
    ]
    for number, (width, height) in enumerate(graph["sizes"]):
        lines.append(f"n{number} [width={width / 72:.3f}, height={height / 72:.3f}];")
    for number, members in enumerate(graph["groups"]):
        inside = " ".join(f"n{member};" for member in members)
        lines.append(f"subgraph cluster_{number} {{ margin=22; {inside} }}")
    lines += [f"n{tail} -> n{head} [id={i}];" for i, (tail, head) in enumerate(graph["edges"])]
    lines += [f"n{left} -> n{right} [style=invis];" for left, right in graph["beside"]]
    return "\n".join([*lines, "}"])


def _places(graph: dict[str, Any], made: dict[str, Any]) -> dict[str, Any]:
    """Graphviz counts upwards from the lower left; a picture counts downwards from the upper left."""
    _, _, width, height = map(float, made["bb"].split(","))
    boxes = [[0.0, 0.0]] * len(graph["sizes"])
    frames = [[0.0, 0.0, 0.0, 0.0]] * len(graph["groups"])
    for thing in made.get("objects", ()):
        name = thing["name"]
        if name.startswith("cluster_"):
            left, low, right, top = map(float, thing["bb"].split(","))
            frames[int(name[8:])] = [left, height - top, right - left, top - low]
        else:
            x, y = map(float, thing["pos"].split(","))
            number = int(name[1:])
            wide, high = graph["sizes"][number]
            boxes[number] = [x - wide / 2, height - y - high / 2]
    paths: list[list[list[float]]] = [[]] * len(graph["edges"])
    for edge in made.get("edges", ()):
        if "id" in edge:
            paths[int(edge["id"])] = _path(edge["pos"], height)
    return {"width": width, "height": height, "boxes": boxes, "frames": frames, "paths": paths}


def _path(pos: str, height: float) -> list[list[float]]:
    """The points of a curve, with the tip of its arrow behind them."""
    points: list[list[float]] = []
    tip: list[float] = []
    for part in pos.split():
        at = part.split(",")
        point = [float(at[-2]), height - float(at[-1])]
        if at[0] == "e":
            tip = point
        elif at[0] != "s":
            points.append(point)
    return [*points, tip or points[-1]]


if __name__ == "__main__":
    main()
