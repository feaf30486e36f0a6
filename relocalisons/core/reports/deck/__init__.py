"""The deck of a committee: topics, questions asked of it, slides with one message each.

What is too small for a slide becomes a card.
How slides are laid out is `rendering/slides`.
"""
