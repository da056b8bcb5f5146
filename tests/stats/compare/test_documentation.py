"""Whatever is offered is documented: shapes, what comes back, what is refused; and its examples are true."""

import dataclasses
import doctest
import importlib
import inspect
import pkgutil

import pytest

from hueandcry.stats import compare

FUNCTIONS = sorted(name for name in compare.__all__ if inspect.isfunction(getattr(compare, name)))
RESULTS = sorted(name for name in compare.__all__ if dataclasses.is_dataclass(getattr(compare, name)))
FILES = sorted(file.name for file in pkgutil.iter_modules(compare.__path__))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_function_tells_its_parameters_answers_and_errors(name):
    function = getattr(compare, name)
    told = inspect.getdoc(function)

    for heading in ("Parameters\n---", "Returns\n---", "Raises\n---"):
        assert heading in told
    for parameter in inspect.signature(function).parameters:
        assert parameter in told.split("Returns\n---")[0]


@pytest.mark.parametrize("name", RESULTS)
def test_result_is_frozen_and_tells_its_fields(name):
    result = getattr(compare, name)
    told = "".join(inspect.getdoc(one) for one in result.__mro__ if dataclasses.is_dataclass(one))

    assert result.__dataclass_params__.frozen
    assert [field.name for field in dataclasses.fields(result) if field.name not in told] == []


@pytest.mark.parametrize("file", FILES)
def test_examples_are_true(file):
    found = doctest.testmod(importlib.import_module(f"hueandcry.stats.compare.{file}"))

    assert found.failed == 0
