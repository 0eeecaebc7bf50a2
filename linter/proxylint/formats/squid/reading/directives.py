"""Every directive of Squid 5.7, 6.14 and 7.6: how its arguments are parsed, and whether it can touch access.

Names, parser kinds and aliases are those of cf.data.pre (NAME and TYPE) at the three tags.
"""

from __future__ import annotations

from functools import cache, lru_cache

from proxylint.format import Standing
from proxylint.formats.squid.reading.wordlists import word_set
from proxylint.records import dataclass

FIRST_VERSION = 5


@dataclass(frozen=True, slots=True)
class Directive:
    """`name`: the canonical name; `kind`: which of Squid's parsers reads its arguments, `obsolete` = none does."""

    name: str
    kind: str
    standing: Standing


_KINDS = {
    "AuthSchemes": "auth_schemes",
    "CpuAffinityMap": "cpu_affinity_map",
    "HeaderWithAclList": "reply_header_add request_header_add",
    "HelperChildConfig": """sslcrtd_children sslcrtvalidator_children store_id_children=storeurl_rewrite_children
        url_rewrite_children=redirect_children""",
    "IpAddress_list": "wccp2_router",
    "PortCfg": "ftp_port http_port=ascii_port https_port",
    "QosConfig": "qos_flows",
    "SBufList": "dns_nameservers",
    "TokenOrQuotedString": "store_id_extras url_rewrite_extras",
    "UrlHelperTimeout": "url_rewrite_timeout",
    "YesNoNone": "memory_cache_shared shared_memory_locking",
    "access": """adapted_http_access=http_access2 always_direct broken_posts cache=no_cache
        collapsed_forwarding_access follow_x_forwarded_for force_request_body_continuation htcp_access
        htcp_clr_access http_access http_reply_access icap_retry icp_access miss_access never_direct
        proxy_protocol_access send_hit server_pconn_for_nonretriable snmp_access spoof_client_ip
        sslproxy_cert_error stats_collection store_id_access=storeurl_rewrite_access store_miss
        url_rewrite_access=redirector_access""",
    "access_log": "access_log=cache_access_log icap_log",
    "acl": "acl",
    "acl_address": "tcp_outgoing_address",
    "acl_b_size_t": "range_offset_limit reply_body_max_size",
    "acl_nfmark": "mark_client_connection mark_client_packet=clientside_mark tcp_outgoing_mark",
    "acl_tos": "clientside_tos tcp_outgoing_tos=tcp_outgoing_ds=tcp_outgoing_dscp",
    "adaptation_access_type": "adaptation_access",
    "adaptation_service_chain_type": "adaptation_service_chain",
    "adaptation_service_set_type": "adaptation_service_set",
    "address": """client_netmask snmp_incoming_address snmp_outgoing_address udp_incoming_address
        udp_outgoing_address wccp2_address wccp_address wccp_router""",
    "authparam": "auth_param",
    "b_int64_t": """maximum_object_size memory_pools_limit minimum_object_size read_ahead_gap request_body_max_size
        store_avg_object_size""",
    "b_size_t": """cache_mem client_request_buffer_max_size digest_swapout_chunk_size high_memory_warning
        maximum_object_size_in_memory reply_header_max_size request_header_max_size
        sslproxy_session_cache_size tcp_recv_bufsize""",
    "b_ssize_t": "dns_packet_max",
    "cachedir": "cache_dir",
    "cachemgrpasswd": "cachemgr_passwd",
    "client_delay_pool_access": "client_delay_access",
    "client_delay_pool_count": "client_delay_pools",
    "client_delay_pool_rates": "client_delay_parameters",
    "configuration_includes_quoted_values": "configuration_includes_quoted_values",
    "delay_pool_access": "delay_access",
    "delay_pool_class": "delay_class",
    "delay_pool_count": "delay_pools",
    "delay_pool_rates": "delay_parameters",
    "denyinfo": "deny_info",
    "ecap_service_type": "ecap_service",
    "eol": "debug_options err_html_text mail_program sslcrtd_program sslcrtvalidator_program",
    "externalAclHelper": "external_acl_type",
    "ftp_epsv": "ftp_epsv",
    "hostdomaintype": "neighbor_type_domain",
    "http_header_access": "reply_header_access request_header_access",
    "http_header_replace": "reply_header_replace request_header_replace=header_replace",
    "http_upgrade_request_protocols": "http_upgrade_request_protocols",
    "icap_access_type": "icap_access",
    "icap_class_type": "icap_class",
    "icap_service_failure_limit": "icap_service_failure_limit",
    "icap_service_type": "icap_service",
    "icmp": "pinger_program",
    "int": """adaptation_service_iteration_limit cache_swap_high cache_swap_low client_ip_max_connections
        connect_retries digest_bits_per_entry digest_rebuild_chunk_percentage forward_max_tries
        fqdncache_size happy_eyeballs_connect_gap happy_eyeballs_connect_limit
        happy_eyeballs_connect_timeout high_page_fault_warning high_response_time_warning
        icap_default_options_ttl icap_preview_size icap_retry_limit icap_service_revival_delay
        icp_query_timeout incoming_dns_average incoming_tcp_average=incoming_http_average
        incoming_udp_average=incoming_icp_average ipcache_high ipcache_low ipcache_size logfile_rotate
        max_filedescriptors=max_filedesc max_open_disk_fds maximum_icp_query_timeout
        mcast_icp_query_timeout min_dns_poll_cnt min_tcp_poll_cnt=min_http_poll_cnt
        min_udp_poll_cnt=min_icp_poll_cnt minimum_direct_hops minimum_direct_rtt
        minimum_icp_query_timeout netdb_high netdb_low quick_abort_pct sleep_after_fork
        sslproxy_session_ttl store_objects_per_bucket umask wccp2_weight wccp_version workers""",
    "int64_t": "shared_transient_entries_limit=collapsed_forwarding_shared_entries_limit",
    "kb_int64_t": "quick_abort_max quick_abort_min",
    "logformat": "logformat",
    "memcachemode": "memory_cache_mode",
    "note": "adaptation_meta note",
    "obsolete": """balance_on_multiple_ip broken_vary_encoding cache_peer_domain=cache_host_domain cache_vary
        chunked_request_body_max_size dns_testnames dns_v4_fallback dns_v4_first emulate_httpd_log
        error_map extension_methods external_refresh_check forward_log ftp_list_width header_access
        hierarchy_stoplist httpd_accel_no_pmtu_disc ie_refresh ignore_expect_100 ignore_ims_on_miss
        incoming_rate
        location_rewrite_program=location_rewrite_access=location_rewrite_children=location_rewrite_concurrency
        log_access log_fqdn log_icap log_ip_on_direct maximum_single_addr_tries referer_log=referrer_log
        refresh_stale_hit server_http11 sslproxy_cafile sslproxy_capath sslproxy_cipher
        sslproxy_client_certificate sslproxy_client_key sslproxy_flags sslproxy_options sslproxy_version
        update_headers upgrade_http0.9 url_rewrite_concurrency useragent_log wais_relay_host
        wais_relay_port zero_buffers zph_local=zph_mode=zph_option=zph_parent=zph_sibling""",
    "on_unsupported_protocol": "on_unsupported_protocol",
    "onoff": """acl_uses_indirect_client adaptation_send_client_ip=icap_send_client_ip
        adaptation_send_username=icap_send_client_username
        adaptation_uses_indirect_client=icap_uses_indirect_client allow_underscore buffered_logs
        cache_miss_revalidate check_hostnames client_db client_dst_passthru
        client_persistent_connections collapsed_forwarding delay_pool_uses_indirect_client
        detect_broken_pconn digest_generation dns_defnames dns_multicast_local ecap_enable
        email_err_data error_log_languages eui_lookup ftp_eprt ftp_epsv_all ftp_passive ftp_sanitycheck
        ftp_telnet_protocol global_internal_static half_closed_clients host_verify_strict
        http_accel_surrogate_remote httpd_suppress_version_string icap_206_enable
        icap_client_username_encode icap_enable icap_persistent_connections icap_preview_enable
        icp_hit_stale ignore_unknown_nameservers log_icp_queries log_mime_hdrs log_uses_indirect_client
        memory_pools nonhierarchical_direct offline_mode persistent_connection_after_error pinger_enable
        prefer_direct query_icmp refresh_all_ims reload_into_ims retry_on_error
        server_persistent_connections short_icon_urls ssl_unclean_shutdown
        store_id_bypass=storeurl_rewrite_bypass strip_query_terms test_reachability
        tproxy_uses_indirect_client url_rewrite_bypass=redirector_bypass
        url_rewrite_host_header=redirect_rewrites_host_header vary_ignore_expire via wccp2_rebuild_wait
        windows_ipaddrchangemonitor""",
    "peer": "cache_peer",
    "peer_access": "cache_peer_access",
    "pipelinePrefetch": "pipeline_prefetch",
    "refreshpattern": "refresh_pattern",
    "removalpolicy": "cache_replacement_policy memory_replacement_policy",
    "response_delay_pool_access": "response_delay_pool_access",
    "response_delay_pool_parameters": "response_delay_pool",
    "securePeerOptions": "tls_outgoing_options",
    "sslproxy_cert_adapt": "sslproxy_cert_adapt",
    "sslproxy_cert_sign": "sslproxy_cert_sign",
    "sslproxy_ssl_bump": "ssl_bump",
    "string": """accept_filter adaptation_masterx_shared_names append_domain as_whois_server
        cache_effective_group cache_effective_user cache_log cache_mgr cache_store_log
        cache_swap_state=cache_swap_log chroot coredump_dir diskd_program err_page_stylesheet
        error_default_language error_directory forwarded_for ftp_user hosts_file
        httpd_accel_surrogate_id icap_client_username_header icon_directory logfile_daemon mail_from
        mime_table netdb_filename pid_filename ssl_engine sslpassword_program sslproxy_cert_sign_hash
        sslproxy_foreign_intermediate_certs store_dir_select_algorithm unique_hostname unlinkd_program
        visible_hostname""",
    "time": """authenticate_cache_garbage_interval authenticate_ip_ttl authenticate_ttl background_ping_rate
        client_idle_pconn_timeout=persistent_request_timeout client_lifetime connect_timeout
        dead_peer_timeout digest_rebuild_period digest_rewrite_period forward_timeout
        ftp_client_idle_timeout hopeless_kid_revival_delay icap_connect_timeout icap_io_timeout
        max_stale minimum_expiry_time negative_dns_ttl negative_ttl netdb_ping_period pconn_lifetime
        peer_connect_timeout positive_dns_ttl read_timeout request_start_timeout request_timeout
        server_idle_pconn_timeout=pconn_timeout shutdown_lifetime write_timeout""",
    "time_msec": "dns_retransmit_interval dns_timeout",
    "tristate": "relaxed_header_parser",
    "u_short": """client_delay_initial_bucket_level delay_initial_bucket_level htcp_port icp_port=udp_port
        snmp_port""",
    "uri_whitespace": "uri_whitespace",
    "wccp2_amethod": "wccp2_assignment_method",
    "wccp2_method": "wccp2_forwarding_method wccp2_return_method",
    "wccp2_service": "wccp2_service",
    "wccp2_service_info": "wccp2_service_info",
    "wordlist": "mcast_groups store_id_program=storeurl_rewrite_program url_rewrite_program=redirect_program",
    "-/Security::KeyLog*/Security::KeyLog*": "tls_key_log",
    "-/cache_log_message/cache_log_message": "cache_log_message",
    "-/time_nanoseconds/time_nanoseconds": "paranoid_hit_validation",
    "access/access/-": "ident_lookup_access",
    "address/address/-": "mcast_miss_addr",
    "onoff/obsolete/obsolete": "request_entities",
    "string/obsolete/obsolete": "announce_file announce_host",
    "string/string/-": "mcast_miss_encode_key",
    "string/string/obsolete": "esi_parser",
    "time/obsolete/obsolete": "announce_period",
    "time/time/-": "ident_timeout",
    "u_short/obsolete/obsolete": "announce_port",
    "u_short/u_short/-": "mcast_miss_port mcast_miss_ttl",
    "wordlist/wordlist/SBufList": "hostname_aliases loadable_modules",
}
"""Kind, or the kinds in 5/6/7 ("-" = no such directive), to names; `name=alias`."""

