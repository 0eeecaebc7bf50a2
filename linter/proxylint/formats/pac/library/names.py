"""Helpers on host names and patterns, as Chromium's `pac_js_library.h` and Firefox's `ascii_pac_utils.js` define them.

Both texts are the same in behaviour; WinHTTP's own helpers are not published and are taken to agree.
"""

from __future__ import annotations

from ipaddress import AddressValueError, IPv6Address

from proxylint.formats.pac.javascript import convert, members
from proxylint.formats.pac.javascript.builtins.patterns import CHARACTERS, LONGEST_TEXT
from proxylint.formats.pac.javascript.builtins.table import METHODS
from proxylint.formats.pac.javascript.realm import Realm, argument
from proxylint.formats.pac.javascript.values import UNDEFINED, Builtin, Fn, Obj, Unmodelled, Value
from proxylint.formats.pac.javascript.varying import Varying
from proxylint.formats.pac.unfixed.flag import Flag, world_of
from proxylint.formats.pac.unfixed.strings import VaryingText
from proxylint.names import BadPattern, Beyond, shell
from proxylint.regex import regex


def settled(realm: Realm, arguments: list[Value], index: int) -> Value:
    return convert.settled(realm, argument(arguments, index))


_CALLED = {
    "dnsDomainIs": (("String", "substring"),),
    "localHostOrDomainIs": (("String", "lastIndexOf"),),
    "shExpMatch": (("String", "replace"), ("RegExp", "test"), ("RegExp", "exec")),
    "isValidIpAddress": (("RegExp", "exec"),),
    "isInNet": (("RegExp", "exec"), ("String", "split")),
    "isResolvable": (),
}
_FUNCTIONS_CALLED = {
    "shExpMatch": ("RegExp",),
    "isInNet": ("isValidIpAddress", "dnsResolve", "convert_addr"),
    "isResolvable": ("dnsResolve",),
}
"""The library is a script itself: methods of the language and functions that its own call (`pac_js_library.h`)."""


def works_as_made(realm: Realm, helper: str) -> bool:
    """Whether the script left alone what a helper calls."""
    return methods_as_made(realm, helper) and not replaced(realm, helper)


def methods_as_made(realm: Realm, helper: str) -> bool:
    """The same, but for functions."""
    return all(realm.prototypes[kind].props.get(name) is METHODS[kind][name] for kind, name in _CALLED[helper])


def replaced(realm: Realm, helper: str) -> bool:
    """Whether the script has functions of its own in place of some that a helper calls."""
    get = realm.globals.props.get
    return any(_is_own(get(name), name) for name in _FUNCTIONS_CALLED.get(helper, ()))


def _is_own(value: Value, name: str) -> bool:
    if type(value) is Builtin or type(value) is Fn:
        return bool(value.name != name)
    from proxylint.formats.pac.library.copied import is_copy

    return not is_copy(value, name)


def check_made(realm: Realm, helper: str) -> None:
    if not works_as_made(realm, helper):
        raise _replaced_method(helper)


def check_methods(realm: Realm, helper: str) -> None:
    """For who has asked already whether functions are `replaced`."""
    if not methods_as_made(realm, helper):
        raise _replaced_method(helper)


def _replaced_method(helper: str) -> Unmodelled:
    return Unmodelled(f"{helper}() where the script replaced a method that it calls")


