"""Everything the coordinator should know on one day: `assessment.assess` calls every subject.

Also the life of a finding: struck, vanished, out of sight, followed by another.
A rule that belongs to one subject is in its folder.
"""
