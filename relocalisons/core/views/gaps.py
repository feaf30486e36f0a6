"""Pure: a gap in days as tables and charts print it, and the word for what cannot be read."""

NOT_READ = "Plus lisible"  # of a line whose table cannot be read any more
LEFT = "Partenaire parti"  # of a line that its partner had not finished when it left


def gap_words(days: int | None) -> str:
    """A gap in days as a chart or a table prints it.

    Never « à l’heure »: the dates are those that partners gave, and a chain may tell otherwise.
    """
    if days is None:
        return "–"
    if days == 0:
        return "sans\u00a0écart"
    sign = "+" if days > 0 else "\u2212"
    return f"{sign}{abs(days)}\u00a0j"
