"""From a reviewed definition to a query, and to what the source at hand cannot say."""

from sulis.definition.compare import Comparison, Difference, compare
from sulis.definition.compiled import Compiled, compile_definition, unexpressed
from sulis.definition.examples import ExampleResult, run_examples
from sulis.definition.losses import Effect, Unexpressed
from sulis.definition.words import arrangement_words, criteria_words, render, unexpressed_words

__all__ = [
    "Comparison",
    "Compiled",
    "Difference",
    "Effect",
    "ExampleResult",
    "Unexpressed",
    "arrangement_words",
    "compare",
    "compile_definition",
    "criteria_words",
    "render",
    "run_examples",
    "unexpressed",
    "unexpressed_words",
]
