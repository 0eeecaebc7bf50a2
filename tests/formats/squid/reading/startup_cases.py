"""Configurations that Squid 5.7 takes or refuses, by topic; `---` stands between two of them.

Each is put to a real Squid, so none carries an expectation. A port line is added where there is none. `·` is a blank
at the end of a line.
"""

from __future__ import annotations

FILES = {
    "lists/names.txt": "all\n!localhost\n",
    "lists/badnames.txt": "all\nnope\n",
    "lists/overlap.txt": "# list\na.fine.example\n.fine.example\n",
    "lists/fine.txt": ".fine.example\na.fine.example\nother.example # x\n\n  .blank.example  \n",
    "lists/networks.txt": "10.0.0.0/8\n# x\n192.168.0.0/16\n",
    "lists/badnetworks.txt": "10.0.0.0/8 192.168.0.0/16\nfoo/bar\n",
    "lists/ports.txt": "80\n443\n8000-8080\n",
    "lists/patterns.txt": "-i\n^foo\n+i\nbar baz\n",
    "conf/good.conf": "acl inside src 10.0.0.1\n",
    "conf/bad.conf": "nonsense\n",
    "conf/a.cnf": "acl glob1 src 10.0.0.1\n",
    "conf/b.cnf": "http_access allow glob1\n",
    "conf/loop.conf": "include conf/loop.conf\n",
    "conf/openif.conf": "if true\n",
    "conf/quoted.conf": "configuration_includes_quoted_values on\n",
}
"""What the configurations include or list."""

