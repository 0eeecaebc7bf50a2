"""squid.conf."""

from __future__ import annotations

from tests.nearly.drawing import Grammar
from tests.nearly.words import WORDS

SQUID: Grammar = {
    **WORDS,
    "file": (
        "http_port 3128\n<acl+><access+><line*>", "<line+>", "http_port 3128 <bump>\n<acl+><sslbump+><access+>",
        "<defined><access_sound+><sound*>", "<defined><sound+>", "<defined><access_sound><line>",
    ),
    "defined": ("http_port 3128 <bump>\nacl a dstdomain .m.example .microsoft.com\n<defined_more>",),
    "defined_more": (
        "acl b src 10.0.0.0/8\nacl c <test_sound>\nacl d <test_sound>\nacl sni <test_sound>\n<defined_last>",
    ),
    "defined_last": (
        "acl mde dstdomain .endpoint.security.microsoft.com\nacl step1 at_step SslBump1\nacl auth port 443\n",
    ),
    "test_sound": (
        "src 10.1.0.0/16", "dstdomain .m.example", "dstdom_regex <i_sound><literal_sound>", "dst 10.0.0.0/8",
        "url_regex <i_sound>^http://<literal_sound>", "urlpath_regex <literal_sound>$", "time MTWHF 08:00-17:00",
        "ssl::server_name .m.example", "any-of a !b", "all-of mde a", "browser <literal_sound>", "port 443 80",
        "dstdom_regex (^|\\.)<literal_sound>\\.com$", "dst <host>", "myportname 3128", "method CONNECT", "random 1/2",
        "dstdom_regex ^[^.]*\\.<literal_sound>", "src 2001:db8::/32 10.1.2.3-10.1.2.9", "proto HTTP",
    ),
    "i_sound": ("", "-i "),
    "literal_sound": (
        "m", "a", "microsoft", "[a-m]+", "x?", "www|m", "(crl|go)", ".", "MICROSOFT", "pki/.*", "[^.]+", "1*",
    ),
    "access_sound": (
        "http_access deny <terms_sound>\n", "http_access allow <terms_sound>\n", "http_access allow all\n",
    ),
    "terms_sound": ("<term_sound>", "<term_sound> <term_sound>", "<term_sound> <term_sound> <term_sound>"),
    "term_sound": ("<name_sound>", "!<name_sound>", "<name_sound>"),
    "name_sound": ("a", "b", "c", "d", "mde", "sni", "CONNECT", "all", "localhost", "auth", "to_localhost"),
    "sound": (
        "<access_sound>", "ssl_bump <action> <terms_sound>\n", "ssl_bump peek step1\n",
        "http_port 10.0.0.1:3129 name=n\n", "cache_peer p.example parent 3128 0 no-query\n",
        "never_direct allow <terms_sound>\n", "via off\n", "always_direct deny <terms_sound>\n",
        "miss_access deny <terms_sound>\n", "deny_info ERR_X <name_sound>\n",
        "adapted_http_access allow <terms_sound>\n", "http_reply_access deny <terms_sound>\n",
        "append_domain .m.example\n",
    ),
    "line": (
        "<acl>", "<acl>", "<access>", "<access>", "<sslbump>", "<portline>", "<peer>", "<gate>", "<switch>",
        "<comment>", "<include>", "<conditional>", "<helper>", "<denyinfo>", "<broken>",
    ),
    "name": (
        "a", "b", "c", "d", "mde", "sni", "step1", "CONNECT", "all", "localhost", "manager", "to_localhost", "auth",
    ),
    "bump": ("", "ssl-bump cert=/etc/squid/ca.pem generate-host-certificates=on"),
    "acl": ("acl <name> <test>\n", "acl <name> <test>\n", "acl <name>\n", "ACL <name> <test>\n"),
    "test": (
        "src <network>", "dst <network+>", "dstdomain <domain> <domain>", "dstdomain -n <domain>", "port <port>",
        "dstdom_regex <i><pattern>", "url_regex <i><pattern>", "urlpath_regex <i><pattern>", "method CONNECT GET",
        "proxy_auth REQUIRED", "proxy_auth -i alice", "time <days> 08:00-17:00", "time <days>", "at_step SslBump1",
        "at_step SslBump<number>", "ssl::server_name <domain>", "ssl::server_name_regex <i><pattern>", "any-of <terms>",
        "all-of <terms>", "browser <pattern>", "external helper <host>", "myportname <name>", "localport <port>",
        "localip <network>", "proto HTTP", "req_header X <pattern>", "note k v", "random <number>/<number>",
        "hier_code x", "maxconn <number>", "arp 00:11:22:33:44:55", "ident REQUIRED", 'src "/etc/squid/list"',
        "dstdomain <quoted>", "server_cert_fingerprint aa", "annotate_client k=v", "snmp_community x",
        'src parameters("/x")', "nosuch x",
    ),
    "quoted": ('"/etc/squid/list.txt"', '"list.txt"', "'<domain>'", '"a b"'),
    "i": ("", "-i ", "+i ", "-i -i ", "-n "),
    "days": ("MTWHF", "S", "D", "A", "AS", "x", ""),
    "term": ("<name>", "!<name>", "<name>", "!!<name>"),
    "terms": ("<term>", "<term> <term>", "<term> <term> <term>", ""),
    "access": (
        "http_access allow <terms>\n", "http_access deny <terms>\n", "http_access deny all\n", "http_access <terms>\n",
    ),
    "action": ("splice", "peek", "stare", "bump", "terminate", "none", "client-first", "server-first", "reconnect"),
    "sslbump": ("ssl_bump <action> <terms>\n",),
    "portline": (
        "http_port <port>\n", "http_port <port> <bump>\n", "http_port 10.0.0.1:<port> name=<name>\n",
        "http_port 3129 intercept\n", "https_port <port> intercept <bump>\n", "http_port <port> accel vhost\n",
        "http_port [::1]:<port> <flag>\n",
    ),
    "flag": ("transparent", "tproxy", "defaultsite=<host>", "require-proxy-header", "nosuch", "name=", "act-as-origin"),
    "peer": (
        "cache_peer <host> parent <port> 0 <peeroption>\n", "cache_peer <host> sibling <port> <port>\n",
        "cache_peer_access <host> <verb> <terms>\n", "never_direct <verb> <terms>\n", "always_direct <verb> <terms>\n",
        "cache_peer_domain <host> <domain>\n", "nonhierarchical_direct off\n", "prefer_direct on\n",
    ),
    "peeroption": (
        "", "default", "no-query login=me:Xyzzy9pw", "name=<name>", "originserver", "round-robin", "carp",
        "weight=<number>",
    ),
    "verb": ("allow", "deny", "Allow", "permit"),
    "gate": (
        "adapted_http_access <verb> <terms>\n", "http_reply_access <verb> <terms>\n", "miss_access <verb> <terms>\n",
        "url_rewrite_access <verb> <terms>\n", "adaptation_access s <verb> <terms>\n",
        "on_unsupported_tls tunnel <terms>\n", "reply_body_max_size <number> KB <terms>\n",
        "request_header_access X <verb> <terms>\n", "delay_access <number> <verb> <terms>\n",
        "tcp_outgoing_address <network> <terms>\n", "follow_x_forwarded_for <verb> <terms>\n",
        "http_access2 <verb> <terms>\n",
    ),
    "switch": (
        "cache deny all\n", "via off\n", "dns_v4_first on\n", "visible_hostname <host>\n",
        "request_body_max_size <number> MB\n", "connect_timeout <number> minutes\n", "workers <number>\n",
        "max_filedescriptors <number>\n", "icap_enable on\n", "refresh_pattern <pattern> 0 20% 4320\n",
        "cachemgr_passwd Xyzzy9pw all\n", "append_domain .<host>\n", "sslproxy_flags X\n", "host_verify_strict on\n",
        "client_dst_passthru off\n", "dns_nameservers <network>\n", "cache_dir ufs /x <number> 16 256\n",
        "delay_pools <number>\ndelay_class 1 <number>\n", "acl_uses_indirect_client on\n",
        "tls_outgoing_options min-version=1.<number>\n",
    ),
    "comment": ("# x\n", "\n", "  # proxylint: ignore[SQD101] why\n", "#<host>\n", "    \t\n"),
    "include": ("include /etc/squid/conf.d/*.conf\n", 'include "x y"\n', "include\n", "include squid.conf\n"),
    "conditional": (
        "if ${process_number} = <number>\nendif\n", "if true\n<line*>endif\n", "if false\n<line*>else\n<line*>endif\n",
        "else\n", "if <number> = <number>\n<line*>", "endif\n",
    ),
    "helper": (
        "auth_param basic program /usr/lib/squid/basic -w Xyzzy9pw\n", "auth_param negotiate program /x\n",
        "external_acl_type helper %SRC %DST /x\n", "external_acl_type helper ttl=<number> %LOGIN /x\n",
        "url_rewrite_program /x\n", "url_rewrite_children <number>\n",
        "icap_service s reqmod_precache icap://<host>/x\n", "configuration_includes_quoted_values on\n",
    ),
    "denyinfo": (
        "deny_info ERR_X <name>\n", "deny_info 302:http://<host>/ <name>\n", "deny_info TCP_RESET <name>\n",
        "deny_info <name>\n",
    ),
    "broken": (
        "acl\n", "http_access\n", "ssl_bump\n", "nosuch <name>\n", "acl <name> \\\n  src <network>\n", "http_port\n",
        "<host>\n",
    ),
}  # fmt: skip
