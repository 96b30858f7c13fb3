"""Write tests/public_surface.txt: every public name, signature, table and column, as users rely on them.

    python scripts/write_surface.py

Refuses what CHANGELOG.md does not tell: each name that is new, gone or changed stands in backticks in its first
section.
"""

import ast
import dataclasses
import inspect
import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

import bpextract
from bpextract import cli, labels, mentions, places, schema, sources
from bpextract.lexicons.schemas import SCHEMAS

ROOT = Path(__file__).resolve().parent.parent
STORED = ROOT / "tests" / "public_surface.txt"
CHANGELOG = ROOT / "CHANGELOG.md"
_MODULES = {"places": places, "sources": sources, "mentions": mentions}


def surface() -> list[str]:
    """Return a line for each public thing: its kind and name, then what of it can change."""
    lines = [
        line for name in bpextract.__all__ if name not in _MODULES for line in _told(name, getattr(bpextract, name))
    ]
    for module, found in _MODULES.items():
        own = [name for name in dir(found) if not name.startswith("_") and _is_own(getattr(found, name), found)]
        lines += [line for name in own for line in _told(f"{module}.{name}", getattr(found, name))]
    for table, record in {**schema.TABLES, "texts": schema.Text}.items():
        lines += [f"column {table}.{column.name}: {column.dtype}" for column in schema.columns(record)]
    lines += [f"label {each.name}: {each.table}" for each in labels.LABELS]
    lines += [f"lexicon {name}: {' '.join(each.columns)}" for name, each in SCHEMAS.items()]
    lines += list(_commands())
    return sorted(set(lines))


def changed(before: list[str], after: list[str]) -> dict[str, str]:
    """Return what differs, by its name: what it was and what it is."""
    then, now = (dict(line.partition(":")[::2] for line in lines) for lines in (before, after))
    names = [name for name in sorted({*then, *now}) if then.get(name) != now.get(name)]
    return {name: f"{then.get(name, ' none')} →{now.get(name, ' none')}" for name in names}


def untold(names: Iterator[str] | list[str], changelog: str) -> list[str]:
    """Return those of the changed names that the first section of a changelog does not name in backticks.

    Of `function bpextract.read` that is `read`, of `column people.name` both parts, of an option its long form.
    """
    first = changelog.split("\n## ")[1] if "\n## " in changelog else ""
    told = " ".join(re.findall(r"`([^`]+)`", first))
    words = set(re.findall(r"[\w-]+", told))
    return [name for name in names if not set(re.split(r"[ .]", name)[1:][-1:]) <= words]


def _is_own(thing: Any, module: Any) -> bool:
    home = getattr(thing, "__module__", "")
    return callable(thing) and isinstance(home, str) and home.startswith(module.__name__)


def _told(name: str, thing: Any) -> Iterator[str]:
    if inspect.isclass(thing):
        yield f"class {name}: {' '.join(base.__name__ for base in thing.__bases__)}"
        fields = dataclasses.fields(thing) if dataclasses.is_dataclass(thing) else ()
        yield from (f"field {name}.{field.name}: {_plain(field.type)}" for field in fields if field.name[0] != "_")
        for attribute in sorted({*dir(thing)} - {*dir(object)}):
            found = inspect.getattr_static(thing, attribute)
            function = getattr(found, "__func__", found)
            if attribute[0] != "_" and inspect.isfunction(function):
                yield f"method {name}.{attribute}: {_signature(function)}"
            elif attribute[0] != "_" and isinstance(found, property):
                yield f"property {name}.{attribute}:"
        init = thing.__dict__.get("__init__")
        if inspect.isfunction(init) and Path(init.__code__.co_filename).is_file():  # else made from the fields
            yield f"method {name}.__init__: {_signature(init)}"
    elif inspect.isfunction(thing):
        yield f"function {name}: {_signature(inspect.unwrap(thing))}"


def _signature(function: Any) -> str:
    """Return a signature as the source has it, which no version of Python or pandas words in another way."""
    node = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    assert isinstance(node, ast.FunctionDef)
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    return f"({ast.unparse(node.args)}){returns}"


def _plain(kind: Any) -> str:
    said = kind if isinstance(kind, str) else getattr(kind, "__name__", None) if inspect.isclass(kind) else str(kind)
    return re.sub(r"\b(?:\w+\.)+(\w+)", r"\1", said or str(kind))


def _commands() -> Iterator[str]:
    for name, command in typer.main.get_command(cli.app).commands.items():  # type: ignore[attr-defined]
        yield f"command {name}:"
        for parameter in command.params:
            names = " ".join(parameter.opts)
            many = " …" if parameter.multiple or parameter.nargs == -1 else ""
            yield f"option {name}.{parameter.opts[-1]}: {names} {parameter.default!r}{many}"


def main() -> None:
    """Write the surface as it is, unless the changelog does not tell what changed."""
    after = surface()
    before = STORED.read_text(encoding="utf-8").splitlines() if STORED.is_file() else after
    missing = untold(list(changed(before, after)), CHANGELOG.read_text(encoding="utf-8"))
    if missing:
        sys.exit(
            "name these in backticks in the first section of CHANGELOG.md, then run this again:\n" + "\n".join(missing)
        )
    STORED.write_text("\n".join(after) + "\n", encoding="utf-8")
    print(f"{len(after)} lines → {STORED.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