MODELLED = word_set(
    """acl http_access adapted_http_access miss_access http_reply_access ssl_bump always_direct never_direct
    url_rewrite_access adaptation_access icap_access cache_peer cache_peer_access http_port https_port ftp_port
    auth_param external_acl_type nonhierarchical_direct prefer_direct url_rewrite_program url_rewrite_children
    icap_enable ecap_enable icap_service ecap_service adaptation_service_set adaptation_service_chain icap_class
    configuration_includes_quoted_values deny_info workers client_dst_passthru host_verify_strict
    pinger_enable"""
)
"""What the model holds, or what decides whether something in it counts."""

UNMODELLED = {
    "follow_x_forwarded_for": "the client address may be taken from a request header",
    "proxy_protocol_access": "the client address may be taken from a PROXY header",
    "reply_body_max_size": "replies may be refused for their size",
    "request_body_max_size": "requests may be refused for their size",
    "request_header_max_size": "requests may be refused for the size of their headers",
    "client_ip_max_connections": "connections may be refused for their number",
    "neighbor_type_domain": "the kind of a cache_peer may change with the host",
    "offline_mode": "replies may be served from the cache alone",
    "minimum_direct_hops": "measured distances may send requests direct",
    "minimum_direct_rtt": "measured distances may send requests direct",
    "ident_lookup_access": "clients may be asked who they are",
}
"""What can touch access and is not modelled, with what it may do."""

