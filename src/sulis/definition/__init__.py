"""From a reviewed definition to a query, and to what the source at hand cannot say."""

from sulis.definition.compare import Comparison, Difference, compare
from sulis.definition.compiled import Compiled, compile_definition, unexpressed
from sulis.definition.examples import ExampleResult, run_examples
from sulis.definition.losses import Effect, Unexpressed
from sulis.definition.words import render, unexpressed_words

__all__ = [
    "Comparison",
    "Compiled",
    "Difference",
    "Effect",
    "ExampleResult",
    "Unexpressed",
    "compare",
    "compile_definition",
    "render",
    "run_examples",
    "unexpressed",
    "unexpressed_words",
]
