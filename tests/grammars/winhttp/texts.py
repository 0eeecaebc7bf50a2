"""Results of netsh in several languages, own texts in the shapes that were observed, and what they say."""

from __future__ import annotations

import codecs

CODE_PAGES = ("cp437", "cp850", "cp852", "cp857", "cp866", "cp932", "cp936", "cp949", "cp950", "cp1252")
"""What `>` of cmd writes: the OEM code page, or an ANSI one where a tool converts."""

UNICODE = ("utf-8", "utf-8-bom", "utf-16-le-bom", "utf-16-be-bom", "utf-16-le", "utf-16-be")


def encoded(text: str, encoding: str) -> bytes:
    """The bytes of a text, `-bom` with the mark. Raises UnicodeEncodeError where the code page lacks a letter."""
    if not encoding.endswith("-bom"):
        return text.encode(encoding)
    name = encoding.removesuffix("-bom")
    marks = {"utf-8": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    return marks[name] + text.encode(name)


def writable(text: str) -> list[str]:
    """The encodings that have every letter of a text."""
    found = []
    for encoding in (*UNICODE, *CODE_PAGES):
        try:
            encoded(text, encoding)
        except UnicodeEncodeError:
            continue
        found.append(encoding)
    return found


def block(header: str, *body: str, end: str = "\r\n") -> str:
    """As netsh prints it: a blank line on either side of the header, four blanks before the body."""
    return end.join(["", header, "", *(f"    {line}" for line in body), "", ""])


EN = "Current WinHTTP proxy settings:"
DE = "Aktuelle WinHTTP-Proxyeinstellungen:"
FR = "Paramètres de proxy WinHTTP actuels\u00a0:"
JA = "現在の WinHTTP プロキシ設定:"
PT = "Configurações do proxy WinHTTP atuais:"
RU = "Текущие параметры прокси-сервера WinHTTP:"
TR = "Ge\u00e7erli WinHTTP proxy ayarlar\u0131:"
ZH = "当前的 WinHTTP 代理服务器设置:"

DIRECT = "shown winhttp: direct"

TEXTS: dict[str, tuple[str, list[str]]] = {
    "en-direct": (block(EN, "Direct access (no proxy server)."), [DIRECT]),
    "en-static": (
        block(EN, "Proxy Server(s) :  px.corp.example:8080", "Bypass List     :  (none)"),
        ["shown winhttp: px.corp.example:8080"],
    ),
    "en-bypass": (
        block(EN, "Proxy Server(s) :  http=a:80;https=b:81", "Bypass List     :  *.corp.example;<local>"),
        ["shown winhttp: http=a:80;https=b:81 except *.corp.example;<local>"],
    ),
    "de-direct": (block(DE, "DirectAccess (kein Proxyserver)."), [DIRECT]),
    "fr-direct": (block(FR, "Accès direct (sans serveur proxy)."), [DIRECT]),
    "fr-static": (
        block(FR, "Serveur(s) proxy  :  px:3128", "Liste de contournement     :  (aucun)"),
        ["shown winhttp: px:3128"],
    ),
    "ja-direct": (block(JA, "直接アクセス (プロキシ サーバーなし)。"), [DIRECT]),
    "ja-static": (block(JA, "プロキシ サーバー:  px:3128", "バイパス一覧     : (なし)"), ["shown winhttp: px:3128"]),
    "ko-direct": (block("현재 WinHTTP 프록시 설정:", "직접 액세스(프록시 서버 없음)"), [DIRECT]),
    "pt-static": (
        block(PT, "Servidor(es) Proxy:  px:80", "Ignorar Lista     :  *.corp.example"),
        ["shown winhttp: px:80 except *.corp.example"],
    ),
    "ru-direct": (block(RU, "Прямой доступ (без прокси-сервера)."), [DIRECT]),
    "tr-direct": (block(TR, "Do\u011frudan eri\u015fim (proxy sunucusu yok)."), [DIRECT]),
    "zh-direct": (block(ZH, "直接访问(没有代理服务器)。"), [DIRECT]),
    "zh-static": (
        block(ZH, "代理服务器:  px:80", "绕过列表     :  ::1;*.corp.example"),
        ["shown winhttp: px:80 except ::1;*.corp.example"],
    ),
    "zh-none": (block(ZH, "代理服务器:  px:80", "绕过列表     :  (无)"), ["shown winhttp: px:80"]),
}