def dns_domain_is(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    """A plain suffix test: `dnsDomainIs("evilx.com", "x.com")` holds."""
    host, domain = settled(realm, arguments, 0), settled(realm, arguments, 1)
    check_made(realm, "dnsDomainIs")
    if type(host) is str and type(domain) is str:
        return host.endswith(domain)
    for value in (host, domain):
        if value is None or value is UNDEFINED:
            members.get_named(realm, value, "length")
    if isinstance(host, VaryingText) and type(domain) is str:
        return host.ends(domain)
    if any(isinstance(value, (Obj, Varying)) for value in (host, domain)):
        raise Unmodelled("dnsDomainIs() with arguments that are no fixed strings")
    return False  # one of them has no length, and no order with undefined holds


def local_host_or_domain_is(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    """The whole name, or the beginning of it up to a dot."""
    host, domain = settled(realm, arguments, 0), settled(realm, arguments, 1)
    check_made(realm, "localHostOrDomainIs")
    if type(domain) is not str:
        if isinstance(domain, (Obj, Varying)) or isinstance(host, Varying):
            raise Unmodelled("localHostOrDomainIs() with a second argument that is no fixed string")
        return convert.truth(realm, convert.equal(realm, host, domain)) or members.get_named(
            realm, domain, "lastIndexOf"
        )
    if isinstance(host, VaryingText):
        wanted = [domain, *(domain[:at] for at in range(len(domain)) if domain[at] == ".")]
        return host.is_one_of([text for text in wanted if host.may_be(text)])
    return convert.truth(realm, convert.equal(realm, host, domain)) or domain.startswith(
        f"{convert.fixed_text(realm, host, 'localHostOrDomainIs()')}."
    )


def is_plain_host_name(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    """No dot, and no IPv6 literal. Firefox looks for a colon instead, and the two differ on texts that are no hosts."""
    host = settled(realm, arguments, 0)
    if isinstance(host, VaryingText):
        return _no_dot(host)
    if type(host) is not str:
        return _called(realm, host, "search", "(\\.)|:") == -1.0
    if "." in host or _is_ipv6(host):
        return False
    if ":" in host and world_of(realm).given.pac_engine == "firefox":
        raise Unmodelled("isPlainHostName() of a text with a colon that is no address")
    return True


def _is_ipv6(text: str) -> bool:
    try:
        return ":" in text and "%" not in text and bool(IPv6Address(text).packed)
    except AddressValueError:
        return False


def _no_dot(text: VaryingText) -> Flag | bool:
    """An IPv6 literal is no member of a wildcard, and a URL is no IPv6 literal."""
    dotted = text.has(".")
    if isinstance(dotted, bool):
        return not dotted
    if text.may_be("::1"):
        raise text.beyond("isPlainHostName()")
    return Flag(dotted.decide, not dotted.wanted)


def dns_domain_levels(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    host = settled(realm, arguments, 0)
    if type(host) is str:
        return float(host.count("."))
    parts = _called(realm, host, "split", ".")
    from proxylint.formats.pac.javascript.operators import BINARY

    return BINARY["-"](realm, members.get_named(realm, parts, "length"), 1.0)


def _called(realm: Realm, base: Value, name: str, argument_: str) -> Value:
    function = members.get_named(realm, base, name)
    if not isinstance(function, Fn):
        raise realm.error("TypeError", f"{name} is not a function")
    return function.call(realm, base, [argument_])


def sh_exp_match(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    """`.`, `*` and `?` are translated; all else is regular expression syntax, and may throw."""
    text, pattern = settled(realm, arguments, 0), settled(realm, arguments, 1)
    check_made(realm, "shExpMatch")
    if type(text) is str and len(text) >= CHARACTERS:
        realm.spend_steps(len(text) // CHARACTERS)
    if type(pattern) is not str:
        if isinstance(pattern, (Obj, Varying)):
            raise Unmodelled("shExpMatch() with a pattern that is no fixed string")
        members.get_named(realm, pattern, "replace")
        raise realm.error("TypeError", "pattern.replace is not a function")
    simple = _simple(text, pattern)
    if simple is not None:
        return simple
    try:
        language = shell(pattern)
        if isinstance(text, VaryingText):
            return text.asked_shell(pattern)
        fixed = convert.fixed_text(realm, text, "shExpMatch()")
        if len(fixed) > LONGEST_TEXT:
            raise Unmodelled("shExpMatch() on a very long text")
        return language.matches(fixed)
    except BadPattern as problem:
        raise realm.error("SyntaxError", f"Invalid regular expression: {problem.message}") from None
    except Beyond as beyond:
        raise Unmodelled(f"the pattern '{pattern[:60]}': {beyond.reason}") from None


_SIMPLE = regex(r"\*?+([A-Za-z0-9._:/-]*+)\*?+")
_LINE_ENDS = frozenset("\n\r\u2028\u2029")


def _simple(text: Value, pattern: str) -> Flag | bool | None:
    """Most patterns are a text with a star at one end or both and need no pattern matching. None = this is another."""
    found = _SIMPLE.fullmatch(pattern)
    if found is None:
        return None
    open_start, open_end, word = pattern.startswith("*"), pattern.endswith("*") and len(pattern) > 1, found[1]
    if isinstance(text, VaryingText):
        if not _LINE_ENDS.isdisjoint(text.fixed):
            return None
        if open_start and open_end:
            return text.has(word)
        return text.ends(word) if open_start else text.starts(word) if open_end else text.is_one_of([word])
    if type(text) is not str or not _LINE_ENDS.isdisjoint(text):
        return None
    if open_start and open_end:
        return word in text
    return text.endswith(word) if open_start else text.startswith(word) if open_end else text == word


def alert(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    """Logs; the text is made all the same."""
    convert.text(realm, argument(arguments, 0))
    return UNDEFINED


def log(realm: Realm, this: Value, arguments: list[Value]) -> Value:
    return UNDEFINED
