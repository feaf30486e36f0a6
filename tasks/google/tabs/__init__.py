"""A tab of ours as requests: cells, frame, drop-downs, and one atomic write of all that changed.

After each write the tab is read again: what people moved meanwhile is told.
What a tab says is `core/pilotage`.
"""
