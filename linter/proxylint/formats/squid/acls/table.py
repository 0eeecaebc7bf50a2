"""Which look belongs to which ACL type. A type that is not here is not modelled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from proxylint.formats.squid.acls import backwards, clock, connection, hosts, outside, place, urls
from proxylint.formats.squid.acls.part import Part
from proxylint.formats.squid.model import Acl
from proxylint.formats.squid.sight import Sight
from proxylint.region import Region
from proxylint.text import Span

Look = Callable[[Acl, Region, Sight, Span], list[Part]]

LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        "src": place.look_src,
        "dst": place.look_dst,
        "localip": place.look_localip,
        "myip": place.look_localip,
        "srcdomain": backwards.look_source_domain,
        "srcdom_regex": backwards.look_source_domain,
        "dstdomain": hosts.look_dstdomain,
        "dstdom_regex": hosts.look_dstdom_regex,
        "ssl::server_name": hosts.look_server_name,
        "ssl::server_name_regex": hosts.look_server_name,
        "url_regex": urls.look_url_regex,
        "urlpath_regex": urls.look_urlpath_regex,
        "time": clock.look_time,
        "port": connection.look_port,
        "localport": connection.look_localport,
        "myport": connection.look_localport,
        "method": connection.look_method,
        "proto": connection.look_proto,
        "myportname": connection.look_myportname,
        "at_step": connection.look_at_step,
        "connections_encrypted": connection.look_connections_encrypted,
        "transaction_initiator": connection.look_transaction_initiator,
        "has": connection.look_has,
        "annotate_transaction": connection.look_always,
        "annotate_client": connection.look_always,
        "urllogin": connection.never("the URL names no user"),
        "snmp_community": connection.never("this is no SNMP request"),
        "adaptation_service": outside.look_annotation,
        "proxy_auth": outside.look_credentials,
        "proxy_auth_regex": outside.look_credentials,
        "max_user_ip": outside.look_credentials,
        "external": outside.look_external,
        "ident": outside.look_ident,
        "ident_regex": outside.look_ident,
        "browser": outside.look_header,
        "referer_regex": outside.look_header,
        "req_header": outside.look_header,
        "req_mime_type": outside.look_header,
        "random": outside.look_random,
        "maxconn": outside.look_maxconn,
        "ext_user": outside.look_annotation,
        "ext_user_regex": outside.look_annotation,
        "tag": outside.look_annotation,
        "note": outside.look_annotation,
        "http_status": outside.look_reply,
        "rep_header": outside.look_reply,
        "rep_mime_type": outside.look_reply,
        "hier_code": outside.look_reply,
        "peername": outside.look_reply,
        "peername_regex": outside.look_reply,
        "squid_error": outside.look_reply,
        "arp": outside.look_network,
        "eui64": outside.look_network,
        "src_as": outside.look_network,
        "dst_as": outside.look_network,
        "client_connection_mark": outside.look_network,
        "user_cert": outside.look_certificate_of_client,
        "ca_cert": outside.look_certificate_of_client,
        "server_cert_fingerprint": outside.look_tls_of_server,
        "ssl_error": outside.look_tls_of_server,
    }
)
