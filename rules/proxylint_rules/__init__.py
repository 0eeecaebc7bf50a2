"""What proxylint says: one module and one page per rule, and the endpoint catalogues."""
