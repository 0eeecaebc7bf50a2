"""proxylint proves whether Microsoft Defender for Endpoint still gets through a proxy configuration."""
