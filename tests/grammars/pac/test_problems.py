"""What a person is told about a script that does not load."""

from __future__ import annotations

import pytest

from proxylint.text import Source, decode_marked
from proxylint_grammars.pac import MAX_BYTES, SyntaxProblem, parse
from tests.grammars.pac.test_acceptance import REJECTED


def problem(text: str | bytes) -> tuple[str | None, str, str, str | None]:
    """Cause, message, text of the place, text of the opening place with what follows."""
    data = text.encode() if isinstance(text, str) else text
    source = Source.of("proxy.pac", data, decode_marked)
    with pytest.raises(SyntaxProblem) as raised:
        parse(source)
    found = raised.value
    place = source.text[found.span.start : found.span.end]
    opening = found.opening and source.text[found.opening.start : found.opening.start + 6]
    return found.cause, found.message, place, opening


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nfunction f() {}",
            ("http-header", "the headers of an HTTP answer stand before the script", "200", None),
        ),
        (
            "Server: nginx\nContent-Type: text/plain\n\nfunction f() {}",
            ("http-header", "the headers of an HTTP answer stand before the script", ":", None),
        ),
        ("<!DOCTYPE html>\n<html>", ("html-page", "this is an HTML page and not a script", "<", None)),
        ("\n <HTML><body>", ("html-page", "this is an HTML page and not a script", "<", None)),
        (
            b"return_ = \x93DIRECT\x94;",
            ("typographic-quote", "a typographic quotation mark stands where a plain one is needed", "\x93", None),
        ),
        (
            "x = “DIRECT”;",
            ("typographic-quote", "a typographic quotation mark stands where a plain one is needed", "\x80", None),
        ),
        (
            'x = "DIRECT”;',
            ("typographic-quote", "a typographic quotation mark stands where a plain one is needed", '"', None),
        ),
        (
            "\ufeffx = \u2018a\u2019",
            ("typographic-quote", "a typographic quotation mark stands where a plain one is needed", "\u2018", None),
        ),
        (
            "if (a)\n\u00a0\u00a0b = 1",
            (
                "no-break-space",
                "a no-break space stands here as UTF-8, and without a charset engines read a letter in it",
                "\xc2",
                None,
            ),
        ),
        (
            "if (a)\u00a0{ b }",
            (
                "no-break-space",
                "a no-break space stands here as UTF-8, and without a charset engines read a letter in it",
                "{",
                None,
            ),
        ),
        ("a = 1;\u200b", ("invisible-character", "an invisible zero-width space stands here", "\x80", None)),
        ("a\0", ("invisible-character", "an invisible NUL character stands here", "\0", None)),
        (
            "functon f(a) { }",
            ("misspelt-function", "'functon' is written where 'function' is meant", "f", None),
        ),
        (
            "Function f(a) { }",
            ("misspelt-function", "'Function' is written where 'function' is meant", "f", None),
        ),
        (
            "FindProxyForURL(url, host) {\n}",
            ("misspelt-function", "the word 'function' is missing before 'FindProxyForURL'", "{", None),
        ),
        (
            "FindProxyForURL(url, host)\n{\n  if (a) return 1;\n  return 2;\n}",
            ("misspelt-function", "the word 'function' is missing before 'FindProxyForURL'", "return", None),
        ),
        ("x = {{ proxy }};", ("placeholder", "a placeholder of a template was not filled in", "{", None)),
        ("x = <PROXY_IP>;", ("placeholder", "a placeholder of a template was not filled in", "<", None)),
        ("x = @PROXY@;", ("placeholder", "a placeholder of a template was not filled in", "@", None)),
        ("### proxy\nx", ("foreign-text", "'#' starts no comment in a script", "#", None)),
        ("x = 1;\n===== old =====\n", ("foreign-text", "this line is no part of a script", "===", None)),
    ],
)
def test_usual_causes(text: str | bytes, expected: tuple[str, str, str, str | None]) -> None:
    assert problem(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "function f() {\n  if (a) {\n  b\n}",
            ("unbalanced-bracket", "the file ends and a curly bracket is still open", "}", "{\n  if"),
        ),
        ("f() }", ("unbalanced-bracket", "a closing curly bracket stands where none is open", "}", None)),
        (
            "if (f(a) { b }",
            ("unbalanced-bracket", "a round bracket is still open where a curly bracket stands", "{", "(f(a) "),
        ),
        ("x = f(a;", ("unbalanced-bracket", "a round bracket is still open where ';' stands", ";", "(a;")),
        (
            "if (a\n return",
            ("unbalanced-bracket", "a round bracket is still open where 'return' stands", "return", "(a\n re"),
        ),
        ("if a", ("unbalanced-bracket", "a round bracket is missing before 'a'", "a", None)),
        ("{ f(a)) }", ("unbalanced-bracket", "a closing round bracket stands where none is open", ")", None)),
        ('x = "a;\ny', ("unbalanced-quote", "this string is never closed on its line", '"', None)),
        ("x = `a;\ny", ("unbalanced-quote", "this template is never closed", "`", None)),
        ("/* a", ("unclosed-comment", "this comment is never closed", "/*", None)),
        ("f(a b)", ("missing-operator", "an operator, comma or bracket is missing before 'b'", "b", None)),
        (
            'x = "a" + "b" "c"',
            ("missing-operator", "an operator, comma or bracket is missing before '\"c\"'", '"c"', None),
        ),
        ("f(a && )", ("missing-operand", "an operand is missing before a closing round bracket", ")", None)),
        ("f(() + 1)", ("missing-operand", "an operand is missing before a closing round bracket", ")", None)),
        ("x = ", (None, "the file ends in the middle of a statement", "=", None)),
        ("x = {a: 1; b: 2}", (None, "';' cannot stand here", ";", None)),
    ],
)  # fmt: skip
def test_structure(text: str, expected: tuple[str | None, str, str, str | None]) -> None:
    assert problem(text) == expected


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("return 1", "return stands outside of a function", "return"),
        ("while (1) { (function () { break })() }", "break stands outside of a loop or switch", "break"),
        ("switch (1) { case 1: continue }", "continue stands outside of a loop", "continue"),
        ("a: { continue a }", "continue needs the label of a loop, and 'a' is none", "a"),
        ("while (1) break a", "no statement around this has the label 'a'", "a"),
        ("let a; let a", "'a' is declared twice in one scope", "a"),
        ("let a; { var a }", "'a' is declared twice in one scope", "a"),
        ("const a", "a constant or a pattern needs a value where it is declared", "a"),
        ("1 = a", "only a variable, a property or a pattern can be assigned to", "1"),
        ("a + b = c", "only a variable, a property or a pattern can be assigned to", "a + b"),
        ("/a/gg", "'gg' are not valid flags of a regular expression", "gg"),
        ("/a(b/", "the regular expression is not valid: a group is never closed", "("),
        ("/a\nb/", "this regular expression is never closed on its line", "/"),
        ("x = 1.5n", "this is not a valid number", "1.5n"),
        ("x = 3in y", "a number is followed by a letter or digit that is not part of it", "3i"),
        ("x = '\\u12'", "this escape sequence is not valid", "\\u"),
        ("function f() { return await g() }", "await stands outside of an async function", "await"),
        ("(x => { x(await f) })", "await stands outside of an async function", "await"),
        ("class A { static { var a = await } }", "'await' is a reserved word in a static block", "await"),
        ("class A { a = () => arguments }", "the fields and static blocks of a class have no 'arguments'", "arguments"),
        ("class A { #a; b; #a }", "'#a' is declared twice in one class", "#a"),
        ("function* f() { function yield() {} }", "'yield' cannot stand here in a generator", "yield"),
        ("async (a, b = await) => 1", "'await' is a reserved word in the parameters of an async function", "await"),
        ("{ return 1 } 2 = 3", "return stands outside of a function", "return"),
        ("throw\n1", "no line may end between throw and its value", "throw"),
        ("import a from 'b'", "an import declaration cannot stand in a script", "import"),
        ("function (url, host) {}", "the name of this function is missing", "function"),
        ("if (a) let b = 1", "a variable of let cannot be declared here", "let"),
        ("b: a: a: 1", "the label 'a' stands inside a statement of the same label", "a"),
        ("class A { #a; b() { delete this.#a } }", "a private member cannot be deleted", "#a"),
        ("({a = 1})", "a property of an object takes ':', not '='", "a"),
    ],
)
def test_early_errors(text: str, message: str, place: str) -> None:
    assert problem(text) == (None, message, place, None)


