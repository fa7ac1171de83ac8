from rules.problems import Code, Problem


def test_every_code_is_spelled_as_it_is_named() -> None:
    assert [code.value for code in Code] == [code.name for code in Code]


def test_a_problem_is_placed_from_the_inside_out() -> None:
    problem = Problem(Code.BLANK, "Blank.", ("email",), "https://usher.example.org")
    placed = problem.at("recipients", "3")
    assert placed == Problem(Code.BLANK, "Blank.", ("recipients", "3", "email"), "https://usher.example.org")
    assert problem.path == ("email",)
    assert Problem(Code.BLANK, "Blank.").at("name").path == ("name",)
