"""What one ACL says of a region, type by type."""
