"""Environment files serve the installation; of the running agent they tell nothing."""

from __future__ import annotations

import pytest

from tests.formats.mdatp.asking import HTTP, HTTPS, from_environment, policy_of


@pytest.mark.parametrize("url", [HTTPS, HTTP])
@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"])
def test_no_way_is_certain(name: str, url: str) -> None:
    reason = "an environment file is documented for the installation, not for the running agent"
    assert from_environment(f'PATH=/bin\nexport {name}="http://px:80/"\n', url) == [f"? {reason}"]


@pytest.mark.parametrize(
    "text", ["", "PATH=/bin\n", "NO_PROXY=x\n", "# HTTPS_PROXY=http://px:80/\n", "HTTPS_PROXY = x\n"]
)
def test_a_file_without_a_proxy_says_nothing(text: str) -> None:
    failure = policy_of(text, "etc/environment").failure
    assert failure is not None
    assert failure.elsewhere
    assert from_environment(text) == ["? the file sets no variable that names a proxy"]


def test_the_last_value_of_a_variable_counts() -> None:
    policy = policy_of("HTTPS_PROXY=http://a:1/\nHTTPS_PROXY=http://b:1/\n", "etc/environment")
    assert [one.value.text for one in policy.setting.assigned] == ["http://b:1/"]
