"""The aid behind an act: the papers of a funder that it hangs on."""
