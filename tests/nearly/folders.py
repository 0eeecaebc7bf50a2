"""A configuration and the files that it names, cut by lines `%%NAME` (tests/fuzz/targets/folders.py)."""

from __future__ import annotations

from tests.nearly.drawing import Grammar
from tests.nearly.squid import SQUID
from tests.nearly.winhttp import WINHTTP

FOLDERS: Grammar = {
    **SQUID,
    "file": (
        "%%squid.conf\nhttp_port 3128\n<naming+><squid_line*>http_access allow all\n<beside+>",
        "%%squid.conf\n<squid_file><naming+><beside+>",
        "%%squid.conf\n<defined><naming_sound+><access_sound*><beside_sound+>",
        "%%squid.conf\n<defined><access_sound><naming_sound+><sound*><access_sound><beside_sound+><beside_sound+>",
        "%%squid.conf\n<defined><inspecting><naming_sound+><access_sound+><beside_sound+><beside>",
        "%%set.cmd\n<settings_from>%%p.json\n<json>\n",
        "%%set.cmd\n<settings_from><settings_from><beside><beside>",
    ),
    "line": (
        "<naming>", "<naming_sound>", "<naming_sound>", "<beside_sound>", "<access_sound>", "<naming>",
        "<beside>", "<squid_line>", "<values>", "<settings_from>",
    ),
    "squid_file": SQUID["file"],
    "squid_line": (*SQUID["line"], "<sound>"),
    "naming": (
        "acl a dstdomain <list>\nhttp_access <verb> a\n", "acl <name> <kind> <list>\n", "acl <name> <kind> <list>\n",
        "acl <name> <kind> <list> <list>\nhttp_access deny <name>\n", "include <part>\n", "include <part>\n",
        "include <part> <part>\n", "acl <name> <kind> parameters(<list>)\n", "if true\ninclude <part>\nendif\n",
        "if ${process_number} = 1\ninclude <part>\nendif\n", "configuration_includes_quoted_values on\n",
        "acl <name> note k <list>\n", "http_access allow <name>\n", "auth_param basic program <list>\n",
        "external_acl_type helper %SRC <list>\n", "ssl_bump splice <name>\n",
        "cache_peer_access p.example allow <name>\n",
    ),
    "naming_sound": (
        "acl ld dstdomain <list_sound>\nhttp_access <verb_sound> ld <term_sound>\n",
        "acl ls src <list_sound>\nhttp_access <verb_sound> ls\n",
        "acl lr dstdom_regex -i <list_sound>\nhttp_access <verb_sound> lr\n",
        "acl lu url_regex <list_sound>\nhttp_access <verb_sound> !lu\n",
        "acl lt dst <list_sound>\nhttp_access deny lt\n",
        "acl ln ssl::server_name <list_sound>\nssl_bump splice ln\n", "acl lp port <list_sound>\nhttp_access deny lp\n",
        "acl lx proxy_auth <list_sound>\nhttp_access allow lx\n", "include <part_sound>\n", "include <part_sound>\n",
        "acl ld dstdomain <list_sound> <list_sound>\nacl lg any-of ld mde\nhttp_access <verb_sound> lg\n",
        "acl ld dstdomain <domain>\ncache_peer p.example parent 3128 0 name=p\ncache_peer_access p allow ld\n",
        "if true\ninclude <part_sound>\nendif\n", "acl le external helper <list_sound>\nhttp_access deny le\n",
        "configuration_includes_quoted_values on\nacl ld dstdomain parameters(<list_sound>)\nhttp_access deny ld\n",
    ),
    "verb_sound": ("allow", "deny"),
    "list_sound": ('"/etc/squid/list"', '"list"', '"conf.d/list.txt"', '"/etc/squid/list.txt"'),
    "part_sound": ("/etc/squid/conf.d/*.conf", "conf.d/*.conf", "conf.d/a.conf", "conf.d/a.conf conf.d/b.conf"),
    "beside_sound": (
        "%%list\n<values_sound>", "%%list\n<values_sound>", "%%list\n<values_sound>%%conf.d/list.txt\n<values_sound>",
        "%%conf.d/a.conf\n<access_sound+>", "%%conf.d/a.conf\n<naming_sound><access_sound>",
        "%%conf.d/a.conf\n<access_sound>%%conf.d/b.conf\n<naming_sound>", "%%conf.d/list.txt -> ../list\n",
        "%%list.txt -> list\n%%list\n<values_sound>", "%%list.txt -> ../outside\n",
    ),
    "values_sound": (
        "<domain>\n<domain>\n", ".microsoft.com\n.m.example\n", "10.0.0.0/8\n10.1.2.3\n192.168.0.0/16\n",
        "<literal_sound>\n<literal_sound>\n", "# x\n\n.endpoint.security.microsoft.com\n", "443\n80\n1-1024\n",
        "alice\nbob\n", "m.example # x\r\n.go.microsoft.com\r\n", "<domain>\n.microsoft.com\nx.microsoft.com\n",
    ),
    "kind": (
        "dstdomain", "src", "dst", "dstdom_regex -i", "url_regex", "port", "proxy_auth", "ssl::server_name", "any-of",
        "ssl::server_name_regex", "time", "external helper", "browser", "urlpath_regex", "method", "arp",
        "dstdomain -n",
        "proxy_auth_regex", "localip", "myportname",
    ),
    "list": (
        '"/etc/squid/<file_name>"', '"<file_name>"', '"conf.d/<file_name>"', '"../<file_name>"', '"/x/<file_name>"',
    ),
    "part": (
        "/etc/squid/conf.d/*.conf", "conf.d/*.conf", "<file_name>", "/etc/squid/<file_name>", "conf.d/<file_name>", "*",
        "conf.d/[ab]*", "*/a.conf", "../<file_name>", "squid.conf", '"<file_name>"', "conf.d/?.conf",
    ),
    "file_name": ("list", "list.txt", "a.conf", "b.conf", "p.json", "outside", "squid.conf"),
    "place": ("<file_name>", "conf.d/<file_name>", "conf.d/<file_name>", "etc/squid/<file_name>", "conf.d/.a.conf"),
    "aim": (
        "../outside", "list", "conf.d", ".", "..", "/etc/passwd", "../inside/list", "squid.conf", "/dev/zero", "a.conf",
        "../../outside", "conf.d/a.conf", "/proc/self/environ",
    ),
    "beside": (
        "%%<place>\n<values>", "%%<place>\n<values>", "%%conf.d/a.conf\n<squid_line+>", "%%<place>\n<squid_line+>",
        "%%<place>\n<naming+>", "%%<place> -> <aim>\n", "%%<place>\n", "%%list\n<domain>\n<domain>\n<pattern>\n",
        "%%conf.d/b.conf\n<access_sound+>", "%%p.json\n<json>\n", "%%conf.d -> <aim>\n",
    ),
    "values": (
        "<value>\n<value>\n", "<value>\n<values>", "<value>\r\n<values>", "# x\n<values>", "\ufeff<value>\n", "<value>",
    ),
    "value": (
        "<domain>", "<network>", "<pattern>", "<domain> # x", "<port>", "alice", "-i", "-i <pattern>",
        "<domain> <domain>", "", '"<host>"', "<shell>", "--consensus", '"list"', "+i", "<literal_sound>",
    ),
    "settings_from": (
        "netsh winhttp set advproxy setting-scope=machine settings-file=<settings_file>\r\n",
        "netsh winhttp set advproxy settings-file=<settings_file> setting-scope=user\r\n",
    ),
    "settings_file": ("p.json", "%~dp0p.json", "C:\\x\\p.json", '"p.json"', "..\\outside", "conf.d\\p.json", "list"),
    "json": WINHTTP["json"],
    "proxy": WINHTTP["proxy"],
    "bypass": WINHTTP["bypass"],
    "local": WINHTTP["local"],
    "open": WINHTTP["open"],
}  # fmt: skip