@pytest.mark.parametrize("text", ["{ using a = b }", "async () => { await using a = b }"])
def test_what_newer_engines_load_is_unsupported(text: str) -> None:
    with pytest.raises(SyntaxProblem) as raised:
        parse(Source("proxy.pac", text))
    assert (raised.value.kind, raised.value.message) == ("unsupported", "a declaration with 'using' is not read")


@pytest.mark.parametrize("text", REJECTED)
def test_messages_are_one_plain_sentence(text: str) -> None:
    _, message, _, _ = problem(text)
    assert not set("{}\n") & set(message)
    assert not message.endswith(".")


@pytest.mark.parametrize(
    ("data", "refused"),
    [
        (b" " * MAX_BYTES, False),
        (b" " * (MAX_BYTES + 1), True),
        (b"\xef\xbb\xbf" + b" " * (MAX_BYTES - 3), False),
        (b"\xef\xbb\xbf" + b" " * (MAX_BYTES - 2), True),
        (("\ufeff" + " " * (MAX_BYTES // 2 - 1)).encode("utf-16-le"), False),
        (("\ufeff" + " " * (MAX_BYTES // 2)).encode("utf-16-le"), True),
        (("\ufeff" + "é" * (MAX_BYTES // 2)).encode(), True),
        (b"\n" * 50_000_000, True),
    ],
)
def test_size_is_counted_in_bytes(data: bytes, refused: bool) -> None:
    try:
        parse(Source.of("proxy.pac", data, decode_marked))
    except SyntaxProblem as found:
        assert refused
        assert (found.kind, found.message) == (
            "too-large",
            "the file is larger than 1,048,576 bytes, which Chromium and WinHTTP refuse",
        )
    else:
        assert not refused
