"""What Squid refuses among the values of an `acl` line, per family of types (acl/*.cc@5.7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from proxylint.format import Absent, Standing
from proxylint.formats.squid.reading import acl_types
from proxylint.formats.squid.reading.addresses import USUAL, address_fault
from proxylint.formats.squid.reading.authentication import login_is_set_up
from proxylint.formats.squid.reading.defined import need_acl
from proxylint.formats.squid.reading.draft import AclDraft, Draft, RefusedError
from proxylint.formats.squid.reading.scalars import integer, port_number, scanned, time_range
from proxylint.formats.squid.reading.tokens import Arguments
from proxylint.records import dataclass
from proxylint.regex import regex
from proxylint_grammars.squid import FileValues, Word


@dataclass(slots=True)
class Raw:
    """The values of a line as written: words, then perhaps a list file, which ends the line
    (ConfigParser.cc:83-158@5.7)."""

    words: list[Word]
    file: FileValues | None = None
    absent: Absent | None = None

    def texts(self) -> Iterator[tuple[str, Word | None]]:
        """Every value, with its word where it stands in the line."""
        for word in self.words:
            yield word.text, word
        if self.file is not None:
            for text in self.file.texts():
                yield text, None

    def word(self, index: int) -> Word:
        """The value at an index, with its place."""
        if index < len(self.words):
            return self.words[index]
        assert self.file is not None
        return self.file.at(index - len(self.words))


def same_key(draft: Draft, acl: AclDraft, word: Word, what: str, arguments: Arguments) -> bool:
    """Acl::SetKey (acl/Acl.cc:75@6.14); Squid 5 ignores a line with another header."""
    if acl.key is None or acl.key.lower() == word.text.lower():
        acl.key = acl.key or word.text
        return True
    same = f"all lines of the ACL '{acl.name}' must name the same {what}"
    text = f"{same}; Squid 5 ignores this one, Squid 6 and 7 refuse the file"
    if draft.version >= 6:
        raise RefusedError(text, word.span)
    draft.remark(Standing.UNREADABLE, arguments.span, text)
    return False


Check = Callable[[Draft, AclDraft, Raw, Arguments], None]


def _check_addresses(draft: Draft, acl: AclDraft, raw: Raw, arguments: Arguments) -> None:
    unusual = [(index, text) for index, (text, _) in enumerate(raw.texts()) if not USUAL.fullmatch(text)]
    for index, text in unusual:
        fault = address_fault(text)
        if fault:
            raise RefusedError(fault, raw.word(index).span)


def _check_ranges(draft: Draft, acl: AclDraft, raw: Raw, arguments: Arguments) -> None:
    """N or N-M (acl/IntRange.cc:20-46@5.7)."""
    for index, (text, _) in enumerate(raw.texts()):
        word = raw.word(index)
        low, dash, high = text.partition("-")
        first = port_number(low, word)
        if dash and port_number(high, word) < first:
            raise RefusedError(f"the range {text} is reversed", word.span)


def _check_times(draft: Draft, acl: AclDraft, raw: Raw, arguments: Arguments) -> None:
    """h:m-h:m; what does not start with a digit is days (acl/TimeData.cc:102-221@5.7)."""
    for index, (text, _) in enumerate(raw.texts()):
        if not "0" <= text[0] <= "9":
            continue
        hour, minute, last_hour, last_minute = time_range(text) or (-1, -1, -1, -1)
        ends = 0 <= last_hour < 24 or (last_hour, last_minute) == (24, 0)
        if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= last_minute < 60 and ends):
            raise RefusedError(f"'{text}' is not a time range h1:m1-h2:m2", raw.word(index).span)
        if (hour, minute) > (last_hour, last_minute):
            raise RefusedError(f"the time range {text} is reversed", raw.word(index).span)


def _check_names(draft: Draft, acl: AclDraft, raw: Raw, arguments: Arguments) -> None:
    """any-of, all-of: ACL names that are defined above (acl/InnerNode.cc:43-73@5.7)."""
    for index, (text, _) in enumerate(raw.texts()):
        need_acl(draft, text[1:] if text[:1] == "!" else text, raw.word(index).span)


def _one_of(allowed: frozenset[str], what: str, *, lower: bool = False) -> Check:
    def check(draft: Draft, acl: AclDraft, raw: Raw, arguments: Arguments) -> None:
        for index, (text, _) in enumerate(raw.texts()):
            if (text.lower() if lower else text) not in allowed:
                raise RefusedError(f"there is no {what} '{text}'", raw.word(index).span)

    return check


def _check_component(draft: Draft, acl: AclDraft, raw: Raw, arguments: Arguments) -> None:
    """acl/HasComponentData.cc:24-41@5.7; from a list file too since 6 (:24-39@6.13; observed on 6.13 and 7.7)."""
    if raw.absent is not None and not raw.absent.certain:
        return
    values = [text for text, _ in raw.texts()]
    if len(values) != 1 or values[0] not in ("request", "response", "ALE"):
        raise RefusedError("ACL type has takes one of request, response, ALE", arguments.span)


def _check_note(draft: Draft, acl: AclDraft, raw: Raw, arguments: Arguments) -> None:
    """acl/NoteData.cc:47-53@5.7 (an assertion), :50@6.14."""
    name = next(raw.texts(), None)
    if name is None:
        if raw.absent is None:
            raise RefusedError("ACL type note needs the name of a note", arguments.span)
    elif draft.version >= 6:
        same_key(draft, acl, raw.word(0), "note", arguments)


def _check_annotation(draft: Draft, acl: AclDraft, raw: Raw, arguments: Arguments) -> None:
    """One name=value or name+=value (acl/AnnotationData.cc:31-40@5.7)."""
    if not raw.words or "=" not in "".join(word.text for word in raw.words):
        raise RefusedError("an annotation is written name=value", arguments.span)


def _check_service(draft: Draft, acl: AclDraft, raw: Raw, arguments: Arguments) -> None:
    """acl/AdaptationServiceData.cc:21-38@5.7."""
    for index, (text, _) in enumerate(raw.texts()):
        if text not in draft.services and text not in draft.groups and draft.unread is None:
            raise RefusedError(f"there is no adaptation service '{text}' above this line", raw.word(index).span)


_MARK = regex(r"(?:0[xX][0-9a-fA-F]++|[0-9]++)(?>(?:/(?:0[xX][0-9a-fA-F]++|[0-9]++))?)")


def _check_marks(draft: Draft, acl: AclDraft, raw: Raw, arguments: Arguments) -> None:
    """acl/ConnMark.cc:25-38@5.7."""
    if not raw.words and raw.file is None and raw.absent is None:
        raise RefusedError("ACL type client_connection_mark needs a mark", arguments.span)
    for index, (text, _) in enumerate(raw.texts()):
        if not _MARK.fullmatch(text):
            raise RefusedError(f"'{text}' is not a netfilter mark", raw.word(index).span)


_CERTIFICATE_ERROR = regex(
    r"[0-9].*+|(?>(?:SQUID_)?)(?>(?:X509_V_|TLS_)?)ERR_[A-Z0-9_]++"
    r"|(?>(?:ssl::)?)cert(?:HasExpired|NotYetValid|DomainMismatch|Untrusted|SelfSigned)",
    re.DOTALL,
)


def _check_certificate_errors(draft: Draft, acl: AclDraft, raw: Raw, arguments: Arguments) -> None:
    """Numbers, names of OpenSSL or Squid, short names (ssl/ErrorDetail.cc:110@5.7). Which names OpenSSL has is not
    looked at."""
    for index, (text, _) in enumerate(raw.texts()):
        if not _CERTIFICATE_ERROR.fullmatch(text):
            raise RefusedError(f"there is no TLS error '{text}'", raw.word(index).span)


def _check_attribute(draft: Draft, acl: AclDraft, raw: Raw, arguments: Arguments) -> None:
    """The certificate attribute, the same in all lines (acl/CertificateData.cc:84-152@5.7)."""
    if not raw.words:
        if raw.file is None and raw.absent is None:
            raise RefusedError(f"ACL type {acl.type} needs a certificate attribute such as CN", arguments.span)
        return
    word = raw.words[0]
    if acl.key is not None and acl.key.lower() != word.text.lower():
        raise RefusedError(f"all lines of the ACL '{acl.name}' must name the same attribute", word.span)
    acl.key = acl.key or word.text


def _check_external(draft: Draft, acl: AclDraft, raw: Raw, arguments: Arguments) -> None:
    """One line per ACL, and its helper must stand above it (external_acl.cc:512-538@5.7)."""
    if acl.parts:
        raise RefusedError(f"the external ACL '{acl.name}' has a second line", arguments.span)
    helper = next(raw.texts(), None)
    if helper is None:
        if raw.absent is None:
            raise RefusedError("ACL type external needs the name of an external_acl_type", arguments.span)
        return
    if helper[0] not in draft.externals:
        if draft.unread is None:
            raise RefusedError(f"there is no external_acl_type '{helper[0]}' above this line", raw.word(0).span)
    elif draft.externals[helper[0]] and not login_is_set_up(draft):
        raise RefusedError(
            f"external_acl_type {helper[0]} asks for a login, but no auth_param line above sets up a complete scheme",
            raw.word(0).span,
        )


_RATIOS = (regex(r"([0-9]{1,255}):([0-9]{1,255})"), regex(r"([0-9]{1,255})/([0-9]{1,255})"))


def _check_random(draft: Draft, acl: AclDraft, raw: Raw, arguments: Arguments) -> None:
    """a:b, a/b or 0.c, and not nothing (acl/Random.cc:53-98@5.7)."""
    first = next(raw.texts(), None)
    if acl.parts or (first is None and raw.absent is not None):
        return
    text = first[0] if first else ""
    fair, share = (pattern.match(text) for pattern in _RATIOS)
    if fair:
        valid = all(integer(part, raw.word(0)) > 0 for part in fair.groups())
    elif share:
        part, whole = (integer(part, raw.word(0)) for part in share.groups())
        valid = 0 < part <= whole
    else:
        valid = bool(re.match(r"0\.0*+[1-9]", text))
    if not valid:
        raise RefusedError("ACL type random needs a chance such as 1:3, 1/4 or 0.25", arguments.span)


def _check_limit(draft: Draft, acl: AclDraft, raw: Raw, arguments: Arguments) -> None:
    """maxconn: atoi, above 0 (acl/MaxConnection.cc:49-76@5.7)."""
    first = next(raw.texts(), None)
    digits = re.match(r"[ \t]*+\+?([0-9]++)", first[0]) if first else None
    if not acl.parts and raw.absent is None and (digits is None or scanned(digits[1]) < 1):
        raise RefusedError("ACL type maxconn needs a number above 0", arguments.span)


def _check_user_limit(draft: Draft, acl: AclDraft, raw: Raw, arguments: Arguments) -> None:
    """auth/AclMaxUserIp.cc:40-81@5.7."""
    if acl.parts:
        return
    first = next(raw.texts(), None)
    if raw.absent is None and (first is None or integer(first[0], raw.word(0)) < 1):
        raise RefusedError("ACL type max_user_ip needs a number above 0", arguments.span)


CHECKS: dict[str, Check] = {
    "address": _check_addresses,
    "range": _check_ranges,
    "time": _check_times,
    "names": _check_names,
    "step": _one_of(acl_types.STEPS, "bumping step", lower=True),
    "error": _one_of(acl_types.ERRORS, "error of Squid"),
    "hierarchy": _one_of(acl_types.HIERARCHY, "hierarchy code"),
    "initiator": _one_of(acl_types.INITIATORS, "transaction initiator"),
    "component": _check_component,
    "note": _check_note,
    "annotation": _check_annotation,
    "service": _check_service,
    "mark": _check_marks,
    "attribute": _check_attribute,
    "certificate error": _check_certificate_errors,
    "external": _check_external,
    "random": _check_random,
    "limit": _check_limit,
    "user limit": _check_user_limit,
}
