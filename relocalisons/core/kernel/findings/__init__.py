"""What a finding is: its kind, its life, and the gesture that its kind asks of the coordinator.

The kinds themselves are declared by their subjects, beside the rules that find them.
Acts are made of the gestures in `core/acts`; nothing here groups or ranks.
"""
