"""What becomes of the traffic of Microsoft Defender for Endpoint."""
