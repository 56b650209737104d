"""What may happen to a repository, and which findings it must lead to: nothing for what is harmless."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from bench.truth.world import Module, Service, World, function, specification

Expected = set[tuple[str, str, str]]
"""Rule (`mention-gone:path` and so on), document, and what distinguishes the finding."""


@dataclass
class Case:
    """Files after a mutation (None: deleted), those of later commits, and the findings that are due in the end."""

    files: dict[str, str | None] = field(default_factory=dict)
    expected: Expected = field(default_factory=set)
    later: list[dict[str, str | None]] = field(default_factory=list)


Mutation = Callable[[World, Service, random.Random], Case]


def _named(made: World, kind: str, things: Iterable[str]) -> Expected:
    wanted = set(things)
    return {
        (f"mention-gone:{kind}", claim.document, claim.thing)
        for claim in made.claims
        if claim.kind == kind and claim.thing in wanted
    }


def _stale(service: Service) -> Expected:
    return {("doc-stale", service.locked, "")}


def _module(service: Service, chance: random.Random) -> Module:
    return chance.choice(service.modules)


def rename_file(made: World, service: Service, chance: random.Random) -> Case:
    old = _module(service, chance).path
    stem, _, ending = old.rpartition(".")
    new = f"{stem}_next.{ending}"
    return Case({old: None, new: made.files[old]}, _named(made, "path", [old]) | _stale(service))


def rename_folder(made: World, service: Service, _chance: random.Random) -> Case:
    files: dict[str, str | None] = {}
    for module in service.modules:
        files |= {
            module.path: None,
            module.path.replace("/src/", "/src/core_"): made.files[module.path],
        }
    things = [f"{service.package}/", *(module.path for module in service.modules)]
    return Case(files, _named(made, "path", things) | _stale(service))


def rename_twice(made: World, service: Service, chance: random.Random) -> Case:
    case = rename_file(made, service, chance)
    new = next(path for path, text in case.files.items() if text is not None)
    case.later.append({new: None, new.replace("_next.", "_after."): case.files[new]})
    return case


def rename_and_edit(made: World, service: Service, chance: random.Random) -> Case:
    """The file gets another name and another function in one commit."""
    case = rename_file(made, service, chance)
    new = next(path for path, text in case.files.items() if text is not None)
    case.files[new] = f"{case.files[new]}{function('added_lately', new)}"
    return case


def document_edited_later(made: World, service: Service, chance: random.Random) -> Case:
    """Somebody corrects a word elsewhere in the documents, and overlooks the name that is gone."""
    case = remove_file(made, service, chance)
    documents = {document for rule, document, _ in case.expected if rule != "doc-stale"}
    case.later.append({path: made.files[path].replace("More.", "Much more.") for path in documents})
    return case


def document_moved_later(made: World, service: Service, chance: random.Random) -> Case:
    case = rename_file(made, service, chance)
    old, new = f"docs/{service.name}.md", f"handbook/{service.name}.md"
    case.later.append({old: None, new: made.files[old]})
    case.expected = {
        (rule, new if path == old else path, text) for rule, path, text in case.expected
    }
    return case


def mended_at_once(made: World, service: Service, chance: random.Random) -> Case:
    """The commit that renames the file corrects every document that names it."""
    case = rename_file(made, service, chance)
    old, new = (path.rpartition("/")[2] for path in case.files)
    for _, document, _ in sorted(case.expected):
        case.files[document] = made.files[document].replace(old, new)
    case.expected = _stale(service)
    return case


def back_again(made: World, service: Service, chance: random.Random) -> Case:
    """A file goes and comes back."""
    path = _module(service, chance).path
    return Case({path: None}, set(), [{path: made.files[path]}])


def remove_file(made: World, service: Service, chance: random.Random) -> Case:
    gone = _module(service, chance)
    expected = _named(made, "path", [gone.path]) | _named(made, "symbol", gone.functions)
    return Case(
        {gone.path: None}, expected | _named(made, "variable", [gone.variable]) | _stale(service)
    )


def remove_target(made: World, service: Service, chance: random.Random) -> Case:
    target = chance.choice(service.targets)
    path = f"{service.folder}/Makefile"
    rows = made.files[path].split("\n")
    at = rows.index(f"{target}:")
    return Case(
        {path: "\n".join(rows[:at] + rows[at + 2 :])}, _named(made, "target", [f"make {target}"])
    )


def rename_target(made: World, service: Service, chance: random.Random) -> Case:
    target = chance.choice(service.targets)
    path = f"{service.folder}/Makefile"
    text = made.files[path].replace(f"{target}:", f"{target}-all:")
    return Case({path: text}, _named(made, "target", [f"make {target}"]))


def remove_script(made: World, service: Service, chance: random.Random) -> Case:
    script = chance.choice(service.scripts)
    path = f"{service.folder}/package.json"
    text = made.files[path].replace(f'"{script}"', f'"other-{script}"')
    return Case({path: text}, _named(made, "target", [f"npm run {script}"]))


def drop_variable(made: World, service: Service, chance: random.Random) -> Case:
    module = _module(service, chance)
    text = made.files[module.path]
    for read in (
        f'os.environ["{module.variable}"] + ',
        f'os.Getenv("{module.variable}") + ',
        f"process.env.{module.variable} + ",
    ):
        text = text.replace(read, "")
    return Case({module.path: text}, _named(made, "variable", [module.variable]))


def rename_variable(made: World, service: Service, chance: random.Random) -> Case:
    module = _module(service, chance)
    text = made.files[module.path].replace(module.variable, f"{module.variable}_BASE")
    return Case({module.path: text}, _named(made, "variable", [module.variable]))


def rename_symbol(made: World, service: Service, chance: random.Random) -> Case:
    module = _module(service, chance)
    name = module.functions[1]
    text = made.files[module.path].replace(f"{name}(", f"{name}Anew(")
    return Case({module.path: text}, _named(made, "symbol", [name]) | _stale(service))


def remove_symbol(made: World, service: Service, chance: random.Random) -> Case:
    module = _module(service, chance)
    name = module.functions[1]
    text = made.files[module.path].replace(function(name, module.path), "")
    return Case({module.path: text}, _named(made, "symbol", [name]) | _stale(service))


def change_signature(made: World, service: Service, chance: random.Random) -> Case:
    module = _module(service, chance)
    name = module.functions[1]
    new = function(name, module.path, argument="parcel")
    text = made.files[module.path].replace(function(name, module.path), new)
    return Case({module.path: text}, _stale(service))


def add_operation(_made: World, service: Service, _chance: random.Random) -> Case:
    more = replace(service, operations=[*service.operations, f"PUT /{service.name}s/{{id}}"])
    return Case({f"{service.folder}/openapi.yaml": specification(more)}, _stale(service))


def remove_operation(made: World, service: Service, chance: random.Random) -> Case:
    gone = chance.choice(service.operations)
    less = replace(service, operations=[o for o in service.operations if o != gone])
    expected = {
        ("endpoint-unknown", c.document, gone)
        for c in made.claims
        if c.kind == "endpoint" and c.thing == gone
    }
    return Case({f"{service.folder}/openapi.yaml": specification(less)}, expected | _stale(service))


def move_heading(made: World, service: Service, _chance: random.Random) -> Case:
    path = f"{service.folder}/README.md"
    text = made.files[path].replace("## First steps", "## How to begin")
    return Case(
        {path: text},
        {("link-broken", f"{service.folder}/docs/guide.md", "../README.md#first-steps")},
    )


def move_heading_elsewhere(made: World, service: Service, _chance: random.Random) -> Case:
    """A section goes from one page to another."""
    path, other = f"{service.folder}/README.md", f"docs/{service.name}.md"
    row = "## First steps\n"
    files: dict[str, str | None] = {
        path: made.files[path].replace(row, ""),
        other: made.files[other].replace("## Later on\n", f"## Later on\n\n{row}"),
    }
    guide = f"{service.folder}/docs/guide.md"
    return Case(files, {("link-broken", guide, "../README.md#first-steps")})


def move_document(made: World, service: Service, _chance: random.Random) -> Case:
    path = f"{service.folder}/README.md"
    guide = f"{service.folder}/docs/guide.md"
    new = f"{service.folder}/OVERVIEW.md"
    return Case(
        {path: None, new: made.files[path]}, {("link-broken", guide, "../README.md#first-steps")}
    )


def change_copied(made: World, service: Service, _chance: random.Random) -> Case:
    path = f"{service.folder}/deploy.yaml"
    text = made.files[path].replace("replicas: 3", "replicas: 5")
    return Case({path: text}, {("snippet-drifted", f"{service.folder}/docs/guide.md", path)})


def reformat(made: World, service: Service, _chance: random.Random) -> Case:
    files: dict[str, str | None] = {}
    for module in service.modules:
        files[module.path] = (
            made.files[module.path].replace("\n\n", "\n\n\n").replace("(order", "( order")
        )
    return Case(files)


def comment(made: World, service: Service, _chance: random.Random) -> Case:
    marks = {"py": "#", "go": "//", "ts": "//"}
    return Case(
        {
            m.path: f"{made.files[m.path]}\n{marks[m.path.rpartition('.')[2]]} Said once more.\n"
            for m in service.modules
        }
    )


def body(made: World, service: Service, chance: random.Random) -> Case:
    module = _module(service, chance)
    return Case({module.path: made.files[module.path].replace("return ", "return order + ")})


def move_tree(made: World, service: Service, _chance: random.Random) -> Case:
    """The service with all its documents; what names it from outside, by its whole path, is truly gone."""
    files: dict[str, str | None] = {}
    for path, text in made.files.items():
        if path.startswith(f"{service.folder}/"):
            files |= {path: None, f"apps/{path.removeprefix('services/')}": text}
    # Documents that write whole paths would be wrong: here all write them from the service.
    for path, text in made.files.items():
        at = (
            files.get(f"apps/{path.removeprefix('services/')}")
            and f"apps/{path.removeprefix('services/')}"
        )
        if path.endswith(".md") and service.folder in text and path != "CHANGELOG.md":
            files[at or path] = text.replace(f"{service.folder}/", f"apps/{service.name}/")
    return Case(files)


def licence_year(made: World, _service: Service, _chance: random.Random) -> Case:
    return Case(
        {p: t.replace("(c) 2025", "(c) 2026") for p, t in made.files.items() if "(c) 2025" in t}
    )


def sweep(made: World, _service: Service, _chance: random.Random) -> Case:
    return Case(
        {
            p: t.replace("return a + ", "return a  +  ")
            for p, t in made.files.items()
            if p.startswith("lib/part")
        }
    )


def generated(made: World, _service: Service, _chance: random.Random) -> Case:
    return Case(
        {"lib/api_pb2.py": made.files["lib/api_pb2.py"] + "NEW = 2\n", "vendor.lock": "b\n"}
    )


def ignored(_made: World, _service: Service, _chance: random.Random) -> Case:
    return Case({"dist/report.json": "{}\n", "build.log": "x\n"})


def unnamed(_made: World, _service: Service, _chance: random.Random) -> Case:
    return Case(
        {
            "lib/part1/unit_1.py": None,
            "lib/part1/unit_renamed.py": "# (c) 2025 Acme\n\n\ndef unit_1(a):\n    return a + 1\n",
        }
    )


def examples(made: World, service: Service, _chance: random.Random) -> Case:
    path = f"docs/{service.name}.md"
    more = "\nSay `src/your_file.py`, `YOUR_TOKEN_HERE`, `your_function()`, `make yours` or `GET /yours`.\n"
    return Case({path: made.files[path] + more})


HARMFUL: tuple[Mutation, ...] = (
    rename_file,
    rename_twice,
    rename_and_edit,
    rename_folder,
    remove_file,
    document_edited_later,
    document_moved_later,
    mended_at_once,
    remove_target,
    rename_target,
    remove_script,
    drop_variable,
    rename_variable,
    rename_symbol,
    remove_symbol,
    change_signature,
    add_operation,
    remove_operation,
    move_heading,
    move_heading_elsewhere,
    move_document,
    change_copied,
)
HARMLESS: tuple[Mutation, ...] = (
    reformat,
    comment,
    body,
    move_tree,
    licence_year,
    sweep,
    generated,
    ignored,
    unnamed,
    examples,
    back_again,
)
