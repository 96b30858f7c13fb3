"""Every public function and method says what goes in, what comes out and what it raises, and shows it by an example."""

import ast
import doctest
import inspect
import pkgutil
import re
import shutil
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import pytest
from code_blocks import blocks, run_python

import bpextract as bp

PAGE = (Path(__file__).parent.parent / "docs" / "api.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^::: (\S+)", PAGE, re.MULTILINE)
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


def members(name: str, thing: Any) -> Iterator[tuple[str, Any]]:
    """Yield the functions and classes of a public thing: itself, and the public methods or, of a module, what it has.

    A property may share the example of its class, and an exception that of the function which raises it.
    """
    if isinstance(thing, ModuleType):
        public = getattr(thing, "__all__", [key for key in vars(thing) if key[0] != "_"])
        for key in public:
            if getattr(vars(thing)[key], "__module__", "").startswith("bpextract."):
                yield from members(f"{name}.{key}", vars(thing)[key])
    elif inspect.isclass(thing) and not issubclass(thing, Exception):
        yield name, thing
        homes = [home for home in thing.__mro__ if home.__module__.startswith("bpextract.")]
        for key in sorted({key for home in homes for key in vars(home) if key[0] != "_"}):
            method = inspect.getattr_static(thing, key)
            method = getattr(method, "__func__", method)
            if isinstance(method, FunctionType):
                yield f"{name}.{key}", method
    elif callable(thing) and not inspect.isclass(thing):
        yield name, inspect.unwrap(thing)


def public() -> dict[str, Any]:
    """Return all that `bpextract` exports and the page of functions shows, by name."""
    exported = {f"bpextract.{name}": getattr(bp, name) for name in bp.__all__}
    named = exported | {name: pkgutil.resolve_name(name) for name in SHOWN}
    every = [found for name, thing in named.items() for found in members(name, thing)]
    return dict({id(thing): (name, thing) for name, thing in reversed(every)}.values())


def examples(thing: Any) -> list[doctest.Example]:
    """Return the examples of a docstring that are run."""
    every = doctest.DocTestParser().get_examples(inspect.getdoc(thing) or "")
    return [example for example in every if not example.options.get(doctest.SKIP)]


def unsaid(function: FunctionType) -> set[str]:
    """Return the parameters and the errors raised in a function of which its docstring does not speak."""
    doc = inspect.getdoc(function) or ""
    names = {name.lstrip("*") for name in inspect.signature(function).parameters} - {"self", "cls"}
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    raised = [
        node.exc.func for node in ast.walk(tree) if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call)
    ]
    names |= {ast.unparse(error) for error in raised}
    return {name for name in names if not re.search(rf"\b{name}\b", doc)}


PUBLIC = public()
NEEDS_JAVA = pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java")
RUN = [
    pytest.param(name, id=name, marks=[pytest.mark.cluster, NEEDS_JAVA] if ".spark." in name else [])
    for name, thing in PUBLIC.items()
    if examples(thing)
]


@pytest.fixture(scope="module")
def begun(tmp_path_factory) -> tuple[dict[str, Any], Path]:
    """What the examples go on from: the names and the files that the first lines of the page make."""
    pytest.importorskip("splink", reason='splink is missing: pip install "bpextract[link]"')
    folder = tmp_path_factory.mktemp("examples")
    namespace: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for block in blocks(PAGE):
            run_python(block.code, namespace, folder / "begun.py")
    return namespace, folder


def test_every_public_function_method_and_class_has_an_example():
    without = [name for name, thing in PUBLIC.items() if not examples(thing)]
    assert not without, "these need an example in their docstring (`>>> `):\n" + "\n".join(without)


def test_every_parameter_and_error_is_spoken_of():
    faults = {name: unsaid(thing) for name, thing in PUBLIC.items() if isinstance(thing, FunctionType)}
    assert {name: missing for name, missing in faults.items() if missing} == {}


@pytest.mark.parametrize("name", RUN)
def test_examples_say_what_happens(name, begun, monkeypatch):
    namespace, folder = begun
    monkeypatch.chdir(folder)
    for variable, value in {"SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}.items():
        monkeypatch.setenv(variable, value)
    text = inspect.getdoc(PUBLIC[name])
    test = doctest.DocTestParser().get_doctest(text, namespace, name, name, 0)
    said: list[str] = []
    failed = doctest.DocTestRunner(optionflags=FLAGS).run(test, out=said.append).failed
    assert not failed, "".join(said)


def test_what_lacks_an_example_or_a_word_is_seen():
    def bare(path: Path) -> None:
        """Write.

        >>> bare("x")  # doctest: +SKIP
        """
        raise ValueError(path)

    assert examples(bare) == []
    assert unsaid(bare) == {"path", "ValueError"}
    assert {"bpextract.Result.to_excel", "bpextract.Result.text", "bpextract.places.units"} <= PUBLIC.keys()
    assert "bpextract.Result.people" not in PUBLIC
    assert not any(name.endswith("InputError") for name in PUBLIC)