TOPICS = {
    "lines": r"""
http_access allow all
---
   http_access allow all
---
# only a comment
---
http_access allow \
 all
---
http_access allow \·
all
---
http_access allow \
# between

all
---
# comment ending in backslash \
http_access allow all
---
acl a dstdomain .go.micro\
soft.com
http_access allow a
---
http_access allow all # inline \
nonsense line
---
nonsense
---
Http_access allow all
---
http_access allow all \
---
acl a dstdomain a.com#x
http_access allow a
---
	http_access	allow	all·
---
${service_name}
---
acl ${service_name}x src all
http_access allow squidx
---
acl a src all
http_access allow ${nothing}
---
acl a dstdomain ${x}
http_access allow a
""",
    "conditionals": r"""
if true
http_access allow all
endif
---
if false
nonsense
endif
---
if true
nonsense
endif
---
if 1 = 1
endif
---
if 0x10 = 16
endif
---
if 0x10=16
nonsense
endif
---
if 08 = 8
endif
---
if 1 = 2
nonsense
else
endif
---
if 1 = 2
else
nonsense
endif
---
if true # x
endif
---
if
endif
---
if True
endif
---
if foo
endif
---
if -1 = -1
endif
---
if 1 = 1 = 1
endif
---
if false
if nope
endif
endif
---
if false
if true
nonsense
endif
endif
---
if true
---
endif
---
else
---
if true
else
else
nonsense
endif
---
if true
else
else xyz
endif foo
---
if false
elif true
endif
---
if true
elif true
endif
---
IF true
endif
---
if 99999999999999999999 = 9223372036854775807
nonsense
endif
---
if ${process_number} = 7
nonsense
endif
""",
    "acl names and types": r"""
acl
---
acl a
---
acl a src
---
acl a nosuchtype x
---
acl a SRC all
---
acl a src 10.0.0.1
acl A dst 10.0.0.1
---
acl a src 10.0.0.1
acl A src 10.0.0.2
---
acl all src 10.0.0.0/8
---
acl all dst 10.0.0.0/8
---
acl CONNECT method GET
---
acl manager proto cache_object
http_access allow manager
---
acl manager url_regex x
---
acl Manager proto cache_object
---
acl a myip 10.0.0.1
acl a localip 10.0.0.2
---
acl a myport 3128
---
acl aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa src all
http_access allow aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
---
acl aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa src all
http_access allow aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
---
acl aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa src all
---
acl aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa src all
---
http_access deny to_localhost
---
http_access deny to_linklocal
---
http_access deny ssl::certHasExpired
---
acl a any-of all localhost
http_access allow a
---
acl a any-of all nope
---
acl a all-of !all localhost
---
acl a all-of
---
acl a any-of "lists/names.txt"
---
acl a any-of a
---
acl a user_cert CN x
---
acl a user_cert
---
acl a ca_cert O x
acl a ca_cert CN x
---
acl a snmp_community public
---
acl a ident REQUIRED
---
acl a has request
---
acl a has
---
acl a has nothing
---
acl a has request response
---
acl a connections_encrypted
---
acl a connections_encrypted yes
---
acl a transaction_initiator client
---
acl a transaction_initiator nobody
---
acl a annotate_transaction x=y
---
acl a annotate_client x+=y
---
acl a annotate_client x
---
acl a annotate_client x=y z
---
acl a note x
---
acl a note x y
acl a note z
---
acl a note -m x y
---
acl a note -m=, x y
---
acl a tag t
---
acl a ext_user u
---
acl a server_cert_fingerprint AA:BB
---
acl a server_cert_fingerprint -sha1 AA:BB
---
acl a squid_error ERR_ACCESS_DENIED
---
acl a ssl_error X509_V_ERR_CERT_HAS_EXPIRED
""",
    "acl options": r"""
acl a dstdomain -n .x.com
---
acl a dstdomain -i .x.com
---
acl a dstdomain -n -n .x.com
---
acl a dstdomain -- -x
---
acl a dstdomain - .x.com
---
acl a dstdomain +n .x.com
---
acl a dst -n 10.0.0.1
---
acl a src -n 10.0.0.1
---
acl a srcdomain -n .x
---
acl a dstdom_regex -n x
---
acl a dstdom_regex -in x
---
acl a dstdom_regex -ni x
---
acl a dstdom_regex -nx x
---
acl a url_regex -i x +i y -i z
---
acl a url_regex +foo
---
acl a url_regex -foo
---
acl a url_regex -- -foo
---
acl a url_regex x -foo
---
acl a url_regex -i=x y
---
acl a port -1
---
acl a req_header -i User-Agent x
---
acl a req_header User-Agent -i x
---
acl a req_header User-Agent x
acl a req_header Referer y
---
acl a req_header
---
acl a proxy_auth -i bob
---
auth_param basic program /bin/cat
acl a proxy_auth -i bob
---
auth_param basic program /bin/cat
acl a max_user_ip -s 2
---
auth_param basic program /bin/cat
acl a max_user_ip 0
---
acl a max_user_ip 2
---
auth_param basic program /bin/cat
acl a max_user_ip x
---
acl a ssl::server_name --client-requested .x.com
---
acl a ssl::server_name --client-requested --consensus .x.com
---
acl a ssl::server_name --nope .x.com
---
acl a ssl::server_name_regex -i --server-provided x
---
acl a ssl::server_name_regex --server-provided -i x
---
acl a browser -i mde
---
acl a time -n MTWHF
""",
    "domains": r"""
acl a dstdomain .x.com x.com
---
acl a dstdomain x.com .x.com
---
acl a dstdomain a.x.com .x.com
---
acl a dstdomain .x.com a.x.com
---
acl a dstdomain .x.com .a.x.com
---
acl a dstdomain .a.x.com .x.com
---
acl a dstdomain x.com x.com .x.org .x.org
---
acl a dstdomain .x.com
acl a dstdomain x.com
---
acl a dstdomain .x.com
acl b dstdomain x.com
---
acl a dstdomain .X.com x.COM
---
acl a dstdomain .x.com y.a.x.com .a.x.com
---
acl a dstdomain y.a.x.com .a.x.com
---
acl a dstdomain *.x.com .x.com
---
acl a dstdomain .x.com *.x.com
---
acl a dstdomain .com foo.x.com .x.com
---
acl a srcdomain a.x.com .x.com
---
acl a ssl::server_name a.x.com .x.com
---
acl a dstdomain "lists/overlap.txt"
---
acl a dstdomain "lists/fine.txt"
---
acl a dstdomain "lists/fine.txt" .more.example
acl a dstdomain more.example
---
acl a dstdomain m.fine.example
acl a dstdomain "lists/fine.txt"
---
acl a dstdomain "lists/missing.txt"
http_access allow a
---
acl a dstdomain 'lists/fine.txt"
---
acl a dstdomain "lists/fine.txt
---
acl a dstdomain a.com, .com,
---
acl a dstdomain .
---
acl a dstdomain x.com. .x.com
---
acl a dstdomain b-x.com .x.com
---
acl a dstdomain ax.com .x.com
---
acl a dstdomain a.x.com b.x.com c.x.com d.x.com e.x.com f.x.com .x.com
---
acl a dstdomain z.org a.x.com b.net .c.com q.x.com .y.com .com
""",
    "addresses": r"""
acl a src 10.0.0.0/4294967304
---
acl a src 10.0.0.0/4294967330
---
acl a src 10.0.0.0/2147483648
---
acl a src 10.0.0.0/99999999999999999999
---
acl a src 10.0.0.0/0000000000000000000000000000008
---
acl a src 2001:db8::/4294967328
---
acl a src 2001:db8::/0032
---
acl a src 10.0.0.4294967297
---
acl a src 10.0.0.18446744073709551617
---
acl a src 000000000000012.0.0.1
---
acl a src 10.0.0.0/3²
---
acl a src 10.0.0.0/²
---
acl a src 2001:db8::/3²
---
acl a src 2001:db8::/²
---
acl a src 10.0.0.0/8
---
acl a src 10.0.0.0/33
---
acl a src 10.0.0.0/255.0.0.0
---
acl a src 10.0.0.0/255.0.255
---
acl a src 10.0.0.0/x
---
acl a src 10.0.0.0/300
---
acl a src 10.0.0.0/129
---
acl a src 10.0.0.1-10.0.0.9
---
acl a src 10.0.0.1-10.0.0.9/32
---
acl a src 10.0.0.9-10.0.0.1
---
acl a src 10.0.0.1-
---
acl a src 10.0.0.1-x
---
acl a src 10.0.0.300
---
acl a src 10.0.0.300/24
---
acl a src 10
---
acl a src 10/8
---
acl a src 10.0/16
---
acl a src 10.0.0.0.0/8
---
acl a src 1.2.3.4.5
---
acl a src 10.0.0.0/8,10.1.0.0/16
---
acl a src fe80::/10
---
acl a src fe80::/129
---
acl a src fe80::/200
---
acl a src fe80:::/10
---
acl a src ::1
---
acl a src 2001:db8::1-2001:db8::9
---
acl a src 2001:db8::1-2001:db8::9/64
---
acl a src 0/0
---
acl a src all
---
acl a src ALL
---
acl a src ipv4 ipv6
---
acl a src 0.0.0.0/0 10.0.0.0/8
---
acl a src 10.99.0.0/16 10.0.0.0/8
---
acl a src localhost
---
acl a src localhost/32
---
acl a src ...
---
acl a src 010.0.0.1
---
acl a src 0x0a.0.0.1
---
acl a src 09.0.0.1
---
acl a src 10.0.0.1/
---
acl a src 10.0.0.1/32abc
---
acl a src 10.0.0.1abc
---
acl a src {{network}}
---
acl a src <network>/24
---
acl a src "lists/networks.txt"
---
acl a src "lists/badnetworks.txt"
---
acl a localip 127.0.0.1
---
acl a arp 00:11:22:33:44:55
---
acl a arp zz
---
acl a src_as 64512
---
acl a eui64 x
""",
    "numbers and times": r"""
acl a time M 4294967304:00-12:00
---
acl a time M 4294967304:00-4294967308:00
---
acl a time M 99999999999999999999:00-12:00
---
acl a time M 0008:000-0012:00
---
acl a time M 8:-0-12:+00
---
acl a maxconn 4294967297
---
acl a maxconn 4294967296
---
acl a maxconn 2147483648
---
acl a maxconn 99999999999999999999
---
acl a port 4294967739
---
acl a port 000000000443
---
acl a port 1-+443
---
acl a port 1--443
---
acl a port +443
---
acl a port 1-²
---
acl a max_user_ip 4294967297
---
acl a random 1/4294967300
---
acl a port 80 443
---
acl a port 80,443
---
acl a port 80-90
---
acl a port 90-80
---
acl a port 80-
---
acl a port -80
---
acl a port http
---
acl a port 0
---
acl a port 65536
---
acl a port 80-90-95
---
acl a port "lists/ports.txt"
---
acl a localport 3128
---
acl a time MTWHF
---
acl a time MTWHF 08:00-17:00
---
acl a time 08:00-17:00 18:00-24:00
---
acl a time 17:00-08:00
---
acl a time 8-17
---
acl a time 08:00-25:00
---
acl a time 08:00-24:01
---
acl a time 08:60-10:00
---
acl a time XYZ
---
acl a time mon
---
acl a time 8:0-17:5
---
acl a maxconn 10
---
acl a maxconn
---
acl a maxconn 0
---
acl a maxconn x
---
acl a maxconn 10 20
---
acl a random 0.5
---
acl a random 1:3
---
acl a random 1/4
---
acl a random 4/1
---
acl a random 50%
---
acl a random
---
acl a random 0.0
---
acl a http_status 200-299
---
acl a http_status x
---
acl a method GET POST FOO
---
acl a proto HTTP HTTPS
---
acl a proto nonsense
---
acl a hier_code HIER_DIRECT
---
acl a hier_code DIRECT
---
acl a at_step SslBump1
---
acl a at_step sslbump2
---
acl a at_step SslBump4
---
acl a at_step GeneratingCONNECT
---
acl a at_step
""",
    "patterns": r"""
acl a url_regex ^http
---
acl a url_regex *.foo.com
---
acl a url_regex .*.foo.com
---
acl a url_regex .*+x
---
acl a url_regex (
---
acl a url_regex )
---
acl a url_regex [
---
acl a url_regex foo\ bar
---
acl a url_regex foo\·
---
acl a url_regex foo\\
---
acl a url_regex a( b)
---
acl a url_regex "lists/patterns.txt"
---
acl a browser ^Mozilla
---
refresh_pattern . 0 20% 4320
---
refresh_pattern -i \.(gif|png)$ 10080 90% 43200 override-expire
---
refresh_pattern
---
refresh_pattern . 0 20%
---
refresh_pattern . a 20% 4320
---
refresh_pattern . 0 x% 4320
---
refresh_pattern . 0 -5% 4320
---
refresh_pattern . 0 20% 4320 nonsense
---
refresh_pattern . 0 20% 4320 max-stale=x
---
refresh_pattern ( 0 20% 4320
""",
    "access": r"""
http_access
---
http_access allow
---
http_access Allow all
---
http_access permit all
---
http_access allow nope
---
http_access allow !nope
---
http_access allow !!all
---
http_access allow ! all
---
http_access allow all, localhost
---
http_access allow "lists/names.txt"
---
http_access allow "lists/badnames.txt"
---
http_access allow "lists/missing.txt"
---
http_access allow all "lists/missing.txt" nope
---
http_access allow all "lists/names.txt" nope
---
http_access allow ALL !LocalHost
---
http_access allow later
acl later src all
---
http_access2 allow all
---
adapted_http_access allow nope
---
miss_access deny nope
---
http_reply_access allow all
---
icp_access allow nope
---
cache deny nope
---
no_cache deny nope
---
always_direct allow nope
---
never_direct deny all
---
url_rewrite_access deny nope
---
redirector_access allow all
---
request_header_access User-Agent deny nope
---
request_header_access User-Agent deny all
---
request_header_access
---
request_header_replace User-Agent x
---
header_access User-Agent deny all
---
request_header_add X-Foo "bar baz" all
---
request_header_add X-Foo bar nope
---
request_header_add X-Foo
---
request_header_add
---
reply_header_access Server deny all
---
tcp_outgoing_address 10.0.0.1 all
---
tcp_outgoing_address 10.0.0.1 nope
---
tcp_outgoing_address 10.0.0.999
---
tcp_outgoing_tos 0x20 all
---
tcp_outgoing_tos 0x200 all
---
tcp_outgoing_tos x all
---
tcp_outgoing_mark 0x1 all
---
tcp_outgoing_mark 0x1/0xff all
---
tcp_outgoing_mark x all
---
reply_body_max_size 10 MB all
---
reply_body_max_size none all
---
reply_body_max_size 10 foo all
---
reply_body_max_size 0 allow all
---
range_offset_limit none all
---
delay_pools 1
delay_class 1 2
delay_access 1 allow all
---
delay_pools 1
delay_access 1 allow nope
---
delay_access 1 allow nope
---
delay_pools x
---
note key value all
---
note key "a value" nope
---
follow_x_forwarded_for allow localhost
---
deny_info ERR_X all
---
deny_info ERR_X nope
---
deny_info
---
spoof_client_ip allow nope
---
auth_schemes basic all
---
ftp_epsv off
---
ftp_epsv allow nope
---
ftp_epsv
---
on_unsupported_protocol tunnel all
---
on_unsupported_protocol nothing all
---
http_upgrade_request_protocols WebSocket allow all
---
http_upgrade_request_protocols WebSocket allow nope
---
http_upgrade_request_protocols
---
sslproxy_cert_error allow all
---
sslproxy_cert_sign signTrusted all
---
sslproxy_cert_sign nothing all
---
sslproxy_cert_adapt setCommonName{x} all
---
sslproxy_cert_adapt setCommonName{x all
---
sslproxy_cert_adapt nothing all
""",
    "ssl_bump": r"""
ssl_bump splice all
---
ssl_bump peek
---
ssl_bump
---
ssl_bump peek-and-splice all
---
ssl_bump Peek all
---
ssl_bump bump nope
---
ssl_bump allow all
ssl_bump deny localhost
---
ssl_bump allow all
ssl_bump bump all
---
ssl_bump none all
ssl_bump server-first all
ssl_bump client-first all
---
ssl_bump terminate all
ssl_bump deny all
""",
    "peers": r"""
cache_peer 10.0.0.1 parent 3128 0
---
cache_peer 10.0.0.1 parent 3128
---
cache_peer 10.0.0.1 parent
---
cache_peer 10.0.0.1 parent 0 0
---
cache_peer 10.0.0.1 Parent 3128 0
---
cache_peer 10.0.0.1 parent 3128 0 no-query default
---
cache_peer 10.0.0.1 parent 3128 0 nonsense
---
cache_peer 10.0.0.1 parent 3128 0
cache_peer 10.0.0.1 parent 3129 0
---
cache_peer 10.0.0.1 parent 3128 0
cache_peer 10.0.0.1 parent 3129 0 name=b
---
cache_peer a.example parent 3128 0 login=PASS
cache_peer_access a.example allow all
---
cache_peer a.example parent 3128 0 name=p
cache_peer_access a.example allow nope
---
cache_peer a.example parent 3128 0 name=p
cache_peer_access p allow nope
---
cache_peer_access p allow all
---
cache_peer_access
---
cache_peer a.example parent 3128 0 weight=x
---
cache_peer a.example parent 3128 0 max-conn=2 standby=5
---
cache_peer a.example sibling 3128 0 carp
---
cache_peer a.example sibling 3128 0 sourcehash
---
cache_peer a.example parent 3128 0 carp carp-key=host
---
cache_peer a.example parent 3128 0 carp-key=host
---
cache_peer a.example parent 3128 0 carp carp-key=foo
---
cache_peer a.example parent 3128 0 htcp=no-clr
---
cache_peer a.example parent 3128 0 htcp=no-clr,only-clr
---
cache_peer a.example parent 3128 0 htcp=foo
---
cache_peer a.example parent http 0
---
cache_peer a.example parent 99999 0
---
cache_peer a.example parent 3128 x
---
cache_peer a.example parent 3128 0 sslkey=/x
---
cache_peer a.example parent 3128 0 tls sslflags=FOO
---
cache_peer_domain a.example .x.com
---
neighbor_type_domain a.example parent .x.com
---
neighbor_type_domain a.example
---
dead_peer_timeout 10 seconds
""",
    "ports": r"""
http_port 3128
---
http_port
---
http_port abc
---
http_port 3128x
---
http_port 0
---
http_port 65536
---
http_port 10.0.0.1:3128
---
http_port 10.0.0.1
---
http_port 10.0.0.1:0
---
http_port 10.0.0.1:x
---
http_port 10.0.0.999:3128
---
http_port [::1]:3128
---
http_port [::1]
---
http_port [::1:3128
---
http_port [10.0.0.1]:3128
---
http_port :3128
---
http_port ::1:3128
---
http_port localhost:3128
---
http_port 3128 intercept
---
http_port 3128 transparent
---
http_port 3128 intercept accel
---
http_port 3128 accel intercept
---
http_port 3128 accel defaultsite=x
---
http_port 3128 defaultsite=x
---
http_port 3128 defaultsite=x accel
---
http_port 3128 vhost
---
http_port 3128 vport
---
http_port 3128 vport=80
---
http_port 3128 accel vport=x
---
http_port 3128 no-vhost
---
http_port 3128 protocol=http
---
http_port 3128 accel protocol=http
---
http_port 3128 accel protocol=gopher
---
http_port 3128 allow-direct
---
http_port 3128 ignore-cc
---
http_port 3128 act-as-origin
---
http_port 3128 name=x
---
http_port 3128 nonsense
---
http_port 3128 connection-auth=off
---
http_port 3128 connection-auth=maybe
---
http_port 3128 disable-pmtu-discovery=off
---
http_port 3128 disable-pmtu-discovery=maybe
---
http_port 3128 tcpkeepalive
---
http_port 3128 tcpkeepalive=60,30,3
---
http_port 3128 tcpkeepalive=x
---
http_port 3128 tcpkeepalive=60,,3
---
http_port 3128 ipv4
---
http_port [::1]:3128 ipv4
---
http_port 3128 ssl-bump
---
http_port 3128 sslBump
---
http_port 3128 ssl-bump key=/x
---
http_port 3128 generate-host-certificates=on dynamic_cert_mem_cache_size=4MB
---
http_port 3128 dynamic_cert_mem_cache_size=4XB
---
http_port 3128 dynamic_cert_mem_cache_size=MB
---
http_port 3128 sslflags=NO_SESSION_REUSE
---
http_port 3128 sslflags=FOO
---
http_port 3128 tls-dh=prime256v1:/none
---
http_port 3128 tls-foo=bar
---
http_port 3128 version=x
---
http_port 3128 require-proxy-header
---
http_port 3128 # comment
---
http_port 3128 worker-queues
---
http_port 3128 name=a connection-auth
http_port 3129 intercept
---
https_port 3130
---
https_port 3130 intercept
---
https_port 3130 ssl-bump
---
https_port 3130 intercept ssl-bump
---
ftp_port 2121
---
ftp_port 2121 ssl-bump
---
ascii_port 3128
""",
    "login": r"""
acl a proxy_auth REQUIRED
---
auth_param basic program /bin/cat
acl a proxy_auth REQUIRED
http_access allow a
---
acl a proxy_auth REQUIRED
auth_param basic program /bin/cat
---
auth_param basic realm x
acl a proxy_auth REQUIRED
---
auth_param digest program /bin/cat
acl a proxy_auth REQUIRED
---
auth_param digest program /bin/cat
auth_param digest realm x
acl a proxy_auth REQUIRED
---
auth_param ntlm program /bin/cat
acl a proxy_auth REQUIRED
---
auth_param negotiate program /bin/cat
acl a proxy_auth_regex -i x
---
auth_param kerberos program /bin/cat
---
auth_param Basic program /bin/cat
acl a proxy_auth REQUIRED
---
auth_param basic
---
auth_param
---
auth_param basic realm
---
auth_param basic children 5
---
auth_param basic children 0
---
auth_param basic children 5 startup=1 idle=1
---
auth_param basic children 5 nonsense
---
auth_param basic children x
---
auth_param basic credentialsttl 2 hours
---
auth_param basic credentialsttl 2
---
auth_param basic casesensitive off
---
auth_param basic casesensitive maybe
---
auth_param basic nonsense x
---
auth_param digest nonce_max_count 50
---
auth_param digest nonce_max_count x
---
auth_param ntlm keep_alive on
---
auth_param basic utf8 yes
---
authenticate_ttl 1 hour
---
external_acl_type h %SRC /bin/cat
acl a external h
---
external_acl_type h ttl=60 children-max=5 %SRC %DST /bin/cat arg
acl a external h x y
---
acl a external h
external_acl_type h %SRC /bin/cat
---
external_acl_type h %SRC /bin/cat
acl a external h x
acl a external h y
---
external_acl_type h %SRC /bin/cat
acl a external
---
external_acl_type h %LOGIN /bin/cat
acl a external h
---
external_acl_type h %LOGIN /bin/cat
---
auth_param basic program /bin/cat
external_acl_type h %LOGIN /bin/cat
acl a external h
---
external_acl_type h %ul /bin/cat
acl a external h
---
external_acl_type h %un /bin/cat
acl a external h
---
external_acl_type h /bin/cat
---
external_acl_type h %SRC
---
external_acl_type h
---
external_acl_type
---
external_acl_type h nonsense=1 %SRC /bin/cat
---
external_acl_type h ipv4 %>a %>rd /bin/cat
acl a external h
---
external_acl_type h %IDENT /bin/cat
acl a external h
---
external_acl_type h %>{User-Agent} /bin/cat
acl a external h
---
external_acl_type h %EXT_USER %METHOD %PATH %PORT %URI /bin/cat
acl a external h
---
external_acl_type h %NONSENSE /bin/cat
acl a external h
---
external_acl_type h %LOGINX /bin/cat
""",
    "adaptation": r"""
icap_enable on
icap_service s reqmod_precache icap://127.0.0.1:1344/r
adaptation_access s allow all
---
icap_service s reqmod_precache bypass=1 icap://127.0.0.1:1344/r
---
icap_service s reqmod_precache 0 icap://127.0.0.1:1344/r
---
icap_service s nowhere icap://127.0.0.1:1344/r
---
icap_service s reqmod_precache
---
icap_service s reqmod_precache bypass=maybe icap://127.0.0.1:1344/r
---
icap_service s reqmod_precache nonsense=1 icap://127.0.0.1:1344/r
---
icap_service s reqmod_precache bypass=1 bypass=0 icap://127.0.0.1:1344/r
---
icap_service s
---
adaptation_access nope allow all
---
adaptation_access s allow nope
---
icap_class c s
---
adaptation_service_set c s
---
icap_enable yes
---
acl a adaptation_service nope
---
icap_service_failure_limit 10 in 5 minutes
---
icap_service_failure_limit 10 on 5 minutes
---
url_rewrite_program /bin/cat
---
url_rewrite_program /bin/cat "a b"
---
url_rewrite_program /bin/cat "a b
---
redirect_program /bin/cat
---
url_rewrite_children 5 startup=1
---
url_rewrite_children 5 x=1
---
url_rewrite_children -1
---
url_rewrite_timeout 5 seconds on_timeout=bypass
---
url_rewrite_timeout x
---
url_rewrite_extras "%>a"
---
store_id_program /bin/cat
---
url_rewrite_concurrency 5
""",
    "scalars": r"""
cache_mem 256 MB
---
cache_mem 256
---
cache_mem 256MB
---
cache_mem 256 mb
---
cache_mem x
---
cache_mem 0.5 bytes
---
cache_mem 0.3 MB
---
cache_mem 1.5 KB
---
cache_mem -5 MB
---
cache_mem none
---
cache_mem
---
maximum_object_size 4 GB
---
maximum_object_size 4 TB
---
quick_abort_min 10 bytes
---
quick_abort_min 0 KB
---
quick_abort_max 16 KB
---
connect_timeout 1 minute
---
connect_timeout 1 minutes
---
connect_timeout 1
---
connect_timeout 0
---
connect_timeout 1 min
---
connect_timeout 1 millisecond
---
connect_timeout -1 minute
---
connect_timeout 0.5 seconds
---
connect_timeout 1.5 seconds
---
connect_timeout 1000 years
---
dns_timeout 500 milliseconds
---
via on
---
via enable
---
via yes
---
via ON
---
via
---
via off off
---
relaxed_header_parser warn
---
relaxed_header_parser maybe
---
memory_cache_mode network
---
memory_cache_mode foo
---
uri_whitespace strip
---
uri_whitespace foo
---
pipeline_prefetch on
---
pipeline_prefetch 1
---
pipeline_prefetch foo
---
workers 2
---
workers x
---
workers 0x2
---
workers 99999999999
---
icp_port 3130
---
icp_port 70000
---
snmp_port 0
---
visible_hostname foo
---
visible_hostname
---
err_html_text foo bar
---
err_html_text
---
dns_nameservers 1.1.1.1 8.8.8.8
---
dns_nameservers
---
udp_incoming_address 10.0.0.1
---
udp_incoming_address 10.0.0.999
---
udp_incoming_address
---
cache_replacement_policy heap LFUDA
---
cache_replacement_policy
---
append_domain .x.com
---
forwarded_for delete
---
cache_mgr root
---
logfile_rotate 10
---
logfile_rotate -1
---
client_netmask 255.255.255.0
---
request_header_max_size 64 KB
---
request_header_max_size 1 MB
---
append_domain x.com
---
tls_outgoing_options cafile=/x
---
tls_outgoing_options flags=DONT_VERIFY_PEER
---
tls_outgoing_options flags=FOO
---
tls_outgoing_options key=/x
---
tls_outgoing_options nonsense
---
sslproxy_flags DONT_VERIFY_PEER
---
sslproxy_flags FOO
---
sslproxy_client_key /x
---
sslproxy_options NO_SSLv3
---
cachemgr_passwd secret all
---
cachemgr_passwd
---
hopeless_kid_revival_delay 1 hour
---
max_filedescriptors 4096
---
cpu_affinity_map process_numbers=1,2 cores=1,2
---
cpu_affinity_map process_numbers=1,2 cores=1
---
cpu_affinity_map foo
---
qos_flows local-hit=0x30
---
memory_replacement_policy lru
---
windows_ipaddrchangemonitor on
---
esi_parser foo
""",
    "logs and caches": r"""
access_log /var/log/squid/access.log
---
access_log daemon:/var/log/squid/access.log squid
---
access_log daemon:/var/log/squid/access.log squid all
---
access_log daemon:/var/log/squid/access.log nope
---
access_log daemon:/var/log/squid/access.log logformat=squid all
---
access_log daemon:/var/log/squid/access.log logformat=nope
---
logformat mine %>a %ui
access_log daemon:/var/log/squid/access.log logformat=mine
---
logformat mine %>a
access_log daemon:/var/log/squid/access.log mine all
---
access_log daemon:/var/log/squid/access.log on-error=drop
---
access_log daemon:/var/log/squid/access.log on-error=foo
---
access_log daemon:/var/log/squid/access.log nonsense=1
---
access_log daemon:/var/log/squid/access.log buffer-size=64KB
---
access_log daemon:/var/log/squid/access.log buffer-size=64
---
access_log daemon:/var/log/squid/access.log rotate=x
---
access_log none
---
access_log none nope
---
access_log
---
cache_access_log /var/log/squid/access.log
---
logformat mine
---
logformat
---
logformat mine %nonsense
---
logformat mine %>a %{User-Agent}>h "%rm %ru" %>Hs
---
cache_dir ufs /tmp/none 100 16 256
---
cache_dir ufs /tmp/none 100 16
---
cache_dir ufs /tmp/none 0 16 256
---
cache_dir ufs /tmp/none 100 16 256 max-size=1000
---
cache_dir ufs /tmp/none 100 16 256 nonsense
---
cache_dir aufs /tmp/none 100 16 256
---
cache_dir diskd /tmp/none 100 16 256 Q1=64 Q2=72
---
cache_dir rock /tmp/none 100
---
cache_dir rock /tmp/none -1
---
cache_dir null /tmp
---
cache_dir coss /tmp/none 100
---
cache_dir ufs
---
cache_dir
---
cache_log /dev/null
---
cache_store_log none
---
log_mime_hdrs on
""",
    "gone": r"""
log_access allow all
---
log_icap allow all
---
hierarchy_stoplist cgi-bin ?
---
dns_v4_first on
---
broken_vary_encoding allow all
---
ie_refresh on
---
ignore_ims_on_miss on
---
ignore_ims_on_miss maybe
---
cache_peer_domain x .y
---
announce_period 0
---
request_entities off
---
referer_log /x
---
upgrade_http0.9 deny all
---
zph_local 1
---
httpd_accel_host x
---
acl_uses_indirect_client on
---
ident_lookup_access allow all
---
ident_timeout 10 seconds
---
mcast_miss_addr 1.2.3.4
---
to_linklocal x
---
tls_key_log /x
---
cache_log_message id=1 level=1
""",
    "includes": r"""
include conf/good.conf
---
include conf/*.cnf
---
include conf/none*.conf
---
include conf/missing.conf
---
include conf/bad.conf
---
if false
include conf/missing.conf
endif
---
include "conf/good.conf"
---
include conf/good.conf conf/good.conf
---
include conf/loop.conf
---
include conf/openif.conf
endif
---
include
---
include conf/quoted.conf
http_access deny !all
---
http_access allow inside
include conf/good.conf
---
include conf/good.conf
http_access allow inside
---
include \
 conf/good.conf
---
Include conf/good.conf
""",
    "quoted values": r"""
configuration_includes_quoted_values on
http_access allow all
---
configuration_includes_quoted_values on
http_access deny !all
---
configuration_includes_quoted_values on
acl a dstdomain "a.com"
http_access allow a
---
configuration_includes_quoted_values on
acl a dstdomain "a.com
---
configuration_includes_quoted_values on
acl a dstdomain "a.com"x
---
configuration_includes_quoted_values on
acl a dstdomain "a\qb"
---
configuration_includes_quoted_values on
acl a dstdomain parameters("lists/fine.txt")
---
configuration_includes_quoted_values on
acl a dstdomain parameters("lists/missing.txt")
---
configuration_includes_quoted_values on
acl a dstdomain parameters(lists/fine.txt)
---
configuration_includes_quoted_values on
acl a dstdomain foo("lists/fine.txt")
---
configuration_includes_quoted_values on
acl a dstdomain parameters("lists/overlap.txt")
---
configuration_includes_quoted_values on
acl a url_regex x
---
configuration_includes_quoted_values on
acl a dstdomain *.x.com
---
configuration_includes_quoted_values on
acl a dstdomain "*.x.com"
---
configuration_includes_quoted_values on
refresh_pattern . 0 20% 4320
---
configuration_includes_quoted_values on
acl a time "08:00-17:00"
---
configuration_includes_quoted_values on
configuration_includes_quoted_values off
http_access deny !all
---
configuration_includes_quoted_values maybe
---
acl a dstdomain parameters("lists/missing.txt")
""",
}


def cases(topic: str) -> list[str]:
    """The configurations of one topic, each complete."""
    texts = TOPICS[topic].replace("·", " ").strip("\n").split("\n---\n")
    return [_complete(text.strip("\n")) for text in texts]


def _complete(text: str) -> str:
    return f"{text}\n" if "_port" in text or text.endswith("\\") else f"{text}\nhttp_port 3128\n"
