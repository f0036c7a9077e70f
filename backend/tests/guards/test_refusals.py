"""A refusal has one code, one status and one title, wherever it is raised."""

from vitreem.kernel.http.problems import Problem
from vitreem.main import bare_app


def _below(kind: type[Problem]) -> set[type[Problem]]:
    return {one for child in kind.__subclasses__() for one in {child, *_below(child)}}


def test_a_refusal_stands_once():
    """What means the same elsewhere is the same class, or a subclass that only says more exactly why."""
    assert bare_app().routes
    known: dict[str, type[Problem]] = {}
    for problem in _below(Problem):
        if problem.__module__.startswith("vitreem.") and "code" in vars(problem):
            assert problem.code not in known, f"{problem} and {known[problem.code]} have one code"
            known[problem.code] = problem
    assert len(known) > 90
    for problem in _below(Problem):
        if problem.code in known:
            first = known[problem.code]
            assert (problem.status, problem.title) == (first.status, first.title), problem
