"""The door to sarif-om leads to its classes, and what they hold comes out as the standard spells it."""

from __future__ import annotations

import json

import attr
import pytest
import sarif_om

from proxylint.report import sarif  # noqa: F401  defines shapes
from proxylint.report import sarif_model as model
from proxylint.report.sarif_encoding import Encoded, encode
from proxylint.report.sarif_shapes import Hole, known, shape, texts
from tests.cli.run import python

CLASSES = sorted(name for name, value in vars(sarif_om).items() if attr.has(value))


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_is_there_with_its_properties(name: str) -> None:
    mine, theirs = attr.fields(getattr(model, name)), attr.fields(getattr(sarif_om, name))
    assert list(map(written, mine)) == list(map(written, theirs))


def written(field: attr.Attribute[object]) -> tuple[str, object, object]:
    default = field.default.factory() if isinstance(field.default, attr.Factory) else field.default  # type: ignore[arg-type]
    return field.name, default, dict(field.metadata)


def test_a_class_is_loaded_once() -> None:
    assert model.Result is model.Result
    assert model.Result(message=None) == model.Result(message=None)


def test_what_is_no_class() -> None:
    for name in ("Nothing", "_Result", "__path__"):
        with pytest.raises(AttributeError):
            getattr(model, name)


def test_only_what_is_asked_for_is_loaded() -> None:
    code = (
        "import sys; from proxylint.report import sarif_model; sarif_model.Location;"
        "print([name for name in sys.modules if name.startswith('sarif_om')])"
    )
    assert python(["-c", code]).out == "[]\n"


def test_a_level_is_written_though_it_is_the_default() -> None:
    assert encode(model.Result(message=model.Message(text="a"), level="warning")) == (
        '{"level":"warning","message":{"text":"a"}}'
    )


def test_defaults_and_nothing_are_left_out() -> None:
    assert encode(model.Location(id=-1, message=None)) == "{}"
    assert encode(model.Invocation(execution_successful=True, exit_code=0)) == (
        '{"executionSuccessful":true,"exitCode":0}'
    )


def test_the_status_of_a_suppression_has_the_name_of_the_standard() -> None:
    assert encode(model.Suppression(kind="inSource", state="accepted")) == '{"kind":"inSource","status":"accepted"}'


def test_values() -> None:
    value = {"a": ["é\udcff", ("x", 1, True, False)], "b": Encoded('{"c":1}'), "d": "##[group]"}
    text = encode(value)
    assert text.isascii() and "##[" not in text
    assert json.loads(text) == {"a": ["é\ufffd", ["x", 1, True, False]], "b": {"c": 1}, "d": "##[group]"}


@shape("marks")
def sample(hole: Hole) -> object:
    return model.Message(text=hole("text"), markdown=hole("marks"), id="100 %")


def test_a_shape_is_filled() -> None:
    assert json.loads(sample(text=encode("%s 5 %"), marks=encode("%(text)s"))) == {
        "id": "100 %",
        "markdown": "%(text)s",
        "text": "%s 5 %",
    }


def test_what_is_not_there_leaves_nothing() -> None:
    assert sample(text=encode("a"), marks=None) == sample(text=encode("a")) == '{"id":"100 %","text":"a"}'


def test_what_was_made_beforehand_is_the_same() -> None:
    made = texts()
    assert len(made) > 100
    assert made["sample marks"] == '{"id":"100 %%","markdown":%(marks)s,"text":%(text)s}'


def test_what_was_made_beforehand_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(known, "sample", "[%(text)s]")
    monkeypatch.setattr(sample, "_made", {})
    assert sample(text=1) == "[1]"
