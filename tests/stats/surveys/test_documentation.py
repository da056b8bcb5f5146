"""Whatever is offered is documented, frozen, and its examples are true."""

import dataclasses
import doctest
import importlib
import inspect
import pkgutil

import pytest

from hueandcry.stats import surveys

FUNCTIONS = sorted(name for name in surveys.__all__ if inspect.isfunction(getattr(surveys, name)))
RESULTS = sorted(name for name in surveys.__all__ if dataclasses.is_dataclass(getattr(surveys, name)))
FILES = sorted(file.name for file in pkgutil.iter_modules(surveys.__path__))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_function_tells_its_parameters(name):
    function = getattr(surveys, name)
    told = inspect.getdoc(function)

    assert [parameter for parameter in inspect.signature(function).parameters if parameter not in told] == []


@pytest.mark.parametrize("name", RESULTS)
def test_dataclass_is_frozen_and_tells_its_fields(name):
    result = getattr(surveys, name)
    told = "".join(inspect.getdoc(one) for one in result.__mro__ if dataclasses.is_dataclass(one))
    given = [field.name for field in dataclasses.fields(result) if field.init]

    assert result.__dataclass_params__.frozen
    assert [field for field in given if field not in told] == []


@pytest.mark.parametrize("file", FILES)
def test_examples_are_true(file):
    found = doctest.testmod(importlib.import_module(f"hueandcry.stats.surveys.{file}"))

    assert found.failed == 0