UNBUILT = word_set(
    """windows_ipaddrchangemonitor mcast_miss_addr mcast_miss_encode_key mcast_miss_port mcast_miss_ttl
    high_memory_warning esi_parser"""
)
"""Compiled in by no usual build on Linux: logged, and the arguments are not read (cf_gen.cc:628-632@5.7)."""


@cache
def _table() -> dict[str, tuple[str, tuple[str, str, str]]]:
    table = {}
    for kinds, entries in _KINDS.items():
        parts = kinds.split("/")
        versions = (parts[0], parts[1], parts[2]) if len(parts) == 3 else (kinds, kinds, kinds)
        for entry in entries.split():
            names = entry.split("=")
            table.update(dict.fromkeys(names, (names[0], versions)))
    return table


@lru_cache(maxsize=1024)
def directive(word: str, version: int) -> Directive | None:
    """The directive a word names in one Squid version (case counts); None = unknown there."""
    name, kinds = _table().get(word, ("", ("-", "-", "-")))
    kind = kinds[version - FIRST_VERSION]
    if kind == "-":
        return None
    if name in UNBUILT and kind != "obsolete":
        kind = "unbuilt"
    return Directive(name, kind, standing(name, kind))


def standing(name: str, kind: str) -> Standing:
    if name in MODELLED:
        return Standing.MODELLED
    if name in UNMODELLED and kind not in ("obsolete", "unbuilt"):
        return Standing.UNMODELLED
    return Standing.IRRELEVANT


def versions_of(word: str) -> tuple[int, ...]:
    """The Squid versions that know a directive."""
    _, kinds = _table().get(word, ("", ("-", "-", "-")))
    return tuple(FIRST_VERSION + index for index, kind in enumerate(kinds) if kind != "-")


def names(version: int) -> list[str]:
    """Every word that names a directive in one Squid version."""
    return [word for word in _table() if directive(word, version) is not None]
