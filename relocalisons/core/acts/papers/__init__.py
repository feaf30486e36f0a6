"""What acts about the papers of a funder say."""
