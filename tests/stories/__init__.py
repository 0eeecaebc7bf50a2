"""What went wrong at real sites, as files; each must lead to the finding that would have told."""
