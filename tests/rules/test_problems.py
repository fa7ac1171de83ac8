from rules.problems import Problem, ProblemCode


def test_every_code_is_spelled_as_it_is_named() -> None:
    assert [code.value for code in ProblemCode] == [code.name for code in ProblemCode]


def test_a_problem_is_placed_from_the_inside_out() -> None:
    problem = Problem(ProblemCode.BLANK, "Blank.", ("email",), "https://usher.example.org")
    placed = problem.at("recipients", "3")
    assert placed == Problem(ProblemCode.BLANK, "Blank.", ("recipients", "3", "email"), "https://usher.example.org")
    assert problem.path == ("email",)
    assert Problem(ProblemCode.BLANK, "Blank.").at("name").path == ("name",)
