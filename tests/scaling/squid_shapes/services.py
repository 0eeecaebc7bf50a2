"""Parents, log-in schemes, ICAP services and whatever else stands beside the lists."""

from __future__ import annotations

from tests.scaling.squid_shapes.shape import NEEDED, PROXIES, Text, lines

SHAPES: dict[str, Text] = {
    "peers": lambda n: lines(lambda at: PROXIES.format(at=at).strip())(n) + "never_direct allow all\n",
    "peers with access": lambda n: (
        lines(lambda at: PROXIES.format(at=at) + f"cache_peer_access p{at} deny to_localhost")(n)
        + "never_direct allow all\n"
    ),
    "access of one peer": lambda n: (
        PROXIES.format(at=0) + "cache_peer_access p0 deny to_localhost\n" * n + "never_direct allow all\n"
    ),
    "parents with their domains": lambda n: (
        lines(
            lambda at: (
                f"{PROXIES.format(at=at)}acl a{at} dstdomain {NEEDED.format(at=at)}\n"
                f"cache_peer_access p{at} allow a{at}\ncache_peer_access p{at} deny all"
            )
        )(n)
        + "never_direct allow all\n"
    ),
    "log-in schemes": lines(lambda at: "auth_param basic program /x"),
    "rewriters": lines(
        lambda at: (
            f"icap_service s{at} reqmod_precache icap://127.0.0.1:1344/{at}\nadaptation_access s{at} allow to_localhost"
        )
    ),
    "service sets": lambda n: (
        lines(lambda at: f"icap_service s{at} reqmod_precache icap://127.0.0.1:1344/{at}")(n)
        + "adaptation_service_set all_of_them"
        + "".join(f" s{at}" for at in range(n))
        + "\nadaptation_access all_of_them allow all\n"
    ),
    "delay pools": lambda n: (
        f"delay_pools {n}\n"
        + lines(
            lambda at: (
                f"delay_class {at + 1} 2\ndelay_parameters {at + 1} 8000/8000 8000/8000\n"
                f"delay_access {at + 1} allow all"
            )
        )(n)
    ),
    "headers that are taken away": lines(lambda at: f"request_header_access X-H{at} deny all"),
    "formats of logs": lines(lambda at: f"logformat f{at} %>a %ru\naccess_log /x/{at}.log f{at}"),
}
