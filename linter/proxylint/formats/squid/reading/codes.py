"""Format codes (%>a, %{Host}>h, ...) of logformat and external_acl_type: which ones Squid knows (format/Token.cc@5.7).

Codes are found by prefix, the longest kind first, as `scanForToken` does; only existence and length matter here.
"""

from __future__ import annotations

from proxylint.formats.squid.reading.wordlists import word_list
from proxylint.regex import regex

_LONG = word_list(
    """>eui >qos <qos >nfmark <nfmark >handshake err_code err_detail note credentials master_xaction ACL DATA DST
    EXT_LOG EXT_TAG EXT_USER IDENT LOGIN METHOD MYADDR MYPORT PATH PORT PROTO SRCEUI48 SRCEUI64 SRCPORT SRC TAG URI
    USER_CERTCHAIN USER_CERT"""
)
_TWO = word_list(
    """>la la >lp lp <la oa <lp ts tu tl tg tS tr <pt <tt dt >ha un ul ui ue Hs >Hs <Hs <bs Ss Sh mt >rm >ru >rs >rd
    >rP >rp >rv rm ru rp rv rG <rm <ru <rs <rd <rP <rp <rv >st >sh <st <sH <sS <sh st et ea sn"""
)
_ONE = word_list(">a >p >A <a <p <A >h <h >v %")
_TLS = word_list(
    """bump_mode >cert_subject >cert_issuer >sni <cert_subject <cert_issuer <cert_errors <cert >negotiated_version
    <negotiated_version >negotiated_cipher <negotiated_cipher >received_hello_version <received_hello_version
    >received_supported_version <received_supported_version"""
)
_SPACES = {
    "adapt": word_list("all_trs sum_trs <last_h"),
    "icap": word_list("tt <last_h <A <service_name ru rm >st <st <bs >h <h tr tio to Hs"),
    "tls": _TLS,
    "ssl": _TLS,
    "proxy_protocol": [">h"],
}
_SINCE_6 = ["busy_time", "request_attempts"]
_GONE_IN_7 = ("IDENT", "ui")

_HEAD = regex(r"%[\"'\[#/]?+-?+0?+[0-9]*+(?>(?:\.[0-9]*+)?)(?>(\{[^}]*+\}?+)?)")
_ARGUMENT = regex(r"\{[^}]*+\}?+")


def code_end(text: str, at: int, version: int) -> int | None:
    """The position behind the code whose `%` stands at `at`; None = Squid does not know it and stops."""
    head = _HEAD.match(text, at)
    if head is None:
        return None
    end = _name_end(text, head.end(), version)
    if end is not None and head[1] is None:
        argument = _ARGUMENT.match(text, end)
        end = argument.end() if argument else end
    return end


def _name_end(text: str, at: int, version: int) -> int | None:
    spaces = _SPACES if version < 6 else {**_SPACES, "transport": [">connection_id"]}
    for space, names in spaces.items():
        if text.startswith(f"{space}::", at):
            end = _known(text, at + len(space) + 2, names)
            if end is not None:
                return end
    if text.startswith("http::", at) and not text.startswith("%", at + 6):
        at += 6
    for names in (_long(version), [name for name in _TWO if version < 7 or name not in _GONE_IN_7], _ONE):
        end = _known(text, at, names)
        if end is not None:
            return end
    return None


def _long(version: int) -> list[str]:
    names = _LONG + (_SINCE_6 if version >= 6 else []) + (["byte"] if version >= 7 else [])
    return [name for name in names if version < 7 or name not in _GONE_IN_7]


def _known(text: str, at: int, names: list[str]) -> int | None:
    return next((at + len(name) for name in names if text.startswith(name, at)), None)


def unknown_code(text: str, version: int) -> str | None:
    """The first code in a format that Squid does not know, as far as the next blank."""
    at = text.find("%")
    while at >= 0:
        end = code_end(text, at, version)
        if end is None:
            return text[at:].split(None, 1)[0]
        at = text.find("%", end)
    return None
